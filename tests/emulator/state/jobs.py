# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Asynchronous work: finished when it is due, looked at before every call. No timers, no threads."""

from __future__ import annotations

from .. import iam_roles, management_account
from .records import FAILED, SUCCEEDED, Job, Provisioning


class Failure(Exception):
    """The work fails with this reason."""


def settle(state) -> None:
    now = state.clock()
    for job in sorted((job for job in state.pending if job.ready_at <= now), key=lambda job: job.ready_at):
        state.pending.remove(job)
        state.load.ended(job.kind)
        try:
            WORK[job.kind](state, job)
            job.status = SUCCEEDED
        except Failure as failure:
            job.status, job.reason = FAILED, str(failure)
    for key in [key for key in state.leaving if state.provisioned[key].leaves_at <= now]:
        iam_roles.remove(state, key[0], state.provisioned.pop(key).role)
        state.leaving.discard(key)


def start(state, job: Job) -> Job:
    state.jobs[job.request_id] = job
    state.pending.append(job)
    state.load.began(job.kind)
    return job


def _create(state, job: Job) -> None:
    _refuse(state, job.account)
    key = (job.account, job.permission_set)
    if key not in state.provisioned:
        _provision(state, job, job.account)
    state.provisioned[key].leaves_at = None
    state.leaving.discard(key)
    state.assignments[job.key] = state.clock()


def _delete(state, job: Job) -> None:
    _refuse(state, job.account)
    if job.key not in state.assignments:
        raise Failure("Received a 404 status error: Assignment not found")
    key = job.key[:2]
    last = len(state.assignments.by("pair", key)) == 1 and key in state.provisioned
    if last and job.account == state.organization.management:
        refused = management_account.refusal_of_removal(state, job, state.provisioned[key].role)
        if refused:
            raise Failure(refused)
    remove_assignment(state, job.key)


def remove_assignment(state, assignment: tuple) -> None:
    """Take the row away, and with the last one the permission set out of the account."""
    del state.assignments[assignment]
    key = assignment[:2]
    if key in state.provisioned and not state.assignments.by("pair", key):
        # Strict: the role goes a while after the last assignment, as reported for AWS; lenient: at once.
        wait = 0 if state.options.lenient else state.options.async_delay
        state.provisioned[key].leaves_at = state.clock() + wait
        state.leaving.add(key)


def _provision_job(state, job: Job) -> None:
    accounts = (
        [job.account]
        if job.account
        else [account for account, _arn in state.provisioned.by("permission_set", job.permission_set)]
    )
    # terraform-provider-aws#35158 and #33337: what AWS says when the last assignment is already gone.
    if not accounts and not state.options.lenient:
        raise Failure("Received a 404 status error: Assignment not found")
    if job.account and (job.account, job.permission_set) not in state.provisioned and not state.options.lenient:
        raise Failure("Permission set provision not found in AWS account %s" % job.account)
    reasons = []
    for account in accounts:
        try:
            _refuse(state, account)
            _provision(state, job, account)
        except Failure as failure:
            reasons.append(str(failure))
    if reasons:
        raise Failure("; ".join(reasons))


def _refuse(state, account: str) -> None:
    if account in state.options.fail_account:
        raise Failure("Received a 403 status error: Not authorized to manage IAM roles in AWS account %s" % account)
    if not state.organization.active(account):
        raise Failure("Received a 403 status error: AWS account %s is suspended" % account)


def _provision(state, job: Job, account: str) -> None:
    key = (account, job.permission_set)
    record = state.provisioned.get(key)
    item = state.permission_sets[job.permission_set]
    role = record.role if record else "AWSReservedSSO_%s_%s" % (item.name, state.ids.hex(16))
    problem = None
    if account == state.organization.management:
        problem = management_account.refusal_of_write(state, job, role, item)
    problem = problem or iam_roles.write(state, account, role, item)
    if problem:
        raise Failure(problem)
    if record:
        record.version = job.version
    else:
        state.provisioned[key] = Provisioning(role=role, version=job.version)


WORK = {"create": _create, "delete": _delete, "provision": _provision_job}
