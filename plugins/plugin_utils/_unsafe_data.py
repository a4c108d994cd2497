# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps what a filter gives from being taken for a template.

ansible-core 2.19 and newer evaluate only what somebody wrote into a playbook. Older ones evaluate every text that is
not marked as unsafe, and the mark is lost where a filter makes new texts, and where marked texts come out of
``hostvars``. But a template that saw something unsafe has all of its result marked, so the filter says that it did.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context


def gives_data(function: Callable[..., Any]) -> Callable[..., Any]:
    """The filter whose result Ansible keeps as it is. Called from Python it takes what the function takes."""

    @pass_context
    @wraps(function)
    def marking(*arguments: Any, **options: Any) -> Any:
        if arguments and isinstance(arguments[0], Context):
            context, arguments = arguments[0], arguments[1:]
            # Only older versions have it.
            if hasattr(context, "unsafe"):
                context.unsafe = True
        return function(*arguments, **options)

    return marking
