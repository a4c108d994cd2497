#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: aws_sso_profile
short_description: Manage profiles for IAM Identity Center in the AWS config file
version_added: 0.1.0
description:
  - Writes profiles and C(sso-session) sections into C(~/.aws/config) and removes them, as C(aws configure sso) would,
    without asking anything and without anybody being signed in.
  - Every byte of the file that is not changed stays, comments, order, spacing and nested blocks included. The file is
    replaced whole or not at all; symlinks are followed, hard links cut, owner and mode stay. Unchanged it is untouched.
  - A section that this module made has the key C(managed_by). A section of the user's own that holds no other way to
    credentials is completed, and keeps its other keys; its key C(managed_keys), in a session C(managed_session_keys),
    names those that were added; C(managed_before), in a session C(managed_session_before), keeps the lines of those
    that were changed, which come back when the profile goes. AWS clients ignore these keys.
  - Takes one profile by its own options, or many as O(profiles). What is not stated stays as it is.
  - A file that AWS clients cannot read is an error with its line, and left as it is; so is a section that they do not
    read alike, such as two spellings of one name, for who asks for that name. To others it is no error.
  - On a machine with Windows, which needs no Python, the controller does the work, and the file is read and replaced by
    M(ansible.windows.win_powershell). See the notes.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
attributes:
  check_mode:
    description: Nothing is written; the result is the same.
    support: full
  diff_mode:
    description: The file before and after, with C(--diff) only. What is not known to be harmless is C(********).
    support: full
  platform:
    description: Where the file may be.
    support: full
    platforms: posix, windows
notes:
  - On Windows the collection ansible.windows 1.5.0 or newer has to be on the controller. Unless stated the file is
    C(.aws\config) in the user's profile; C(~) and C(%NAME%) are expanded there.
  - On Windows an existing file keeps its access rights, a new one gets its folder's and the line ends of Windows. What
    another program writes meanwhile is kept, but for the moment of the replacement. A symbolic link is not replaced.
  - Of the shared credentials file on Windows only section headers and the names of keys leave the machine.
  - On Windows it does not run with C(async).
  - On the controller itself, by the connection C(local), Ansible's own process does the work and no module is started,
    unless the task has C(become), C(environment) or C(async).
options:
  name: &name
    description:
      - The profile's name. V(default) is the section C([default]), or C([profile default]) where the file has that.
      - AWS clients other than AWS CLI and boto3 read no names with blanks.
    type: str
  sso_session: &sso_session
    description: The name of the session that the profile signs in with.
    type: str
  sso_start_url: &sso_start_url
    description:
      - The AWS access portal's URL. It goes into the session's section; into the profile with O(format=legacy).
    type: str
  sso_region: &sso_region
    description: Identity Center's home Region; it goes where O(sso_start_url) goes.
    type: str
  sso_registration_scopes: &sso_registration_scopes
    description: The scopes that the session asks for, for example V(sso:account:access).
    type: list
    elements: str
  sso_account_id: &sso_account_id
    description: The account's id, 12 digits. In YAML it needs quotes, else leading zeros are lost.
    type: str
  sso_role_name: &sso_role_name
    description: The permission set's name.
    type: str
  region: &region
    description: The Region for calls with this profile; an empty text removes it.
    type: str
  keep_region: &keep_region
    description: Whether O(region) is only for a section that has none of the user's own.
    type: bool
  output: &output
    description: The output format of AWS CLI; an empty text removes it.
    type: str
  settings: &settings
    description:
      - Other keys of the profile, for example C(cli_pager). A mapping makes a nested block such as C(s3).
      - Values are text, numbers in quotes. Null removes the key. What AWS does not know is returned as C(********).
    type: dict
  format: &format
    description:
      - V(session) names a C(sso-session) section, which lets clients renew the sign-in.
      - V(legacy) writes start URL and Region into the profile, for tools that do not read C(sso-session).
      - Unless stated, an existing profile keeps its format, and a new one is a V(session).
    type: str
    choices: [session, legacy]
  state:
    description:
      - V(absent) removes the profile, and a session that this module made when its last profile goes.
      - From a section that this module only completed, it removes the keys that were added, and gives back the others.
      - Beside O(profiles) it holds for each entry, and each of O(sessions), that does not state its own.
    type: str
    choices: [present, absent]
    default: present
  profiles:
    description: Many profiles at once. An empty list with check mode only tests whether the file can be read.
    type: list
    elements: dict
    suboptions:
      name: {<<: *name, required: true}
      sso_session: *sso_session
      sso_start_url: *sso_start_url
      sso_region: *sso_region
      sso_registration_scopes: *sso_registration_scopes
      sso_account_id: *sso_account_id
      sso_role_name: *sso_role_name
      region: *region
      keep_region: *keep_region
      output: *output
      settings: *settings
      format: *format
      state:
        description: Whether the profile is to exist.
        type: str
        choices: [present, absent]
  sessions:
    description:
      - The sessions that O(profiles) name. One that is in the file already need not be here.
      - A session whose profiles all have O(profiles[].format=legacy) is not written.
    type: list
    elements: dict
    suboptions:
      name:
        description: The session's name.
        type: str
        required: true
      sso_start_url: *sso_start_url
      sso_region: *sso_region
      sso_registration_scopes: *sso_registration_scopes
      state:
        description: Whether the session is to exist.
        type: str
        choices: [present, absent]
  path:
    description:
      - The file. Unless stated it is the one that AWS clients use, E(AWS_CONFIG_FILE) or C(~/.aws/config).
      - C(~) and variables are expanded; where root acts for O(account) C(~) and E(HOME) are that account's home.
    type: str
  backup:
    description: Keep a copy of the file beside it before it is changed.
    type: bool
    default: false
  adopt:
    description:
      - Take over sections of the stated names that somebody else wrote. Other ways to credentials in them are removed,
        their other keys stay, and the sections count as this module's own from then on.
      - Without it such a section, when it gives other credentials than those asked for, is an error.
      - So are access keys under the same name in the shared credentials file, for AWS clients do not agree which of the
        two they take.
    type: bool
    default: false
  purge:
    description:
      - Remove the profiles that this module wrote for one of the named sessions and that are not in O(profiles).
      - A named session that no profile needs is not written either, and goes if it is this module's. Nothing else does.
    type: bool
    default: false
extends_documentation_fragment:
  - dayone.identity_center.whose_file
seealso:
  - name: The AWS config file
    description: What the keys mean.
    link: https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
"""

EXAMPLES = r"""
- name: Have the profile default, as the Amplify guide wants it
  dayone.identity_center.aws_sso_profile:
    name: default
    sso_session: amplify-admin
    sso_start_url: https://d-1234567890.awsapps.com/start
    sso_region: us-east-1
    sso_registration_scopes: [sso:account:access]
    sso_account_id: "111122223333"
    sso_role_name: amplify-policy
    region: us-east-1

- name: Have many profiles, and no others of this session that were written earlier
  dayone.identity_center.aws_sso_profile:
    sessions:
      - name: example
        sso_start_url: https://example.awsapps.com/start
        sso_region: eu-central-1
    profiles:
      - name: dev
        sso_session: example
        sso_account_id: "210000000001"
        sso_role_name: amplify-policy
        region: eu-central-1
        output: json
      - name: prod
        sso_session: example
        sso_account_id: "310000000001"
        sso_role_name: reader
        settings:
          cli_pager: ""
          s3:
            max_concurrent_requests: "20"
    purge: true
    backup: true

- name: Have a profile for a tool that does not read sso-session
  dayone.identity_center.aws_sso_profile:
    name: old-tool
    format: legacy
    sso_start_url: https://example.awsapps.com/start
    sso_region: eu-central-1
    sso_account_id: "210000000001"
    sso_role_name: reader

- name: Take over a profile that was written by hand, in another file
  dayone.identity_center.aws_sso_profile:
    path: ~/.aws/config-of-work
    name: work
    sso_session: example
    sso_start_url: https://example.awsapps.com/start
    sso_region: eu-central-1
    sso_account_id: "310000000001"
    sso_role_name: reader
    # Where the section has no Region of the person's own.
    region: eu-central-1
    keep_region: true
    adopt: true

- name: Have a profile in the file of this local account, or an error
  dayone.identity_center.aws_sso_profile:
    account: "{{ account }}"
    name: work
    sso_session: example
    sso_start_url: https://example.awsapps.com/start
    sso_region: eu-central-1
    sso_account_id: "310000000001"
    sso_role_name: reader

- name: Remove a profile
  dayone.identity_center.aws_sso_profile:
    name: old-tool
    state: absent
"""

RETURN = r"""
path:
  description: The file.
  returned: always
  type: str
  sample: /home/ada/.aws/config
account:
  description: The account with whose rights the file was read and written; its uid where it has no name.
  returned: success
  type: str
  sample: ada
profiles:
  description: The profiles asked for, in their order, as AWS clients read them from the file.
  returned: success
  type: list
  elements: dict
  contains:
    name: &profile_name
      description: The profile's name.
      type: str
      sample: default
    state:
      description: Whether the file has the profile.
      type: str
      sample: present
    sso_session: &profile_session
      description: The session it names.
      type: str
      sample: amplify-admin
    sso_start_url: &profile_url
      description: The access portal's URL, from profile or session.
      type: str
      sample: https://d-1234567890.awsapps.com/start
    sso_region: &profile_region
      description: Identity Center's Region, from profile or session.
      type: str
      sample: us-east-1
    sso_registration_scopes: &profile_scopes
      description: The scopes, from profile or session.
      type: str
      sample: sso:account:access
    sso_account_id:
      description: The account's id.
      type: str
      sample: "111122223333"
    sso_role_name:
      description: The permission set's name.
      type: str
      sample: amplify-policy
    region:
      description: The Region for calls.
      type: str
      sample: us-east-1
    output:
      description: The output format.
      type: str
      sample: json
    settings:
      description: The profile's other keys; a nested block is a mapping.
      type: dict
      sample: {}
    format:
      description: V(session), V(legacy), or null where it is neither.
      type: str
      sample: session
    complete:
      description: Whether the profile gives the credentials of IAM Identity Center once somebody has signed in.
      type: bool
      sample: true
    problems:
      description: What it lacks.
      type: list
      elements: str
      sample: []
sessions:
  description: The sessions asked for, and those of the profiles asked for, as AWS clients read them from the file.
  returned: success
  type: list
  elements: dict
  contains:
    name:
      description: The session's name.
      type: str
      sample: amplify-admin
    state: {description: Whether the file has the session., type: str, sample: present}
    sso_start_url: *profile_url
    sso_region: *profile_region
    sso_registration_scopes: *profile_scopes
managed:
  description: The profiles that this module wrote or completed, now that it is done, whoever asked for them.
  returned: success
  type: list
  elements: dict
  contains: {name: *profile_name, sso_session: *profile_session, sso_start_url: *profile_url}
changes:
  description: What was changed, in order, the same in check mode.
  returned: success
  type: list
  elements: dict
  contains:
    action: {description: "V(create), V(update) or V(delete).", type: str, sample: create}
    kind: {description: V(profile) or V(sso-session)., type: str, sample: profile}
    name: {description: The name., type: str, sample: default}
backup_file:
  description: The copy of the old file.
  returned: when O(backup) is set and the file was changed
  type: str
  sample: /home/ada/.aws/config.4711.2027-01-31@12:00:00~
problems:
  description: What is wrong with the input.
  returned: failure
  type: list
  elements: dict
  contains:
    path:
      description: Where in the input.
      type: str
      sample: profiles[1].sso_account_id
    message:
      description: What is wrong and what is wanted.
      type: str
      sample: "'123' is not an account id: 12 digits are wanted, in quotes so that leading zeros stay"
"""

from ansible.module_utils.basic import AnsibleModule

from ..module_utils._ansible_module.create_module import create_module
from ..module_utils._profiles.apply_profiles import outcome, warnings
from ..module_utils._profiles.profile_argument_spec import ARGUMENTS, TOGETHER


def main() -> None:
    module = create_module(AnsibleModule, argument_spec=ARGUMENTS, supports_check_mode=True, **TOGETHER)
    result = outcome(module.params, module.check_mode, module._diff)
    if result.get("failed"):
        module.fail_json(**result)
    for text in warnings(result):
        module.warn(text)
    module.exit_json(**result)


if __name__ == "__main__":
    main()
