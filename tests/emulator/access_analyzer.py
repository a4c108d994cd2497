# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM Access Analyzer's ValidatePolicy, with a few of AWS's more than a hundred checks, one of each kind at least.

Issue codes, kinds and texts: IAM User Guide, "IAM policy validation check reference". Which services there are is read
from what AWS's own managed policies name.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator

from moto.iam.aws_managed_policies import aws_managed_policies_data

from .errors import AwsError
from .paging import page

REFERENCE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html"
KINDS = {
    "ERROR": "error",
    "SECURITY_WARNING": "security-warning",
    "WARNING": "general-warning",
    "SUGGESTION": "suggestion",
}
START = {"line": 1, "column": 0, "offset": 0}


def validate_policy(call) -> dict:
    text = call.parameters["policyDocument"]
    if call.parameters["policyType"] != "IDENTITY_POLICY":
        raise AwsError("NotImplementedException", "The stand-in validates identity policies only.", status=501)
    try:
        policy = json.loads(text)
    except ValueError as error:
        found = [_finding("ERROR", "JSON_SYNTAX_ERROR", "Fix the JSON syntax error: %s." % error, [], text)]
    else:
        found = [_finding(*one, text) for one in _checked(policy)]
    call.parameters = {"MaxResults": call.parameters.get("maxResults"), "NextToken": call.parameters.get("nextToken")}
    answer = page(call, "findings", found)
    return {"findings": answer["findings"], **({"nextToken": answer["NextToken"]} if "NextToken" in answer else {})}


OPERATIONS = {"ValidatePolicy": validate_policy}


def _checked(policy: dict) -> Iterator[tuple[str, str, str, list]]:
    """Kind, issue code, details and path of each finding."""
    if "Version" not in policy:
        said = "We recommend that you specify the Version element to help you with debugging permission issues."
        yield "WARNING", "MISSING_VERSION", said, []
    statements = policy.get("Statement")
    many = isinstance(statements, list)
    for index, statement in enumerate(statements if many else [statements]):
        at = [{"value": "Statement"}, *([{"index": index}] if many else [])]
        if "Effect" not in statement:
            yield "ERROR", "MISSING_EFFECT", "Add an Effect element to the policy statement.", at
        actions = statement.get("Action", statement.get("NotAction", []))
        listed = isinstance(actions, list)
        for number, action in enumerate(actions if listed else [actions]):
            place = [*at, {"value": "Action" if "Action" in statement else "NotAction"}]
            place += [{"index": number}] if listed else []
            service = action.partition(":")[0].lower()
            if service != "*" and service not in _services():
                said = "The service %s specified in the action does not exist." % service
                end = {"substring": {"start": 0, "length": len(service)}}
                yield "ERROR", "INVALID_SERVICE_IN_ACTION", said, [*place, end]
            passing = action.lower() in ("iam:passrole", "iam:*", "*") and statement.get("Effect") == "Allow"
            if passing and statement.get("Resource") in ("*", ["*"]) and "Condition" not in statement:
                said = "Using the iam:PassRole action with wildcards (*) in the resource can be overly permissive."
                yield "SECURITY_WARNING", "PASS_ROLE_WITH_STAR_IN_RESOURCE", said, [*at, {"value": "Resource"}]
        if statement.get("Condition") == {}:
            said = "There is no condition operator, and the element has no effect on the policy."
            yield "SUGGESTION", "EMPTY_OBJECT_CONDITION", said, [*at, {"value": "Condition"}]


def _finding(kind: str, code: str, details: str, path: list, text: str) -> dict:
    name = code.lower().replace("_", "-")
    end = {"line": 1 + text.count("\n"), "column": len(text.rpartition("\n")[2]), "offset": len(text)}
    return {
        "findingDetails": details,
        "findingType": kind,
        "issueCode": code,
        "learnMoreLink": "%s#access-analyzer-reference-policy-checks-%s-%s" % (REFERENCE, KINDS[kind], name),
        "locations": [{"path": path, "span": {"start": START, "end": end}}],
    }


@functools.cache
def _services() -> frozenset[str]:
    found = set()
    for policy in json.loads(aws_managed_policies_data).values():
        statements = policy["Document"]["Statement"]
        for statement in statements if isinstance(statements, list) else [statements]:
            actions = statement.get("Action", statement.get("NotAction"))
            found |= {one.partition(":")[0].lower() for one in ([actions] if isinstance(actions, str) else actions)}
    return frozenset(found)
