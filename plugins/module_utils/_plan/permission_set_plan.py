# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must change in the permission sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import field_validators
from .assignment_plan import removal
from .attached_policy_plan import policy_steps
from .input_problems import Problem
from .plan_types import Change, Ref, Step, staged
from .policy_document_grammar import check_inline_policy

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from .._api.resource_types import ExistingAssignment, ExistingPermissionSet, PermissionSetEntry
    from .plan_types import Plan

ATTRIBUTES = {"description": "Description", "session_duration": "SessionDuration", "relay_state": "RelayState"}
OWN = "a policy of your own goes by its name (customer_managed_policies, or the boundary's name)"


def check_permission_sets(desired: list[PermissionSetEntry], path: str) -> Iterator[Problem]:
    """Problems of the permission sets asked for, whatever exists.

    :param desired: list of the module's options, None where not stated
    :param path: ``permission_sets``, or empty for the options of one
    """
    entries: list[Mapping[str, Any]] = [*desired]
    for index, permission_set in enumerate(entries):
        prefix = f"{path}[{index}]." if path else ""
        yield from field_validators.check_pattern(
            permission_set["name"], f"{prefix}name", field_validators.SET_NAME, "1 to 32 of letters, digits and +=,.@_-"
        )
        if permission_set.get("session_duration"):
            yield from field_validators.check_session_duration(
                permission_set["session_duration"], f"{prefix}session_duration"
            )
        if permission_set.get("description"):
            if len(permission_set["description"]) > 700:
                yield Problem(
                    f"{prefix}description", f"has {len(permission_set['description'])} characters, AWS takes 700"
                )
            yield from field_validators.check_pattern(
                permission_set["description"], f"{prefix}description", field_validators.LATIN, "Latin-1 characters only"
            )
        if permission_set.get("relay_state"):
            if len(permission_set["relay_state"]) > 240:
                yield Problem(
                    f"{prefix}relay_state", f"has {len(permission_set['relay_state'])} characters, AWS takes 240"
                )
            yield from field_validators.check_pattern(
                permission_set["relay_state"], f"{prefix}relay_state", field_validators.RELAY_STATE, "an URL"
            )
        for option in ATTRIBUTES:
            if permission_set.get(option) == "":
                yield Problem(
                    f"{prefix}{option}", "AWS cannot clear it: leave it out, or delete the permission set first"
                )
        yield from _check_policies(permission_set, prefix)
        yield from _check_tags(permission_set.get("tags") or {}, f"{prefix}tags")
    yield from field_validators.check_duplicates([permission_set["name"] for permission_set in desired], path)


def plan_permission_sets(
    desired: list[PermissionSetEntry],
    current: Mapping[str, ExistingPermissionSet],
    provisioned: dict[str, list[str]] | None = None,
    assignments: dict[str, list[ExistingAssignment]] | None = None,
) -> Plan:
    """The plan that makes the permission sets so.

    :param desired: list of the module's options; ``managed_policies`` and the boundary as ARNs
    :param current: ``{name: permission set}`` as ``_snapshot.current_permission_sets`` reads them
    :param provisioned: ``{name: [account id]}`` of the sets that change: where they are provisioned
    :param assignments: ``{name: [assignment]}`` of the sets to delete; they go first
    """
    changes: list[Change] = []
    for permission_set in desired:
        now = current.get(permission_set["name"])
        if permission_set["state"] == "present":
            change = (
                _creation(permission_set)
                if now is None
                else _update(permission_set, now, (provisioned or {}).get(permission_set["name"]))
            )
            changes.extend([change] if change else [])
        elif now:
            removals = [
                removal(entry, entry["principal"]) for entry in (assignments or {}).get(permission_set["name"], ())
            ]
            changes.extend([*removals, _deletion(now, removals)])
    return staged(changes)


def desired_permission_set(permission_set: Mapping[str, Any], now: ExistingPermissionSet | None) -> dict[str, Any]:
    """The permission set as it will be; what was neither stated nor read is None."""
    after: dict[str, Any] = dict(now) if now else {"name": permission_set["name"], "permission_set_arn": ""}
    for option in ATTRIBUTES:
        if permission_set.get(option) is not None:
            after[option] = permission_set[option]
    if not after.get("session_duration"):
        after["session_duration"] = "PT1H"
    later = policy_steps(permission_set, now or {}, "")[1]
    after.update(later)
    if permission_set.get("tags") is not None:
        after["tags"] = _tags_after(permission_set, now or {})
    shown = (
        *ATTRIBUTES,
        "managed_policies",
        "customer_managed_policies",
        "inline_policy",
        "permissions_boundary",
        "tags",
    )
    return {
        "name": permission_set["name"],
        "permission_set_arn": after["permission_set_arn"],
        **{key: after.get(key) for key in shown},
    }


def _creation(permission_set: Mapping[str, Any]) -> Change:
    name = permission_set["name"]
    ref = Ref("permission_set", name)
    attributes = {member: permission_set[option] for option, member in ATTRIBUTES.items() if permission_set.get(option)}
    after = {option: permission_set[option] for option in ATTRIBUTES if permission_set.get(option)}
    if permission_set.get("tags"):
        attributes["Tags"] = [{"Key": key, "Value": value} for key, value in sorted(permission_set["tags"].items())]
        after["tags"] = permission_set["tags"]
    steps = [
        Step(
            "permission_sets.create_permission_set",
            {"name": name, "attributes": {"Name": name, **attributes}},
            gives=ref,
        )
    ]
    later, more = policy_steps(permission_set, {}, ref)[1:]
    after.update({option: value for option, value in later.items() if value})
    return Change("permission_set", "create", name, None, after, (*steps, *more))


def _update(permission_set: Mapping[str, Any], now: ExistingPermissionSet, accounts: list[str] | None) -> Change | None:
    name, arn = permission_set["name"], now["permission_set_arn"]
    was: Mapping[str, Any] = now
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    steps: list[Step] = []
    changed = {
        option: permission_set[option]
        for option in ATTRIBUTES
        if _differs(option, permission_set.get(option), was[option])
    }
    if changed:
        # All three are sent: AWS says that what is left out stays, and this holds however it is read.
        attributes = {member: changed.get(option) or was[option] for option, member in ATTRIBUTES.items()}
        attributes = {member: value for member, value in attributes.items() if value}
        before.update({option: was[option] for option in changed})
        after.update(changed)
        arguments: dict[str, Any] = {"name": name, "arn": arn, "attributes": attributes}
        steps.append(Step("permission_sets.update_permission_set", arguments, summary="set " + ", ".join(changed)))
    for earlier, later, more in (policy_steps(permission_set, now, arn), _tag_steps(permission_set, now, arn)):
        if more:
            before.update(earlier)
            after.update(later)
            steps.extend(more)
    outdated = permission_set["provision"] == "outdated" and now.get("outdated_accounts")
    if permission_set["provision"] != "never" and ((steps and accounts) or outdated):
        # Before it is read where a changed set is provisioned, the outdated accounts are all that is known.
        account_ids = sorted((accounts if steps else None) or now["outdated_accounts"])
        if not steps:
            before["outdated_accounts"], after["outdated_accounts"] = account_ids, []
        summary = (
            f"provision again where outdated ({len(account_ids)} accounts)"
            if len(account_ids) > 1
            else f"provision again in {account_ids[0]}"
        )
        known = None if steps else account_ids
        everywhere = sorted(accounts or account_ids)
        arguments = {"name": name, "arn": arn, "accounts": everywhere, "outdated": known}
        steps.append(Step("provisioning.bring_up_to_date", arguments, summary=summary))
    return Change("permission_set", "update", name, before, after, tuple(steps)) if steps else None


def _deletion(now: ExistingPermissionSet, removals: list[Change]) -> Change:
    was: Mapping[str, Any] = now
    declared = {option: was[option] for option in ATTRIBUTES if was.get(option)}
    arguments = {"name": now["name"], "arn": now["permission_set_arn"]}
    step = Step("permission_sets.delete_permission_set", arguments)
    follows = tuple(key for change in removals for key in change.keys)
    return Change("permission_set", "delete", now["name"], declared, None, (step,), follows)


def _differs(option: str, desired: Any, now: Any) -> bool:
    if desired is None:
        return False
    if option == "session_duration":
        return field_validators.seconds(desired) != field_validators.seconds(now or "PT1H")
    return bool(desired != now)


def _tags_after(permission_set: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, str]:
    kept = {} if permission_set.get("purge_tags", True) else now.get("tags") or {}
    return {**kept, **permission_set["tags"]}


def _tag_steps(
    permission_set: Mapping[str, Any], now: Mapping[str, Any], arn: str
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]], list[Step]]:
    if permission_set.get("tags") is None:
        return {}, {}, []
    present, desired = now["tags"], _tags_after(permission_set, now)
    steps: list[Step] = []
    gone = sorted(set(present) - set(desired))
    new = {key: value for key, value in desired.items() if present.get(key) != value}
    if gone:
        steps.append(
            Step(
                "permission_sets.untag",
                {"name": permission_set["name"], "arn": arn, "keys": gone},
                summary="remove tags " + ", ".join(gone),
            )
        )
    if new:
        steps.append(
            Step(
                "permission_sets.tag",
                {"name": permission_set["name"], "arn": arn, "tags": new},
                summary="set tags " + ", ".join(sorted(new)),
            )
        )
    return {"tags": present}, {"tags": desired}, steps


def _check_policies(permission_set: Mapping[str, Any], prefix: str) -> Iterator[Problem]:
    managed, customer = (
        permission_set.get("managed_policies") or [],
        permission_set.get("customer_managed_policies") or [],
    )
    for index, policy in enumerate(managed):
        yield from field_validators.check_managed_policy(policy, f"{prefix}managed_policies[{index}]", OWN)
    for index, policy in enumerate(customer):
        yield from _check_reference(policy, f"{prefix}customer_managed_policies[{index}]")
    if len(managed) + len(customer) > field_validators.POLICIES_QUOTA:
        yield Problem(
            f"{prefix}managed_policies",
            f"{len(managed) + len(customer)} policies, AWS takes {field_validators.POLICIES_QUOTA}",
        )
    if permission_set.get("inline_policy") is not None:
        yield from check_inline_policy(permission_set["inline_policy"], f"{prefix}inline_policy")
    # An empty mapping comes with every suboption unset; it removes the boundary.
    boundary = permission_set.get("permissions_boundary") or {}
    if boundary.get("managed_policy") and boundary.get("name"):
        yield Problem(f"{prefix}permissions_boundary", "names a managed_policy and a name: give one of them")
    elif boundary.get("path") and not boundary.get("name"):
        yield Problem(f"{prefix}permissions_boundary.name", "is needed beside a path")
    elif boundary.get("name"):
        yield from _check_reference(boundary, f"{prefix}permissions_boundary")
    elif boundary.get("managed_policy"):
        yield from field_validators.check_managed_policy(
            boundary["managed_policy"], f"{prefix}permissions_boundary.managed_policy", OWN
        )


def _check_reference(policy: Mapping[str, Any], path: str) -> Iterator[Problem]:
    yield from field_validators.check_pattern(
        policy["name"], f"{path}.name", field_validators.POLICY_NAME, "1 to 128 of letters, digits and +=,.@_-"
    )
    yield from field_validators.check_pattern(
        policy.get("path") or "/", f"{path}.path", field_validators.POLICY_PATH, "/ or /team/"
    )


def _check_tags(tags: dict[int | str, Any], path: str) -> Iterator[Problem]:
    if len(tags) > 50:
        yield Problem(path, f"has {len(tags)} tags, AWS takes 50")
    for key, value in tags.items():
        if not isinstance(key, str) or not isinstance(value, str):
            yield Problem(f"{path}.{key}", f"{key!r}: {value!r} is not text on both sides: put it in quotes")
        elif key.lower().startswith("aws:"):
            yield Problem(
                f"{path}.{key}", f"{key!r} begins with aws:, which AWS keeps for tags of its own: take it out"
            )
        elif not 1 <= len(key) <= 128 or len(value) > 256:
            yield Problem(f"{path}.{key}", "a tag has a key of 1 to 128 and a value of up to 256 characters")
