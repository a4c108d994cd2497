# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM, read only: which AWS managed policies exist, and the roles that Identity Center made."""

from __future__ import annotations

from .calls import call

RESERVED_PATH = "/aws-reserved/sso.amazonaws.com/"


def list_aws_managed_policies(client):
    """The ARNs of all AWS managed policies."""
    return [
        policy["Arn"]
        for policy in _all(client, "list_policies", "list the AWS managed policies", "Policies", Scope="AWS")
    ]


def get_policy(client, arn):
    return call(client, "get_policy", f"find managed policy {arn}", PolicyArn=arn)["Policy"]


def list_reserved_roles(client):
    """The roles in the caller's account that permission sets were provisioned to: RoleName, Arn, ..."""
    asked = "list the roles of permission sets in this account"
    return _all(client, "list_roles", asked, "Roles", PathPrefix=RESERVED_PATH)


def _all(client, operation, asked, member, **parameters):
    """IAM pages by Marker and IsTruncated, unlike the other services here."""
    found, marker = [], None
    while True:
        response = call(client, operation, asked, Marker=marker, MaxItems=1000, **parameters)
        found.extend(response[member])
        if not response.get("IsTruncated"):
            return found
        marker = response["Marker"]
