# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Groups and memberships."""

from __future__ import annotations

CONFLICT, NOT_FOUND, INVALID = "ConflictException", "ResourceNotFoundException", "ValidationException"


def update(world, group_id, path, *value):
    operation = {"AttributePath": path}
    if value:
        operation["AttributeValue"] = value[0]
    return world.ids.update_group(**world.store, GroupId=group_id, Operations=[operation])


def test_create_update_and_clear(world, refused):
    group_id = world.group("developers")
    update(world, group_id, "description", "Those who develop")
    update(world, group_id, "displayName", "devs")
    group = world.ids.describe_group(**world.store, GroupId=group_id)
    assert (group["DisplayName"], group["Description"], group["Revision"]) == ("devs", "Those who develop", "3")
    update(world, group_id, "description")
    assert "Description" not in world.ids.describe_group(**world.store, GroupId=group_id)
    refused(INVALID, update, world, group_id, "displayName")
    refused(INVALID, update, world, group_id, "description", "")
    refused(INVALID, update, world, group_id, "name.givenName", "x")


def test_rules(world, refused):
    world.group("developers")
    refused(CONFLICT, world.group, "Developers")
    refused(INVALID, world.group, "Administrator")
    refused(INVALID, world.ids.create_group, **world.store)
    refused(INVALID, world.ids.create_group, **world.store, DisplayName="x", Description="d" * 1025)
    refused(CONFLICT, update, world, world.group("ops"), "displayName", "DEVELOPERS")


def test_lookup_and_filter(world, refused):
    group_id = world.group("developers")

    def look(value):
        unique = {"UniqueAttribute": {"AttributePath": "displayName", "AttributeValue": value}}
        return world.ids.get_group_id(**world.store, AlternateIdentifier=unique)["GroupId"]

    assert look("developers") == group_id
    assert refused(NOT_FOUND, look, "Developers")["ResourceType"] == "GROUP"
    wanted = [{"AttributePath": "DisplayName", "AttributeValue": "nobody"}]
    assert world.ids.list_groups(**world.store, Filters=wanted)["Groups"] == []


def test_memberships(world, refused):
    group, other, user = world.group(), world.group("ops"), world.user()
    member = {"MemberId": {"UserId": user}}
    membership = world.member(group, user)
    answer = refused(CONFLICT, world.member, group, user)
    assert answer["Reason"] == "UNIQUENESS_CONSTRAINT_VIOLATION"
    assert world.ids.get_group_membership_id(**world.store, GroupId=group, **member)["MembershipId"] == membership
    answer = refused(NOT_FOUND, world.ids.get_group_membership_id, **world.store, GroupId=other, **member)
    assert answer["ResourceType"] == "GROUP_MEMBERSHIP"
    found = world.ids.describe_group_membership(**world.store, MembershipId=membership)
    assert (found["GroupId"], found["MemberId"]) == (group, {"UserId": user})
    results = world.ids.is_member_in_groups(**world.store, **member, GroupIds=[group, other])["Results"]
    assert [(item["GroupId"], item["MembershipExists"]) for item in results] == [(group, True), (other, False)]
    by_group = world.ids.list_group_memberships(**world.store, GroupId=group)["GroupMemberships"]
    by_user = world.ids.list_group_memberships_for_member(**world.store, **member)["GroupMemberships"]
    assert by_group == by_user and by_group[0]["MembershipId"] == membership
    world.ids.delete_group_membership(**world.store, MembershipId=membership)
    refused(NOT_FOUND, world.ids.delete_group_membership, **world.store, MembershipId=membership)
    world.member(group, user)


def test_unknown_member_or_group(world, refused):
    group, user = world.group(), world.user()
    assert refused(NOT_FOUND, world.member, group, group)["ResourceType"] == "USER"
    assert refused(NOT_FOUND, world.member, user, user)["ResourceType"] == "GROUP"


def test_memberships_go_with_the_user_or_the_group(world):
    group, other = world.group(), world.group("ops")
    alice, bob = world.user("alice"), world.user("bob")
    for pair in ((group, alice), (group, bob), (other, bob)):
        world.member(*pair)
    world.ids.delete_user(**world.store, UserId=alice)
    left = world.ids.list_group_memberships(**world.store, GroupId=group)["GroupMemberships"]
    assert [item["MemberId"]["UserId"] for item in left] == [bob]
    world.ids.delete_group(**world.store, GroupId=group)
    left = world.ids.list_group_memberships_for_member(**world.store, MemberId={"UserId": bob})["GroupMemberships"]
    assert [item["GroupId"] for item in left] == [other]
