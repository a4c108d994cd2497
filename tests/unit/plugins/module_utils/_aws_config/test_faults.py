# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of the file when the process is killed, the disk fails or somebody else writes, at every system call."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.locked_update import update
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config import faults

OLD, NEW, FOREIGN = "[default]\nregion = a\n", faults.NEW.decode(), faults.FOREIGN.decode()
# the names of the files before and after
STATES = {
    "a file": (["config"], ["config"]),
    "no file": ([], ["config"]),
    "no directory": ([], ["config"]),
    "a symlink": (["aws", "config"], ["aws", "config"]),
    "a symlink to nothing": (["config"], ["aws", "config"]),
}


def prepare(folder, state):
    """Make the folder; returns the path of the config file and the text in it, None where there is none."""
    path = folder / ".aws" / "config"
    folder.mkdir()
    if state != "no directory":
        path.parent.mkdir()
    if "symlink" in state:
        (folder / "dotfiles").mkdir()
        path.symlink_to("../dotfiles/aws")
    return str(path), OLD if state in ("a file", "a symlink") else None


def every(what, folder, state):
    path, old = prepare(folder, state)
    command = [sys.executable, faults.__file__, what, str(folder), path] + ([] if old is None else [old])
    found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode())
    assert len(found) > 20
    return old, found


@pytest.mark.parametrize("state", STATES)
def test_a_kill_leaves_the_old_or_the_new_file_and_the_next_run_tidies_up(tmp_path, state):
    old, found = every("kill", tmp_path / "home", state)
    before, after = STATES[state]
    places = [one["place"] for one in found]
    replaced = places.index("before replace")
    assert all(one["end"] == "killed" for one in found)
    assert [one["text"] for one in found] == [old] * (replaced + 1) + [NEW] * (len(found) - replaced - 1)
    assert [one["names"] for one in found[replaced + 1 :]] == [after] * (len(found) - replaced - 1)
    assert len(found[replaced]["names"]) == len(before) + 1  # what the killed one was writing
    for one in found:
        assert (one["status"], one["names_then"], one["text_then"]) == (0, after, NEW + "# again\n"), one
    synced = [at for at, place in enumerate(places) if place == "after fsync"]
    assert places.index("after write") < synced[0] < replaced < synced[1]  # for a power cut


@pytest.mark.parametrize("state", STATES)
def test_a_disk_that_fails_is_said_and_leaves_the_old_file_and_nothing_else(tmp_path, state):
    old, found = every("fail", tmp_path / "home", state)
    before, after = STATES[state]
    for one in found:
        if one["end"] == "written":
            assert (one["text"], one["names"]) == (NEW, after), one
        else:
            # Root walks the links itself and says why, others have them followed.
            said = "Input/output error" in one["end"] or (
                one["place"] in ("before lstat", "before readlink") and "the symlink cannot be followed" in one["end"]
            )
            assert one["end"].startswith("refused: ") and said, one
            assert one["end"].endswith("Nothing was written."), one
            assert (one["text"], one["names"]) == (old, before), one
        assert one["status"] == 0 and one["text_then"].startswith(NEW), one
    failed = {one["place"] for one in found if one["end"] != "written"}
    assert {"before open", "before write", "before fsync", "before replace"} <= failed


@pytest.mark.parametrize("state", ["a file", "no file", "a symlink"])
def test_what_a_program_without_lock_writes_is_lost_only_between_our_last_look_and_the_replacement(tmp_path, state):
    _old, found = every("foreign", tmp_path / "home", state)
    lost = [at for at, one in enumerate(found) if FOREIGN not in one["text"]]
    assert found[lost[-1]]["place"] == "before replace" and len(lost) <= 4
    assert lost == list(range(lost[0], lost[-1] + 1))


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path):
    """A limit of the system makes the write fail half way, for real."""
    path, _old = prepare(tmp_path / "home", "a file")
    with open(path, "w") as stream:
        stream.write(OLD)
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, old[1]))
    try:
        with pytest.raises(ConfigFileError, match="cannot write it: File too large"):
            update(path, lambda data: faults.NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, handler)
    with open(path) as stream:
        assert stream.read() == OLD
    assert os.listdir(os.path.dirname(path)) == ["config"]
