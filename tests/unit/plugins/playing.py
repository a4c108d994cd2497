# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A module's main() in this process: its own argument specification, expected calls, and a clock that is not waited
for."""

from __future__ import annotations

import contextlib
import functools
import threading
from dataclasses import dataclass
from unittest import mock

from ansible.module_utils.common.arg_spec import ModuleArgumentSpecValidator
from ansible_collections.dayone.identity_center.plugins.module_utils._ansible_module import create_module
from ansible_collections.dayone.identity_center.plugins.module_utils._api.boto3_clients import Clients
from ansible_collections.dayone.identity_center.plugins.module_utils._apply import (
    permission_set_provisioning,
    step_executor,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.assignment_waiter import AssignmentWaiter
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.instance_services import Services
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.operation_waiter import wait
from ansible_collections.dayone.identity_center.plugins.module_utils._apply.write_retries import retry_write
from ansible_collections.dayone.identity_center.tests.unit.plugins.expected_calls import STAGE, Player
from ansible_collections.dayone.identity_center.tests.unit.plugins.rows import INSTANCE, STORE

REGION = "us-east-1"
# Nobody of Identity Center.
ROBOT = "arn:aws:sts::123456789012:assumed-role/pipeline/me"


class Clock:
    """Time that only passes in pauses."""

    def __init__(self):
        self.now = 0.0
        self._lock = threading.Lock()

    def pause(self, seconds):
        with self._lock:
            self.now += seconds

    def time(self):
        return self.now


@dataclass
class Ended:
    """How a module ended.

    :param result: what went to exit_json or fail_json
    :param waited: seconds that it paused
    """

    failed: bool
    result: dict
    warnings: list
    waited: float

    def __getitem__(self, name):
        return self.result[name]


class _End(Exception):
    def __init__(self, failed, result):
        super().__init__(result.get("msg", "ended"))
        self.failed = failed
        self.result = result


class FakeModule:
    """AnsibleAWSModule as far as the modules use it; the options are checked and filled in by Ansible's own code."""

    region = REGION

    def __init__(self, asked, check_mode, argument_spec, supports_check_mode, **rules):
        assert supports_check_mode
        self.check_mode = check_mode
        self.warnings = []
        checked = ModuleArgumentSpecValidator(argument_spec, **rules).validate(asked)
        if checked.error_messages:
            self.fail_json(msg="; ".join(checked.error_messages))
        self.params = checked.validated_parameters

    def client(self, service, config=None):
        return STAGE.client(service, config)

    def warn(self, text):
        self.warnings.append(text)

    def fail_json(self, msg, **result):
        raise _End(True, dict(result, msg=msg))

    def exit_json(self, **result):
        raise _End(False, result)


@contextlib.contextmanager
def script(calls):
    """Within it, clients answer as these calls say; at its end all of them must have been made, and no other."""
    STAGE.player = player = Player(calls)
    yield
    player.finish()


@contextlib.contextmanager
def clock_of_its_own():
    clock = Clock()
    with contextlib.ExitStack() as stack:
        for name, function, rooms in (
            ("retry_write", retry_write, (step_executor, permission_set_provisioning)),
            ("wait", wait, (permission_set_provisioning,)),
            ("AssignmentWaiter", AssignmentWaiter, (step_executor,)),
        ):
            quick = functools.partial(function, pause=clock.pause, clock=clock.time)
            for room in rooms:
                stack.enter_context(mock.patch.object(room, name, quick))
        yield clock


def play(module, asked, calls, check_mode=False, runner=ROBOT):
    """Run a module and give how it Ended.

    :param module: the imported module
    :param asked: its options as a task gives them; the instance is named unless ``instance_arn`` is among them
    :param calls: the script
    :param runner: the ARN of whose credentials are in use, told without a call
    """
    made = []

    def make(**arguments):
        options = {**asked}
        if "identity_store_id" in arguments["argument_spec"]:
            options = {"instance_arn": INSTANCE, "identity_store_id": STORE, **options}
        made.append(FakeModule.__new__(FakeModule))
        made[0].__init__(options, check_mode, **arguments)
        return made[0]

    replaced = (
        mock.patch.object(module, "AnsibleAWSModule", make),
        mock.patch.object(create_module, "given", lambda: asked),
        mock.patch.object(Services, "caller", lambda services: runner),
    )
    with replaced[0], replaced[1], replaced[2], script(calls), clock_of_its_own() as clock:
        try:
            module.main()
        except _End as end:
            return Ended(end.failed, end.result, made[0].warnings, clock.now)
    raise AssertionError("the module did not end")


def preview_and_do(module, asked, reads, writes, after=()):
    """Run it in check mode, then for real: the same reads, the same preview, writes in the second run only.

    :param after: reads after the writes
    :returns: how the real run Ended, and how check mode did
    """
    preview = play(module, asked, [*reads, *after], check_mode=True)
    done = play(module, asked, [*reads, *writes, *after])
    assert not preview.failed, preview["msg"]
    assert not done.failed, done["msg"]
    assert done["changed"] is bool(writes)
    for member in ("changed", "changes", "diff"):
        assert preview[member] == done[member]
    assert set(preview.result) == set(done.result)
    return done, preview


def services():
    """Services of the instance, for tests of single rooms."""
    return Services(clients(), {"instance_arn": INSTANCE, "identity_store_id": STORE})


def clients():
    return Clients(FakeModule({}, False, {}, True))
