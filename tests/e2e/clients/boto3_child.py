# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The child process of boto3_identity: prints who the profile is, or how boto3 fails, as JSON."""

from __future__ import annotations

import json
import sys

import boto3


def identity(profile: str) -> dict:
    try:
        session = boto3.Session(profile_name=profile)
        # A profile without a Region can still ask STS.
        answer = session.client("sts", region_name=session.region_name or "us-east-1").get_caller_identity()
    except Exception as error:  # whatever it is, the parent gets it
        return {"error": "%s: %s" % (type(error).__name__, error)}
    return {**{key: answer[key] for key in ("Account", "Arn", "UserId")}, "Region": session.region_name}


if __name__ == "__main__":
    print(json.dumps(identity(sys.argv[1])))
