# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must change in the permission sets."""

from __future__ import annotations

from . import field_validators
from .assignment_plan import removal
from .attached_policy_plan import policy_steps
from .input_problems import Problem
from .plan_types import Change, Ref, Step, staged
from .policy_document_grammar import check_inline_policy

ATTRIBUTES = {"description": "Description", "session_duration": "SessionDuration", "relay_state": "RelayState"}
OWN = "a policy of your own goes by its name (customer_managed_policies, or the boundary's name)"


def check_permission_sets(wanted, path):
    """Problems of the permission sets asked for, whatever exists.

    :param wanted: list of the module's options, None where not stated
    :param path: ``permission_sets``, or empty for the options of one
    """
    for index, one in enumerate(wanted):
        at = f"{path}[{index}]." if path else ""
        yield from field_validators.matches(
            one["name"], f"{at}name", field_validators.SET_NAME, "1 to 32 of letters, digits and +=,.@_-"
        )
        if one.get("session_duration"):
            yield from field_validators.session_duration(one["session_duration"], f"{at}session_duration")
        if one.get("description"):
            if len(one["description"]) > 700:
                yield Problem(f"{at}description", f"has {len(one['description'])} characters, AWS takes 700")
            yield from field_validators.matches(
                one["description"], f"{at}description", field_validators.LATIN, "Latin-1 characters only"
            )
        if one.get("relay_state"):
            if len(one["relay_state"]) > 240:
                yield Problem(f"{at}relay_state", f"has {len(one['relay_state'])} characters, AWS takes 240")
            yield from field_validators.matches(
                one["relay_state"], f"{at}relay_state", field_validators.RELAY_STATE, "an URL"
            )
        for option in ATTRIBUTES:
            if one.get(option) == "":
                yield Problem(f"{at}{option}", "AWS cannot clear it: leave it out, or delete the permission set first")
        yield from _check_policies(one, at)
        yield from _check_tags(one.get("tags") or {}, f"{at}tags")
    yield from field_validators.twice([one["name"] for one in wanted], path)


def plan_permission_sets(wanted, current, provisioned=None, assignments=None):
    """The plan that makes the permission sets so.

    :param wanted: list of the module's options; ``managed_policies`` and the boundary as ARNs
    :param current: ``{name: permission set}`` as ``_snapshot.current_permission_sets`` reads them
    :param provisioned: ``{name: [account id]}`` of the sets that change: where they are provisioned
    :param assignments: ``{name: [assignment]}`` of the sets to delete; they go first
    """
    changes = []
    for one in wanted:
        now = current.get(one["name"])
        if one["state"] == "present":
            change = _creation(one) if now is None else _update(one, now, (provisioned or {}).get(one["name"]))
            changes.extend([change] if change else [])
        elif now:
            removals = [removal(entry, entry["principal"]) for entry in (assignments or {}).get(one["name"], ())]
            changes.extend([*removals, _deletion(now, removals)])
    return staged(changes)


def desired_permission_set(one, now):
    """The permission set as it will be; what was neither stated nor read is None."""
    after = dict(now) if now else {"name": one["name"], "permission_set_arn": ""}
    for option in ATTRIBUTES:
        if one.get(option) is not None:
            after[option] = one[option]
    if not after.get("session_duration"):
        after["session_duration"] = "PT1H"
    later = policy_steps(one, now or {}, "")[1]
    after.update(later)
    if one.get("tags") is not None:
        after["tags"] = _tags_after(one, now or {})
    shown = (
        *ATTRIBUTES,
        "managed_policies",
        "customer_managed_policies",
        "inline_policy",
        "permissions_boundary",
        "tags",
    )
    return {
        "name": one["name"],
        "permission_set_arn": after["permission_set_arn"],
        **{key: after.get(key) for key in shown},
    }


def _creation(one):
    name = one["name"]
    ref = Ref("permission_set", name)
    attributes = {member: one[option] for option, member in ATTRIBUTES.items() if one.get(option)}
    after = {option: one[option] for option in ATTRIBUTES if one.get(option)}
    if one.get("tags"):
        attributes["Tags"] = [{"Key": key, "Value": value} for key, value in sorted(one["tags"].items())]
        after["tags"] = one["tags"]
    steps = [
        Step(
            "permission_sets.create_permission_set",
            {"name": name, "attributes": {"Name": name, **attributes}},
            gives=ref,
        )
    ]
    later, more = policy_steps(one, {}, ref)[1:]
    after.update({option: value for option, value in later.items() if value})
    return Change("permission_set", "create", name, None, after, (*steps, *more))


def _update(one, now, accounts):
    name, arn = one["name"], now["permission_set_arn"]
    before, after, steps = {}, {}, []
    changed = {option: one[option] for option in ATTRIBUTES if _differs(option, one.get(option), now[option])}
    if changed:
        # All three are sent: AWS says that what is left out stays, and this holds however it is read.
        attributes = {member: changed.get(option) or now[option] for option, member in ATTRIBUTES.items()}
        attributes = {member: value for member, value in attributes.items() if value}
        before.update({option: now[option] for option in changed})
        after.update(changed)
        arguments = {"name": name, "arn": arn, "attributes": attributes}
        steps.append(Step("permission_sets.update_permission_set", arguments, summary="set " + ", ".join(changed)))
    for earlier, later, more in (policy_steps(one, now, arn), _tag_steps(one, now, arn)):
        if more:
            before.update(earlier)
            after.update(later)
            steps.extend(more)
    outdated = one["provision"] == "outdated" and now.get("outdated_accounts")
    if one["provision"] != "never" and ((steps and accounts) or outdated):
        # Before it is read where a changed set is provisioned, the outdated accounts are all that is known.
        where = sorted((accounts if steps else None) or now["outdated_accounts"])
        if not steps:
            before["outdated_accounts"], after["outdated_accounts"] = where, []
        summary = (
            f"provision again where outdated ({len(where)} accounts)"
            if len(where) > 1
            else f"provision again in {where[0]}"
        )
        known = None if steps else where
        arguments = {"name": name, "arn": arn, "accounts": sorted(accounts or where), "outdated": known}
        steps.append(Step("provisioning.bring_up_to_date", arguments, summary=summary))
    return Change("permission_set", "update", name, before, after, tuple(steps)) if steps else None


def _deletion(now, removals):
    stated = {option: now[option] for option in ATTRIBUTES if now.get(option)}
    arguments = {"name": now["name"], "arn": now["permission_set_arn"]}
    step = Step("permission_sets.delete_permission_set", arguments)
    follows = tuple(key for change in removals for key in change.keys)
    return Change("permission_set", "delete", now["name"], stated, None, (step,), follows)


def _differs(option, wanted, now):
    if wanted is None:
        return False
    if option == "session_duration":
        return field_validators.seconds(wanted) != field_validators.seconds(now or "PT1H")
    return wanted != now


def _tags_after(one, now):
    kept = {} if one.get("purge_tags", True) else now.get("tags") or {}
    return {**kept, **one["tags"]}


def _tag_steps(one, now, arn):
    if one.get("tags") is None:
        return {}, {}, []
    present, wanted = now["tags"], _tags_after(one, now)
    steps = []
    gone = sorted(set(present) - set(wanted))
    new = {key: value for key, value in wanted.items() if present.get(key) != value}
    if gone:
        steps.append(
            Step(
                "permission_sets.untag",
                {"name": one["name"], "arn": arn, "keys": gone},
                summary="remove tags " + ", ".join(gone),
            )
        )
    if new:
        steps.append(
            Step(
                "permission_sets.tag",
                {"name": one["name"], "arn": arn, "tags": new},
                summary="set tags " + ", ".join(sorted(new)),
            )
        )
    return {"tags": present}, {"tags": wanted}, steps


def _check_policies(one, at):
    managed, customer = one.get("managed_policies") or [], one.get("customer_managed_policies") or []
    for index, policy in enumerate(managed):
        yield from field_validators.managed_policy(policy, f"{at}managed_policies[{index}]", OWN)
    for index, policy in enumerate(customer):
        yield from _check_reference(policy, f"{at}customer_managed_policies[{index}]")
    if len(managed) + len(customer) > field_validators.POLICIES_QUOTA:
        yield Problem(
            f"{at}managed_policies",
            f"{len(managed) + len(customer)} policies, AWS takes {field_validators.POLICIES_QUOTA}",
        )
    if one.get("inline_policy") is not None:
        yield from check_inline_policy(one["inline_policy"], f"{at}inline_policy")
    # An empty mapping comes with every suboption unset; it removes the boundary.
    boundary = one.get("permissions_boundary") or {}
    if boundary.get("managed_policy") and boundary.get("name"):
        yield Problem(f"{at}permissions_boundary", "names a managed_policy and a name: give one of them")
    elif boundary.get("path") and not boundary.get("name"):
        yield Problem(f"{at}permissions_boundary.name", "is needed beside a path")
    elif boundary.get("name"):
        yield from _check_reference(boundary, f"{at}permissions_boundary")
    elif boundary.get("managed_policy"):
        yield from field_validators.managed_policy(
            boundary["managed_policy"], f"{at}permissions_boundary.managed_policy", OWN
        )


def _check_reference(policy, path):
    yield from field_validators.matches(
        policy["name"], f"{path}.name", field_validators.POLICY_NAME, "1 to 128 of letters, digits and +=,.@_-"
    )
    yield from field_validators.matches(
        policy.get("path") or "/", f"{path}.path", field_validators.POLICY_PATH, "/ or /team/"
    )


def _check_tags(tags, path):
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
