# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""aws_sso_profile for a machine with Windows: the module's own logic here, reading and writing there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...module_utils._argument_specs.text_type_check import check_texts
from ...module_utils._aws_config.config_errors import ConfigFileError
from ...module_utils._aws_config.locked_update import ATTEMPTS, kept_changing
from ...module_utils._plan.input_problems import InputError, require
from ...module_utils._profiles.apply_profiles import Edit, failure, warnings
from ...module_utils._profiles.profile_argument_spec import ARGUMENTS, TOGETHER
from ...module_utils._profiles.shared_credentials_file import keys_in
from .windows_config_file import Laptop

if TYPE_CHECKING:
    from typing import Any

    from .._progress.progress_action import ActionModule

NEWLINE = "\r\n"


def run(action: ActionModule, task_vars: dict[str, Any]) -> dict[str, Any]:
    """
    :param action: the action plugin
    :returns: what the module would return
    """
    _checked, params = action.validate_argument_spec(ARGUMENTS, **TOGETHER)
    laptop = Laptop(action, task_vars, params["path"], params["account"])
    try:
        # As create_module does it elsewhere.
        require(check_texts(ARGUMENTS, action._task.args))
        result = _carry_out(params, laptop, action._task.check_mode, bool(action._task.diff))
        result["account"] = laptop.account
        told = list(warnings(result))
    except (InputError, ConfigFileError) as error:
        result, told = {"failed": True, **failure(error, laptop.path)}, []
    if laptop.warnings or told:
        result["warnings"] = [*laptop.warnings, *told]
    return {**result, "path": laptop.path}


def _carry_out(params: dict[str, Any], laptop: Laptop, dry: bool, diff: bool) -> dict[str, Any]:
    for _attempt in range(ATTEMPTS):
        before, keys, keys_path = laptop.read(with_keys=not params["adopt"])
        path = laptop.path or ""
        edit = Edit(params, path, NEWLINE)
        after = edit.change(before or b"", keys_in(keys, keys_path or ""))
        if after == (before or b""):
            return edit.result(before, after, diff=diff)
        laptop.check_writable()
        if dry:
            return edit.result(before, after, diff=diff)
        copy = laptop.write(after, before, params["backup"])
        if copy is not None:
            return edit.result(before, after, copy, diff)
    raise kept_changing(laptop.path or "")
