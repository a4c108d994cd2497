# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access document read as data: what is written is what arrives, and what can be read in two ways is refused."""

from __future__ import annotations

import json

import pytest
from ansible.parsing.dataloader import DataLoader
from ansible.parsing.vault import VaultLib, VaultSecret
from ansible_collections.dayone.identity_center.plugins.action.access_document import CHECKS
from ansible_collections.dayone.identity_center.plugins.plugin_utils._document_file import yaml_nodes
from ansible_collections.dayone.identity_center.plugins.plugin_utils._document_file.document_file import (
    Document,
    Refused,
    reading,
)

SECRET = VaultSecret(b"only a test")


@pytest.fixture
def read(tmp_path, monkeypatch):
    """The document of a text or bytes in access.yml."""
    monkeypatch.setenv("PWD", str(tmp_path))

    def give(content, loader=None):
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        (tmp_path / "access.yml").write_bytes(data)
        return Document("access.yml", loader or DataLoader()).read()

    return give


@pytest.fixture
def refused(read):
    """What is said of each problem."""

    def give(content):
        with pytest.raises(Refused) as caught:
            read(content)
        return str(caught.value).split("nothing was written. ")[1].split(" | ")

    return give


PLAIN = [
    "0012345",
    "NO",
    "Yes",
    "on",
    "1e3",
    "1_000",
    "12:30",
    "2026-11-27",
    "2026-11-27 10:00:00",
    ".5",
    "0o17",
    "+1555",
] + ["017", "0x1F", "1.10", "1.0", "1e400", "0755", "true", "False", "Null", "NULL", "=", ".inf", "{{x}}", "$x"]


@pytest.mark.parametrize("written", PLAIN)
@pytest.mark.parametrize(
    ("document", "place"),
    [
        ("access: {users: [{user_name: %s}]}", ("users", 0, "user_name")),
        ("access: {groups: [{display_name: %s}]}", ("groups", 0, "display_name")),
        ("access: {groups: [{members: [%s]}]}", ("groups", 0, "members", 0)),
        ("access: {groups: [{members: [{user_name: %s}]}]}", ("groups", 0, "members", 0, "user_name")),
        ("access: {users: [{address: {postal_code: %s}}]}", ("users", 0, "address", "postal_code")),
        ("access: {users: [{enterprise: {employeeNumber: %s}}]}", ("users", 0, "enterprise", "employeeNumber")),
        ("access: {permission_sets: [{tags: {a: %s}}]}", ("permission_sets", 0, "tags", "a")),
        ("access: {assignments: [{account_tags: {a: %s}}]}", ("assignments", 0, "account_tags", "a")),
        ("access: {assignments: [{accounts: [%s]}]}", ("assignments", 0, "accounts", 0)),
        ("access: {profiles: {settings: {s3: {a: %s}}}}", ("profiles", "settings", "s3", "a")),
        ("access: {bootstrap: {trust: [%s]}}", ("bootstrap", "trust", 0)),
        ("access: {purge: {assignments: {accounts: [%s]}}}", ("purge", "assignments", "accounts", 0)),
        ("access: {region: %s}", ("region",)),
    ],
)
def test_text_is_as_it_is_written(document, place, written, read):
    if written.startswith("{"):
        written = f'"{written}"'
    found = read(document % written)
    for step in place:
        found = found[step]
    assert found == written.strip('"')


@pytest.mark.parametrize("written", ["~", "null", ""])
def test_nothing_is_null(written, read):
    assert read(f"access:\n  region: {written}\n  users: []") == {"region": None, "users": []}


def test_numbers_and_truth_values_where_they_are_meant(read):
    stated = "expiring_within: 30, manage_external: yes, purge: {members: on}, max_deletions: 20"
    assert read("access: {%s, bootstrap: {required_version: 6}}" % stated) == {
        "expiring_within": 30,
        "manage_external": True,
        "purge": {"members": True},
        "max_deletions": "20",
        "bootstrap": {"required_version": 6},
    }


def policy(text):
    return "access:\n  permission_sets:\n    - inline_policy:\n        " + text


def test_a_policy_has_the_values_of_json(read):
    text = "{Version: 2012-10-17, a: [true, 3600, 0.5, -1, 0012, 12:30, 1_0, null, 'true', '1']}"
    assert read(policy(text))["permission_sets"][0]["inline_policy"] == {
        "Version": "2012-10-17",
        "a": [True, 3600, 0.5, -1, "0012", "12:30", "1_0", None, "true", "1"],
    }


@pytest.mark.parametrize("written", ["no", "Yes", "ON", "off"])
def test_a_policy_has_no_value_of_two_meanings(written, refused):
    assert f"access.yml:4: {written} is a truth value to YAML" in refused(policy("{a: %s}" % written))[0]


@pytest.mark.parametrize("key", ["__ansible_unsafe", "__ansible_vault"])
def test_a_mapping_stays_one_whatever_its_only_key_is_called(key, read):
    text = '{"access": {"permission_sets": [{"tags": {"%s": "x"}}]}}' % key
    assert read(text) == {"permission_sets": [{"tags": {key: "x"}}]}


def test_keys_are_text_as_written(read):
    assert read("access: {permission_sets: [{tags: {0012: a, NO: b, 2026-11-27: c}}]}")["permission_sets"][0][
        "tags"
    ] == {
        "0012": "a",
        "NO": "b",
        "2026-11-27": "c",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("access:\n  users: []\n  groups: []\n  users: []\n", "access.yml:4: users is written twice, first in line 2"),
        ("access: {}\naccess: {}\n", "access.yml:2: access is written twice, first in line 1"),
        (policy("Statement: []\n        Statement: []"), "access.yml:5: Statement is written twice, first in line 4"),
        (
            '{"access": {"users": [\n{"user_name": "a",\n "user_name": "b"}]}}',
            "access.yml:3: user_name is written twice",
        ),
        ("access:\n  users: [\n", "access.yml:3: is not valid YAML, column 1: "),
        ("access: {}\n---\naccess: {}\n", "access.yml:2: a second document begins here"),
        (
            "acess: {}\n",
            "access.yml:1: acess is not known at the top of an access document, access is; did you mean access?",
        ),
        ("access: {}\nuser: ada\n", "access.yml:2: user is not known at the top"),
        ("", "access.yml: is empty"),
        ("- access\n", "access.yml:1: begins with a list"),
        ("---\n", "access.yml: is empty"),
        ("access:\n", "access.yml:1: access is empty"),
        ("access: ~\n", "access.yml:1: access is empty"),
        ("{}\n", "access.yml:1: has no access: at its top"),
        ("access: []\n", "access.yml:1: access is a list"),
        ("access:\n  region: !!python/name:os.system x\n", "access.yml:2: the tag !!python/name:os.system is not read"),
        ("access:\n  region: !env HOME\n", "access.yml:2: the tag !env is not read"),
        ("access:\n  ? [a]\n  : b\n", "access.yml:2: a list stands where a name is wanted"),
        ("access:\n  users: &a [*a]\n", "access.yml:2: *a stands within &a, which would have no end"),
        ("access:\n  users: *a\n", "access.yml:2: "),
        (b"access:\n  region: \xff\n", "access.yml:2: is not text in UTF-8 (byte 0xff)"),
        ("access: " + "[" * 70 + "]" * 70, "access.yml:1: more than 60 mappings and lists"),
        (b" " * (yaml_nodes.LARGEST + 1), "access.yml: has 16777217 bytes, more than 16777216"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text, said, refused):
    assert refused(text)[0].startswith(said)


def test_every_key_that_is_twice_is_named(refused):
    text = "access:\n  users: []\n  users: []\n  region: a\n  region: b\n"
    assert [one.split(" ")[0] for one in refused(text)] == ["access.yml:3:", "access.yml:5:"]


def test_aliases_and_merged_keys(read):
    entries = ["&a {user_name: a, title: &t 0012}", "{<<: *a, user_name: b}", "{user_name: *t}"]
    assert read("access:\n  users:\n    - " + "\n    - ".join(entries))["users"] == [
        {"user_name": "a", "title": "0012"},
        {"user_name": "b", "title": "0012"},
        {"user_name": "0012"},
    ]


def test_aliases_are_bounded(refused):
    lines = ["access:", "  users: &l0 [a, a, a, a, a, a, a, a, a, a]"]
    lines += [f"  x{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "aliases bring in more than 100000 values" in refused("\n".join(lines))[0]


def test_json_is_read(read):
    access = {
        "users": [{"user_name": "a/b", "title": "\U0001f600 \u00e9 \\u0041 \t"}],
        "manage_external": True,
        "region": None,
    }
    assert read(json.dumps({"access": access}, indent="\t").replace("a/b", "a\\/b")) == access
    assert read('{"access": {"groups": [{"display_name": {"__ansible_unsafe": "{{ x }}"}}]}}')["groups"] == [
        {"display_name": "{{ x }}"}
    ]


def test_unsafe_means_nothing_here(read):
    assert read('access: !unsafe\n  region: !unsafe "{{ a }}"\n') == {"region": "{{ a }}"}


def test_vault_is_read(read, refused):
    loader = DataLoader()
    loader.set_vault_secrets([("default", SECRET)])
    vault = VaultLib([("default", SECRET)])
    whole = vault.encrypt(b"access: {region: NO}", SECRET)
    assert read(whole, loader) == {"region": "NO"}
    inline = vault.encrypt(b"0012", SECRET).decode().replace("\n", "\n    ")
    text = f"access:\n  region: !vault |\n    {inline}\n"
    assert read(text, loader) == {"region": "0012"}
    assert "access.yml: cannot be decrypted" in refused(whole)[0]
    assert "access.yml:2: cannot be decrypted" in refused(text)[0]


def test_there_is_no_such_file(tmp_path, monkeypatch):
    monkeypatch.setenv("PWD", str(tmp_path))
    for path, said in (("none.yml", "there is no such file"), (".", "that is no file")):
        with pytest.raises(Refused, match=said):
            Document(path, DataLoader()).read()


LINES = """\
access:
  users:
    - user_name: ada
      email: ada
    - {user_name: grace}
  permission_sets:
    - name: reader
      tags:
        a.b: c
  purge:
    assignments:
      accounts:
        - all
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("users[0].email", 4),
        ("users[0]", 3),
        ("users[1].email", 5),
        ("users[7].email", 2),
        ("permission_sets[0].tags.a.b", 9),
        ("permission_sets[0].tags.a", 8),
        ("purge.assignments.accounts[0]", 13),
        ("purge.assignments.nested", 11),
        ("groups[0].members[1]", 1),
        ("", 1),
    ],
)
def test_the_line_is_of_the_deepest_part_that_is_there(path, line, tmp_path, monkeypatch):
    monkeypatch.setenv("PWD", str(tmp_path))
    (tmp_path / "access.yml").write_text(LINES)
    (found,) = Document("access.yml", DataLoader()).located([{"path": path, "message": "wrong"}])
    assert found == {"path": path, "message": "wrong", "file": "access.yml", "line": line}


def test_problems_of_the_document_have_their_lines(tmp_path, monkeypatch):
    monkeypatch.setenv("PWD", str(tmp_path))
    (tmp_path / "access.yml").write_text("access:\n  users:\n    - user_name: a b\n      mail: x\n")
    for check in ("document", "laptop"):
        with pytest.raises(Refused, match=r"access\.yml:3: users\[0\]: there is no option mail"):
            reading("access.yml", DataLoader(), CHECKS[check])
    assert reading("access.yml", DataLoader(), CHECKS["none"])["users"] == [{"user_name": "a b", "mail": "x"}]
