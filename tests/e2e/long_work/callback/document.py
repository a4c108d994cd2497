# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints one JSON document at the end and nothing else, as ansible.posix.json does."""

from __future__ import annotations

import json

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: document
type: stdout
short_description: Print one JSON document
description: Prints the results of all tasks as one JSON document at the end.
"""


class CallbackModule(CallbackBase):
    """Keeps each result until the end."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "document"

    def __init__(self):
        super().__init__()
        self._results = []

    def v2_runner_on_ok(self, result):
        self._results.append(result._result)

    def v2_playbook_on_stats(self, stats):
        self._display.display(json.dumps({"results": self._results}, default=str))
