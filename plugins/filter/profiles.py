# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
name: profiles
short_description: Tell which AWS profiles each person gets
version_added: 0.1.0
author: dayone.identity_center contributors (@dayone-identity-center)
description:
  - Makes profiles and sessions for the AWS config file out of each person's roles, as
    M(dayone.identity_center.aws_sso_profile) and the role P(dayone.identity_center.workstation#role) take them.
  - Everybody who has a role and every user of the document is in it; who has no role any more with no profiles, so that
    O(dayone.identity_center.aws_sso_profile#module:purge) removes those of earlier.
  - Two roles of one person under one name are an error that names both.
  - Names are such that all AWS clients read them and nobody has to quote them. In what a placeholder stands for, other
    characters become C(-), so that the account C(Log Archive) gives C(Log-Archive). Elsewhere in the template they are
    an error.
options:
  _input:
    description:
      - How the profiles are to look, C(access.profiles) of the access document.
      - C(sso_session) is the session's name, C(dayone) unless stated; C(sso_registration_scopes) its scopes,
        C(sso:account:access) unless stated.
      - C(default) names the C(account) (id, name or C(current)) and the C(permission_set) of the profile C(default).
        Who does not have that role gets no profile C(default).
      - C(name) is the template of the other names. Where it is stated, the role of the profile C(default) gets one of
        that name as well; without it the others are named C({account_name}-{permission_set}), in
        accounts of one name C({account_name}-{account_id}-{permission_set}).
      - Its placeholders are C({account_name}), C({account_id}), C({permission_set}), C({user_name}), C({session}),
        C({region}), and of the account in AWS Organizations C({ou}) (the name of its organizational unit), C({ou_path})
        (the path from the root, such as C(Workloads/Dev)) and C({tag.KEY}). These are only read where a name has them.
      - A placeholder takes filters, one after the other, C({account_name|trim_start:acme-|lower}). There are C(lower),
        C(upper), C(trim_start:TEXT), C(trim_end:TEXT), C(replace:OLD:NEW) (of which NEW may be empty) and
        C(default:TEXT) for what is missing.
      - C(region) is the profiles' Region; unless stated it is the one that a section of the user's own has, else
        Identity Center's, which C(keep_region) says. C(regions) makes a profile for each, with C({region}) in the name.
        C(output), C(settings) and C(format) are those of M(dayone.identity_center.aws_sso_profile).
      - C(overrides) is a list of other such values, C(name) and C(regions) included, for the roles in these C(accounts)
        (names or ids) with these C(permission_sets), both globs. What a later one says counts, C(settings) add up.
    type: raw
    required: true
  result:
    description:
      - What the role P(dayone.identity_center.provision#role) hands over as C(provision_result), what
        O(dayone.identity_center.provision#role:main:provision_publish) wrote, or what
        P(dayone.identity_center.as_provisioned#filter) gives.
      - Left out where the input is a list of these, each with its C(profiles), for several instances whose profiles
        stand in one file. Each instance needs a C(sso_session) of its own.
    type: dict
"""

EXAMPLES = r"""
- name: Show everybody's profiles
  ansible.builtin.debug:
    msg: "{{ access.profiles | dayone.identity_center.profiles(provision_result) }}"
  vars:
    access:
      profiles:
        sso_session: example
        default: {account: sandbox, permission_set: amplify-policy}
        name: "{account_name}-{permission_set}"
    provision_result:
      start_url: https://d-1234567890.awsapps.com/start
      region: us-east-1
      accounts: [{id: "111122223333", name: sandbox}]
      grants:
        - {user_name: ada, account_id: "111122223333", account_name: sandbox, permission_set: amplify-policy}

- name: Show the profiles of everybody in two instances
  ansible.builtin.debug:
    msg: "{{ [ours, theirs] | dayone.identity_center.profiles }}"
  vars:
    ours:
      profiles: {sso_session: ours, name: "{account_name|lower}"}
      start_url: https://ours.awsapps.com/start
      region: us-east-1
      grants: [{user_name: ada, account_id: "111122223333", account_name: Sandbox, permission_set: reader}]
    theirs:
      profiles: {sso_session: theirs, name: "theirs-{account_name}"}
      start_url: https://theirs.awsapps.com/start
      region: eu-west-1
      grants: [{user_name: ada, account_id: "444455556666", account_name: lab, permission_set: reader}]
"""

RETURN = r"""
_value:
  description:
    - C(sessions) and C(profiles) of each person, by user name. C(state) is C(absent) for who is absent in the document.
  type: dict
  sample:
    ada:
      state: present
      sessions:
        - name: example
          sso_start_url: https://d-1234567890.awsapps.com/start
          sso_region: us-east-1
          sso_registration_scopes: sso:account:access
      profiles:
        - name: default
          sso_session: example
          sso_account_id: "111122223333"
          sso_role_name: amplify-policy
          region: us-east-1
          keep_region: true
        - name: sandbox-amplify-policy
          sso_session: example
          sso_account_id: "111122223333"
          sso_role_name: amplify-policy
          region: us-east-1
          keep_region: true
"""

from typing import TYPE_CHECKING

from ansible.errors import AnsibleFilterError
from ansible_collections.dayone.identity_center.plugins.plugin_utils._unsafe_data import gives_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def profiles(desired: Any, result: dict[str, Any] | None = None) -> dict[str, dict[str, Any]]:
    # Here, for Ansible loads every filter of a collection in each process that uses one.
    from ansible_collections.dayone.identity_center.plugins.module_utils._argument_specs.document_argument_spec import (
        PROFILES,
    )
    from ansible_collections.dayone.identity_center.plugins.module_utils._argument_specs.text_type_check import (
        check_texts,
    )
    from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError, require
    from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.compute_profiles import (
        ProfilesError,
        merged,
        profiles_of,
    )

    try:
        if isinstance(desired, dict):
            require(check_texts(PROFILES, desired, "profiles"))
        return profiles_of(desired, result) if result is not None else merged(desired)
    except (ProfilesError, InputError) as error:
        raise AnsibleFilterError("dayone.identity_center.profiles: %s" % error) from error


class FilterModule:
    """Ansible's way to find the filter."""

    def filters(self) -> dict[str, Callable[..., Any]]:
        return {"profiles": gives_data(profiles)}
