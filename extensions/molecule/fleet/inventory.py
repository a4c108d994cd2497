#!/usr/bin/env python
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The inventory: the controller, and the laptops that fleet.py made."""

from __future__ import annotations

import json
import os
from pathlib import Path

FOLDER = Path(os.environ["MOLECULE_EPHEMERAL_DIRECTORY"])
MADE = FOLDER / "fleet" / "fleet.json"
EVERYWHERE = {
    "stand_in_directory": str(FOLDER / "stand_in"),
    "stand_in_keep": True,
    "workstation_purge": True,
    # Nothing is downloaded from AWS; tests/e2e/test_workstation_cli.py does it from a mirror.
    "workstation_cli": False,
}
CONTROLLER = {"ansible_connection": "local", "ansible_python_interpreter": "{{ ansible_playbook_python }}"}

laptops = json.loads(MADE.read_text(encoding="utf-8"))["hosts"] if MADE.exists() else {}
inventory = {
    "all": {"hosts": ["localhost"], "vars": EVERYWHERE},
    "workstations": {"hosts": list(laptops)},
    "_meta": {"hostvars": {**laptops, "localhost": CONTROLLER}},
}
print(json.dumps(inventory))
