# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether an account and Region is bootstrapped, and what is to be done where it is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .._api.identity_keys import CDK_QUALIFIER
from .input_problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from .._api.resource_types import AccessDocument

# CDK_MIN_BOOTSTRAP_VERSION of Amplify's sandbox (amplify-backend, file_watching_sandbox.ts).
AMPLIFY_NEEDS = 6
# BootstrapVersion of the template in aws-cdk 2.1148.1, the release that role bootstrap runs.
NEWEST = 33
# CDK deletes such a stack itself and makes it anew (isCreationFailure and isReviewInProgress of aws-cdk).
MADE_ANEW = ("ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "REVIEW_IN_PROGRESS")
QUALIFIER = re.compile(r"[A-Za-z0-9_-]{1,10}")
ACCOUNT = re.compile(r"[0-9]{12}")
REGION = re.compile(r"[a-z]{2,}(-[a-z]+)+-[0-9]{1,2}")
STACK_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,127}")


def check_names(qualifier: str, toolkit_stack_name: str, account: str | None = None) -> Iterator[Problem]:
    """Problems of what was asked, by the patterns of CDK's template and of CloudFormation."""
    if not QUALIFIER.fullmatch(qualifier):
        yield Problem("qualifier", f"{qualifier!r} is not 1 to 10 letters, digits, hyphens and underscores")
    if not STACK_NAME.fullmatch(toolkit_stack_name):
        yield Problem(
            "toolkit_stack_name",
            f"{toolkit_stack_name!r} is not a letter followed by up to 127 letters, digits and hyphens",
        )
    if account is not None and not ACCOUNT.fullmatch(account):
        yield Problem("account", f"{account!r} is not the 12 digits of an account's id (in YAML they need quotes)")


def check_bootstrap(declared: dict[str, Any] | None) -> Iterator[Problem]:
    """Problems of the access document's ``bootstrap`` that show without AWS.

    :param declared: the options of role bootstrap without its prefix, ``accounts``, ``regions``; None: not asked for
    """
    declared = {option: value for option, value in (declared or {}).items() if value is not None}
    names = check_names(declared.get("qualifier", CDK_QUALIFIER), declared.get("toolkit_stack_name", "CDKToolkit"))
    yield from (Problem(f"bootstrap.{name.path}", name.message) for name in names)
    for index, region in enumerate(declared.get("regions", ())):
        if not REGION.fullmatch(region):
            yield Problem(f"bootstrap.regions[{index}]", f"{region!r} is not a Region's name, such as eu-central-1")
    for option in ("trust", "trust_for_lookup"):
        for index, account in enumerate(declared.get(option, ())):
            if not ACCOUNT.fullmatch(account):
                yield Problem(f"bootstrap.{option}[{index}]", f"{account!r} is not the 12 digits of an account's id")
    if declared.get("trust") and not declared.get("execution_policies"):
        yield Problem("bootstrap.trust", "other accounts may then deploy: state execution_policies, with which they do")
    if declared.get("kms_key_id") and declared.get("customer_key"):
        yield Problem("bootstrap.customer_key", "not together with kms_key_id: state one of them")


def bootstrap_targets(
    document: AccessDocument,
    accounts: Iterable[Mapping[str, Any]],
    assignments: Iterable[Mapping[str, Any]],
    region: str,
) -> list[dict[str, str]]:
    """The accounts and Regions that the access document wants bootstrapped.

    :param accounts: those that ``bootstrap.accounts`` means, each with ``id``
    :param assignments: what people and IAM's users and roles end up with, each with ``account_id``; without
        ``bootstrap.accounts`` these accounts count
    :param region: Identity Center's home Region; used where neither ``bootstrap`` nor ``profiles`` states any
    :returns: list of ``account`` and ``region``, each once
    """
    declared = document.get("bootstrap")
    if declared is None:
        return []
    named = declared.get("accounts") is not None
    ids = [account["id"] for account in accounts] if named else [assignment["account_id"] for assignment in assignments]
    regions = declared.get("regions") or [(document.get("profiles") or {}).get("region") or region]
    return [
        {"account": account, "region": target_region}
        for account in dict.fromkeys(ids)
        for target_region in dict.fromkeys(regions)
    ]


def version_of(text: str) -> int | None:
    """The version in a parameter's text, None where it is no whole number."""
    return int(text) if text and re.fullmatch(r"\s*[0-9]{1,9}\s*", text) else None


def judge(current: dict[str, Any], required: int) -> dict[str, Any]:
    """What the state means.

    :param current: as ``_snapshot.current_cdk_bootstrap`` gives it
    :param required: the least version that will do
    :returns: ``state``, ``version`` (None: none), ``version_needed``, ``version_newest``, ``missing`` (what is not
        there, in words), ``action`` (none, bootstrap, wait, repair), ``may_bootstrap``, ``sandbox_ready``, ``message``
    """
    version = version_of(current["text"])
    state, action, message = _state(current, version, required)
    amplify = version_of(current["amplify_text"])
    # Amplify knows its one qualifier only; a bucket that is known to be gone fails the sandbox later.
    ready = amplify is not None and amplify >= AMPLIFY_NEEDS and current["bucket"]["exists"] is not False
    where = f"account {current['account']}, Region {current['region']}"
    if action == "bootstrap" and not current["may_read_roles"]:
        message += f" {_may_not(current)}"
    return {
        "state": state,
        "action": action,
        "version": version,
        "version_needed": required,
        "version_newest": NEWEST,
        "missing": _missing(current),
        "may_bootstrap": current["may_read_roles"],
        "sandbox_ready": ready,
        "message": f"{where}: {message}",
    }


def _state(current: dict[str, Any], version: int | None, required: int) -> tuple[str, str, str]:
    """(state, action, message); the first that fits is what has to be mended first."""
    stack, qualifier, bucket = current["stack"], current["qualifier"], current["bucket"]
    status = stack["status"] if stack else ""
    parameter = f"/cdk-bootstrap/{qualifier}/version"
    if stack and status in MADE_ANEW:
        return "stack_failed", "bootstrap", f"the stack {_told(stack)} never came up. Bootstrap it again."
    if status.endswith("_IN_PROGRESS"):
        return (
            "stack_busy",
            "wait",
            f"the stack {_told(stack)} is being changed. Wait until it is done, then run again.",
        )
    if status.endswith("_FAILED"):
        return (
            "stack_failed",
            "repair",
            f"the stack {_told(stack)} is in a failed state. Have CloudFormation continue or roll it back (console, "
            "CloudFormation > the stack > Stack actions), or delete it, then run again.",
        )
    fits = version is not None and version >= required and bucket["exists"] is not False
    if stack and stack["qualifier"] not in (None, qualifier) and not fits:
        return (
            "other_qualifier",
            "repair",
            f"the stack {stack['name']} has the qualifier {stack['qualifier']}, not {qualifier}, and would be changed "
            f"from one to the other. Keep it, and bootstrap {qualifier} beside it as another stack "
            f"(toolkit_stack_name: {stack['name']}-{qualifier}).",
        )
    if current["text"] is None:
        return _without_parameter(current, parameter)
    if version is None:
        return (
            "version_unreadable",
            "repair",
            f"the parameter {parameter} holds {current['text']!r}, which is no number. {_anew(current, parameter)}",
        )
    if bucket["exists"] is False:
        return (
            "bucket_missing",
            "repair",
            f"version {version} is written in {parameter}, but its bucket {bucket['name']} is gone, and bootstrapping "
            f"again does not bring it back. {_anew(current, parameter)}",
        )
    if version < required:
        old = f"version {version} is too old, {required} is needed."
        return (
            ("too_old", "bootstrap", f"{old} Bootstrap it again.")
            if stack
            else ("too_old", "repair", _lost(current, old))
        )
    unknown = f" (whether the bucket {bucket['name']} is there may not be read, which takes s3:ListBucket)"
    return "ready", "none", f"bootstrapped, version {version}{unknown if bucket['exists'] is None else ''}."


def _without_parameter(current: dict[str, Any], parameter: str) -> tuple[str, str, str]:
    stack, qualifier = current["stack"], current["qualifier"]
    if stack and stack["qualifier"] == qualifier:
        return (
            "version_missing",
            "repair",
            f"the stack {_told(stack)} is there, but its parameter {parameter} is gone, and bootstrapping again does "
            f"not bring it back. {_anew(current, parameter)}",
        )
    if current["qualifiers"]:
        known = ", ".join(current["qualifiers"])
        return (
            "other_qualifier",
            "bootstrap",
            f"bootstrapped for {known}, but not for {qualifier}. Bootstrap it for that.",
        )
    left = ""
    if not stack and current["bucket"]["exists"]:
        left = f" (the bucket {current['bucket']['name']} of an earlier stack is there, which CDK takes over)"
    return "missing", "bootstrap", f"not bootstrapped{left}. Have an administrator bootstrap it, once."


def _told(stack: dict[str, str]) -> str:
    reason = f": {stack['status_reason']}" if stack["status_reason"] else ""
    return f"{stack['name']} ({stack['status']}{reason})"


def _anew(current: dict[str, Any], parameter: str) -> str:
    if current["stack"]:
        return f"Delete the stack {current['stack']['name']} (what it deployed stays), then bootstrap again."
    return f"Delete the parameter {parameter}, then bootstrap again."


def _lost(current: dict[str, Any], old: str) -> str:
    return (
        f"{old} Its stack has another name than was asked for: find the stack that owns "
        f"/cdk-bootstrap/{current['qualifier']}/version and set toolkit_stack_name to it, then run again."
    )


def _missing(current: dict[str, Any]) -> list[str]:
    there = {
        "stack": current["stack"] is not None,
        "version parameter": current["text"] is not None,
        "bucket": current["bucket"]["exists"] is not False,
    }
    return [what for what, is_there in there.items() if not is_there]


def _may_not(current: dict[str, Any]) -> str:
    return (
        f"These credentials ({current['arn']}) cannot do it: they may not even read IAM roles (iam:GetRole), as a "
        "developer's with AmplifyBackendDeployFullAccess. Use an administrator's."
    )
