# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What exists, made by hand, exported, and carried out unchanged: nothing is written."""

from __future__ import annotations

import json
import stat

import pytest
import yaml
from emulator.world import World
from playbook import play

EXPORT, ONBOARD, AUDIT = (f"dayone.identity_center.{name}" for name in ("export", "onboard", "audit"))
POLICY = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}]})
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


@pytest.fixture
def world(stand_in):
    stand_in.reset()
    return World(stand_in, stand_in.client("sso-admin"), stand_in.client("identitystore"))


@pytest.fixture
def hand_made(world):
    """Everything of every kind, also what nobody would write into a document."""
    ada = world.user(
        "ada",
        NickName="yes",
        Title="2027-01-31",
        Birthdate="1815-12-10",
        PhoneNumbers=[{"Value": "0123456789", "Type": "work", "Primary": True}],
        Addresses=[{"StreetAddress": "12: St James's # Square", "Country": "GB", "Primary": True}],
        Photos=[{"Value": "https://example.com/a.png", "Primary": True}],
        Extensions={"aws:identitystore:enterprise": {"department": "Engines", "employeeNumber": "007"}},
    )
    # Without an e-mail address, which the document asks for where it creates a user.
    name = {"GivenName": "No", "FamilyName": "Mail"}
    bare = world.ids.create_user(**world.store, UserName="012", DisplayName="No Mail", Name=name)["UserId"]
    sam, gone = world.user("sam"), world.user("gone")
    web, staff = world.group("web"), world.group("staff")
    world.ids.create_group(**world.store, DisplayName="empty", Description="Nobody: yet")
    for user in (ada, bare, sam):
        world.member(web, user)
    world.member(staff, sam)
    full = world.permission_set(
        "full",
        Description="All: of it",
        SessionDuration="PT12H",
        RelayState="https://console.aws.amazon.com/",
        Tags=[{"Key": "cost", "Value": "0042"}],
    )
    world.sso.attach_managed_policy_to_permission_set(**world.named(full), ManagedPolicyArn=READ_ONLY)
    for path in ("/", "/team/"):
        reference = {"Name": "own", "Path": path} if path == "/team/" else {"Name": "other", "Path": path}
        world.sso.attach_customer_managed_policy_reference_to_permission_set(
            **world.named(full), CustomerManagedPolicyReference=reference
        )
    world.sso.put_inline_policy_to_permission_set(**world.named(full), InlinePolicy=POLICY)
    boundary = {"CustomerManagedPolicyReference": {"Name": "edge", "Path": "/"}}
    world.sso.put_permissions_boundary_to_permission_set(**world.named(full), PermissionsBoundary=boundary)
    plain = world.permission_set("plain")
    for account in ("210000000001", "310000000001", "123456789012"):
        world.assign(plain, web, account=account, kind="GROUP")
        world.assign(plain, ada, account=account)
    world.assign(world.permission_set("second"), ada, account="310000000001")
    world.assign(plain, staff, account="410000000001", kind="GROUP")
    world.assign(plain, sam, account="410000000001")
    world.assign(plain, gone)
    world.ids.delete_user(**world.store, UserId=gone)
    world.stand_in.external(users=["sam"], groups=["staff"])
    world.stand_in.clear_journal()
    return world


def test_exported_and_carried_out_unchanged_nothing_is_written(hand_made, stand_in, tmp_path):
    run = play(stand_in, tmp_path, EXPORT, file="access.yml")
    assert run.status == 0, run.text
    written = tmp_path / "access.yml"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    access = yaml.safe_load(written.read_text())["access"]
    assert [user["user_name"] for user in access["users"]] == ["012", "ada"]
    assert access["users"][1]["phone_number"] == "0123456789"
    assert [group["display_name"] for group in access["groups"]] == ["empty", "web"]
    assert access["groups"][1]["members"] == ["012", "ada", "sam"]
    assert access["assignments"] == [
        {"group": "staff", "permission_sets": ["plain"], "accounts": ["sandbox"]},
        {"group": "web", "permission_sets": ["plain"], "accounts": ["123456789012", "dev", "prod"]},
        {"user": "ada", "permission_sets": ["plain"], "accounts": ["123456789012", "dev", "prod"]},
        {"user": "ada", "permission_sets": ["second"], "accounts": ["prod"]},
        {"user": "sam", "permission_sets": ["plain"], "accounts": ["sandbox"]},
    ]
    assert "orphaned         user " in run.text
    assert "left out" not in run.text
    applied = play(stand_in, tmp_path, ONBOARD, "-e", f"@{written}", "-i", "none,")
    assert applied.status == 0, applied.text
    assert stand_in.writes() == []
    assert not [change for change in applied.changes() if change["kind"] not in ("profile", "sso-session")]


def test_who_is_moved_to_another_group_leaves_the_first(world, stand_in, tmp_path):
    ada = world.user("ada")
    web, data = world.group("web"), world.group("data")
    world.member(web, ada)
    run = play(stand_in, tmp_path, EXPORT, file="access.yml")
    assert run.status == 0, run.text
    access = yaml.safe_load((tmp_path / "access.yml").read_text())["access"]
    for group in access["groups"]:
        group["members"] = ["ada"] if group["display_name"] == "data" else []
    moved = play(stand_in, tmp_path, ONBOARD, "-i", "none,", access=access)
    assert moved.status == 0, moved.text
    assert [(one["GroupId"], one["UserId"]) for one in stand_in.state()["memberships"]] == [(data, ada)]


@pytest.fixture
def odd(world):
    """What the document's own checks refuse, what Ansible would change, and an account that is closed."""
    ada = world.user("ada", Title="{{ 1 + 1 }}", NickName="{# no #}", Emails=[{"Value": "ada@intranet"}])
    world.user("bob", Extensions={"aws:identitystore:enterprise": {"department": "", "division": "x"}})
    world.user("{{7*7}}")
    braces = world.group("{% if x %}")
    world.member(braces, ada)
    changed = world.permission_set("changed", Description="{{ x }}", SessionDuration="PT120M")
    plain = world.permission_set("plain")
    for account in ("210000000001", "310000000001"):
        world.assign(plain, ada, account=account)
    world.assign(changed, ada, account="210000000001")
    # Changed afterwards, and not provisioned.
    world.sso.put_inline_policy_to_permission_set(**world.named(changed), InlinePolicy=POLICY)
    world.stand_in.client("organizations").close_account(AccountId="310000000001")
    world.stand_in.clear_journal()
    return world


def test_what_no_document_can_state_stays_as_it_is(odd, stand_in, tmp_path):
    run = play(stand_in, tmp_path, EXPORT, file="access.yml")
    assert run.status == 0, run.text
    written = tmp_path / "access.yml"
    access = yaml.safe_load(written.read_text())["access"]
    assert [user["user_name"] for user in access["users"]] == ["ada", "bob"]
    assert set(access["users"][0]) & {"title", "nick_name", "email"} == set()
    assert [one.get("provision") for one in access["permission_sets"]] == ["changed", None]
    assert access["assignments"] == [
        {"user": "ada", "permission_sets": ["changed"], "accounts": ["dev"]},
        {"user": "ada", "permission_sets": ["plain"], "accounts": ["dev", "prod"]},
    ]
    for left_out in (
        "user ada: title (",
        "user ada: nick_name (",
        "user ada: email (",
        "user bob: enterprise (",
        "user {{7*7}} (",
        "group {% if x %} (",
        "permission set changed: description (",
    ):
        assert f"left out         {left_out}" in run.text
    assert run.text.count("left out  ") == 7
    assert "outdated         permission set changed in 1 accounts" in run.text
    applied = play(stand_in, tmp_path, ONBOARD, "-e", f"@{written}", "-i", "none,")
    assert applied.status == 0, applied.text
    assert stand_in.writes() == []
    assert "account 310000000001 (prod) is" in applied.text


def test_an_audit_of_an_export_finds_no_difference(world, stand_in, tmp_path):
    ada, sam, staff, web = world.user("ada"), world.user("sam"), world.group("staff"), world.group("web")
    world.member(staff, sam)
    world.member(web, sam)
    world.stand_in.external(users=["sam"], groups=["staff"])
    plain = world.permission_set("plain")
    for account in ("123456789012", "210000000001", "310000000001"):
        world.assign(plain, ada, account=account)
        world.assign(plain, staff, account=account, kind="GROUP")
    stand_in.client("organizations").close_account(AccountId="310000000001")
    run = play(stand_in, tmp_path, EXPORT, file="access.yml")
    assert run.status == 0, run.text
    audit = play(stand_in, tmp_path, AUDIT, "-e", f"@{tmp_path / 'access.yml'}")
    assert audit.status == 0, audit.text
    assert "0 missing, 0 different, 0 extra" in audit.text


def test_some_sections_alone(hand_made, stand_in, tmp_path):
    run = play(stand_in, tmp_path, EXPORT, file="sets.yml", sections=["permission_sets"])
    assert run.status == 0, run.text
    assert list(yaml.safe_load((tmp_path / "sets.yml").read_text())["access"]) == [
        *("region", "instance_arn", "management_account"),
        "permission_sets",
    ]
    assert {call["operation"] for call in stand_in.journal()} & {"ListUsers", "ListAccountAssignments"} == set()


def test_with_what_a_directory_owns_and_what_is_empty(hand_made, stand_in, tmp_path):
    run = play(stand_in, tmp_path, EXPORT, file="all.yml", external=True, empty=True)
    assert run.status == 0, run.text
    access = yaml.safe_load((tmp_path / "all.yml").read_text())["access"]
    assert [user["user_name"] for user in access["users"]] == ["012", "ada", "sam"]
    assert access["permission_sets"][1]["inline_policy"] == {}
    applied = play(stand_in, tmp_path, ONBOARD, access=access)
    assert applied.status == 0, applied.text
    assert stand_in.writes() == []


def test_a_file_is_not_replaced_unasked(world, stand_in, tmp_path):
    (tmp_path / "mine.yml").write_text("mine\n")
    run = play(stand_in, tmp_path, EXPORT, file=str(tmp_path / "mine.yml"))
    assert run.status == 2
    assert "add -e overwrite=true" in run.text
    assert (tmp_path / "mine.yml").read_text() == "mine\n"
    assert play(stand_in, tmp_path, EXPORT, file=str(tmp_path / "mine.yml"), overwrite=True).status == 0
    access = yaml.safe_load((tmp_path / "mine.yml").read_text())["access"]
    assert list(access) == ["region", "instance_arn", "management_account"]


def test_preview_writes_no_file(world, stand_in, tmp_path):
    run = play(stand_in, tmp_path, EXPORT, "--check", file="none.yml")
    assert run.status == 0, run.text
    assert "to be written to" in run.text
    assert not (tmp_path / "none.yml").exists()
