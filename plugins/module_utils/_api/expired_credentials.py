# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Credentials that have ended, or were never there: how to sign in with the profile that is to give them."""

from __future__ import annotations

import shlex
from typing import Any

# botocore's exceptions of a profile of IAM Identity Center, and of one of ``aws login``.
SSO = ("SSOError", "SSOTokenLoadError", "TokenRetrievalError", "UnauthorizedException", "UnauthorizedSSOTokenError")
LOGIN = ("LoginAuthorizationCodeError", "LoginError", "LoginRefreshRequired", "LoginTokenLoadError")
# AWS's answers to credentials that were valid once.
EXPIRED = ("ExpiredToken", "ExpiredTokenException", "RequestExpired")
# What it says of such as it does not know, or no more, and botocore where there are none any more.
LOST = ("CredentialRetrievalError", "InvalidClientTokenId", "NoCredentialsError", "UnrecognizedClientException")
# Where a boto3 client keeps the profile that its credentials come from.
_PROFILE = "dayone_profile"


def note_profile(client: Any, name: str | None) -> None:
    """Keep the profile of a client's credentials with it, for messages."""
    setattr(client.meta, _PROFILE, name or "")


def profile_of(client: Any) -> str:
    """The profile of a client's credentials, empty where none is stated."""
    return getattr(client.meta, _PROFILE, "")


def has_ended(code: str) -> bool:
    """Whether no call can succeed any more before somebody signs in."""
    return code in (*SSO, *LOGIN, *EXPIRED, *LOST)


def to_sign_in(code: str, profile: str = "") -> str:
    """What to do about credentials that have ended, as a sentence; empty where an error is of another kind.

    :param code: AWS's error code, or the name of botocore's exception
    :param profile: the profile that gives the credentials, empty where none is stated
    """
    named = f" --profile {shlex.quote(profile)}" if profile else ""
    if code in SSO:
        return f"Sign in: aws sso login{named}. Then run again; what is done stays done."
    if code in LOGIN:
        return f"Sign in: aws login{named}. Then run again; what is done stays done."
    if code in EXPIRED:
        return (
            f"The credentials have expired: sign in again (aws sso login{named}), or give new ones where the old ones "
            "came from. Then run again; what is done stays done."
        )
    return ""
