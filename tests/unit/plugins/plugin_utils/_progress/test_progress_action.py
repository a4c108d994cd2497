# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file between module and action plugin, and what becomes of it."""

from __future__ import annotations

import glob
import importlib
import os
import stat
import threading
from types import SimpleNamespace

import pytest
from ansible import constants as C
from ansible_collections.dayone.identity_center.plugins.module_utils._ansible_module import progress_file
from ansible_collections.dayone.identity_center.plugins.plugin_utils._progress import progress_action
from ansible_collections.dayone.identity_center.plugins.plugin_utils._progress.progress_lines import Pace

ACTIONS = progress_action.__name__.replace("plugin_utils._progress.progress_action", "action")
AT_ONCE = Pace(first=0, every=0)


class Module:
    """What progress_of takes of a module."""

    def __init__(self, **params):
        self.params = params


@pytest.fixture(autouse=True)
def look_often(monkeypatch):
    monkeypatch.setattr(progress_action, "LOOK", 0.001)


def left_behind():
    files = glob.glob(os.path.join(C.DEFAULT_LOCAL_TMP, "progress-*"))
    return files, [thread for thread in threading.enumerate() if thread.name == progress_action.FOLLOWER]


def telling(monkeypatch, path, **params):
    monkeypatch.setenv(progress_file.FILE, path)
    return progress_file.progress_of(Module(**{"progress": True, **params}))


def test_what_the_module_tells_is_shown(monkeypatch):
    said, seen = [], threading.Event()

    def say(line):
        said.append(line)
        seen.set()

    with progress_action.shown(say, AT_ONCE) as path:
        assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
        assert stat.S_IMODE(os.stat(os.path.dirname(path)).st_mode) == 0o700
        telling(monkeypatch, path)("account assignments", 1320, 5000)
        assert seen.wait(10)
    assert said[0] == "account assignments 1320/5000"
    assert left_behind() == ([], [])


def test_nothing_stays_behind_when_the_module_fails():
    with pytest.raises(KeyboardInterrupt), progress_action.shown(lambda line: None, AT_ONCE):
        files, threads = left_behind()
        assert len(files) == len(threads) == 1
        raise KeyboardInterrupt
    assert left_behind() == ([], [])


def test_lines_of_many_threads_stay_whole(monkeypatch, tmp_path):
    path = tmp_path / "told"
    path.touch()
    tell = telling(monkeypatch, str(path))

    def work(name):
        for done in range(200):
            tell(name, done, 200)

    threads = [threading.Thread(target=work, args=(f"work {number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == sorted(f'["work {number}", {done}, 200]' for number in range(8) for done in range(200))


def test_silence(monkeypatch, tmp_path):
    monkeypatch.delenv(progress_file.FILE, raising=False)
    assert progress_file.progress_of(Module(progress=True)) is progress_file.silent
    assert progress_file.silent("users", 1, 2) is None
    path = tmp_path / "told"
    path.touch()
    assert telling(monkeypatch, str(path), progress=False) is progress_file.silent
    # Another user's module, or one on another machine: the file is not there for it, and not made.
    assert telling(monkeypatch, str(tmp_path / "elsewhere")) is progress_file.silent
    assert not (tmp_path / "elsewhere").exists()


def test_a_full_disk_does_not_end_the_work(monkeypatch):
    if not os.path.exists("/dev/full"):
        pytest.skip("only Linux has a device that is always full")
    tell = telling(monkeypatch, "/dev/full")
    assert tell is not progress_file.silent
    tell("users", 1, 2)


def is_shown(transport="local", args=(), **task):
    run = progress_action.ActionModule.__new__(progress_action.ActionModule)
    run._connection = SimpleNamespace(transport=transport)
    run._task = SimpleNamespace(**{"args": dict(args), "async_val": 0, "no_log": False, **task})
    return run._is_shown()


def test_where_progress_is_shown(monkeypatch):
    monkeypatch.delenv(progress_file.SWITCH, raising=False)
    assert is_shown() is True
    assert is_shown(args={"progress": None}) is True
    # The file of this machine is not there.
    assert is_shown(transport="ssh") is False
    assert is_shown(async_val=60) is False
    assert is_shown(no_log=True) is False
    for off in (False, "no", "false", "0"):
        assert is_shown(args={"progress": off}) is False


def test_the_option_goes_before_the_environment(monkeypatch):
    monkeypatch.setenv(progress_file.SWITCH, "false")
    assert is_shown() is False
    assert is_shown(args={"progress": True}) is True


def test_every_module_that_tells_has_the_action_plugin():
    plugins = os.path.dirname(os.path.dirname(os.path.dirname(progress_action.__file__)))
    telling_modules = set()
    for path in glob.glob(os.path.join(plugins, "modules", "*.py")):
        with open(path, encoding="utf-8") as file:
            if "AnsibleAWSModule" in file.read():
                telling_modules.add(os.path.basename(path))
    shown = {os.path.basename(path) for path in glob.glob(os.path.join(plugins, "action", "*.py"))}
    shown.remove("aws_sso_profile.py")  # that is for Windows
    shown.remove("access_document.py")  # that reads
    shown.remove("say.py")  # that prints
    shown.remove("aws_sso_profile_info.py")  # that shows what failed
    assert "sso_access.py" in telling_modules
    assert shown == telling_modules
    # One call or two are never long.
    for name in ("sso_instance_info", "cdk_bootstrap_info"):
        assert not issubclass(
            importlib.import_module(f"{ACTIONS}.{name}").ActionModule, progress_action.ActionModule
        ), name
