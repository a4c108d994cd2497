#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: aws_sso_profile_info
short_description: Read profiles for IAM Identity Center, and prove that AWS CLI gets their roles
version_added: 1.0.0
description:
  - Reads the profiles for IAM Identity Center from the AWS config file, as AWS clients read them.
  - With O(verify) AWS CLI v2 itself is asked for each profile (C(aws sts get-caller-identity)). It tells whether it can
    read the profile, and where somebody is signed in whether the credentials are those of its account and role.
  - Nothing is written but AWS CLI's own cache; no credentials are in the result.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
attributes:
  check_mode:
    description: Reads only.
    support: full
  diff_mode:
    description: Changes nothing.
    support: N/A
options:
  names:
    description: The profiles. Unless stated all those that sign in by IAM Identity Center.
    type: list
    elements: str
  path:
    description:
      - The file. Unless stated it is the one that AWS clients use, E(AWS_CONFIG_FILE) or C(~/.aws/config).
      - C(~) and variables are expanded; where root acts for O(account) C(~) and E(HOME) are that account's home.
    type: str
  verify:
    description: Ask AWS CLI v2. It takes about a second for four profiles, and longer where AWS cannot be reached.
    type: bool
    default: false
  aws_cli:
    description:
      - The path of C(aws). Unless stated the first version 2 on E(PATH), in C(~/.local/bin), C(/usr/local/bin),
        C(/usr/bin) or C(/opt/homebrew/bin).
      - Where root reads somebody else's file it is started as that person, without root's environment. For a file of
        its own root starts only a program that nobody else can change.
    type: str
extends_documentation_fragment:
  - dayone.identity_center.whose_file
seealso:
  - module: dayone.identity_center.aws_sso_profile
"""

EXAMPLES = r"""
- name: See which profiles there are
  dayone.identity_center.aws_sso_profile_info:
  register: found

- name: See which profiles this local account has
  dayone.identity_center.aws_sso_profile_info:
    account: "{{ account }}"
  register: the_accounts

- name: Prove that AWS CLI gets the roles of two profiles, in another file and by an AWS CLI of one's own
  dayone.identity_center.aws_sso_profile_info:
    path: ~/.aws/config-of-work
    names: [dev, prod]
    verify: true
    aws_cli: ~/.local/bin/aws
  register: proved

- name: Say which do not work
  ansible.builtin.assert:
    that: proved.profiles | rejectattr('signed_in.state', 'in', ['signed_in', 'signed_out']) | length == 0
    fail_msg: "{{ proved.profiles | map(attribute='signed_in.message') | select | join(' | ') }}"
"""

RETURN = r"""
path:
  description: The file.
  returned: always
  type: str
  sample: /home/ada/.aws/config
account:
  description: The account with whose rights the file was read; its uid where it has no name.
  returned: success
  type: str
  sample: ada
aws_cli:
  description: Path and version of the AWS CLI that was asked.
  returned: success, with O(verify)
  type: dict
  sample: {path: /usr/local/bin/aws, version: 2.31.0}
profiles:
  description:
    - The profiles asked for, in their order or the file's. Their keys are those that
      RV(dayone.identity_center.aws_sso_profile#module:profiles) has, and these.
  returned: success
  type: list
  elements: dict
  contains:
    name:
      description: The profile's name.
      type: str
      sample: default
    complete:
      description: Whether the profile gives the credentials of IAM Identity Center once somebody has signed in.
      type: bool
      sample: true
    problems:
      description: What it lacks.
      type: list
      elements: str
      sample: []
    signed_in:
      description: What AWS CLI made of it.
      returned: with O(verify), where the file has the profile
      type: dict
      contains:
        state:
          description:
            - V(signed_in), the credentials are those of the profile's account and role.
            - V(signed_out), the profile is complete and nobody is signed in.
            - V(refused), AWS does not give them that role, or other credentials came.
            - V(unreadable), AWS CLI cannot read the profile.
            - V(unknown), something else went wrong, such as AWS not being reached.
          type: str
          sample: signed_in
        arn:
          description: The role's session, null without credentials.
          type: str
          sample: arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_amplify-policy_0123456789abcdef/ada
        message:
          description: What AWS CLI said and what to do; empty where all is well.
          type: str
          sample: ""
"""

import os
from typing import TYPE_CHECKING

from ansible.module_utils.basic import AnsibleModule

from ..module_utils._ansible_module.create_module import create_module
from ..module_utils._aws_config.act_as_account import environment, whose
from ..module_utils._aws_config.config_errors import ConfigFileError
from ..module_utils._aws_config.config_file import config_path, expanded, read
from ..module_utils._aws_config.config_location import only_roots, open_location
from ..module_utils._aws_config.config_parser import parse
from ..module_utils._aws_config.config_syntax import PROFILE
from ..module_utils._aws_config.profile_reader import report
from ..module_utils._aws_config.program_as_account import as_account
from ..module_utils._profiles import verify_with_aws_cli

if TYPE_CHECKING:
    from typing import Any

    from ..module_utils._ansible_module.module_types import Module
    from ..module_utils._aws_config.act_as_account import Account

PLACES = ("~/.local/bin/aws", "/usr/local/bin/aws", "/usr/bin/aws", "/opt/homebrew/bin/aws")


def _profiles(path: str, names: list[str] | None, account: Account | None) -> tuple[list[dict[str, Any]], Account]:
    """(the profiles, the account whose file it is)"""
    with open_location(path, account) as location:
        document = parse(read(location) or b"", path)
    read_profiles = report(document, document.names(PROFILE) if names is None else names, [])["profiles"]
    listed = [profile for profile in read_profiles if profile["format"] or document.doubt(PROFILE, profile["name"])]
    return read_profiles if names is not None else listed, location.account


def _verify(module: Module, path: str, profiles: list[dict[str, Any]], account: Account) -> dict[str, Any]:
    given = module.params["aws_cli"] and expanded(module.params["aws_cli"], environment(account, os.environ))

    def run(command: list[str], environ: dict[str, str]) -> tuple[int | None, str, str]:
        options = {"expand_user_and_vars": False, "handle_exceptions": False, "errors": "surrogate_or_replace"}
        try:
            return module.run_command(command, environ_update=environ, **options)
        except OSError as error:
            return None, "", "%s cannot be started: %s" % (command[0], error.strerror)

    def work() -> tuple[str | None, str, dict[str, dict[str, str | None]]]:
        trusted = only_roots if os.getuid() == 0 else lambda path: True
        aws, version = verify_with_aws_cli.find(run, PLACES, given, trusted=trusted)
        said = (
            verify_with_aws_cli.ask(run, aws, [profile for profile in profiles if profile["state"] == "present"], path)
            if aws
            else {}
        )
        return aws, version, said

    aws, version, said = as_account(account, work)
    if aws is None:
        program = given or "on PATH or in " + ", ".join(PLACES)
        message = "There is no AWS CLI v2 %s. Install it, or state its path as aws_cli.%s"
        roots = " Root starts no program that others can change." if account.uid == 0 else ""
        message %= program, roots
        module.fail_json(msg=message, failures=[message], path=path)
    read_profiles = [
        {**profile, "signed_in": said[profile["name"]]} if profile["name"] in said else profile for profile in profiles
    ]
    return {"profiles": read_profiles, "aws_cli": {"path": aws, "version": version}}


def main() -> None:
    spec = {
        "names": {"type": "list", "elements": "str"},
        # Both are expanded in the account's home, which Ansible's type path would not do.
        "path": {"type": "str"},
        "account": {"type": "str"},
        "verify": {"type": "bool", "default": False},
        "aws_cli": {"type": "str"},
    }
    module = create_module(AnsibleModule, argument_spec=spec, supports_check_mode=True)
    path = module.params["path"]
    try:
        owner = whose(module.params["account"])
        path = config_path(environment(owner, os.environ), path)
        profiles, account = _profiles(path, module.params["names"], owner)
        result = _verify(module, path, profiles, account) if module.params["verify"] else {"profiles": profiles}
    except ConfigFileError as error:
        module.fail_json(msg=str(error), failures=[str(error)], path=path)
    module.exit_json(changed=False, path=path, account=account.shown, **result)


if __name__ == "__main__":
    main()
