# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that would hold a run up or fill the machine, and disks that fill up."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import socket
import time

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config import config_file, directory_lock
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_location import open_location
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.locked_update import (
    change_file,
    update,
)

OLD, NEW = b"[default]\nregion = a\n", b"[default]\nregion = b\n"


def a_socket(path):
    here = os.getcwd()
    os.chdir(os.path.dirname(path))  # a socket's path is to be short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(os.path.basename(path))
    finally:
        os.chdir(here)


WRONG = {
    "a pipe": os.mkfifo,
    "a socket": a_socket,
    "a directory": os.mkdir,
    "a link to a device": lambda path: os.symlink("/dev/zero", path),
    "a link to a directory": lambda path: os.symlink("/", path),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_file_ends_at_once(what, tmp_path):
    path = str(tmp_path / "config")
    WRONG[what](path)
    began = time.monotonic()
    with pytest.raises(ConfigFileError, match="a file is wanted"):
        update(path, lambda data: NEW)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("what", ["a pipe", "a socket", "a link to a device"])
def test_what_is_no_directory_ends_at_once(what, tmp_path):
    WRONG[what](str(tmp_path / ".aws"))
    with pytest.raises(ConfigFileError, match="not a directory"):
        update(str(tmp_path / ".aws" / "config"), lambda data: NEW)


def test_a_file_that_is_too_large_is_not_read(config, monkeypatch):
    with open(str(config), "r+b") as stream:
        stream.truncate(config_file.LIMIT + 1)  # takes no room on the disk
    monkeypatch.setattr(os, "read", lambda *_arguments: pytest.fail("it was read"))
    with pytest.raises(ConfigFileError, match="it is larger than 32 MiB"):
        update(str(config), lambda data: NEW)


def test_a_file_that_does_not_tell_its_length_is_read_to_the_limit(config, monkeypatch):
    sizes = []
    monkeypatch.setattr(os, "read", lambda handle, size: sizes.append(size) or b"#" * size)
    with pytest.raises(ConfigFileError, match="it is larger than 32 MiB"):
        update(str(config), lambda data: NEW)
    assert sum(sizes) == config_file.LIMIT + 1


def test_nothing_larger_is_written(config):
    with pytest.raises(ConfigFileError, match="more than 32 MiB. Ask for less"):
        update(str(config), lambda data: b"#" * (config_file.LIMIT + 1))
    assert config.read_bytes() == OLD


def test_somebodys_lock_is_waited_for_half_a_minute_and_named(config, monkeypatch):
    assert directory_lock.TIMEOUT == 30
    clock = iter(range(0, 1000, 10))
    monkeypatch.setattr(directory_lock.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(directory_lock.time, "sleep", lambda seconds: None)
    handle = os.open(str(config.parent), os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        message = "another process has held the lock on %s for more than 30 seconds.*lsof" % config.parent
        with pytest.raises(ConfigFileError, match=message):
            update(str(config), lambda data: NEW)
        assert next(clock) < 100
    finally:
        os.close(handle)


def test_somebodys_lease_is_not_waited_for(config):
    if not hasattr(fcntl, "F_SETLEASE"):
        pytest.skip("this system has no leases")
    handle = os.open(str(config), os.O_RDWR)
    try:
        fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_WRLCK)
    except OSError as error:
        os.close(handle)
        pytest.skip("no lease can be taken on this file system: %s" % error)
    reading, writing = os.pipe()
    # The holder gets a signal as soon as somebody asks for the file.
    old = signal.signal(signal.SIGIO, signal.SIG_IGN)
    child = os.fork()
    if child == 0:
        try:
            update(str(config), lambda data: NEW)
        except ConfigFileError as error:
            os.write(writing, str(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    began = time.monotonic()
    try:
        with os.fdopen(reading, "rb") as stream:
            assert b"keeps it from being opened" in stream.read()
        assert time.monotonic() - began < 10
    finally:
        signal.signal(signal.SIGIO, old)
        os.waitpid(child, 0)
        os.close(handle)


@pytest.mark.parametrize("full_after", [0, 1])
def test_a_disk_that_is_full_leaves_no_copy_that_is_not_whole(config, monkeypatch, full_after):
    """Full when the copy is written, and when the file is: no copy is needed then."""
    fsync, calls = os.fsync, []

    def full(handle):
        calls.append(handle)
        if len(calls) > full_after * 2:  # a file, then its directory
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with open_location(str(config)) as place, pytest.raises(
        ConfigFileError, match="No space left on device. Free some space"
    ):
        change_file(place, lambda data: NEW, keep=True)
    assert os.listdir(str(config.parent)) == ["config"] and config.read_bytes() == OLD


def test_a_copy_has_its_name_only_when_it_is_whole_and_on_the_disk(config, monkeypatch):
    seen = []
    fsync = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda handle: (seen.append(sorted(os.listdir(str(config.parent)))), fsync(handle))
    )
    with open_location(str(config)) as place:
        copy = config_file.back_up(place, OLD)
    assert len(seen[0]) == 2 and os.path.basename(copy) not in seen[0]
    assert sorted(os.listdir(str(config.parent))) == ["config", os.path.basename(copy)]
