# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for AWS: IAM Identity Center of our own, everything else served by moto."""

from __future__ import annotations

import os

# Read by moto; the caller's values must not change what the stand-in does. Managed policies: managed_policies.py.
for _name in ("MOTO_ACCOUNT_ID", "MOTO_IAM_LOAD_MANAGED_POLICIES"):
    os.environ.pop(_name, None)
