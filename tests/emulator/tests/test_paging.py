# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages: MaxResults, --page-size, tokens."""

from __future__ import annotations

INVALID = "ValidationException"


def test_max_results_and_tokens(world, refused):
    names = ["user%d" % number for number in range(5)]
    for name in names:
        world.user(name)
    first = world.ids.list_users(**world.store, MaxResults=2)
    assert [user["UserName"] for user in first["Users"]] == names[:2]
    pages = world.ids.get_paginator("list_users").paginate(**world.store, PaginationConfig={"PageSize": 2})
    assert [[user["UserName"] for user in page["Users"]] for page in pages] == [names[:2], names[2:4], names[4:]]
    refused(INVALID, world.ids.list_groups, **world.store, NextToken=first["NextToken"])
    refused(INVALID, world.ids.list_users, **world.store, NextToken="nonsense")


def test_page_size_caps_every_list(world):
    world.stand_in.faults(page_size=1)
    arn = world.permission_set(Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    other = world.permission_set("other")
    assert len(world.sso.list_tags_for_resource(ResourceArn=arn)["Tags"]) == 1
    pages = world.sso.get_paginator("list_permission_sets").paginate(**world.instance)
    assert [page["PermissionSets"] for page in pages] == [[arn], [other]]
