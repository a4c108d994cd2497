# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Create, delete and list account assignments."""

from __future__ import annotations

from ..errors import conflict, not_found, validation
from ..paging import page
from ..state import jobs
from ..state.records import SUCCEEDED, Job
from . import lookup
from .assignment_status import shown


def create(call) -> dict:
    """Asynchronous. [?] An assignment that exists: ConflictException (strict) or SUCCEEDED without a second row."""
    key, item = _key(call, must_exist=True)
    exists = key in call.state.assignments
    if exists and call.strict:
        raise conflict("The account assignment already exists.")
    # [?] Strict: a suspended account only shows in the FailureReason, lenient: at once.
    if not call.strict and not call.state.organization.active(key[0]):
        raise validation("Account %s is suspended." % key[0])
    return {"AccountAssignmentCreationStatus": shown(_start(call, "create", key, item, done=exists))}


def delete(call) -> dict:
    """Asynchronous. [?] An absent assignment: ResourceNotFoundException (strict) or FAILED later."""
    key, item = _key(call, must_exist=False)
    if key not in call.state.assignments and call.strict and not _running(call, key):
        raise not_found("The account assignment does not exist.")
    return {"AccountAssignmentDeletionStatus": shown(_start(call, "delete", key, item))}


def list_all(call) -> dict:
    item = lookup.permission_set(call)
    account = lookup.account(call, call.parameters["AccountId"])["id"]
    return _page(call, call.state.assignments.by("pair", (account, item.arn)))


def list_for_principal(call) -> dict:
    """Management account only. [?] Direct rows (strict), or also those of the user's groups (lenient)."""
    instance = lookup.instance(call)
    if call.delegated:
        raise call.denied("this operation must be called from the management account")
    wanted = [lookup.principal(call, instance.store_id)]
    if not call.strict:
        memberships = call.state.stores[instance.store_id].memberships
        groups = memberships.by("user", wanted[0][1]) if wanted[0][0] == "USER" else []
        wanted += [("GROUP", memberships[one].attributes["GroupId"]) for one in groups]
    account = call.parameters.get("Filter", {}).get("AccountId")
    rows = [key for one in wanted for key in call.state.assignments.by("principal", one)]
    return _page(call, [key for key in rows if account in (None, key[0])])


def _key(call, must_exist: bool):
    """(account, permission set, principal type, principal id). A principal that is gone may lose assignments."""
    item = lookup.permission_set(call)
    account = lookup.account(call, call.parameters["TargetId"])["id"]
    principal = call.parameters["PrincipalType"], call.parameters["PrincipalId"]
    key = (account, item.arn) + principal
    if must_exist or key not in call.state.assignments:
        lookup.principal(call, call.state.instances[item.instance].store_id)
    return key, item


def _running(call, key: tuple):
    return next((job for job in call.state.pending if job.key == key), None)


def _start(call, kind: str, key: tuple, item, done: bool = False):
    if _running(call, key):
        raise conflict("There is a conflicting operation in process for the account assignment.")
    if call.state.load.running(kind) >= call.options.max_async:
        call.state.load.refused(kind)
        raise conflict("There are too many account assignment operations in process.")
    job = Job(
        kind=kind,
        request_id=call.state.ids.uuid(),
        instance=item.instance,
        permission_set=item.arn,
        account=key[0],
        created=call.now,
        ready_at=call.now + call.options.async_delay,
        version=item.version,
        principal_type=key[2],
        principal_id=key[3],
        caller=call.caller,
    )
    if done:
        job.status = SUCCEEDED
        call.state.jobs[job.request_id] = job
        return job
    return jobs.start(call.state, job)


def _page(call, keys: list) -> dict:
    found = [key for key in keys if call.visible(call.state.assignments[key])]
    return page(call, "AccountAssignments", found, show=_row)


def _row(key: tuple) -> dict:
    return dict(zip(("AccountId", "PermissionSetArn", "PrincipalType", "PrincipalId"), key, strict=True))


OPERATIONS = {
    "CreateAccountAssignment": create,
    "DeleteAccountAssignment": delete,
    "ListAccountAssignments": list_all,
    "ListAccountAssignmentsForPrincipal": list_for_principal,
}
