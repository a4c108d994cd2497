# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""sso-admin: instances, permission sets, their policies and tags, provisioning, assignments."""

from __future__ import annotations

from . import assignment_status, assignments, boundaries, instances, permission_sets, policies, provisioning, tags

OPERATIONS = {
    **instances.OPERATIONS,
    **permission_sets.OPERATIONS,
    **policies.OPERATIONS,
    **boundaries.OPERATIONS,
    **tags.OPERATIONS,
    **provisioning.OPERATIONS,
    **assignments.OPERATIONS,
    **assignment_status.OPERATIONS,
}
