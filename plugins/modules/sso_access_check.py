#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: sso_access_check
short_description: Check an access document before anything is written
version_added: 0.1.0
description:
  - Checks an access document against AWS's rules, against itself, and against what exists in AWS, and reports all
    problems at once, each with its path in the document. It only reads.
  - Returns what it had to look up, for the modules that carry the document out, so that nothing is read twice.
  - Fails, with the steps to take in the console, where no organization instance of IAM Identity Center is enabled.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  access:
    description:
      - The access document with C(users), C(groups), C(permission_sets), C(assignments) and C(profiles).
      - The entries take the options of M(dayone.identity_center.identitystore_user),
        M(dayone.identity_center.identitystore_group), M(dayone.identity_center.sso_permission_set) and
        M(dayone.identity_center.sso_account_assignment).
      - C(start_url) states the access portal's URL where it is not the default one, C(instance_arn) the instance where
        there are several.
    type: dict
    required: true
extends_documentation_fragment:
  - amazon.aws.common.modules
  - amazon.aws.region.modules
  - amazon.aws.boto3
  - dayone.identity_center.instance.reading
seealso:
  - module: dayone.identity_center.sso_instance_info
"""

EXAMPLES = r"""
- name: Check the document in a pull request
  dayone.identity_center.sso_access_check:
    region: us-east-1
    access:
      users:
        - {user_name: ada, given_name: Ada, family_name: Lovelace, email: ada@example.com}
      groups:
        - {display_name: developers, members: [ada]}
      permission_sets:
        - {name: amplify-policy, session_duration: PT12H, managed_policies: [AmplifyBackendDeployFullAccess]}
      assignments:
        - {group: developers, permission_sets: [amplify-policy], accounts: [current]}
"""

RETURN = r"""
instance:
  description: The instance, as M(dayone.identity_center.sso_instance_info) returns it.
  returned: success
  type: dict
  sample: {"instance_arn": "arn:aws:sso:::instance/ssoins-1234567890abcdef", "identity_store_id": "d-1234567890"}
accounts:
  description: What each account in the document means, by the text that names it.
  returned: success
  type: dict
  sample: {"current": {"id": "111122223333", "name": "sandbox", "status": "ACTIVE"}}
known_users:
  description: Ids of the users that the document refers to and does not declare, by name.
  returned: success
  type: dict
  sample: {"grace": "90671a2b3c-0a1b2c3d-0000-4000-8000-000000000003"}
known_groups:
  description: Ids of the groups that the document refers to and does not declare, by name.
  returned: success
  type: dict
  sample: {}
known_permission_sets:
  description: ARNs of the permission sets that the document refers to and does not declare, by name.
  returned: success
  type: dict
  sample: {}
known_members:
  description:
    - The members of the groups that assignments name and whose members the document does not state, by the group's
      name.
  returned: success
  type: dict
  sample: {"auditors": ["grace"]}
problems:
  description: What is wrong with the document.
  returned: failure
  type: list
  elements: dict
  contains:
    path:
      description: Where in the document.
      type: str
      sample: permission_sets[0].session_duration
    message:
      description: What is wrong and what is wanted.
      type: str
      sample: "'12h' is not an ISO 8601 duration (wanted: PT1H to PT12H, for example PT8H30M)"
"""

from ansible_collections.amazon.aws.plugins.module_utils.modules import AnsibleAWSModule

from ..module_utils._api.clients import Clients
from ..module_utils._api.names import key
from ..module_utils._apply.services import Services
from ..module_utils._module.accounts import accounts_of
from ..module_utils._module.boundary import run
from ..module_utils._module.document import parse
from ..module_utils._module.policies import policy_arns
from ..module_utils._plan.assignments import check_assignments, contradictions, expand
from ..module_utils._plan.document import check_references, undeclared
from ..module_utils._plan.groups import check_groups
from ..module_utils._plan.permission_sets import check_permission_sets
from ..module_utils._plan.problems import Problem, require
from ..module_utils._plan.users import check_new_users, check_users
from ..module_utils._profiles.compute import ProfilesError, profiles_of
from ..module_utils._profiles.grants import grants
from ..module_utils._profiles.start_url import check_start_url, default_start_url
from ..module_utils._snapshot.directory import (
    read_group_ids,
    read_groups,
    read_memberships,
    read_user_ids,
    read_user_names,
    read_users,
)
from ..module_utils._snapshot.instance import choose_instance, read_instances
from ..module_utils._snapshot.permission_sets import find_arns


def body(module):
    document, problems = parse(module.params["access"])
    require(problems)
    # Without AWS first: a document with such problems is not worth a call.
    require(_alone(document))
    clients = Clients(module)
    instances = read_instances(clients, module.region)
    instance = choose_instance(instances, module.region, document.get("instance_arn"), organization=True)
    services = Services(clients, instance)
    known = _known(services, document)
    accounts, problems = _accounts(module, clients, document, instance["caller"]["account"])
    problems.extend(check_references(document, {kind: set(names) for kind, names in known.items()}))
    problems.extend(check_new_users(document["users"], _existing(services, document), "users"))
    problems.extend(policy_arns(module, clients, document["permission_sets"], {}, "permission_sets")[1])
    problems.extend(_start_url(document, instance))
    require(problems)
    crossed = expand(document["assignments"], accounts, "assignments")
    require(contradictions(crossed))
    instance["start_url"] = document.get("start_url") or default_start_url(instance["identity_store_id"], module.region)
    members = _members(services, document)
    require(_profile_problems(document, instance, accounts, crossed, members))
    return {
        "changed": False,
        "instance": instance,
        "accounts": accounts,
        "known_users": known["user"],
        "known_groups": known["group"],
        "known_permission_sets": known["permission_set"],
        "known_members": members,
    }


def _alone(document):
    return [
        *check_users(document["users"], "users"),
        *check_groups(document["groups"], "groups"),
        *check_permission_sets(document["permission_sets"], "permission_sets"),
        *check_assignments(document["assignments"], "assignments"),
        *([Problem("start_url", _url_problem(document))] if _url_problem(document) else []),
    ]


def _url_problem(document, identity_store_id=None):
    return check_start_url(document["start_url"], identity_store_id) if document.get("start_url") else None


def _start_url(document, instance):
    problem = _url_problem(document, instance["identity_store_id"])
    return [Problem("start_url", problem)] if problem else []


def _known(services, document):
    """What the document refers to without declaring it, and that exists: ``{kind: {name: id}}``."""
    names = {"user": set(), "group": set(), "permission_set": set()}
    for _path, kind, name in undeclared(document):
        names[kind].add(name)
    return {
        "user": read_user_ids(services.identity_store, sorted(names["user"])),
        "group": read_group_ids(services.identity_store, sorted(names["group"])),
        "permission_set": find_arns(services.permission_sets, sorted(names["permission_set"])),
    }


def _members(services, document):
    """Who is in the groups that are assigned something and whose members the document does not state."""
    stated = {key(one["display_name"]) for one in document["groups"] if one["members"] is not None}
    present = [entry for entry in document["assignments"] if entry["state"] == "present"]
    assigned = {key(entry["group"]): entry["group"] for entry in present if entry.get("group")}
    store = services.identity_store
    groups = read_groups(store, [name for folded, name in sorted(assigned.items()) if folded not in stated])
    memberships = read_memberships(store, groups)
    names = read_user_names(store, {one for members in memberships.values() for one in members})
    return {one["display_name"]: sorted(names[user] for user in memberships[one["group_id"]]) for one in groups}


def _profile_problems(document, instance, accounts, crossed, members):
    """What keeps the profiles that people are to get from being written, such as two of one name."""
    stated = {group["display_name"]: group["members"] for group in document["groups"] if group["members"] is not None}
    shown = ("kind", "principal", "permission_set", "account_id", "account_name")
    present = [{option: getattr(one, option) for option in shown} for one in crossed if one.state == "present"]
    found = {"start_url": instance["start_url"], "region": instance["region"], "accounts": accounts}
    profiles = {option: value for option, value in (document.get("profiles") or {}).items() if value is not None}
    try:
        profiles_of(profiles, {**found, "grants": grants(present, {**members, **stated})})
    except ProfilesError as error:
        return [Problem(*problem.split(": ", 1)) for problem in error.problems]
    return []


def _existing(services, document):
    """The declared users that exist, as far as it matters: those that lack what a new user needs."""
    lacking = {problem.path.split(".")[0] for problem in check_new_users(document["users"], [], "users")}
    names = [user["user_name"] for index, user in enumerate(document["users"]) if f"users[{index}]" in lacking]
    return read_users(services.identity_store, names) if names else []


def _accounts(module, clients, document, caller_account):
    """The accounts that assignments and the default profile name."""
    wanted = list(document["assignments"])
    default = (document.get("profiles") or {}).get("default")
    last = f"assignments[{len(wanted)}].accounts[0]"
    if default:
        wanted.append({"accounts": [default["account"]]})
    accounts, problems = accounts_of(module, clients, wanted, "assignments", caller_account=caller_account)
    return accounts, [
        Problem("profiles.default.account", problem.message) if problem.path == last else problem
        for problem in problems
    ]


def main():
    module = AnsibleAWSModule(argument_spec={"access": {"type": "dict", "required": True}}, supports_check_mode=True)
    run(module, body)


if __name__ == "__main__":
    main()
