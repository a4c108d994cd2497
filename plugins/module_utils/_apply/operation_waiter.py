# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for what AWS does asynchronously."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

# AWS allows so many provisionings at once.
PROVISIONINGS_AT_ONCE = threading.BoundedSemaphore(3)
FIRST_LOOK = 0.3
SLOWEST_LOOK = 3.0
# Seconds for which a status that AWS does not find is taken for a read that is behind.
BEHIND_FOR = 20


def wait(
    status: dict[str, Any],
    describe: Callable[[str], dict[str, Any]],
    asked: str,
    operation: str,
    timeout: int,
    pause: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> dict[str, Any]:
    """Look until an operation has SUCCEEDED.

    :param status: its first status: Status, RequestId, FailureReason
    :param describe: function from RequestId to the status now
    :param timeout: seconds
    :raises AwsError: FAILED, with AWS's FailureReason, or not done in time
    """
    deadline, interval = clock() + timeout, FIRST_LOOK
    while status["Status"] == "IN_PROGRESS":
        if clock() > deadline:
            raise too_long(asked, operation, timeout, status["RequestId"])
        pause(interval)
        interval = min(interval * 1.5, SLOWEST_LOOK)
        status = _look(status, describe, deadline - timeout + BEHIND_FOR > clock())
    error = error_of(status, asked, operation)
    if error:
        raise error
    return status


def error_of(status: dict[str, Any], asked: str, operation: str) -> AwsError | None:
    """The AwsError of an operation that FAILED, with AWS's FailureReason; else None."""
    if status["Status"] != "FAILED":
        return None
    reason = status.get("FailureReason") or "AWS gave no reason"
    return AwsError(asked, operation, "FAILED", reason, request_id=status["RequestId"])


def too_long(asked: str, operation: str, timeout: int, request_id: str) -> AwsError:
    """The AwsError of an operation that is not done in time."""
    message = f"still IN_PROGRESS after {timeout} seconds; AWS goes on with it"
    return AwsError(asked, operation, "Timeout", message, request_id=request_id)


def may_be_done(error: AwsError) -> bool:
    """Whether AWS had taken what failed, and only its end is not known: not done in time, or it cannot be looked at."""
    return error.code == "Timeout" or error.operation.endswith("Status")


def _look(status: dict[str, Any], describe: Callable[[str], dict[str, Any]], may_be_behind: bool) -> dict[str, Any]:
    try:
        return describe(status["RequestId"])
    except AwsError as error:
        if error.code == "ResourceNotFoundException" and may_be_behind:
            return status
        raise
