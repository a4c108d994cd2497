# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bringing the accounts of a permission set up to date."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from .._api.aws_errors import AwsError
from .operation_waiter import PROVISIONINGS_AT_ONCE, wait
from .write_retries import retry_write

if TYPE_CHECKING:
    from .._api.permission_set_calls import PermissionSets

WORKERS = 3

OUTDATED = "LATEST_PERMISSION_SET_NOT_PROVISIONED"
# FailureReason after the last assignment went away in between: there is nothing to provision any more.
GONE = ("assignment not found", "permission set provision not found")


class Provisioning:
    """:param permission_sets: PermissionSets"""

    def __init__(self, permission_sets: PermissionSets) -> None:
        self._service = permission_sets

    def bring_up_to_date(
        self, name: str, arn: str, accounts: list[str], outdated: list[str] | None, timeout: int
    ) -> None:
        """Provision again where AWS says that the permission set is outdated; AWS knows which changes matter.

        One operation serves all accounts when all are outdated, as after a change of the permission set.

        :param accounts: ids of all accounts that it is provisioned in, as they were read for the plan
        :param outdated: ids of those that are outdated where nothing changed since that was read, else None
        """
        if outdated is None:
            outdated = self._service.list_provisioned_accounts(name, arn, OUTDATED)
        if not outdated:
            return
        targets: list[str | None] = [None] if set(outdated) >= set(accounts) else [*outdated]
        with ThreadPoolExecutor(max_workers=min(WORKERS, len(targets))) as pool:
            tried = list(pool.map(lambda account_id: self._attempt(name, arn, account_id, timeout), targets))
        failures = [error for error in tried if error]
        if failures:
            raise _together(failures)

    def _attempt(self, name: str, arn: str, account_id: str | None, timeout: int) -> AwsError | None:
        """The failure, so that the other accounts are served all the same."""
        try:
            self._provision(name, arn, account_id, timeout)
        except AwsError as error:
            return error
        return None

    def _provision(self, name: str, arn: str, account_id: str | None, timeout: int) -> None:
        where = f"account {account_id}" if account_id else "all its accounts"
        with PROVISIONINGS_AT_ONCE:
            status = retry_write(
                lambda: self._service.provision(name, arn, account_id), lambda: (False, {}), removes=False
            )
            try:
                asked = f"provision permission set {name} in {where}"
                wait(
                    status or {},
                    self._service.describe_provisioning,
                    asked,
                    "sso-admin:ProvisionPermissionSet",
                    timeout,
                )
            except AwsError as error:
                if not any(text in error.message.casefold() for text in GONE):
                    raise


def _together(failures: list[AwsError]) -> AwsError:
    first = failures[0]
    if len(failures) == 1:
        return first
    message = "; ".join(f"{failure.asked}: {failure.message} (request id {failure.request_id})" for failure in failures)
    return AwsError(f"provision in {len(failures)} accounts", first.operation, first.code, message, reason=first.reason)
