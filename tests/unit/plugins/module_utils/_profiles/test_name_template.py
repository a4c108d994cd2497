# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names from templates: what each filter does, and what is refused."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.name_template import Template

VALUES = {
    "account_name": "ACME-Log Archive-prod",
    "account_id": "210000000001",
    "permission_set": "AdministratorAccess",
    "ou": "Dev",
    "ou_path": "Workloads/Dev",
    "user_name": "ada@example.com",
    "session": "work",
    "region": "eu-central-1",
    "tag.cost:center": "4711",
}


def rendered(text):
    template = Template(text, "profiles.name")
    assert list(template.problems()) == []
    return template.render(VALUES)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{account_name}", "ACME-Log-Archive-prod"),
        ("{account_name|lower}", "acme-log-archive-prod"),
        ("{account_name|upper}", "ACME-LOG-ARCHIVE-PROD"),
        ("{account_name|trim_start:ACME-}", "Log-Archive-prod"),
        ("{account_name|trim_start:acme-}", "ACME-Log-Archive-prod"),
        ("{account_name|lower|trim_start:acme-|trim_end:-prod}", "log-archive"),
        ("{account_name|replace: :_}", "ACME-Log_Archive-prod"),
        ("{account_name|replace:ACME-:}", "Log-Archive-prod"),
        ("{permission_set|replace:AdministratorAccess:admin}", "admin"),
        ("{account_name | lower}.{ permission_set }", "acme-log-archive-prod.AdministratorAccess"),
        ("{ou}/{ou_path}", "Dev/Workloads/Dev"),
        ("{user_name}:{session}@{region}", "ada@example.com:work@eu-central-1"),
        ("{tag.cost:center}", "4711"),
        ("{tag.team|default:none}", "none"),
        ("{tag.team|lower|default:None}", "None"),
        ("{ou|default:none}", "Dev"),
        ("dev", "dev"),
    ],
)
def test_what_a_template_gives(text, name):
    assert rendered(text) == (name, [])


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{tag.team}", "account 210000000001 has no tag 'team': use {tag.team|default:TEXT}, or another placeholder"),
        (
            "x-{account_name|replace:ACME-Log Archive-prod:}",
            "nothing of the account_name 'ACME-Log Archive-prod' (account 210000000001) is left that can stand in a "
            "name that all AWS clients read: use {account_id}",
        ),
    ],
)
def test_a_name_that_cannot_be(text, problem):
    assert rendered(text)[1] == ["profiles.name: " + problem]


FILTERS = "lower, upper, trim_start:TEXT, trim_end:TEXT, replace:OLD:NEW, default:TEXT"
PLACEHOLDERS = (
    "{account_name}, {account_id}, {permission_set}, {ou}, {ou_path}, {user_name}, {session}, {region}, {tag.KEY}"
)
CHARACTERS = "not all AWS clients read %s in a name; take letters, digits and _ @ + . : / - %%"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{}", "there is no placeholder {}; there are " + PLACEHOLDERS),
        ("{tag.}", "there is no placeholder {tag.}; there are " + PLACEHOLDERS),
        ("{account_name.__class__}", "there is no placeholder {account_name.__class__}; there are " + PLACEHOLDERS),
        ("{account_name[0]}", "there is no placeholder {account_name[0]}; there are " + PLACEHOLDERS),
        ("{ou|title}", "there is no filter 'title' in {ou}; there are " + FILTERS),
        ("{ou|}", "there is no filter '' in {ou}; there are " + FILTERS),
        ("{ou|lower:x}", "'lower:x' in {ou} is not complete; wanted: lower"),
        ("{ou|replace:a}", "'replace:a' in {ou} is not complete; wanted: replace:OLD:NEW"),
        ("{ou|replace::a}", "'replace::a' in {ou} is not complete; wanted: replace:OLD:NEW"),
        ("{ou|trim_start:}", "'trim_start:' in {ou} is not complete; wanted: trim_start:TEXT"),
        ("{ou|default}", "'default' in {ou} is not complete; wanted: default:TEXT"),
        ("{ou|replace:a: }", CHARACTERS % "' '"),
        ("{ou|default:no ou}", CHARACTERS % "' '"),
        ("{ou", CHARACTERS % "'{'"),
        ("{{ou}}", CHARACTERS % "'{' '}'"),
        ("a b[c", CHARACTERS % "' ' '['"),
    ],
)
def test_a_template_that_is_wrong(text, problem):
    assert list(Template(text, "profiles.name").problems()) == ["profiles.name: " + problem]
