# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is written is private from its first byte on, whatever the umask and the mode of the file that is replaced."""

from __future__ import annotations

import errno
import os
import stat

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config import config_file
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_location import open_location

TEXT = b"[default]\naws_secret_access_key = x\n"


def back_up(path, data=TEXT):
    with open_location(str(path)) as place:
        return config_file.back_up(place, data)


def mode(path):
    return stat.S_IMODE(os.stat(str(path)).st_mode)


@pytest.fixture
def config(tmp_path):
    """A file that others may read, in a process whose umask keeps nobody out."""
    path = tmp_path / "config"
    path.write_bytes(TEXT)
    path.chmod(0o644)
    old = os.umask(0)
    yield path
    os.umask(old)


@pytest.fixture
def opened(monkeypatch):
    """The modes of the files that are opened for writing, before the first byte."""
    modes = []

    def fdopen(handle, *arguments):
        modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        return open(handle, *arguments)

    monkeypatch.setattr(os, "fdopen", fdopen)
    return modes


def test_the_file_that_takes_its_place(config, opened):
    with open_location(str(config)) as place:
        config_file.write(place, b"[default]\n", TEXT)
    assert opened == [0o600]


def test_a_backup(config, opened):
    copy = back_up(config)
    assert opened == [0o600] and mode(copy) == 0o600
    with open(copy, "rb") as stream:
        assert stream.read() == TEXT
    assert os.path.dirname(copy) == str(config.parent) and copy.startswith(str(config) + ".") and copy.endswith("~")


def test_a_second_attempt_within_a_second_backs_up_what_is_there_then(config, monkeypatch):
    monkeypatch.setattr(config_file.time, "strftime", lambda *dummy: "now")
    first = back_up(config)
    assert back_up(config, TEXT + b"# another program's") == first
    with open(first, "rb") as stream:
        assert stream.read().endswith(b"# another program's")


def test_a_backup_that_cannot_be_made_is_said(config, monkeypatch):
    def refuse(*_arguments, **_handles):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(ConfigFileError, match="cannot back it up: Permission denied.* or do without backup"):
        back_up(config)
    assert os.listdir(str(config.parent)) == ["config"]
