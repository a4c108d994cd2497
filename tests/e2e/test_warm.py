# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the warm ansible-playbook of these tests (tests/warm) says is what a new process says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

WARM = Path(__file__).resolve().parents[1] / "warm"
# Tells how a module's process is, and fails where it is told to.
LOOKS = """\
import json, os, sys
from ansible.module_utils.basic import AnsibleModule
module = AnsibleModule(argument_spec={"fail": {"type": "bool"}})
names = sorted(name.partition(".")[2] for name in sys.modules if name.partition(".")[0] == "ansible")
from_zip = ".zip/" in sys.modules["ansible.module_utils.basic"].__file__
told = {"names": names, "from_zip": from_zip, "mine": os.environ["MINE"], "folder": os.getcwd(),
        "open": sorted(os.listdir("/proc/self/fd")), "arguments": sys.argv[1:]}
module.fail_json(msg="as told", **told) if module.params["fail"] else module.exit_json(told=told)
"""
BOOK = """\
- hosts: localhost
  gather_facts: false
  tasks:
    - looks: {fail: "{{ fail }}"}
      environment: {MINE: "{{ mine }}"}
      register: looked
    - copy: {content: "{{ looked.told | to_json }}", dest: told.json}
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="everything starts new on other systems")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "looks.py").write_text(LOOKS)
    (tmp_path / "book.yml").write_text(BOOK)
    (tmp_path / "ansible.cfg").write_text("[connection]\npipelining = True\n")
    return tmp_path


def command(*more: str) -> list[str]:
    return [sys.executable, str(WARM), "ansible-playbook", "book.yml", "-e", "mine=/a/b", *more]


def environ(home: Path, warm: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ANSIBLE_")}
    # Not the one that these tests run in.
    kept["PATH"] = os.pathsep.join(part for part in kept["PATH"].split(os.pathsep) if "warm-" not in part)
    return {**kept, "HOME": str(home), "ANSIBLE_CONFIG": str(home / "ansible.cfg"), "WARM": warm}


@pytest.mark.parametrize("fail", ["false", "true"])
def test_it_says_what_a_new_process_says(home: Path, fail: str) -> None:
    runs = []
    for warm in ("0", "1"):
        done = subprocess.run(
            command("-e", f"fail={fail}"),
            cwd=home,
            env=environ(home, warm),
            capture_output=True,
            text=True,
            check=False,
        )
        told = json.loads((home / "told.json").read_text()) if fail == "false" else None
        runs.append((done.returncode, re.sub(r"fatal:.*", "", done.stdout), done.stderr, told))
        (home / "told.json").unlink(missing_ok=True)
    assert runs[0] == runs[1]
    assert runs[0][0] == (2 if fail == "true" else 0)
    if fail == "false":
        assert runs[0][3]["from_zip"] and runs[0][3]["mine"] == "/a/b" and runs[0][3]["folder"] == str(home)
