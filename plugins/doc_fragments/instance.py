# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """Documentation that the modules on an instance share."""

    DOCUMENTATION = r"""
options:
  instance_arn:
    description:
      - The ARN of the IAM Identity Center instance.
      - Needed only where there are several; given together with O(identity_store_id) it saves one call.
    type: str
  identity_store_id:
    description:
      - The id of the instance's identity store, as M(dayone.identity_center.sso_instance_info) returns it.
    type: str
notes:
  - The Region must be Identity Center's home Region, elsewhere AWS answers as if nothing existed.
  - Throttled calls, errors of AWS's servers and dropped connections are tried again by botocore's adaptive retries.
"""

    WAITING = r"""
options:
  wait_timeout:
    description: How many seconds one asynchronous operation of AWS may take.
    type: int
    default: 900
"""

    RECONCILING = r"""
attributes:
  check_mode:
    description: Reads and plans as a real run does, and writes nothing.
    support: full
  diff_mode:
    description: Shows every attribute that changes, before and after.
    support: full
"""

    PLANNING = r"""
attributes:
  check_mode:
    description: Reads, checks and plans as a real run does, and writes nothing.
    support: full
  diff_mode:
    description: Shows the plan.
    support: full
"""

    READING = r"""
attributes:
  check_mode:
    description: Only reads.
    support: full
  diff_mode:
    description: Changes nothing.
    support: none
"""
