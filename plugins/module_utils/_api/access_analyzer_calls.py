# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM Access Analyzer's look at a policy; it reads nothing of the account and writes nothing."""

from __future__ import annotations

from typing import Any

from .aws_call import call


def validate_policy(client: Any, name: str, text: str) -> list[dict[str, Any]]:
    """The findings, as AWS gives them: ``findingType``, ``issueCode``, ``findingDetails``, ``learnMoreLink``,
    ``locations``.

    :param client: boto3 client of ``accessanalyzer``
    :param name: the permission set's, for messages
    :param text: its inline policy in JSON
    """
    asked = f"validate the inline policy of permission set {name}"
    declared = {"policyDocument": text, "policyType": "IDENTITY_POLICY", "locale": "EN"}
    findings: list[dict[str, Any]] = []
    token: str | None = None
    while True:
        response = call(client, "validate_policy", asked, nextToken=token, **declared)
        findings.extend(response.get("findings") or [])
        token = response.get("nextToken")
        if not token:
            return findings
