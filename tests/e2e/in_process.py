# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a real module in this process, against the stand-in: a playbook for each of hundreds of runs would take too
long. Nothing of the module is replaced, but that it does not wait."""

from __future__ import annotations

import contextlib
import functools
import importlib
import io
import json
import os
from unittest import mock

from ansible.module_utils import basic
from ansible.module_utils.common import warnings
from ansible_collections.dayone.identity_center.plugins.module_utils._api import rate_limit
from ansible_collections.dayone.identity_center.plugins.module_utils._apply import assignment_waiter, operation_waiter
from botocore import loaders

QUICK = {
    (rate_limit, "RATES"): {},
    (operation_waiter, "FIRST_LOOK"): 0.05,
    (assignment_waiter, "FIRST_LOOK"): 0.05,
    (assignment_waiter, "BULK_LOOK"): 0.1,
    (assignment_waiter, "UNSEEN_FOR"): 0.1,
}
# Service models are read from disk once, not for every client.
LOADER = functools.cache(loaders.create_loader)


def run_module(name, environment, arguments, check_mode=False):
    """The module's result.

    :param name: of this collection, or with the namespace of another one
    :param environment: all of its environment variables
    """
    namespace = name.rpartition(".")[0] or "dayone.identity_center"
    module = importlib.import_module(f"ansible_collections.{namespace}.plugins.modules.{name.rpartition('.')[2]}")
    asked = json.dumps({"ANSIBLE_MODULE_ARGS": {**arguments, "_ansible_check_mode": check_mode}}).encode()
    told = io.StringIO()
    with contextlib.ExitStack() as stack:
        for (where, what), value in QUICK.items():
            stack.enter_context(mock.patch.object(where, what, value))
        stack.enter_context(mock.patch.object(basic, "_ANSIBLE_ARGS", asked))
        # Newer than ansible-core 2.18 only.
        stack.enter_context(mock.patch.object(basic, "_ANSIBLE_PROFILE", "legacy", create=True))
        stack.enter_context(mock.patch.dict(os.environ, environment, clear=True))
        stack.enter_context(mock.patch("botocore.session.create_loader", LOADER))
        stack.enter_context(contextlib.redirect_stdout(told))
        # One process, one module: they are collected in a global.
        warnings._global_warnings.clear()
        try:
            module.main()
        except SystemExit:
            return json.loads(told.getvalue().splitlines()[-1])
    raise AssertionError(f"{name} did not end: {told.getvalue()}")
