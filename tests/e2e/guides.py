# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fenced blocks of the guides, and a reader who types and keeps what they say, in a home of the reader's own."""

from __future__ import annotations

import getpass
import importlib
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from playbook import ROOT

sys.path.append(str(ROOT / "tools"))
try_shell = importlib.import_module("try_shell")

FENCE = re.compile(r"^( *)(`{3,}|~{3,})(\S*)[^\n]*\n(.*?)^\1\2 *$", re.MULTILINE | re.DOTALL)
# What is another each time: ids, times, the reader's home and name.
CHANGES = [
    (r"d-[0-9a-z]{10}\b", "d-1234567890"),
    (r"ssoins-[0-9a-f]{16}", "ssoins-ID"),
    (r"AROA[A-Z0-9]{17}", "AROA-ID"),
    (r"(AWSReservedSSO_[\w+=,.@-]+)_[0-9a-f]{16}", r"\1_ID"),
    (r"request id [0-9a-f-]{36}", "request id ID"),
    (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "TIME"),
]


@dataclass(frozen=True)
class Block:
    """:param line: the number of the line on which it begins"""

    language: str
    text: str
    line: int

    @property
    def first(self):
        """What the table knows it by: its first line, of a document the first one behind ``---``."""
        return next(line for line in self.text.splitlines() if line != "---").strip()


def guides():
    """The files whose blocks have to be proven, as paths from the repository's root."""
    found = [*(ROOT / "docs").glob("*.md"), *(ROOT / "roles").glob("*/README.md")]
    return ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in found)]


def blocks(name):
    """The fenced blocks of a file, in order."""
    return blocks_of((ROOT / name).read_text(encoding="utf-8"))


def blocks_of(text):
    found = []
    for match in FENCE.finditer(text):
        indent, inner = len(match[1]), match[4]
        lines = [line[indent:] if line[:indent].isspace() else line for line in inner.splitlines()]
        found.append(Block(match[3], "\n".join(lines) + "\n", text.count("\n", 0, match.start()) + 1))
    return found


def even(text, home=None):
    """Without what is another each time, line ends, and the quotes that Ansible puts around a list's texts."""
    if home:
        text = text.replace(str(home), "/home/you").replace(f"({getpass.getuser()} on", "(you on")
        text = text.replace(f"localhost: {getpass.getuser()}: ", "localhost: you: ")
    for pattern, common in CHANGES:
        text = re.sub(pattern, common, text)
    bare = (re.sub(r'^"|",?$', "", line.strip()).replace('\\"', '"') for line in text.splitlines())
    return " ".join(" ".join(bare).split())


class Reader:
    """Somebody with a shell as `make try` gives it. `said` is what the last block that was typed printed."""

    def __init__(self, stand_in, home: Path):
        self.stand_in, self.home = stand_in, home
        self.environment = try_shell.environment(stand_in, home)
        self.said = ""

    def keeps(self, name, text):
        """Put a block into a file."""
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def types(self, text):
        """Type a block, line by line; the exit status of the first line that fails, else 0."""
        done = subprocess.run(
            ["sh", "-e"],
            input=text,
            env=self.environment,
            cwd=self.home,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        self.said = done.stdout
        return done.returncode

    def sees(self, text):
        """Whether the last output has the block, and anything before and after it."""
        return even(text) in even(self.said, self.home)

    def has(self, name, text):
        """Whether the file is the block, and nothing else."""
        return even(text) == even((self.home / name).read_text(encoding="utf-8"), self.home)
