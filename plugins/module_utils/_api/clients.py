# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""boto3 clients of one run, made when first used."""

from __future__ import annotations

import threading

from .pace import paced

RETRIES = {"mode": "adaptive", "max_attempts": 10}
CONNECTIONS = 20


class Clients:
    """Clients by service name, each made once, by the module's own options and botocore's adaptive retries.

    botocore then retries ThrottlingException, 5xx and dropped connections, and slows down by itself where others use
    the same account's share.
    """

    def __init__(self, module):
        self._module = module
        self._made = {}
        self._lock = threading.Lock()

    def __getitem__(self, service):
        with self._lock:
            if service not in self._made:
                config = {"retries": RETRIES, "max_pool_connections": CONNECTIONS}
                self._made[service] = paced(self._module.client(service, config=config), service)
            return self._made[service]
