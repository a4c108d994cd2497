# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody to sign in as, and what that person may do."""

from __future__ import annotations

import boto3

ACCOUNT = "210000000001"


class World:
    """Alice, and the permission sets developer and administrator."""

    def __init__(self, stand_in, home):
        self.stand_in, self.home = stand_in, home
        self._sso, ids = stand_in.client("sso-admin"), stand_in.client("identitystore")
        self.user = ids.create_user(
            IdentityStoreId=stand_in.identity_store_id,
            UserName="alice",
            DisplayName="Alice",
            Name={"GivenName": "Alice", "FamilyName": "Smith"},
        )["UserId"]
        self.sets = {
            name: self._sso.create_permission_set(InstanceArn=stand_in.instance_arn, Name=name, SessionDuration="PT2H")[
                "PermissionSet"
            ]["PermissionSetArn"]
            for name in ("developer", "administrator")
        }

    def assign(self):
        self._change("create", "creation")

    def unassign(self):
        self._change("delete", "deletion")

    def identity(self, credentials):
        """Whose credentials these are: {"Account", "Arn", "UserId"}; keys as the JavaScript SDK spells them."""
        client = boto3.client(
            "sts",
            region_name="us-east-1",
            endpoint_url=self.stand_in.endpoint,
            aws_access_key_id=credentials["accessKeyId"],
            aws_secret_access_key=credentials["secretAccessKey"],
            aws_session_token=credentials["sessionToken"],
        )
        return client.get_caller_identity()

    def _change(self, verb, noun):
        """Create or delete alice's assignment of developer and wait for it."""
        instance = {"InstanceArn": self.stand_in.instance_arn}
        started = getattr(self._sso, verb + "_account_assignment")(
            **instance,
            TargetId=ACCOUNT,
            TargetType="AWS_ACCOUNT",
            PermissionSetArn=self.sets["developer"],
            PrincipalType="USER",
            PrincipalId=self.user,
        )
        title = noun.capitalize()
        request = started["AccountAssignment%sStatus" % title]["RequestId"]
        describe = getattr(self._sso, "describe_account_assignment_%s_status" % noun)

        def ended():
            status = describe(**instance, **{"AccountAssignment%sRequestId" % title: request})
            status = status["AccountAssignment%sStatus" % title]
            return status if status["Status"] != "IN_PROGRESS" else None

        assert self.stand_in.wait_until(ended)["Status"] == "SUCCEEDED"


def is_developer(identity):
    assert "error" not in identity, identity
    assert identity["Account"] == ACCOUNT
    assert identity["Arn"].startswith("arn:aws:sts::%s:assumed-role/AWSReservedSSO_developer_" % ACCOUNT)
    assert identity["Arn"].endswith("/alice")
