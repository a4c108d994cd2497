# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which accounts have a permission set, in which version, and bringing them up to date."""

from __future__ import annotations

from ..errors import conflict, not_found, validation
from ..paging import page
from ..state import jobs
from ..state.records import IN_PROGRESS, Job
from . import lookup

CURRENT, OUTDATED = "LATEST_PERMISSION_SET_PROVISIONED", "LATEST_PERMISSION_SET_NOT_PROVISIONED"


def provision(call) -> dict:
    item = lookup.permission_set(call)
    account = call.parameters.get("TargetId")
    if call.parameters["TargetType"] == "AWS_ACCOUNT":
        if not account:
            raise validation("TargetId is required when TargetType is AWS_ACCOUNT.")
        lookup.account(call, account)
    elif account:
        raise validation("TargetId must not be set when TargetType is ALL_PROVISIONED_ACCOUNTS.")
    running = [job for job in call.state.pending if job.kind == "provision"]
    if len(running) >= call.options.max_provisionings:
        raise conflict("At most %d ProvisionPermissionSet calls can run at once." % call.options.max_provisionings)
    if any(job.permission_set == item.arn and job.account == account for job in running):
        raise conflict("The permission set is being provisioned already.")
    job = jobs.start(
        call.state,
        Job(
            kind="provision",
            request_id=call.state.ids.uuid(),
            instance=item.instance,
            permission_set=item.arn,
            account=account,
            created=call.now,
            ready_at=call.now + call.options.async_delay,
            version=item.version,
        ),
    )
    return {"PermissionSetProvisioningStatus": _shown(job)}


def describe_status(call) -> dict:
    return {"PermissionSetProvisioningStatus": _shown(find(call, "provision", "ProvisionPermissionSetRequestId"))}


def list_status(call) -> dict:
    return page(call, "PermissionSetsProvisioningStatus", summaries(call, "provision"))


def list_accounts(call) -> dict:
    item = lookup.permission_set(call)
    wanted = call.parameters.get("ProvisioningStatus")
    return page(
        call,
        "AccountIds",
        sorted(
            account
            for (account, arn), record in call.state.provisioned.items()
            if arn == item.arn and wanted in (None, CURRENT if record.version == item.version else OUTDATED)
        ),
    )


def list_permission_sets(call) -> dict:
    lookup.instance(call)
    account = lookup.account(call, call.parameters["AccountId"])["id"]
    wanted = call.parameters.get("ProvisioningStatus")
    sets = call.state.permission_sets
    return page(
        call,
        "PermissionSets",
        [
            arn
            for (owner, arn), record in call.state.provisioned.items()
            if owner == account and wanted in (None, CURRENT if record.version == sets[arn].version else OUTDATED)
        ],
    )


def find(call, kind: str, parameter: str):
    """The operation with this request id. Of the right kind only."""
    instance = lookup.instance(call)
    job = call.state.jobs.get(call.parameters[parameter])
    if job is None or job.kind != kind or job.instance != instance.arn:
        raise not_found("Request %s not found." % call.parameters[parameter])
    return job


def summaries(call, kind: str) -> list[dict]:
    """What the List*Status operations return, newest first."""
    instance = lookup.instance(call)
    wanted = call.parameters.get("Filter", {}).get("Status")
    return [
        {"Status": job.status, "RequestId": job.request_id, "CreatedDate": job.created}
        for job in reversed(list(call.state.jobs.values()))
        if job.kind == kind and job.instance == instance.arn and wanted in (None, job.status)
    ]


def _shown(job) -> dict:
    shown = {
        "Status": job.status,
        "RequestId": job.request_id,
        "PermissionSetArn": job.permission_set,
        "CreatedDate": job.created,
    }
    if job.account:
        shown["AccountId"] = job.account
    if job.status != IN_PROGRESS and job.reason:
        shown["FailureReason"] = job.reason
    return shown


OPERATIONS = {
    "ProvisionPermissionSet": provision,
    "DescribePermissionSetProvisioningStatus": describe_status,
    "ListPermissionSetProvisioningStatus": list_status,
    "ListAccountsForProvisionedPermissionSet": list_accounts,
    "ListPermissionSetsProvisionedToAccount": list_permission_sets,
}
