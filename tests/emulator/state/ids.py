# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ids in the shapes that AWS uses (botocore's patterns)."""

from __future__ import annotations

import random
import uuid


class Ids:
    def __init__(self, seed: int | None):
        self._random = random.Random(seed)

    def hex(self, length: int) -> str:
        return "%0*x" % (length, self._random.getrandbits(4 * length))

    def uuid(self) -> str:
        return str(uuid.UUID(int=self._random.getrandbits(128), version=4))

    def resource(self, store_id: str) -> str:
        """The longer of the two shapes of identitystore's ids: the store's digits, then a UUID."""
        return "%s-%s" % (store_id[2:], self.uuid())

    def instance_arn(self) -> str:
        return "arn:aws:sso:::instance/ssoins-%s" % self.hex(16)

    def permission_set_arn(self, instance_arn: str) -> str:
        return "arn:aws:sso:::permissionSet/%s/ps-%s" % (instance_arn.rsplit("/", 1)[1], self.hex(16))
