# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One AWS call, and all pages of one."""

from __future__ import annotations

try:
    from botocore.exceptions import BotoCoreError, ClientError
except ImportError:  # reported by AnsibleAWSModule before anything here is used
    BotoCoreError = ClientError = ()

from typing import TYPE_CHECKING

from .aws_errors import translate
from .expired_credentials import profile_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

PAGE_SIZE = 100


def call(client: Any, operation: str, asked: str, **parameters: Any) -> dict[str, Any]:
    """Call an operation of a boto3 client and give its response.

    :param operation: the client's method: ``create_user``
    :param asked: what it is for, in words, for the error message
    :param parameters: AWS's parameters; those that are None are left out
    :raises AwsError: for every failure
    """
    declared = {name: value for name, value in parameters.items() if value is not None}
    try:
        answer: dict[str, Any] = getattr(client, operation)(**declared)
        return answer
    except (ClientError, BotoCoreError, ValueError) as error:  # a ValueError: of the endpoint
        model = client.meta.service_model
        name = client.meta.method_to_api_mapping[operation]
        raise translate(error, asked, f"{model.service_name}:{name}", profile_of(client)) from error


def pages(client: Any, operation: str, asked: str, member: str, **parameters: Any) -> Iterator[Any]:
    """Yield the items in the list ``member`` of all pages; a page may be empty and still not be the last."""
    token = None
    while True:
        response = call(client, operation, asked, NextToken=token, **parameters)
        yield from response.get(member) or []
        token = response.get("NextToken")
        if not token:
            return


class OnInstance:
    """Operations of sso-admin on one instance.

    :param client: boto3 client of ``sso-admin``
    :param instance_arn: ``arn:aws:sso:::instance/ssoins-...``
    """

    def __init__(self, client: Any, instance_arn: str) -> None:
        self._client = client
        self._instance = {"InstanceArn": instance_arn}

    def _call(self, operation: str, asked: str, **parameters: Any) -> dict[str, Any]:
        return call(self._client, operation, asked, **self._instance, **parameters)

    def _pages(self, operation: str, asked: str, member: str, **parameters: Any) -> list[Any]:
        return list(pages(self._client, operation, asked, member, **self._instance, **parameters))
