# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads an access document as data, here on the controller: only here are Ansible's vault and PyYAML at hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any

from ansible.plugins.action import ActionBase

from ..module_utils._access_document.offline_access import offline_access
from ..module_utils._access_document.offline_validation import (
    check_complete,
    describe_reference,
    references,
    validate_offline,
)
from ..module_utils._plan.input_problems import InputError, Problem
from ..plugin_utils._document_file.document_file import Document, Refused, reading, whole_path
from ..plugin_utils._output.failure_lines import shown

OPTIONS = {
    "path": {"type": "str", "required": True},
    "check": {"type": "str", "choices": ["document", "complete", "laptop", "none"], "default": "document"},
}


class ActionModule(ActionBase):
    """What it returns is a result, and Ansible takes no result for a template."""

    _supports_check_mode = True
    _requires_connection = False

    def run(self, tmp: str | None = None, task_vars: dict[str, Any] | None = None) -> dict[str, Any]:
        result = super().run(tmp, task_vars)
        _checked, options = self.validate_argument_spec(OPTIONS)
        path = options["path"]
        try:
            access = reading(path, self._loader, CHECKS[options["check"]])
        except Refused as error:
            return shown(self, {**result, "failed": True, "msg": str(error), "problems": error.problems}, task_vars)
        undeclared = [] if options["check"] == "none" else _undeclared(path, self._loader, access)
        return {**result, "changed": False, "path": whole_path(path), "access": access, "undeclared": undeclared}


def _undeclared(path: str, loader: Any, access: Any) -> list[dict[str, Any]]:
    missing = [{**reference, "message": describe_reference(reference)} for reference in references(access)]
    return Document(path, loader).located(missing) if missing else []


def _document(access: Any) -> Iterable[Problem]:
    return validate_offline(access, datetime.now(timezone.utc))[1]


def _complete(access: Any) -> Iterable[Problem]:
    return [*_document(access), *check_complete(access)]


def _laptop(access: Any) -> Iterable[Problem]:
    try:
        offline_access(access, datetime.now(timezone.utc))
    except InputError as error:
        return error.problems
    return []


CHECKS = {"document": _document, "complete": _complete, "laptop": _laptop, "none": lambda access: []}
