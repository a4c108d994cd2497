# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a document still has somebody."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.document_mentions import absences, mentions

ACCESS = {
    "users": [{"user_name": "grace"}, {"user_name": "Ada"}],
    "groups": [
        {"display_name": "web", "members": ["grace", "ADA"]},
        {"display_name": "old", "members": ["ada"], "state": "absent"},
        {"display_name": "data", "members": [{"user_name": "ada", "until": "2099-01-01"}]},
        {"display_name": "none"},
    ],
    "assignments": [{"user": "ada"}, {"user": "ada", "state": "absent"}, {"group": "ada"}],
}


def test_every_place():
    assert mentions(ACCESS, "ada") == ["users[1]", "groups[0].members[1]", "groups[2].members[0]", "assignments[0]"]


def test_who_is_to_be_absent_is_not_there():
    assert mentions({"users": [{"user_name": "ada", "state": "absent"}]}, "ada") == []


@pytest.mark.parametrize("members", ["grace,ada", "grace, ada", ["grace", "ada"]])
def test_members_as_ansible_reads_them(members):
    assert mentions({"groups": [{"members": members}]}, "ada") == ["groups[0].members[1]"]


def test_a_name_of_digits_is_a_number_in_yaml():
    assert mentions({"users": [{"user_name": 4711}], "assignments": [{"user": 4711}]}, "4711") == [
        "users[0]",
        "assignments[0]",
    ]


@pytest.mark.parametrize(
    "access",
    [
        None,
        {},
        [],
        "text",
        {"users": None},
        {"users": "ada"},
        {"users": ["ada"], "groups": [{"members": [5]}]},
        {"groups": [{"members": 5}]},
    ],
)
def test_what_is_of_no_shape(access):
    assert mentions(access, "ada") == []


def test_where_somebody_is_to_be_absent():
    access = {"users": [{"user_name": "Ada", "state": "absent"}, {"user_name": "grace"}], **ACCESS}
    assert absences(access, "ada") == ["assignments[1]"]
    assert absences({"users": [{"user_name": "Ada", "state": "absent"}]}, "ada") == ["users[0]"]
    assert absences(access, "grace") == absences(None, "ada") == []
