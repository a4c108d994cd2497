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
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config import file, lock
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.errors import (
    ConfigFileChanged,
    ConfigFileError,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.update import update
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.files import identity

OLD, NEW = b"[default]\nregion = a\n", b"[default]\nregion = b\n"


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
    assert file.config_path(path=path) == wanted


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
    real = os.stat

    def stat_of_somebody_else(path, **options):
        found = real(path, **options)
        if str(path) != str(config):
            return found
        return os.stat_result([4711 if n == 4 else 4712 if n == 5 else one for n, one in enumerate(found)])

    monkeypatch.setattr(os, "stat", stat_of_somebody_else)
    monkeypatch.setattr(file.shutil, "copystat", lambda old, new: None)
    monkeypatch.setattr(os, "chown", lambda path, uid, gid: calls.append((os.path.dirname(path), uid, gid)))
    return calls


def test_an_existing_file_keeps_its_owner(config, of_somebody_else):
    file.write(str(config), NEW, OLD)
    assert of_somebody_else == [(str(config.parent), 4711, 4712)]


def test_an_owner_that_cannot_be_kept_is_said(config, of_somebody_else, monkeypatch):
    def denied(*_arguments):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", denied)
    with pytest.raises(ConfigFileError, match="Operation not permitted"):
        file.write(str(config), NEW, OLD)
    assert config.read_bytes() == OLD


def test_what_root_makes_belongs_to_the_owner_of_the_home(tmp_path, monkeypatch):
    calls = []
    owner = os.stat(str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(os, "chown", lambda path, uid, gid: calls.append((path, uid, gid)))
    update(str(tmp_path / ".aws" / "config"), lambda data: NEW)
    assert calls[0] == (str(tmp_path / ".aws"), owner.st_uid, owner.st_gid)
    assert calls[1][0].startswith(str(tmp_path / ".aws" / ".aws-config.")) and calls[1][1:] == (
        owner.st_uid,
        owner.st_gid,
    )


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


@pytest.mark.parametrize("broken", ["write", "fsync", "replace", "copystat", "chmod"])
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
        monkeypatch.setattr(file.os, "fdopen", lambda handle, how: Disk(fdopen(handle, how)))
    elif broken == "copystat":
        monkeypatch.setattr(file.shutil, "copystat", fail)
    else:
        monkeypatch.setattr(file.os, broken, fail)
    used_only_for_existing, used_only_for_new = broken == "copystat", broken == "chmod"
    if (used_only_for_existing and not there) or (used_only_for_new and there):
        monkeypatch.setattr(file.os, "replace", fail)
    with pytest.raises(ConfigFileError, match="No space left on device"):
        update(str(config), lambda data: NEW)
    assert os.listdir(str(config.parent)) == (["config"] if there else [])
    assert not there or config.read_bytes() == OLD


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda path: path.mkdir(), "this is a directory, a file is wanted"),
        (lambda path: os.mkfifo(str(path)), "this is not a plain file"),
        (lambda path: path.symlink_to(str(path)), "it cannot be read"),
    ],
)
def test_what_is_no_file_is_said(tmp_path, prepare, message):
    path = tmp_path / "config"
    prepare(path)
    with pytest.raises(ConfigFileError) as caught:
        file.read(str(path))
    assert str(caught.value).startswith("%s: %s" % (path, message))


def test_a_file_in_the_place_of_the_directory_is_said(tmp_path):
    (tmp_path / ".aws").write_bytes(b"")
    with pytest.raises(ConfigFileError, match="a part of this path is not a directory"):
        file.read(str(tmp_path / ".aws" / "config"))


def test_a_file_that_may_not_be_read_is_said(config, monkeypatch):
    def denied(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(file, "open", denied, raising=False)
    with pytest.raises(ConfigFileError, match="it may not be read by uid .* chmod 600"):
        file.read(str(config))


def test_a_directory_that_may_not_be_written_is_said(config, monkeypatch):
    def denied(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(file.tempfile, "mkstemp", denied)
    with pytest.raises(ConfigFileError, match="cannot write it: Permission denied"):
        update(str(config), lambda data: NEW)


def test_a_directory_that_cannot_be_made_is_said(tmp_path, monkeypatch):
    def denied(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(file.os, "mkdir", denied)
    with pytest.raises(ConfigFileError, match="its directory cannot be made: Permission denied"):
        update(str(tmp_path / ".aws" / "config"), lambda data: NEW)


def test_another_writer_is_noticed(config):
    with pytest.raises(ConfigFileChanged):
        file.write(str(config), NEW, b"something else")
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


def test_the_copy_is_made_before_an_existing_file_is_replaced(config):
    copies = []
    update(str(config), lambda data: NEW, keep=lambda: copies.append(config.read_bytes()))
    update(str(config), lambda data: NEW, keep=lambda: copies.append(config.read_bytes()))
    assert copies == [OLD]


def test_runs_side_by_side_lose_nothing(tmp_path):
    script = """
import sys
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.update import update
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
    with lock.locked(str(config)):
        with pytest.raises(ConfigFileError, match="another run has been writing it for too long"):
            with lock.locked(str(config), timeout=0.1, pause=0.01):
                raise AssertionError("two runs at once")


def test_without_locks_it_goes_on(config, monkeypatch):
    def unsupported(*_arguments):
        raise OSError(9, "Bad file descriptor")

    monkeypatch.setattr(lock.fcntl, "flock", unsupported)
    update(str(config), lambda data: NEW)
    assert config.read_bytes() == NEW
