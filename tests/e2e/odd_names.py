# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A company whose names are what AWS allows and nobody expects: braces, quotes, what looks like Python or YAML.

Some would make a file if anything ever took them for a template, each one of its own in the home of who runs it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from emulator.client import StandIn
from emulator.world import World

# In a name without blanks, as AWS has user names.
RUNS = "{{lookup('pipe','touch${IFS}~/ran-%s')}}"
RUNS_SPACED = "{{ lookup('pipe', 'touch ~/ran-%s') }}"
# AWS takes 50 printable characters of ASCII.
ACCOUNTS = [
    RUNS_SPACED % "account",
    "{{env}}-dev",
    "{% if x %}odd",
    "{# nothing #}much",
    "True",
    "0012",
    "['a']",
    "{'a': 1}",
    '[ "b" ]',
    '{"c":1}',
    "100% %s",
    "x, y",
    'it\'s "quoted"',
    "back\\slash \\u007b\\n",
    "{{ undefined",
    " blanks ",
    "!unsafe d",
    "a: b # c",
    "{{ {'__ansible_unsafe': '{{ 1 }}'} }}",
]
USERS = [
    RUNS % "user",
    "{{env}}",
    "True",
    "0012",
    "['a']",
    "{'a':1}",
    "o'brien",
    "100%s",
    "a,b",
    "b\\s\\u007b",
    "ümit",
    "x.*y",
]
GROUPS = [RUNS_SPACED % "group", "two\nlines {{ x }}", "{% raw %}", "[1, 2]", "ünit {", "\ttab\\"]
UNITS = [RUNS_SPACED % "unit", "{{env}} unit", "True", "['u']", "Ünit\\{# x", "__ansible_unsafe"]
TAGS = {
    RUNS_SPACED % "tag-key": RUNS_SPACED % "tag",
    "team": "{{env}}",
    "True": "['a']",
    "__ansible_vault": "{{ 1 + 1 }}",
}


class _Unsafe(str):
    """A text that Ansible is to take as it is."""


def _unsafe(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _unsafe(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_unsafe(inner) for inner in value]
    return _Unsafe(value) if isinstance(value, str) and "{" in value else value


class _Dumper(yaml.SafeDumper):
    """Knows ``!unsafe``."""


_Dumper.add_representer(_Unsafe, lambda dumper, text: dumper.represent_scalar("!unsafe", str(text), style="'"))


def as_yaml(value: Any) -> str:
    """What a person writes into a file for ``-e @`` or an inventory who means the braces."""
    return yaml.dump(_unsafe(value), Dumper=_Dumper, allow_unicode=True)


def marks(home: Path) -> list[str]:
    """What ran that was a name; to be empty."""
    return sorted(path.name for path in home.rglob("ran-*"))


class OddCompany:
    """:ivar accounts: {account id: name}"""

    def __init__(self, stand_in: StandIn):
        self.stand_in = stand_in
        self.world = World(stand_in, stand_in.client("sso-admin"), stand_in.client("identitystore"))
        self.accounts = self._accounts(stand_in.client("organizations"))
        users = {name: self.world.user(name) for name in ("ada", *USERS)}
        groups = {name: self.world.group(name) for name in GROUPS}
        for group in groups.values():
            for user in users.values():
                self.world.member(group, user)

    def _accounts(self, organizations: Any) -> dict[str, str]:
        root = organizations.list_roots()["Roots"][0]["Id"]
        units = [
            organizations.create_organizational_unit(ParentId=root, Name=name)["OrganizationalUnit"]["Id"]
            for name in UNITS
        ]
        found = {}
        for index, name in enumerate(ACCOUNTS):
            made = organizations.create_account(AccountName=name, Email=f"account-{index}@example.com")
            account = made["CreateAccountStatus"]["AccountId"]
            unit = units[index % len(units)]
            organizations.move_account(AccountId=account, SourceParentId=root, DestinationParentId=unit)
            tags = [{"Key": key, "Value": value} for key, value in TAGS.items()]
            organizations.tag_resource(ResourceId=account, Tags=tags)
            found[account] = name
        return found
