# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The calls of sso_permission_set, without provisioning."""

from __future__ import annotations

import json

from ansible_collections.dayone.identity_center.plugins.modules import sso_permission_set as module
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import side_by_side
from ansible_collections.dayone.identity_center.tests.unit.plugins.permission_set_calls import (
    INLINE,
    all_policies,
    boundary,
    change,
    create,
    customer,
    get_policy,
    inline,
    managed,
    roles,
    tags,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.playing import play, preview_and_do
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import (
    BILLING,
    DENIED,
    DEV,
    MISSING,
    PROD,
    READ_ONLY,
    arn_of,
    describe_set,
    group_id,
    lacking,
    list_sets,
    look_at_assignment,
    of_pair,
    other,
    outdated,
    provisioned,
    row,
    sso,
    unassign,
    user_id,
)

# An existing set "reader" (number 1), of which nothing more is read.
READER = [list_sets(1), describe_set(1, "reader", Description="Old", RelayState="https://example.com/")]
NOWHERE = provisioned(1, [])
CONFLICT = ("ConflictException", "exists or is busy")


def unknown_managed(*calls):
    """AttachedManagedPolicies is empty, and IAM is asked."""
    return [managed(1), *calls]


def test_create_with_everything():
    asked = {
        "name": "reader",
        "description": "Reads",
        "session_duration": "PT12H",
        "relay_state": "https://example.com/",
        "managed_policies": [READ_ONLY],
        "customer_managed_policies": [{"name": "own", "path": "/team/"}, {"name": "other"}],
        "inline_policy": INLINE,
        "permissions_boundary": {"name": "edge", "path": "/team/"},
        "tags": {"b": "2", "a": "1"},
    }
    own, edge = {"Name": "own", "Path": "/team/"}, {"Name": "edge", "Path": "/team/"}
    reference = {"CustomerManagedPolicyReference": own}
    writes = [
        create(
            1,
            "reader",
            Description="Reads",
            SessionDuration="PT12H",
            RelayState="https://example.com/",
            Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}],
        ),
        change("AttachManagedPolicyToPermissionSet", ManagedPolicyArn=READ_ONLY),
        change("AttachCustomerManagedPolicyReferenceToPermissionSet", **reference),
        change(
            "AttachCustomerManagedPolicyReferenceToPermissionSet",
            CustomerManagedPolicyReference={"Name": "other", "Path": "/"},
        ),
        change("PutInlinePolicyToPermissionSet", InlinePolicy=json.dumps(INLINE, separators=(",", ":"))),
        change("PutPermissionsBoundaryToPermissionSet", PermissionsBoundary={"CustomerManagedPolicyReference": edge}),
    ]
    done, preview = preview_and_do(module, asked, [list_sets(), get_policy(READ_ONLY)], writes)
    assert done["permission_sets"][0]["permission_set_arn"] == arn_of(1)
    assert done["permission_sets"][0] == {**preview["permission_sets"][0], "permission_set_arn": arn_of(1)}
    assert done["permission_sets"][0]["customer_managed_policies"] == [
        {"name": "other", "path": "/"},
        {"name": "own", "path": "/team/"},
    ]
    assert done["changes"][0]["steps"][0] == f"attach {READ_ONLY}"


def test_nothing_to_do_whatever_the_spelling():
    asked = {
        "name": "reader",
        "session_duration": "PT60M",
        "managed_policies": [READ_ONLY],
        "customer_managed_policies": [{"name": "own"}],
        "inline_policy": json.dumps(INLINE, indent=4),
        "permissions_boundary": {"managed_policy": BILLING},
        "tags": {"a": "1"},
    }
    reads = [
        *READER,
        managed(1, READ_ONLY),
        customer(1, {"Name": "own"}),
        inline(1, json.dumps(INLINE)),
        boundary(1, {"ManagedPolicyArn": BILLING}),
        tags(1, a="1"),
        outdated(1, []),
    ]
    done, dummy = preview_and_do(module, asked, reads, [], [roles()])
    assert done["permission_sets"][0]["managed_policies"] == [READ_ONLY]
    assert done["permission_sets"][0]["permission_set_arn"] == arn_of(1)


def test_flat_and_list_give_the_same_result():
    calls = [*READER, outdated(1, []), roles()]
    flat = play(module, {"name": "reader"}, calls)
    assert not flat.failed
    assert flat.result == play(module, {"permission_sets": [{"name": "reader"}]}, calls).result


def test_role_arns_are_those_of_the_set_itself():
    arns = [
        f"arn:aws:iam::{DEV}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_{name}_0123456789abcdef"
        for name in ("reader", "reader_two")
    ]
    ended = play(module, {"name": "reader"}, [*READER, outdated(1, []), roles(*arns)])
    assert ended["permission_sets"][0]["role_arns"] == {DEV: arns[0]}


def test_without_the_right_to_list_roles_there_is_a_warning():
    ended = play(module, {"name": "reader"}, [*READER, outdated(1, []), roles(error=lacking("iam:ListRoles"))])
    assert not ended.failed
    assert ended["permission_sets"][0]["role_arns"] == {}
    assert "iam:ListRoles" in ended.warnings[0]


def test_an_update_in_place_sends_what_stays_as_well():
    sent = change("UpdatePermissionSet", Description="New", SessionDuration="PT1H", RelayState="https://example.com/")
    asked = {"name": "reader", "description": "New"}
    done, dummy = preview_and_do(module, asked, [*READER, outdated(1, []), NOWHERE], [sent], [roles()])
    assert done["diff"] == {
        "before": {"permission_set": {"reader": {"description": "Old"}}},
        "after": {"permission_set": {"reader": {"description": "New"}}},
    }


def test_policies_that_are_not_asked_for_go_unless_kept():
    asked = {"name": "reader", "managed_policies": [READ_ONLY], "customer_managed_policies": [{"name": "own"}]}
    reads = [*READER, managed(1, BILLING), customer(1, {"Name": "old", "Path": "/team/"}), outdated(1, [])]
    detach = [
        change("DetachManagedPolicyFromPermissionSet", ManagedPolicyArn=BILLING),
        change(
            "DetachCustomerManagedPolicyReferenceFromPermissionSet",
            CustomerManagedPolicyReference={"Name": "old", "Path": "/team/"},
        ),
        change("AttachManagedPolicyToPermissionSet", ManagedPolicyArn=READ_ONLY),
        change(
            "AttachCustomerManagedPolicyReferenceToPermissionSet",
            CustomerManagedPolicyReference={"Name": "own", "Path": "/"},
        ),
    ]
    done, dummy = preview_and_do(module, asked, [*reads, get_policy(READ_ONLY), NOWHERE], detach, [roles()])
    assert done["permission_sets"][0]["managed_policies"] == [READ_ONLY]
    kept = {**asked, "purge_policies": False}
    done, dummy = preview_and_do(module, kept, [*reads, get_policy(READ_ONLY), NOWHERE], detach[2:], [roles()])
    assert done["permission_sets"][0]["managed_policies"] == [READ_ONLY, BILLING]


def test_empty_values_remove():
    asked = {
        "name": "reader",
        "managed_policies": [],
        "customer_managed_policies": [],
        "inline_policy": {},
        "permissions_boundary": {},
        "tags": {},
    }
    reads = [
        *READER,
        managed(1, BILLING),
        customer(1, {"Name": "own"}),
        inline(1, "{}broken"),
        boundary(1, {"ManagedPolicyArn": BILLING}),
        tags(1, a="1"),
        outdated(1, []),
        NOWHERE,
    ]
    writes = [
        change("DetachManagedPolicyFromPermissionSet", ManagedPolicyArn=BILLING),
        change(
            "DetachCustomerManagedPolicyReferenceFromPermissionSet",
            CustomerManagedPolicyReference={"Name": "own", "Path": "/"},
        ),
        change("DeleteInlinePolicyFromPermissionSet"),
        change("DeletePermissionsBoundaryFromPermissionSet"),
        sso("UntagResource", {"ResourceArn": arn_of(1), "TagKeys": ["a"]}),
    ]
    done, dummy = preview_and_do(module, asked, reads, writes, [roles()])
    assert done["permission_sets"][0]["inline_policy"] is None
    assert done["permission_sets"][0]["permissions_boundary"] is None


def test_tags_that_are_not_asked_for_go_unless_kept():
    asked = {"name": "reader", "tags": {"a": "new"}}
    reads = [*READER, tags(1, a="old", b="2"), outdated(1, []), NOWHERE]
    untag = sso("UntagResource", {"ResourceArn": arn_of(1), "TagKeys": ["b"]})
    tag = sso("TagResource", {"ResourceArn": arn_of(1), "Tags": [{"Key": "a", "Value": "new"}]})
    done, dummy = preview_and_do(module, asked, reads, [untag, tag], [roles()])
    assert done["permission_sets"][0]["tags"] == {"a": "new"}
    done, dummy = preview_and_do(module, {**asked, "purge_tags": False}, reads, [tag], [roles()])
    assert done["permission_sets"][0]["tags"] == {"a": "new", "b": "2"}


def test_no_boundary_is_an_error_of_aws_that_means_none():
    asked = {"name": "reader", "permissions_boundary": {"managed_policy": BILLING}}
    reads = [*READER, boundary(1, error=MISSING), outdated(1, []), get_policy(BILLING), NOWHERE]
    put = change("PutPermissionsBoundaryToPermissionSet", PermissionsBoundary={"ManagedPolicyArn": BILLING})
    preview_and_do(module, asked, reads, [put], [roles()])


def test_a_bare_policy_name_becomes_its_arn():
    asked = {"name": "new", "managed_policies": ["Billing", "ReadOnlyAccess"]}
    writes = [
        create(1, "new"),
        change("AttachManagedPolicyToPermissionSet", ManagedPolicyArn=BILLING),
        change("AttachManagedPolicyToPermissionSet", ManagedPolicyArn=READ_ONLY),
    ]
    preview_and_do(module, asked, [list_sets(), *all_policies(BILLING, READ_ONLY)], writes)


def test_a_bare_name_of_what_is_attached_needs_no_look_up():
    reads = [*READER, managed(1, BILLING), outdated(1, [])]
    preview_and_do(module, {"name": "reader", "managed_policies": ["Billing"]}, reads, [], [roles()])


def test_an_unknown_policy_is_a_problem_with_a_hint():
    wrong = "arn:aws:iam::aws:policy/Billing"
    missing = other("iam", "GetPolicy", {"PolicyArn": wrong}, error=("NoSuchEntity", "none"))
    asked = {"permission_sets": [{"name": "new", "managed_policies": [wrong, "ReadAll"]}]}
    ended = play(module, asked, [list_sets(), *all_policies(BILLING, READ_ONLY)])
    assert ended.failed
    first, second = ended["problems"]
    assert first["path"] == "permission_sets[0].managed_policies[0]"
    assert f"did you mean {BILLING}?" in first["message"]
    assert second["path"] == "permission_sets[0].managed_policies[1]"
    asked["permission_sets"][0]["managed_policies"] = [wrong]
    assert play(module, asked, [list_sets(), missing, *all_policies(BILLING)])["problems"] == [first]


def test_without_the_right_to_read_iam_arns_are_taken_with_a_warning():
    asked = {"name": "new", "managed_policies": [READ_ONLY]}
    denied = get_policy(READ_ONLY, lacking("iam:GetPolicy"))
    writes = [create(1, "new"), change("AttachManagedPolicyToPermissionSet", ManagedPolicyArn=READ_ONLY)]
    ended = play(module, asked, [list_sets(), denied, *writes])
    assert not ended.failed
    assert "iam:GetPolicy" in ended.warnings[0]


def test_delete_removes_the_assignments_everywhere_first():
    reads = [
        *READER,
        provisioned(1, [DEV, PROD]),
        side_by_side(
            of_pair(arn_of(1), DEV, [row("USER", user_id(1), arn_of(1), DEV)]),
            of_pair(arn_of(1), PROD, [row("GROUP", group_id(1), arn_of(1), PROD)]),
        ),
    ]
    rows = (("USER", user_id(1), DEV), ("GROUP", group_id(1), PROD))
    removals = [
        [
            unassign(number, kind, principal, arn_of(1), account, state="IN_PROGRESS"),
            *[look_at_assignment("Deletion", number, "IN_PROGRESS")] * 3,
            look_at_assignment("Deletion", number, "SUCCEEDED"),
        ]
        for number, (kind, principal, account) in enumerate(rows)
    ]
    writes = [side_by_side(*removals), change("DeletePermissionSet")]
    done, dummy = preview_and_do(module, {"name": "reader", "state": "absent"}, reads, writes)
    assert [change["kind"] for change in done["changes"]][-1] == "permission_set"
    assert done["permission_sets"] == []


def test_delete_waits_while_aws_still_takes_the_roles_away():
    reads = [*READER, NOWHERE]
    busy = change("DeletePermissionSet", error=CONFLICT)
    ended = play(module, {"name": "reader", "state": "absent"}, [*reads, busy, busy, change("DeletePermissionSet")])
    assert not ended.failed
    assert ended.waited > 0


def test_one_task_may_change_and_delete():
    asked = {"permission_sets": [{"name": "reader", "description": "New"}, {"name": "old", "state": "absent"}]}
    lost = ("USER", user_id(1), arn_of(2), DEV)
    reads = [
        list_sets(1, 2),
        side_by_side(READER[1], describe_set(2, "old")),
        outdated(1, []),
        provisioned(2, [DEV]),
        of_pair(arn_of(2), DEV, [row(*lost)]),
        NOWHERE,
    ]
    sent = change("UpdatePermissionSet", Description="New", SessionDuration="PT1H", RelayState="https://example.com/")
    writes = [side_by_side(sent, unassign(1, *lost)), change("DeletePermissionSet", 2)]
    preview_and_do(module, asked, reads, writes, [roles()])


def test_sets_are_described_only_until_all_are_found():
    batch = side_by_side(*(describe_set(number, f"set{number}") for number in range(10)))
    calls = [list_sets(*range(12)), batch, outdated(7, []), roles()]
    assert not play(module, {"name": "set7"}, calls).failed


def test_a_create_whose_answer_was_lost_is_settled():
    calls = [
        list_sets(),
        create(1, "new", error=CONFLICT),
        list_sets(1),
        describe_set(1, "new"),
    ]
    ended = play(module, {"name": "new"}, calls)
    assert not ended.failed
    assert ended["permission_sets"][0]["permission_set_arn"] == arn_of(1)


def test_an_attachment_that_is_there_already_is_settled_and_a_busy_one_tried_again():
    asked = {"name": "reader", "managed_policies": [READ_ONLY]}
    reads = [*READER, *unknown_managed(outdated(1, []), get_policy(READ_ONLY), NOWHERE)]
    attach = {"ManagedPolicyArn": READ_ONLY}
    refused = change("AttachManagedPolicyToPermissionSet", error=CONFLICT, **attach)
    settled = play(module, asked, [*reads, refused, managed(1, READ_ONLY), roles()])
    assert (settled.failed, settled.waited) == (False, 0)
    again = change("AttachManagedPolicyToPermissionSet", **attach)
    busy = play(module, asked, [*reads, refused, managed(1), again, roles()])
    assert not busy.failed
    assert busy.waited > 0


def test_one_of_several_fails_the_others_are_done():
    asked = {"permission_sets": [{"name": "one"}, {"name": "two"}]}
    quota = ("ServiceQuotaExceededException", "too many permission sets")
    ended = play(module, asked, [list_sets(), side_by_side(create(1, "one", error=quota), create(2, "two"))])
    assert ended.failed
    assert [change["name"] for change in ended["changes"]] == ["two"]
    assert ended["failed_changes"][0]["error"]["code"] == "ServiceQuotaExceededException"
    assert "Ask AWS for a higher quota" in ended["msg"]
    assert "request-of-CreatePermissionSet" in ended["msg"]


def test_not_allowed_to_read_is_no_absence():
    denied = sso("ListPermissionSets", error=DENIED)
    assert play(module, {"name": "reader"}, [denied])["error"]["code"] == "AccessDeniedException"


def test_problems_of_the_input_come_before_every_call():
    asked = {
        "permission_sets": [
            {"name": "a b", "session_duration": "12h"},
            {"name": "x", "inline_policy": '{"Statement": ['},
            {"name": "X", "permissions_boundary": {"managed_policy": READ_ONLY, "name": "edge"}},
        ]
    }
    paths = [problem["path"] for problem in play(module, asked, [])["problems"]]
    assert paths == [
        "permission_sets[0].name",
        "permission_sets[0].session_duration",
        "permission_sets[1].inline_policy",
        "permission_sets[2].permissions_boundary",
        "permission_sets[2]",
    ]
