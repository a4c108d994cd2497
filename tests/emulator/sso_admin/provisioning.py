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
        call.state.load.refused("provision")
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
            caller=call.caller,
        ),
    )
    return {"PermissionSetProvisioningStatus": _shown(job)}


def describe_status(call) -> dict:
    return {"PermissionSetProvisioningStatus": _shown(find(call, "provision", "ProvisionPermissionSetRequestId"))}


def list_status(call) -> dict:
    return summaries(call, "PermissionSetsProvisioningStatus", "provision")


def list_accounts(call) -> dict:
    item = lookup.permission_set(call)
    found = call.state.provisioned.by("permission_set", item.arn)
    return page(call, "AccountIds", sorted(account for account, _arn in _with_status(call, found)))


def list_permission_sets(call) -> dict:
    lookup.instance(call)
    account = lookup.account(call, call.parameters["AccountId"])["id"]
    found = call.state.provisioned.by("account", account)
    return page(call, "PermissionSets", [arn for _account, arn in _with_status(call, found)])


def find(call, kind: str, parameter: str):
    """The operation with this request id. Of the right kind only."""
    instance = lookup.instance(call)
    job = call.state.jobs.get(call.parameters[parameter])
    if job is None or job.kind != kind or job.instance != instance.arn:
        raise not_found("Request %s not found." % call.parameters[parameter])
    return job


def summaries(call, member: str, kind: str) -> dict:
    """What the List*Status operations return, newest first."""
    instance = lookup.instance(call)
    wanted = call.parameters.get("Filter", {}).get("Status")
    if wanted == IN_PROGRESS:  # the few that are asked for again and again
        found = [job for job in call.state.pending if job.kind == kind]
    else:
        found = [call.state.jobs[one] for one in call.state.jobs.by("kind", kind)]
    found = [job for job in reversed(found) if job.instance == instance.arn and wanted in (None, job.status)]
    return page(call, member, found, show=_summary)


def _summary(job) -> dict:
    return {"Status": job.status, "RequestId": job.request_id, "CreatedDate": job.created}


def _with_status(call, keys: list) -> list:
    """Those of the keys of `provisioned` that are in the status asked for, if one is."""
    wanted, sets = call.parameters.get("ProvisioningStatus"), call.state.permission_sets
    return [
        key
        for key in keys
        if wanted in (None, CURRENT if call.state.provisioned[key].version == sets[key[1]].version else OUTDATED)
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
