# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS listed and no longer has when its turn comes: others work at the same time, and lists lag behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Result = TypeVar("Result")


def unless_gone(read: Callable[..., Result], *arguments: object) -> Result | None:
    """What is read, None where AWS says that it does not exist; any other failure stays one."""
    try:
        return read(*arguments)
    except AwsError as error:
        if error.code == "ResourceNotFoundException":
            return None
        raise
