# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""identitystore: users, groups and memberships of the identity stores."""

from __future__ import annotations

from . import groups, memberships, stores, users

OPERATIONS = {**users.OPERATIONS, **groups.OPERATIONS, **memberships.OPERATIONS, **stores.OPERATIONS}
