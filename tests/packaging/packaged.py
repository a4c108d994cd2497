# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people install: the archive, in a folder of collections of its own, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playbook import ROOT, play

AMAZON = ROOT / ".work" / "collections" / "ansible_collections" / "amazon"


def run(*command, timeout=900, **options):
    """The output of a command that has to succeed."""
    command = [str(part) for part in command]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=timeout, **options)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def environment(name):
    """The folder of an on-demand virtual environment; a skipped test that says why where it cannot be had."""
    command = [sys.executable, ROOT / "tools" / "venvs.py", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=900)
    if done.returncode == 3:
        pytest.skip(f"NOT RUN: {done.stdout.strip()}")
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.splitlines()[-1])


class Warm:
    """The folder of programs in which Ansible's, of that environment, start warm (tests/warm), within a with."""

    def __init__(self, programs):
        self._programs = programs

    def __enter__(self):
        command = [sys.executable, ROOT / "tests" / "warm", "--in", self._programs]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        folder = self._process.stdout.readline().strip()
        assert folder, f"tests/warm did not start for {self._programs}"
        return Path(folder)

    def __exit__(self, *_error):
        self._process.communicate()


class Archive:
    """The archive, installed in a folder of collections; runs playbooks of it alone.

    Neither the checkout's ansible.cfg nor its collections are looked at, but for the folder of the namespace amazon.
    """

    def __init__(self, archive, folder, amazon=AMAZON):
        config = folder / "ansible.cfg"
        config.write_text("[defaults]\n")
        self.folder = folder
        self.collection = folder / "ansible_collections" / "dayone" / "identity_center"
        self.environ = {"ANSIBLE_CONFIG": str(config), "ANSIBLE_COLLECTIONS_PATH": str(folder)}
        command = ("ansible-galaxy", "collection", "install", archive, "--no-deps", "-p", folder)
        run(*command, env={**os.environ, **self.environ})
        (folder / "ansible_collections" / "amazon").symlink_to(amazon)

    def play(self, stand_in, home, playbook, *options, status=0, program="ansible-playbook", **extra):
        done = play(stand_in, home, playbook, *options, environ=self.environ, program=program, **extra)
        assert done.status == status, done.text
        return done
