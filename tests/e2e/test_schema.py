# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/access.schema.json: it is what tools/schema.py makes, takes every document here and none that is wrong."""

from __future__ import annotations

import json

import pytest
from access_documents import SCHEMA, VALIDATOR, documents, problems, refusals, schema
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.purge_checks import SECTIONS
from playbook import ROOT
from test_bad_input import ACCESS, spoilt

DOCUMENTS = documents()
BAD = "tests/integration/targets/sso_access/tasks/bad.yml"
# What the documentation of no module describes; the description of `profiles` tells it.
NOT_DESCRIBED = {
    # the members of a group are a raw option
    "groups.members.until",
    "groups.members.user_name",
}


def test_the_file_is_up_to_date(monkeypatch):
    monkeypatch.setattr("sys.argv", ["schema.py", "--check"])
    schema.main()


@pytest.mark.parametrize("content", [None, "{}\n"])
def test_check_fails_when_it_is_not(content, monkeypatch, tmp_path):
    monkeypatch.setattr(schema, "ROOT", tmp_path)
    monkeypatch.setattr(schema, "PATH", tmp_path / "access.schema.json")
    if content:
        schema.PATH.write_text(content)
    monkeypatch.setattr("sys.argv", ["schema.py", "--check"])
    with pytest.raises(SystemExit, match="access.schema.json is not up to date: tools/run python tools/schema.py"):
        schema.main()
    assert (schema.PATH.read_text() if content else None) == content
    monkeypatch.setattr("sys.argv", ["schema.py"])
    schema.main()
    assert json.loads(schema.PATH.read_text()) == SCHEMA


def test_make_lint_checks_it():
    from steps import STEPS

    commands = [step.command for step in STEPS if step.group == "lint"]
    assert ["python", "tools/schema.py", "--check"] in commands


def test_it_is_a_schema_that_the_guide_points_to():
    VALIDATOR.check_schema(SCHEMA)
    guide = (ROOT / "docs" / "company.md").read_text(encoding="utf-8")
    assert f"# yaml-language-server: $schema={SCHEMA['$id']}\n" in guide
    assert "(access.schema.json)" in guide


def test_every_option_is_described_without_markup():
    described = dict(_descriptions(SCHEMA["properties"]["access"], ""))
    assert {place for place, text in described.items() if not text} == NOT_DESCRIBED
    assert [text for text in described.values() if text and schema.MARKUP.search(text)] == []


def _descriptions(value, place):
    """(place, description) of every option."""
    for name, option in value.get("properties", {}).items():
        at = f"{place}.{name}".lstrip(".")
        yield at, option.get("description")
        yield from _descriptions(option, at)
        yield from _descriptions(option.get("items", {}), at)


def test_what_the_checks_ask_has_its_place():
    """A rule for an option that has gone or is called otherwise would say nothing."""
    every = {place for at in dict(_descriptions(SCHEMA["properties"]["access"], "")) for place in (at, f"{at}[]")}
    every |= {place.rpartition(".")[2] for place in every}
    assert set(schema.MORE) - every == set()


@pytest.mark.parametrize("name", sorted(set(DOCUMENTS) - {f"{BAD} {number}" for number in (1, 2)}))
def test_the_documents_of_this_repository_are_valid(name):
    assert refusals(DOCUMENTS[name]) == []


def test_all_documents_were_found():
    files = {name.rpartition(" ")[0] for name in DOCUMENTS}
    assert files >= {
        "README.md",
        "docs/company.md",
        *(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs" / "examples").glob("*.yml")),
        "extensions/molecule/provision/access.yml",
        "plugins/modules/sso_access.py",
        "plugins/filter/profiles.py",
        "roles/provision/README.md",
        "tests/integration/targets/role_provision/vars/main.yml",
    }
    # These two are wrong by their shape.
    assert refusals(DOCUMENTS[f"{BAD} 1"]) and refusals(DOCUMENTS[f"{BAD} 2"])


def test_other_variables_may_stand_beside_the_document():
    assert VALIDATOR.is_valid({"access": ACCESS, "workstation_adopt": True})
    assert not VALIDATOR.is_valid({"acces": ACCESS})


def attaching(**entry):
    return {"managed_policies": ["ReadOnlyAccess"], **entry}


WRONG = {
    "unknown option of the document": (("asignments",), []),
    "unknown option of a user": (("users", 0, "mail"), "ada@example.com"),
    "unknown option of a member": (("groups", 0, "members"), [{"user_name": "ada", "untill": "2027-01-31"}]),
    "unknown option of purge": (("purge",), {"user": True}),
    "unknown option of the scope": (("purge",), {"assignments": {"groups": ["web"]}}),
    "unknown option of protect": (("protect",), {"user": ["ada"]}),
    "unknown option of the profiles": (("profiles", "session"), "work"),
    "user name that is a list": (("users", 0, "user_name"), ["ada"]),
    "nameless user": (("users",), [{"email": "ada@example.com"}]),
    "nameless member": (("groups", 0, "members"), [{"until": "2027-01-31"}]),
    "unknown option of bootstrap": (("bootstrap",), {"region": "eu-central-1"}),
    "Region that is none": (("bootstrap",), {"regions": ["frankfurt"]}),
    "long qualifier": (("bootstrap",), {"qualifier": "elevenchars"}),
    "stack with a space": (("bootstrap",), {"toolkit_stack_name": "CDK Toolkit"}),
    "trust of no account": (("bootstrap",), {"trust_for_lookup": ["dev"]}),
    "trust without policies": (("bootstrap",), {"trust": ["210000000001"]}),
    "half a default profile": (("profiles", "default"), {"account": "dev"}),
    "list that is a mapping": (("groups",), {"developers": {"members": ["ada"]}}),
    "entry that is a name": (("groups",), ["developers"]),
    "mapping that is a list": (("protect",), ["ada"]),
    "purge of everything": (("purge",), True),
    "scope of nothing": (("purge",), {"assignments": {}}),
    "scope of some place": (("purge",), {"assignments": {"nested": True}}),
    "scope of an empty list": (("purge",), {"assignments": {"permission_sets": ["reader"], "accounts": []}}),
    "scope of no tags": (("purge",), {"assignments": {"accounts": ["dev"], "account_tags": {}}}),
    "scope without an exclusion": (("purge",), {"assignments": {"accounts": ["dev"], "exclude_accounts": []}}),
    "one address for everybody": (("user_email",), "all@example.com"),
    "address from what is not known": (("user_email",), "{nickname}@example.com"),
    "management account that is none": (("management_account",), "12345678901"),
    "limit in digits of another script": (("max_deletions",), "\u0663"),
    "scope of everything": (("purge",), {"assignments": True}),
    "address that is a number": (("users", 0, "address"), 5),
    "member that is a number": (("groups", 0, "members"), [5]),
    "truth value that is none": (("groups", 0, "purge_members"), "sometimes"),
    "number that is none": (("expiring_within",), "soon"),
    "bad state": (("users", 0, "state"), "gone"),
    "bad provision": (("permission_sets", 0, "provision"), "sometimes"),
    "bad format": (("profiles", "format"), "old"),
    "user name with a space": (("users", 0, "user_name"), "ada l"),
    "user without given name": (("users", 0, "given_name"), ""),
    "user without family name": (("users", 0, "family_name"), ""),
    "user without a name to show": (("users", 0, "display_name"), ""),
    "group without a name": (("groups", 0, "display_name"), ""),
    "member without a name": (("groups", 0, "members"), [{"user_name": ""}]),
    "member until soon": (("groups", 0, "members"), [{"user_name": "ada", "until": "soon"}]),
    "no e-mail address": (("users", 0, "email"), "ada"),
    "four photos": (("users", 0, "photos"), [{"value": "a"}] * 4),
    "permission set name with a space": (("permission_sets", 0, "name"), "read only"),
    "session duration": (("permission_sets", 0, "session_duration"), "8h"),
    "cleared session duration": (("permission_sets", 0, "session_duration"), ""),
    "cleared description": (("permission_sets", 0, "description"), ""),
    "description that is not Latin-1": (("permission_sets", 0, "description"), "\u0141"),
    "relay state with an umlaut": (("permission_sets", 0, "relay_state"), "https://example.com/\u00e4"),
    "malformed ARN": (("permission_sets", 0, "managed_policies"), ["arn:aws:iam::123456789012:policy/Mine"]),
    "21 policies": (("permission_sets", 0, "managed_policies"), [f"P{number}" for number in range(21)]),
    "21 policies of one's own": (
        ("permission_sets", 0, "customer_managed_policies"),
        [{"name": f"P{number}"} for number in range(21)],
    ),
    "policy name": (("permission_sets", 0, "customer_managed_policies"), [{"name": "a b"}]),
    "policy path": (("permission_sets", 0, "customer_managed_policies"), [{"name": "a", "path": "team"}]),
    "two boundaries": (("permission_sets", 0, "permissions_boundary"), {"managed_policy": "A", "name": "b"}),
    "boundary with a malformed ARN": (("permission_sets", 0, "permissions_boundary"), {"managed_policy": "arn:aws"}),
    "boundary's name": (("permission_sets", 0, "permissions_boundary"), {"name": "a b"}),
    "boundary's path": (("permission_sets", 0, "permissions_boundary"), {"name": "a", "path": "team"}),
    "boundary without a name": (("permission_sets", 0, "permissions_boundary"), {"path": "/team/"}),
    "inline policy that is a list": (("permission_sets", 0, "inline_policy"), ["s3:*"]),
    "tag that is a number": (("permission_sets", 0, "tags"), {"cost": 5}),
    "tag without a key": (("permission_sets", 0, "tags"), {"": "a"}),
    "tag key too long": (("permission_sets", 0, "tags"), {"a" * 129: ""}),
    "tag value too long": (("permission_sets", 0, "tags"), {"a": "a" * 257}),
    "51 tags": (("permission_sets", 0, "tags"), {str(number): "" for number in range(51)}),
    "user and group": (("assignments", 0, "user"), "ada"),
    "neither user nor group": (("assignments",), [{"permission_sets": ["reader"], "accounts": ["dev"]}]),
    "no permission set": (("assignments", 0, "permission_sets"), []),
    "no account": (("assignments", 0, "accounts"), []),
    "no account by anything": (
        ("assignments",),
        [{"user": "ada", "permission_sets": ["reader"], "organizational_units": [], "account_tags": {}}],
    ),
    "tag of the scope that is a number": (("purge",), {"assignments": {"account_tags": {"cost": 5}}}),
    "account tag that is a truth value": (("assignments", 0, "account_tags"), {"prod": True}),
    "policies of nobody": (("iam_policy_attachments",), [{"managed_policies": ["ReadOnlyAccess"]}]),
    "policies of two": (("iam_policy_attachments",), [attaching(user="ada", role="dev")]),
    "IAM user by ARN": (("iam_policy_attachments",), [attaching(user="arn:aws:iam::123456789012:user/ada")]),
    "IAM role of a permission set": (("iam_policy_attachments",), [attaching(role=f"AWSReservedSSO_a_{'0' * 16}")]),
    "IAM user without a policy": (("iam_policy_attachments",), [{"user": "ada"}]),
    "IAM user with no policy": (("iam_policy_attachments",), [attaching(user="ada", managed_policies=[])]),
    "IAM user with a policy of one's own": (
        ("iam_policy_attachments",),
        [attaching(user="ada", managed_policies=["arn:aws:iam::123456789012:policy/Mine"])],
    ),
    "until a month": (("assignments", 0, "until"), "2027-01"),
    "until without a zone": (("users", 0, "until"), "2027-01-31T18:00:00"),
    "negative limit": (("max_deletions",), -1),
    "limit that is a word": (("max_deletions",), "many"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_document_is_refused_by_the_schema_and_by_the_module(case):
    access = spoilt(*WRONG[case])
    assert refusals(access) != []
    assert problems(access) != []


def test_what_it_is_made_of_is_right():
    assert refusals(ACCESS) == problems(ACCESS) == []


# What was written is lost in these.
NO_TEXT = {
    "user name that is a number": (("users", 0, "user_name"), 5),
    "group that is a truth value": (("assignments", 0, "group"), True),
    "account id that lost its leading zeros": (("assignments", 0, "accounts"), [12345678901]),
    "account id without quotes": (("assignments", 0, "accounts"), [210000000001]),
}


@pytest.mark.parametrize("case", NO_TEXT)
def test_text_is_text_to_the_schema_and_to_the_modules(case):
    access = spoilt(*NO_TEXT[case])
    assert refusals(access) != []
    assert "put it in quotes" in problems(access)[0]


def test_the_schema_wants_a_list_where_ansible_makes_one():
    access = spoilt(("assignments", 0, "accounts"), "dev,prod")
    assert refusals(access) != []
    assert problems(access) == []


def test_an_exclusion_of_everything_is_refused_without_asking_aws():
    assert refusals(spoilt(("assignments", 0, "exclude_accounts"), ["all"])) != []
    assert refusals(spoilt(("purge",), {"assignments": {"exclude_accounts": ["all"]}})) != []


@pytest.mark.parametrize("option, section", SECTIONS.items())
def test_what_is_purged_is_in_the_document(option, section):
    asked = {"accounts": ["dev"]} if option == "assignments" else True
    without = {name: value for name, value in ACCESS.items() if name != section}
    assert refusals({**ACCESS, "purge": {option: asked}}) == problems({**ACCESS, "purge": {option: asked}}) == []
    assert refusals({**without, "purge": {option: asked}}) != []
    assert [text for text in problems({**without, "purge": {option: asked}}) if text.startswith(f"purge.{option}: ")]


@pytest.mark.parametrize("value", [20, "20", "10%", 0])
def test_limits_of_deletion(value):
    assert refusals({"max_deletions": value}) == problems({"max_deletions": value}) == []


@pytest.mark.parametrize(
    ("section", "option", "most"),
    [
        ("users", "user_name", 128),
        # A date of birth is checked as such.
        *(("users", option, 1024) for option in sorted(schema.users.SHORT - {"user_name", "birthdate"})),
        ("groups", "display_name", 1024),
        ("groups", "description", 1024),
        ("permission_sets", "name", 32),
        ("permission_sets", "description", 700),
        ("permission_sets", "relay_state", 240),
    ],
)
def test_lengths_are_those_of_the_checks(section, option, most):
    for length, right in ((most, True), (most + 1, False)):
        access = spoilt((section, 0, option), "a" * length)
        assert (refusals(access) == []) is (problems(access) == []) is right
