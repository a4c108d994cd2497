# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A laptop with Windows: connection and shell are those of this machine, and modules stand in for ansible.windows.

They refuse options that the real module does not document, and write down what they were called with. What the scripts
for the config file do is done by the stand-in of the unit tests, on files that are kept in one file.
"""

from __future__ import annotations

import json
import os
import re

import yaml
from aws_cli_mirror import tools
from cli_play import Laptop
from playbook import ROOT

REAL = ROOT / ".work" / "collections" / "ansible_collections" / "ansible" / "windows" / "plugins" / "modules"
PRETEND = ROOT / "tests" / "unit" / "plugins" / "plugin_utils" / "_windows" / "pretend.py"
MODULE = """\
import json
import os
from ansible.module_utils.basic import AnsibleModule
name, options, answers, pretended = json.loads(r'''%s''')
module = AnsibleModule(argument_spec={option: {"type": "raw"} for option in options}, supports_check_mode=True)
given = {option: value for option, value in module.params.items() if value is not None}
home = os.environ["HOME"]
with open(os.path.join(home, "calls.jsonl"), "a+") as file:
    file.seek(0)
    before = [json.loads(line) for line in file]
    file.write(json.dumps([name, given]) + chr(10))
if "error_action" in given:
    # One of the two scripts that read and write the config file.
    here = {}
    exec(pretended, here)
    store = os.path.join(home, "windows.json")
    stored = json.load(open(store)) if os.path.exists(store) else {}
    windows = here["Windows"]({path: text.encode("latin-1") for path, text in stored.items()})
    answer = windows.run(**given)
    with open(store, "w") as file:
        json.dump({path: data.decode("latin-1") for path, data in windows.files.items()}, file)
else:
    seen = sum(1 for called, options in before if called == name and "error_action" not in options)
    answer = answers[min(seen, len(answers) - 1)]
(module.fail_json if answer.get("failed") else module.exit_json)(**{"msg": "", **answer})
"""
# Ansible's shell of this machine with the mark of those of Windows.
SHELL = """\
DOCUMENTATION = '{name: pretend, description: none, extends_documentation_fragment: [shell_common]}'
from ansible.plugins.shell.sh import ShellModule as Sh


class ShellModule(Sh):
    _IS_WINDOWS = True
"""


def documented(name):
    """The options of the real module."""
    text = (REAL / f"{name}.py").read_text(encoding="utf-8")
    document = yaml.safe_load(re.search(r"^DOCUMENTATION = r?(\"\"\"|''')(.*?)\1", text, re.DOTALL | re.MULTILINE)[2])
    shared = {"win_get_url": ["url_timeout", "url_method"], "win_package": []}
    return [*document["options"], *shared.get(name, [])]


def make(folder, temporary, answers=({},), download=None):
    """Laptop of role workstation.

    :param answers: of win_powershell, in order, but for the scripts of the config file
    :param download: the answer of win_get_url
    """
    plugins = folder / "collections" / "ansible_collections" / "ansible" / "windows" / "plugins"
    (plugins / "modules").mkdir(parents=True)
    (plugins / "shell").mkdir()
    (plugins / "shell" / "pretend.py").write_text(SHELL)
    said = {
        "win_powershell": answers,
        "win_tempfile": [{"path": r"C:\Temp\aws-cli-1", "changed": True}],
        "win_get_url": [download or {"changed": True}],
        "win_package": [{"changed": True}],
        "win_file": [{"changed": True}],
    }
    for name, these in said.items():
        known = json.dumps([name, documented(name), these, PRETEND.read_text(encoding="utf-8")])
        (plugins / "modules" / f"{name}.py").write_text(MODULE % known)
    settings = {"workstation_windows": True, "ansible_shell_type": "ansible.windows.pretend"}
    return Laptop(folder / "home", tools(folder / "bin"), settings, temporary)


def run(laptop, *options, **settings):
    """(the run, the calls of modules without the scripts)"""
    log = laptop.home / "calls.jsonl"
    log.unlink(missing_ok=True)
    collections = [str(laptop.home.parent / "collections"), str(ROOT / ".work" / "collections")]
    done = laptop.run(*options, environ={"ANSIBLE_COLLECTIONS_PATH": os.pathsep.join(collections)}, **settings)
    calls = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    return done, [
        (name, {option: value for option, value in given.items() if option != "script"}) for name, given in calls
    ]


def files(laptop):
    """``{path: bytes}`` of the laptop."""
    stored = json.loads((laptop.home / "windows.json").read_text())
    return {path: text.encode("latin-1") for path, text in stored.items()}


def put(laptop, path, data):
    """Have the laptop have a file."""
    (laptop.home / "windows.json").write_text(json.dumps({path: data.decode("latin-1")}))
