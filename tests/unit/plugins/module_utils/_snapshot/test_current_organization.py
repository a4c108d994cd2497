# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The organization, with the fewest calls: what is not named is not read, and nothing is read twice."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._api.aws_errors import AwsError
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.current_organization import (
    read_attributes,
    read_organization,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import side_by_side
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import clients, script
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    CLOSED,
    DENIED,
    DEV,
    MANAGEMENT,
    PROD,
    account,
    caller,
    describe_account,
    describe_organization,
    list_accounts,
    other,
)

NO_ORGANIZATION = ("AWSOrganizationsNotInUseException", "none")
ROOT, WORKLOADS, DEVS, PRODS = "r-abcd", "ou-abcd-aaaaaaaa", "ou-abcd-bbbbbbbb", "ou-abcd-cccccccc"
NAMES = {WORKLOADS: "Workloads", DEVS: "Dev", PRODS: "Prod"}
ROOTS = other("organizations", "ListRoots", {}, {"Roots": [{"Id": ROOT, "Name": "Root"}]})
DEV_ACCOUNT = {"id": DEV, "name": "dev", "status": "ACTIVE"}


def units(parent, *ids):
    found = [{"Id": one, "Name": NAMES[one]} for one in ids]
    return other(
        "organizations", "ListOrganizationalUnitsForParent", {"ParentId": parent}, {"OrganizationalUnits": found}
    )


def accounts(parent, *found, error=None):
    return other("organizations", "ListAccountsForParent", {"ParentId": parent}, {"Accounts": list(found)}, error)


def tags(account_id, **found):
    response = {"Tags": [{"Key": key, "Value": value} for key, value in found.items()]}
    return other("organizations", "ListTagsForResource", {"ResourceId": account_id}, response)


def read(calls, *entries, **more):
    with script(calls):
        return read_organization(clients(), entries, **more)


def test_few_ids_are_looked_up_one_by_one():
    calls = [side_by_side(describe_account(DEV, "dev"), describe_account(PROD, "prod"))]
    found = read(calls, {"accounts": [PROD, DEV]}, {"accounts": [DEV]})
    assert [one["id"] for one in found["accounts"]] == [DEV, PROD]
    assert found["accounts"][0] == DEV_ACCOUNT
    assert found["unverified"] is None


def test_many_ids_or_a_name_are_one_list():
    known = [account(str(number) * 12, f"a{number}") for number in range(5)]
    assert len(read([list_accounts(*known)], {"accounts": [one["Id"] for one in known]})["accounts"]) == 5
    assert read([list_accounts(account(DEV, "dev"))], {"accounts": ["dev"]})["accounts"] == [DEV_ACCOUNT]


def test_current_is_the_callers_account():
    found = read([caller(MANAGEMENT), describe_account(MANAGEMENT, "m")], {"accounts": ["current"]})
    assert found["current"] == MANAGEMENT
    assert read([describe_account(DEV, "dev")], {"accounts": ["current"]}, caller_account=DEV)["current"] == DEV


def test_all_and_management():
    calls = [describe_organization(), list_accounts(account(DEV, "dev"), account(MANAGEMENT, "management"))]
    found = read(calls, {"accounts": ["all", "management"]})
    assert found["management"] == MANAGEMENT


def test_management_may_be_another_accounts_name_which_the_list_shows():
    calls = [list_accounts(account(DEV, "management"), account(MANAGEMENT, "payer"))]
    found = read(calls, {"accounts": ["management"]}, management_account=MANAGEMENT)
    assert [one["name"] for one in found["accounts"]] == ["payer", "management"]


@pytest.mark.parametrize("name", ["accounts", "units", "tags", "unverified"])
def test_an_account_may_be_called_anything(name):
    assert read([list_accounts(account(DEV, name))], {"accounts": [name]})["accounts"][0]["name"] == name


def test_accounts_that_a_unit_gives_are_not_looked_up_again():
    calls = [accounts(DEVS, account(DEV, "dev")), describe_account(PROD, "prod")]
    entry = {"organizational_units": [DEVS], "nested": False, "accounts": [PROD], "exclude_accounts": [DEV]}
    found = read(calls, entry, management_account=MANAGEMENT)
    assert [one["id"] for one in found["accounts"]] == [DEV, PROD]


def test_a_newer_answer_has_state_in_place_of_status():
    newer = list_accounts({"Id": DEV, "Name": "dev", "State": "SUSPENDED"})
    assert "State" in clients()["organizations"].meta.service_model.shape_for("Account").members
    assert read([newer], {"accounts": ["dev"]})["accounts"][0]["status"] == "SUSPENDED"


def test_a_path_is_followed_from_the_root_and_all_below_it_is_read():
    calls = [
        ROOTS,
        units(ROOT, WORKLOADS),
        side_by_side(units(WORKLOADS, DEVS, PRODS)),
        side_by_side(units(DEVS)),
        side_by_side(accounts(DEVS, account(DEV, "dev"))),
    ]
    found = read(calls, {"organizational_units": ["Workloads/Dev"]}, management_account=MANAGEMENT)
    assert [unit["path"] for unit in found["units"]] == ["", "Workloads", "Workloads/Dev", "Workloads/Prod"]
    assert found["units"][2]["accounts"] == [DEV]
    assert found["accounts"] == [DEV_ACCOUNT]


def test_without_nested_ones_nothing_below_is_read():
    calls = [ROOTS, units(ROOT, WORKLOADS), units(WORKLOADS, DEVS), accounts(DEVS, account(DEV, "dev"))]
    entry = {"organizational_units": ["Workloads/Dev"], "nested": False}
    assert read(calls, entry, management_account=MANAGEMENT)["accounts"] == [DEV_ACCOUNT]


def test_a_bare_name_may_stand_anywhere():
    calls = [
        ROOTS,
        units(ROOT, WORKLOADS),
        units(WORKLOADS, DEVS, PRODS),
        side_by_side(units(DEVS), units(PRODS)),
        accounts(PRODS, account(PROD, "prod")),
    ]
    found = read(calls, {"organizational_units": ["Prod"]}, management_account=MANAGEMENT)
    assert [one["id"] for one in found["accounts"]] == [PROD]


def test_an_id_needs_no_way_to_it():
    calls = [
        side_by_side(units(WORKLOADS, DEVS), units(DEVS)),
        side_by_side(accounts(WORKLOADS), accounts(DEVS, account(DEV, "dev"))),
    ]
    found = read(calls, {"organizational_units": [WORKLOADS, DEVS]}, management_account=MANAGEMENT)
    assert {unit["id"]: unit["parent"] for unit in found["units"]} == {WORKLOADS: None, DEVS: WORKLOADS}
    # It is no path from the root, so no path that is given means it by chance.
    assert {unit["path"] for unit in found["units"]} == {WORKLOADS, f"{WORKLOADS}/Dev"}


def test_an_id_and_a_path_of_one_unit_are_one_question():
    calls = [ROOTS, units(ROOT, WORKLOADS), units(WORKLOADS), accounts(WORKLOADS, account(DEV, "dev"))]
    found = read(calls, {"organizational_units": ["/Workloads", WORKLOADS]}, management_account=MANAGEMENT)
    assert found["accounts"] == [DEV_ACCOUNT]


def test_a_path_of_one_name_is_looked_for_below_the_root_alone():
    calls = [ROOTS, units(ROOT, WORKLOADS), units(WORKLOADS), accounts(WORKLOADS, account(DEV, "dev"))]
    found = read(calls, {"organizational_units": ["/Workloads/"]}, management_account=MANAGEMENT)
    assert found["accounts"] == [DEV_ACCOUNT]


def test_a_unit_that_is_gone_is_left_out():
    error = ("ParentNotFoundException", "no")
    below = other("organizations", "ListOrganizationalUnitsForParent", {"ParentId": DEVS}, {}, error)
    found = read([below, accounts(DEVS, error=error)], {"organizational_units": [DEVS]}, management_account=MANAGEMENT)
    assert found["units"] == []


def test_tags_are_read_of_active_accounts_but_the_management_account():
    closed = {"Id": CLOSED, "Name": "closed", "Status": "SUSPENDED"}
    everybody = list_accounts(account(DEV, "dev"), account(PROD, "prod"), account(MANAGEMENT, "m"), closed)
    left = other(
        "organizations", "ListTagsForResource", {"ResourceId": PROD}, error=("TargetNotFoundException", "it left")
    )
    calls = [everybody, side_by_side(tags(DEV, env="dev"), left)]
    found = read(calls, {"account_tags": {"env": "dev"}}, management_account=MANAGEMENT)
    assert found["tags"] == {DEV: {"env": "dev"}, PROD: {}}


@pytest.mark.parametrize("error", [DENIED, NO_ORGANIZATION])
def test_who_may_not_ask_is_told(error):
    found = read([other("organizations", "ListAccounts", {}, error=error)], {"accounts": ["dev"]})
    assert error[1] in found["unverified"]
    assert found["accounts"] == []


def test_other_failures_stay():
    with pytest.raises(AwsError):
        read([other("organizations", "ListAccounts", {}, error=("ServiceException", "down"))], {"accounts": ["dev"]})


def test_what_is_known_is_not_asked():
    assert read([], {"accounts": ["dev"]}, known={"dev": DEV_ACCOUNT})["accounts"] == []


def attributes(calls, *ids, units=False, keys=()):
    with script(calls):
        return read_attributes(clients(), ids, units, set(keys))


TREE = [ROOTS, units(ROOT, WORKLOADS), units(WORKLOADS, DEVS), units(DEVS)]


def test_the_unit_of_an_account_with_its_path():
    inside = [
        accounts(ROOT, account(MANAGEMENT, "management")),
        accounts(WORKLOADS),
        accounts(DEVS, account(DEV, "dev"), account(PROD, "not asked for")),
    ]
    assert attributes([*TREE, side_by_side(*inside)], DEV, MANAGEMENT, "9" * 12, units=True) == {
        DEV: {"ou": "Dev", "ou_path": "Workloads/Dev", "tags": {}},
        MANAGEMENT: {"ou": "Root", "ou_path": "Root", "tags": {}},
        "9" * 12: {"tags": {}},
    }


def test_only_the_tags_that_a_name_has():
    calls = [side_by_side(tags(DEV, env="dev", secret="x"), tags(PROD, team="web"))]
    assert attributes(calls, PROD, DEV, keys=["env"]) == {DEV: {"tags": {"env": "dev"}}, PROD: {"tags": {}}}


def test_without_accounts_nothing_is_asked():
    assert attributes([], units=True, keys=["env"]) == {}
