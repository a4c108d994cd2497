# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files in odd places: behind links, on another file system, where one may not write."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config import config_file
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.locked_update import update

OLD, NEW = b"[default]\nregion = a\n", b"[default]\nregion = b\n"
MEMORY = "/dev/shm"


def test_a_hard_link_keeps_the_old_content(config, tmp_path):
    os.link(str(config), str(tmp_path / "kept"))
    update(str(config), lambda data: NEW)
    assert (config.read_bytes(), (tmp_path / "kept").read_bytes()) == (NEW, OLD)
    assert os.stat(str(config)).st_nlink == 1


@pytest.mark.parametrize("there", [True, False])
def test_a_symlink_to_another_file_system_stays_and_its_target_is_replaced_there(config, there):
    if not os.access(MEMORY, os.W_OK) or os.stat(MEMORY).st_dev == os.stat(str(config)).st_dev:
        pytest.skip("%s is no other file system here that may be written" % MEMORY)
    folder = tempfile.mkdtemp(dir=MEMORY)
    try:
        target = os.path.join(folder, "aws")
        if there:
            shutil.copy(str(config), target)
        config.unlink()
        config.symlink_to(target)
        update(str(config), lambda data: NEW)
        assert config.is_symlink() and config.read_bytes() == NEW
        assert os.listdir(folder) == ["aws"] and os.listdir(str(config.parent)) == ["config"]
    finally:
        shutil.rmtree(folder)


def test_a_loop_of_symlinks_is_said(tmp_path):
    (tmp_path / "config").symlink_to("config")
    with pytest.raises(ConfigFileError, match="the symlink cannot be followed"):
        update(str(tmp_path / "config"), lambda data: NEW)


def test_a_directory_that_may_not_be_written_is_said_for_real():
    """As somebody who is not root, whom permissions do not stop."""
    script = """
import os, sys
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.locked_update import update
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
update(sys.argv[1], lambda data: data + b"# mine")
"""
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "config")
    try:
        with open(path, "wb") as stream:
            stream.write(OLD)
        os.chmod(path, 0o666)
        os.chmod(folder, 0o555)
        run = subprocess.run([sys.executable, "-c", script, path], stderr=subprocess.PIPE, check=False)
        last = run.stderr.decode().splitlines()[-1]
        assert "%s: uid " % path in last and "cannot write it: Permission denied" in last
        assert "Give this account the right to write in %s" % folder in last
        with open(path, "rb") as stream:
            assert stream.read() == OLD
    finally:
        os.chmod(folder, 0o755)
        shutil.rmtree(folder)


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.ENOSPC, "Free some space in "),
        (errno.EDQUOT, "Free some space in "),
        (errno.EBUSY, "It may be mounted by itself"),
        (errno.EROFS, "Give this account the right to write in "),
    ],
)
def test_what_to_do_depends_on_what_went_wrong(config, monkeypatch, number, message):
    def fails(*_arguments, **_handles):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(config_file.os, "replace", fails)
    with pytest.raises(ConfigFileError, match=message):
        update(str(config), lambda data: NEW)
    assert config.read_bytes() == OLD and os.listdir(str(config.parent)) == ["config"]


def test_what_cannot_be_tidied_up_keeps_nobody_from_writing(config):
    (config.parent / ".aws-config.abc.identity_center.tmp").mkdir()
    update(str(config), lambda data: NEW)
    assert config.read_bytes() == NEW


def test_only_what_a_killed_run_left_is_removed(config):
    left, others = ".aws-config.abc.identity_center.tmp", [".aws-config.abc", "x.identity_center.tmp", ".config.x.tmp"]
    for name in [left, *others]:
        (config.parent / name).write_bytes(OLD)
    update(str(config), lambda data: data)
    assert (config.parent / left).exists()
    update(str(config), lambda data: NEW)
    assert sorted(os.listdir(str(config.parent))) == sorted(["config", *others])
