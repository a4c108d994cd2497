# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a module in this process as Ansible would: arguments in, one line of JSON out."""

from __future__ import annotations

import json
from types import ModuleType
from typing import Any
from unittest import mock

import pytest
from ansible.module_utils import basic


def run_module(module: ModuleType, capsys: pytest.CaptureFixture, options: dict[str, Any], **ansibles: Any) -> dict:
    """
    :param ansibles: what Ansible adds, such as ``check_mode`` and ``diff``
    :returns: what the module prints, a failure included
    """
    added = {f"_ansible_{name}": value for name, value in {"remote_tmp": "/tmp", **ansibles}.items()}
    arguments = json.dumps({"ANSIBLE_MODULE_ARGS": {**added, **options}}).encode()
    given = mock.patch.object(basic, "_ANSIBLE_ARGS", arguments)
    profile = mock.patch.object(basic, "_ANSIBLE_PROFILE", "legacy", create=True)
    with given, profile, pytest.raises(SystemExit):
        module.main()
    return json.loads(capsys.readouterr().out.strip().splitlines()[-1])
