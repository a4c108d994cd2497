# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an audit takes for a difference; what may be purged is in tests/unit/plans/purge.yml."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.purge_checks import (
    EVERYTHING,
    audited,
    check_purge,
)

GROUPS = [{"display_name": "web", "members": ["ada"]}]


def test_an_audit_compares_what_is_not_stated_too():
    stated, problems = parse(audited({"region": None, "users": None, "groups": GROUPS, "max_deletions": 1}))
    assert problems == [] and stated["purge"]["users"] and stated["groups"] and stated["users"] == []
    stated["max_deletions"] = "1"
    assert list(check_purge(stated)) == []
    assert all(EVERYTHING.values())
