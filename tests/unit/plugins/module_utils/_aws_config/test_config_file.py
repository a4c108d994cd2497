# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading and replacing the file on disk."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config import config_file, directory_lock
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import (
    ConfigFileChanged,
    ConfigFileError,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_location import open_location
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.locked_update import (
    change_file,
    update,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.files import identity

OLD, NEW = b"[default]\nregion = a\n", b"[default]\nregion = b\n"


def read(path):
    with open_location(str(path)) as place:
        return config_file.read(place)


def write(path, data, expected):
    with open_location(str(path)) as place:
        config_file.write(place, data, expected)


def mode(path):
    return stat.S_IMODE(os.stat(str(path)).st_mode)


@pytest.mark.parametrize(
    ("path", "environment", "wanted"),
    [
        (None, None, "/home/ada/.aws/config"),
        (None, "~/other", "/home/ada/other"),
        (None, "$HOME/aws/${WHICH}", "/home/ada/aws/work"),
        (None, "", "/home/ada/.aws/config"),
        ("~/stated", "~/other", "/home/ada/stated"),
    ],
)
def test_where_the_file_is(path, environment, wanted, monkeypatch):
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv("WHICH", "work")
    monkeypatch.delenv("AWS_CONFIG_FILE", raising=False)
    if environment is not None:
        monkeypatch.setenv("AWS_CONFIG_FILE", environment)
    assert config_file.config_path(path=path) == wanted


def test_a_new_file_and_its_directories_are_for_the_owner_alone(tmp_path):
    path = tmp_path / "home" / ".aws" / "config"
    old = os.umask(0)
    try:
        assert update(str(path), lambda data: NEW) == (None, NEW)
    finally:
        os.umask(old)
    assert (mode(path), mode(path.parent), mode(path.parent.parent)) == (0o600, 0o700, 0o700)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("bits", [0o644, 0o600, 0o440, 0o666])
def test_an_existing_file_keeps_its_mode(config, bits):
    config.chmod(bits)
    update(str(config), lambda data: NEW)
    assert (mode(config), config.read_bytes()) == (bits, NEW)


@pytest.fixture
def of_somebody_else(config, monkeypatch):
    """The file belongs to 4711:4712; returns the calls of chown."""
    calls = []
    real, inode = os.fstat, os.stat(str(config)).st_ino

    def stat_of_somebody_else(handle):
        found = real(handle)
        if found.st_ino != inode:
            return found
        return os.stat_result([4711 if n == 4 else 4712 if n == 5 else one for n, one in enumerate(found)])

    monkeypatch.setattr(os, "fstat", stat_of_somebody_else)
    monkeypatch.setattr(os, "fchown", lambda handle, uid, gid: calls.append((uid, gid)))
    return calls


def test_an_existing_file_keeps_its_owner(config, of_somebody_else):
    write(config, NEW, OLD)
    assert of_somebody_else == [(4711, 4712)]


def test_an_owner_that_cannot_be_kept_is_said(config, of_somebody_else, monkeypatch):
    def denied(*_arguments):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "fchown", denied)
    with pytest.raises(ConfigFileError, match="Operation not permitted"):
        write(config, NEW, OLD)
    assert config.read_bytes() == OLD


def test_a_symlink_stays_and_its_target_is_replaced(tmp_path):
    target = tmp_path / "dotfiles" / "aws"
    target.parent.mkdir()
    target.write_bytes(OLD)
    link = tmp_path / "config"
    link.symlink_to("dotfiles/aws")
    update(str(link), lambda data: NEW)
    assert link.is_symlink() and os.readlink(str(link)) == "dotfiles/aws"
    assert target.read_bytes() == NEW and os.listdir(str(target.parent)) == ["aws"]


def test_a_symlink_to_nothing_gets_its_target(tmp_path):
    link = tmp_path / "config"
    link.symlink_to(str(tmp_path / "later" / "aws"))
    update(str(link), lambda data: NEW)
    assert link.is_symlink() and link.read_bytes() == NEW


def test_nothing_is_touched_when_nothing_changes(config):
    before = identity(config)
    assert update(str(config), lambda data: data) == (OLD, OLD)
    assert identity(config) == before


def test_nothing_is_made_when_nothing_is_to_be_written(tmp_path):
    path = tmp_path / ".aws" / "config"
    assert update(str(path), lambda data: data) == (None, b"")
    assert update(str(path), lambda data: NEW, dry=True) == (None, NEW)
    assert os.listdir(str(tmp_path)) == []


@pytest.mark.parametrize("broken", ["write", "fsync", "replace", "fchmod"])
@pytest.mark.parametrize("there", [True, False])
def test_a_failure_half_way_leaves_the_old_file_and_nothing_else(config, broken, there, monkeypatch):
    if not there:
        config.unlink()

    class Disk:
        def __init__(self, stream):
            self.stream = stream

        def __enter__(self):
            return self

        def __exit__(self, *error):
            self.stream.close()

        def write(self, data):
            self.stream.write(data[:5])
            fail()

    def fail(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    if broken == "write":
        fdopen = os.fdopen
        monkeypatch.setattr(config_file.os, "fdopen", lambda handle, how: Disk(fdopen(handle, how)))
    else:
        monkeypatch.setattr(config_file.os, broken, fail)
    with pytest.raises(ConfigFileError, match="No space left on device"):
        update(str(config), lambda data: NEW)
    assert os.listdir(str(config.parent)) == (["config"] if there else [])
    assert not there or config.read_bytes() == OLD


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda path: path.mkdir(), "this is a directory, a file is wanted"),
        (lambda path: os.mkfifo(str(path)), "this is not a plain file"),
        (lambda path: path.symlink_to(str(path)), "the symlink cannot be followed"),
    ],
)
def test_what_is_no_file_is_said(tmp_path, prepare, message):
    path = tmp_path / "config"
    prepare(path)
    with pytest.raises(ConfigFileError) as caught:
        read(path)
    assert str(caught.value).startswith("%s: %s" % (path, message))


def test_a_file_in_the_place_of_the_directory_is_said(tmp_path):
    (tmp_path / ".aws").write_bytes(b"")
    with pytest.raises(ConfigFileError, match="a part of this path is not a directory"):
        read(tmp_path / ".aws" / "config")


def test_a_file_that_may_not_be_read_is_said(config, monkeypatch):
    def denied(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(config_file.os, "read", denied)
    with pytest.raises(ConfigFileError, match="it may not be read by uid .* chmod 600"):
        read(config)


def test_a_directory_that_may_not_be_written_is_said(config, monkeypatch):
    def denied(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(config_file.os, "fdopen", denied)
    with pytest.raises(ConfigFileError, match="cannot write it: Permission denied"):
        update(str(config), lambda data: NEW)


def test_a_directory_that_cannot_be_made_is_said(tmp_path, monkeypatch):
    def denied(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(config_file.os, "mkdir", denied)
    with pytest.raises(ConfigFileError, match="its directory cannot be made by uid .*: Permission denied"):
        update(str(tmp_path / ".aws" / "config"), lambda data: NEW)


def test_another_writer_is_noticed(config):
    with pytest.raises(ConfigFileChanged):
        write(config, NEW, b"something else")
    assert config.read_bytes() == OLD and os.listdir(str(config.parent)) == ["config"]


def test_after_another_writer_the_change_is_made_again(config):
    seen = []

    def change(data):
        seen.append(data)
        if len(seen) == 1:
            config.write_bytes(OLD + b"output = json\n")
        return data + b"# mine\n"

    update(str(config), change)
    assert config.read_bytes() == OLD + b"output = json\n# mine\n"


def test_a_writer_that_never_rests_is_said(config):
    def change(data):
        config.write_bytes(data + b"# again\n")
        return NEW

    with pytest.raises(ConfigFileError, match="other programs keep writing it"):
        update(str(config), change)


def test_the_copy_is_made_of_an_existing_file_that_is_replaced(config):
    with open_location(str(config)) as place:
        assert change_file(place, lambda data: data, keep=True) == (OLD, OLD, None)
        _before, _after, copy = change_file(place, lambda data: NEW, keep=True)
    assert sorted(os.listdir(str(config.parent))) == ["config", os.path.basename(copy)]
    with open(copy, "rb") as stream:
        assert stream.read() == OLD


def test_no_copy_stays_of_a_file_that_could_not_be_replaced(config):
    def change(data):
        config.write_bytes(data + b"# again\n")
        return NEW

    with open_location(str(config)) as place, pytest.raises(ConfigFileError, match="other programs keep writing it"):
        change_file(place, change, keep=True)
    assert os.listdir(str(config.parent)) == ["config"]


def test_runs_side_by_side_lose_nothing(tmp_path):
    script = """
import sys
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.locked_update import update
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.files import identity
for number in range(8):
    line = "# %s %d\\n" % (sys.argv[2], number)
    update(sys.argv[1], lambda data: data + line.encode())
"""
    path = tmp_path / ".aws" / "config"
    command = [sys.executable, "-c", script, str(path)]
    runs = [subprocess.Popen(command + [str(which)]) for which in range(5)]
    assert [run.wait() for run in runs] == [0] * 5
    lines = path.read_text().splitlines()
    assert sorted(lines) == sorted("# %d %d" % (which, number) for which in range(5) for number in range(8))
    assert os.listdir(str(path.parent)) == ["config"]


def test_who_holds_the_file_too_long_is_said(config):
    with open_location(str(config)) as first, open_location(str(config)) as second:
        with directory_lock.locked(first):
            message = "held the lock on %s for more than 0.1 seconds.*lsof" % config.parent
            with pytest.raises(ConfigFileError, match=message):
                with directory_lock.locked(second, timeout=0.1, pause=0.01):
                    raise AssertionError("two runs at once")
        with directory_lock.locked(second, timeout=0.1) as alone:
            assert alone


def test_without_locks_it_goes_on(config, monkeypatch):
    def unsupported(*_arguments):
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(directory_lock.fcntl, "flock", unsupported)
    update(str(config), lambda data: NEW)
    assert config.read_bytes() == NEW
