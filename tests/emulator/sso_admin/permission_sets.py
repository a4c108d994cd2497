# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Create, Update, Describe, Delete and ListPermissionSets."""

from __future__ import annotations

from .. import iam_roles
from ..errors import conflict, validation
from ..paging import page
from ..state.records import PermissionSet
from . import lookup, tags


def create(call) -> dict:
    instance = lookup.instance(call)
    parameters = call.parameters
    duration = parameters.get("SessionDuration", "PT1H")
    _check_duration(duration)
    tags.check(parameters.get("Tags", []))
    if any(item.name == parameters["Name"] for item in call.state.permission_sets.values()):
        raise conflict("PermissionSet with name %s already exists." % parameters["Name"])
    item = PermissionSet(
        arn=call.state.ids.permission_set_arn(instance.arn),
        instance=instance.arn,
        name=parameters["Name"],
        created=call.now,
        session_duration=duration,
        description=parameters.get("Description"),
        relay_state=parameters.get("RelayState"),
        tags={tag["Key"]: tag["Value"] for tag in parameters.get("Tags", [])},
    )
    call.state.permission_sets[item.arn] = item
    return {"PermissionSet": _shown(item)}


def describe(call) -> dict:
    return {"PermissionSet": _shown(lookup.permission_set(call))}


def update(call) -> dict:
    """What is omitted stays. The name cannot be changed."""
    item = lookup.permission_set(call)
    parameters = call.parameters
    duration = parameters.get("SessionDuration", item.session_duration)
    _check_duration(duration)
    before = (item.description, item.relay_state)
    item.description = parameters.get("Description", item.description)
    item.relay_state = parameters.get("RelayState", item.relay_state)
    if duration != item.session_duration:
        item.session_duration = duration
        lookup.changed(call, item)
    elif before != (item.description, item.relay_state):
        lookup.changed(call, item, reaches_role=False)
    return {}


def delete(call) -> dict:
    item = lookup.permission_set(call)
    tables = call.state.assignments, call.state.provisioned
    used = [key for table in tables for key in table.by("permission_set", item.arn)]
    if used or any(job.permission_set == item.arn for job in call.state.pending):
        raise conflict("PermissionSet %s is still assigned or provisioned to accounts." % item.arn)
    del call.state.permission_sets[item.arn]
    return {}


def list_all(call) -> dict:
    instance = lookup.instance(call)
    return page(
        call,
        "PermissionSets",
        [
            item.arn
            for item in call.state.permission_sets.values()
            if item.instance == instance.arn and call.visible(item.created)
        ],
    )


def _check_duration(duration: str) -> None:
    seconds = iam_roles.seconds(duration)
    if seconds is None or not 3600 <= seconds <= 12 * 3600:
        raise validation("SessionDuration %s must be between PT1H and PT12H." % duration)


def _shown(item) -> dict:
    shown = {
        "Name": item.name,
        "PermissionSetArn": item.arn,
        "CreatedDate": item.created,
        "SessionDuration": item.session_duration,
    }
    if item.description is not None:
        shown["Description"] = item.description
    if item.relay_state is not None:
        shown["RelayState"] = item.relay_state
    return shown


OPERATIONS = {
    "CreatePermissionSet": create,
    "DescribePermissionSet": describe,
    "UpdatePermissionSet": update,
    "DeletePermissionSet": delete,
    "ListPermissionSets": list_all,
}
