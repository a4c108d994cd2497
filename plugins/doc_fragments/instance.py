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

    PROGRESS = r"""
options:
  progress:
    description:
      - Whether it is shown how far work is that takes longer than a few seconds, for example C(account assignments
        1320/5000, 19/s, about 3 min left); in a terminal every 5 seconds, elsewhere first after 10 seconds and then
        every 30.
      - The lines go to the standard error output, and are no part of the result. There are none where the module runs
        on another machine, in the background (C(async)), or with C(no_log).
      - The environment variable E(DAYONE_PROGRESS) of C(ansible-playbook) decides where this option is not set.
      - Every module of the group C(dayone.identity_center.aws) takes it, so that C(module_defaults) can set it at once.
    type: bool
    default: true
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
