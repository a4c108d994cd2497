# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One call to a service of our own, as its handler sees it."""

from __future__ import annotations

import dataclasses
from typing import Any

from . import errors


@dataclasses.dataclass
class Call:
    state: Any
    service: str
    operation: str
    parameters: dict
    account: str  # of the caller
    region: str
    now: float
    caller: str = ""  # access key

    @property
    def options(self):
        return self.state.options

    @property
    def strict(self) -> bool:
        return not self.options.lenient

    @property
    def actor(self) -> str:
        return "arn:aws:iam::%s:root" % self.account

    def visible(self, created: float) -> bool:
        """Whether reads see by now what was created then (--eventual-consistency)."""
        return created + self.options.eventual_consistency <= self.now

    @property
    def manages(self) -> bool:
        return self.account in (self.state.organization.management, self.options.delegated_administrator)

    @property
    def delegated(self) -> bool:
        return self.account == self.options.delegated_administrator

    def denied(self, why: str) -> errors.AwsError:
        return errors.access_denied("%s is not allowed to perform %s: %s" % (self.actor, self.operation, why))
