# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""aws_sso_profile where the controller is the laptop: the module's own logic, without a Python started for it."""

from __future__ import annotations

import json
from typing import Any

from ansible.errors import AnsibleError
from ansible.plugins.action import ActionBase

from ...module_utils._ansible_module.create_module import nulls
from ...module_utils._argument_specs.text_type_check import check_texts
from ...module_utils._profiles.apply_profiles import outcome, warnings
from ...module_utils._profiles.profile_argument_spec import ARGUMENTS, TOGETHER


def may_run(action: ActionBase) -> bool:
    """Whether a module would run here, as this account, and with this environment."""
    task, connection = action._task, action._connection
    changed = [variables for variables in task.environment or () if variables]
    return connection.transport == "local" and not connection.become and not task.async_val and not changed


def run(action: ActionBase) -> dict[str, Any] | None:
    """
    :returns: what the module would return; None where the arguments are for the module to refuse
    """
    task = action._task
    try:
        # As a module gets them: without what Ansible knows of a text beside it.
        plain = json.loads(json.dumps(task.args))
        _checked, params = action.validate_argument_spec(ARGUMENTS, **TOGETHER)
    except (AnsibleError, AttributeError, TypeError, ValueError):
        return None
    problems = [*nulls(params, TOGETHER), *check_texts(ARGUMENTS, plain)]
    if problems:
        return None
    result = outcome(json.loads(json.dumps(params)), task.check_mode, bool(task.diff))
    told = [] if result.get("failed") else list(warnings(result))
    return {**result, "invocation": {"module_args": params}, **({"warnings": told} if told else {})}
