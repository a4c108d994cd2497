# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever an instance holds: exported, written as YAML, read and planned, nothing is to be done."""

from __future__ import annotations

import json

import yaml
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_checks import check_alone
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._api import user_attributes
from ansible_collections.dayone.identity_center.plugins.module_utils._orchestration.plan_document import DocumentPlanner
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.account_targets import resolve
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.deletion_limit import UNLIMITED
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.document_export import export, orphans
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.document_references import SECTIONS
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.expiry import as_of
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.exportable_values import is_template
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import require
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.protected_resources import Guard
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.purge_checks import audited
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.entire_instance import read_everything
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.read_once import Reading
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils import memory
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._orchestration.companies import (
    INSTANCE,
    MANAGEMENT,
    NOW,
)
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

thorough = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
# What YAML, Ansible and the document's checks may each take for something else.
STRANGE = ["0042", "yes", "null", "2027-01-31", "1e3", ": #", "a\nb", " a ", "=", "{{ x }}", "{# x #}", "a\u200bb", ""]
WORDS = st.sampled_from(["a", "b", *STRANGE])
PEOPLE = ["ada", "ADA", "Grace", "012", "no", "tim", "Administrator", "{{ x }}", ""]
TEAMS = ["web", "Web", "data", "1", "AWSAdministrators", "a\u200bb", ""]
SETS = ["reader", "Reader", "admin", "007"]
EMAILS = ["a@example.com", "A@example.com", "b@example.com", "c@localhost", "d@intranet", None]
MANAGED = ["arn:aws:iam::aws:policy/A", "arn:aws:iam::aws:policy/job-function/B"]
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Sid": "007"}]}
TEXTS = [json.dumps(POLICY, indent=1), json.dumps({**POLICY, "Id": "${aws:x} {{ y }}"}), "{}", "[]", "null", "x", ""]
CUSTOMER = [{"Name": "own", "Path": "/"}, {"Name": "own", "Path": "/team/"}, {"Name": "other"}]
BOUNDARIES = [None, {"ManagedPolicyArn": MANAGED[0]}, {"CustomerManagedPolicyReference": {"Name": "edge", "Path": "/"}}]
# Names that mean something else, names that are another's too, and accounts that cannot be assigned anything.
ACCOUNTS = [
    {"id": MANAGEMENT, "name": "payer", "status": "ACTIVE"},
    {"id": "111111111111", "name": "dev", "status": "ACTIVE"},
    {"id": "222222222222", "name": "dev", "status": "ACTIVE"},
    {"id": "333333333333", "name": "all", "status": "ACTIVE"},
    {"id": "044444444444", "name": "{{ x }}", "status": "ACTIVE"},
    {"id": "555555555555", "name": "closed", "status": "SUSPENDED"},
]
LEFT = "666666666666"
ORGANIZATION = {"accounts": ACCOUNTS, "units": [], "tags": {}, "current": MANAGEMENT, "management": MANAGEMENT}


@st.composite
def users(draw, name):
    """In AWS's shape, which holds more than the document."""
    flat = {
        option: draw(WORDS)
        for option in draw(st.sets(st.sampled_from([*user_attributes.PLAIN, *user_attributes.NAME])))
    }
    found = user_attributes.to_api({**flat, "user_name": "x"})
    for member in draw(st.sets(st.sampled_from(["PhoneNumbers", "Roles", "Addresses"]))):
        keys = ["Country", "Region"] if member == "Addresses" else ["Value", "Type"]
        found[member] = [{key: draw(WORDS) for key in keys if draw(st.booleans())}]
    email = draw(st.sampled_from(EMAILS))
    if email:
        found["Emails"] = [{"Value": email, **draw(st.sampled_from([{}, {"Type": "home", "Primary": False}]))}]
    if draw(st.booleans()):
        found["Photos"] = [{"Value": "x", "Primary": draw(st.booleans()), "Display": draw(WORDS)}]
    if draw(st.booleans()):
        manager = draw(st.sampled_from([{}, {"manager": {"value": "", "level": "2"}}]))
        found["Extensions"] = {user_attributes.ENTERPRISE: {"department": draw(WORDS), "costCenter": "007", **manager}}
    return {**found, "UserName": name, "UserStatus": "ENABLED", **_owner(draw)}


def _owner(draw):
    return {"ExternalIds": [{"Issuer": "i", "Id": "1"}]} if draw(st.integers(0, 4)) == 0 else {}


@st.composite
def instances(draw):
    instance = memory.Instance()
    store, sets = instance.identity_store, instance.permission_sets
    for name in draw(st.lists(st.sampled_from(PEOPLE), unique=True)):
        store.create_user(name, draw(users(name)))
    for name in draw(st.lists(st.sampled_from(TEAMS), unique=True)):
        described = {"Description": draw(WORDS)} if draw(st.booleans()) else {}
        group = store.create_group(name, {"DisplayName": name, **described, **_owner(draw)})
        for user in store.users:
            if draw(st.booleans()):
                store.create_group_membership("", group, user)
    for name in draw(st.lists(st.sampled_from(SETS), unique=True)):
        settings_ = {option: draw(WORDS) for option in ("Description", "RelayState") if draw(st.booleans())}
        sets.add(
            Name=name,
            SessionDuration=draw(st.sampled_from(["PT1H", "PT60M", "PT12H", "PT30M", "P1W"])),
            **settings_,
            managed=draw(st.lists(st.sampled_from([*MANAGED, "arn:aws:iam::1:policy/odd"]), unique=True)),
            customer=[one for one in CUSTOMER if draw(st.booleans())],
            inline=draw(st.sampled_from(TEXTS)),
            boundary=draw(st.sampled_from(BOUNDARIES)),
            tags=draw(st.dictionaries(st.sampled_from(["team", "aws:x", "007", "k" * 129]), WORDS)),
        )
    _assign(draw, instance)
    return instance


def _assign(draw, instance):
    store, sets = instance.identity_store, instance.permission_sets.sets
    who = [("USER", one) for one in store.users] + [("GROUP", one) for one in store.groups] + [("USER", "gone")]
    if sets:
        accounts = st.sampled_from([*(one["id"] for one in ACCOUNTS), LEFT])
        rows = st.tuples(st.sampled_from(who), st.sampled_from(sorted(sets)), accounts)
        found = draw(st.sets(rows, max_size=20))
        instance.assignments.rows = {(*principal, arn, account) for principal, arn, account in found}
    instance.assignments.provision()
    for now in sets.values():
        now["old"] = now["accounts"][: draw(st.integers(0, 1))]


def exported(instance, **options):
    """The document as the file has it, what was left out of it, and the orphans."""
    state = read_everything(Reading(instance), SECTIONS, options.get("external", False))
    done = export(state, ACCOUNTS, SECTIONS, **options)
    assert not is_template(done.access)
    access = yaml.safe_load(yaml.safe_dump(done.access, sort_keys=False, allow_unicode=True))
    assert access == done.access
    return access, done.left_out, orphans(state)


def planned(instance, access, audit=False):
    """As sso_access plans it."""
    document, problems = parse(audited(access) if audit else access)
    document["max_deletions"] = UNLIMITED if audit else document.get("max_deletions")
    require([*problems, *check_alone(document)])
    whole = DocumentPlanner(as_of(document, NOW), Reading(instance), INSTANCE, Guard({"defaults": False}))
    targets = resolve(document["assignments"], {**ORGANIZATION, "unverified": None}, "assignments")
    require([*targets.problems, *whole.problems(), *whole.expand(targets.entries)])
    arns = {arn: arn for arn in MANAGED}
    active = {one["id"]: one["name"] for one in ACCOUNTS if one["status"] == "ACTIVE"}
    require(whole.make(arns, active if document["purge"] else {}))
    return whole.plan.changes


@thorough
@given(instances(), st.booleans(), st.booleans())
def test_carried_out_unchanged_the_document_changes_nothing(instance, external, empty):
    access = exported(instance, external=external, empty=empty)[0]
    assert planned(instance, access) == []


@thorough
@given(instances())
def test_an_audit_finds_orphans_and_what_was_left_out_and_nothing_else(instance):
    access, left_out, gone = exported(instance)
    event(f"left out: {bool(left_out)}, orphans: {bool(gone)}")
    found = planned(instance, access, audit=True)
    told = {(one["kind"], one["name"]) for one in left_out if one["option"] is None}
    for change in found:
        # Who is left out whole is extra, with all that it has.
        assert change.action == "delete", change
        extra = change.kind == "account_assignment" and (gone or told)
        assert extra or (change.kind, change.name) in told, change
    if not told and not gone:
        assert found == []


@thorough
@given(instances())
def test_everything_is_in_the_document_or_told(instance):
    access, left_out, gone = exported(instance, external=True)
    store, sets = instance.identity_store, instance.permission_sets.sets
    told = {(one["kind"], one["name"]) for one in left_out if one["option"] is None}
    for kind, section, name, there in (
        ("user", "users", "user_name", [one["UserName"] for one in store.users.values()]),
        ("group", "groups", "display_name", [one["DisplayName"] for one in store.groups.values()]),
        ("permission_set", "permission_sets", "name", [one["Name"] for one in sets.values()]),
    ):
        stated = {one[name] for one in access.get(section, ())}
        assert stated | {which for one, which in told if one == kind} == set(there)
    crossed = sum(len(one["permission_sets"]) * len(one["accounts"]) for one in access.get("assignments", ()))
    apart = [one for one in left_out if one["kind"] == "account_assignment"]
    assert crossed + len(apart) + len(gone) == len(instance.assignments.rows)
