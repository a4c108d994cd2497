# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When to try a write again that botocore gives up on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Result = TypeVar("Result")

# Seconds for which "not found" right after a create is taken for a read that is behind.
NOT_FOUND_FOR = 20
# Seconds for which "conflict" is taken for another change of the same thing under way.
BUSY_FOR = 300
FIRST_PAUSE = 0.3
LONGEST_PAUSE = 5.0
# As sso-admin and identitystore, and as IAM says it.
NOT_FOUND = ("ResourceNotFoundException", "NoSuchEntity")
CONFLICT = "ConflictException"


def retry_write(
    write: Callable[[], Result],
    settled: Callable[[], tuple[bool, Result | None]],
    removes: bool,
    pause: Callable[[float], object] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
    busy_for: int = BUSY_FOR,
) -> Result | None:
    """Carry out a write, and again where AWS is only behind or busy.

    sso-admin's ConflictException does not tell "exists already" from "busy", so the state is read before
    the write is tried again.

    :param write: function without arguments
    :param settled: function without arguments: (True, result) when the state is already as wanted
    :param removes: the write removes something, so "not found" means done
    :param busy_for: seconds for which "conflict" is tried again
    :raises AwsError: as AWS answered at the last try
    """
    began, interval = clock(), FIRST_PAUSE
    while True:
        try:
            return write()
        except AwsError as error:
            if error.code in NOT_FOUND and removes:
                return None
            if error.code not in (*NOT_FOUND, CONFLICT):
                raise
            if error.code == CONFLICT:
                done, result = settled()
                if done:
                    return result
            limit = busy_for if error.code == CONFLICT else NOT_FOUND_FOR
            if error.reason == "UNIQUENESS_CONSTRAINT_VIOLATION" or clock() - began > limit:
                raise
        pause(interval)
        interval = min(interval * 2, LONGEST_PAUSE)
