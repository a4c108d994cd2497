# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The company with those names: what AWS holds, and the access document that goes with it."""

from __future__ import annotations

import re
from typing import Any

import yaml
from emulator.client import StandIn
from hostile_names import Names

# What every AWS client reads in a profile's name; the rest becomes a dash (docs/profiles.md).
NOT_READ = re.compile(r"[^A-Za-z0-9_@+.%:/-]+")
TEMPLATE = "{account_id}-{account_name|default:none}-{permission_set}"


class Literal(str):
    """A text that `-e @` is not to take for a template: ``!unsafe`` in YAML."""


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


Dumper.add_representer(Literal, lambda dumper, text: dumper.represent_scalar("!unsafe", str(text), style='"'))


def literally(value: Any) -> Any:
    """The same, with each text that Ansible would evaluate marked."""
    if isinstance(value, dict):
        return {literally(name): literally(one) for name, one in value.items()}
    if isinstance(value, list):
        return [literally(one) for one in value]
    return Literal(value) if isinstance(value, str) and re.search(r"\{[{%#]", value) else value


def fill(stand_in: StandIn, names: Names) -> None:
    """What exists before anything of ours has run: all of the names, some of them of a directory."""
    users = [
        {
            "UserName": name,
            "DisplayName": f"{names.command('display')} {number}",
            "Name": {"GivenName": "{{ given }}", "FamilyName": 'O\'{% x %}\n"Brien"'},
            "Emails": [{"Value": f"u{number}@example.com", "Type": "work", "Primary": True}],
            "Title": "1e3",
        }
        for number, name in enumerate(names.users)
    ]
    permission_sets = [
        {
            "Name": name,
            "Description": f"{names.command('description')}\n'{number}' \\",
            "RelayState": "https://example.com/{{x}}/'%h'$(y)",
            "ManagedPolicyArns": ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
            "Tags": [{"Key": "True", "Value": "=cmd\u2028"}],
        }
        for number, name in enumerate(names.permission_sets)
    ]
    groups = [{"DisplayName": name, "Description": f"{names.command('about')}\nx"} for name in names.groups]
    first, *others = names.groups
    stand_in.fill(
        organization=names.units,
        tags=names.tags,
        users=users,
        groups=groups,
        permission_sets=permission_sets,
        memberships=[*([first, name] for name in names.users), *([group, names.users[1]] for group in others)],
        assignments=[
            *(["GROUP", first, one, account] for one in names.permission_sets[:3] for account in names.accounts),
            *(["GROUP", group, "reader", "610000000002"] for group in others),
            *(["USER", user, "=cmd", "610000000001"] for user in names.users),
        ],
    )
    stand_in.external(users=names.users[:1], groups=names.groups[5:])


def document(names: Names) -> dict[str, Any]:
    """States the first group, everybody and the permission sets; the other groups are more than it has."""
    people = [
        {"user_name": name, "given_name": "{{ given }}", "family_name": 'O\'{% x %}\n"Brien"', "title": "1e3"}
        for name in names.users[1:]
    ]
    return {
        "region": "us-east-1",
        "users": people,
        "groups": [
            {"display_name": names.groups[0], "members": list(names.users)},
            {"display_name": "{{new}}\n'group'", "description": names.command("new"), "members": ["o'brien"]},
        ],
        "permission_sets": [
            {
                "name": one,
                "description": f"{names.command('stated')} '{one}'",
                "tags": {"True": "0012", "__ansible_unsafe": "mine"},
            }
            for one in names.permission_sets
        ],
        "assignments": [
            {
                "group": names.groups[0],
                "permission_sets": names.permission_sets[:3],
                "accounts": list(names.accounts.values()),
            },
            {"user": names.users[0], "permission_sets": ["reader"], "accounts": ["610000000001"]},
            {"user": "o'brien", "permission_sets": ["=cmd"], "accounts": ["0012"]},
        ],
        "profiles": {"sso_session": "example", "name": TEMPLATE},
    }


def profiles(names: Names, user: str) -> set[str]:
    """The names of the profiles that a user gets by that document."""
    more = {
        names.users[0]: [("610000000001", "reader")],
        "o'brien": [("610000000007", "=cmd")],
    }
    every = [(account, one) for account in names.accounts for one in names.permission_sets[:3]] + more.get(user, [])
    return {f"{account}-{readable(names.accounts[account])}-{readable(one)}" for account, one in every}


def readable(name: str) -> str:
    return NOT_READ.sub("-", name).strip("-")


def written(access: dict[str, Any], literal: bool = False) -> str:
    """A document as a file, for access_file; with ``literal`` for -e @."""
    one = {"access": literally(access) if literal else access}
    return yaml.dump(one, Dumper=Dumper, allow_unicode=True, width=10_000)
