# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Processes that have imported ansible-playbook by the settings of a run, which the next runs with the same ones are
forks of. What leads into the home, which is each run's own, is settled in the fork."""

from __future__ import annotations

import atexit
import gc
import hashlib
import importlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

# In place of any home while it is imported.
NO_HOME = "/no-home-of-a-warm-ansible"
MOST = 6  # prototypes at once


def name_of(settings: dict[str, str]) -> str:
    """
    :param settings: the environment variables of Ansible, ANSIBLE_CONFIG among them
    :returns: empty where each run has to import by itself: a log is opened then
    """
    config = Path(settings["ANSIBLE_CONFIG"])
    text = config.read_text(encoding="utf-8", errors="replace") if config.is_file() else ""
    if "log_path" in text:
        return ""
    return hashlib.sha256(json.dumps([sorted(settings.items()), text]).encode()).hexdigest()[:24]


def become_one(settings: dict[str, str], folder: Path) -> None:
    """Import, in a process that was forked for it.

    :param folder: for what runs share
    """
    for name in [name for name in os.environ if name.startswith("ANSIBLE_")]:
        del os.environ[name]
    os.environ.update(settings, HOME=NO_HOME, ANSIBLE_LOCAL_TEMP=str(folder / "local"))
    importlib.import_module("ansible.cli.playbook")
    from ansible.utils.path import cleanup_tmp_file

    atexit.unregister(cleanup_tmp_file)
    gc.collect()
    gc.freeze()


def settle() -> None:
    """Have the settings lead into this run's home and a folder of its own there, in a fork of a prototype."""
    from ansible import constants
    from ansible.utils.path import cleanup_tmp_file

    home = os.path.expanduser("~")
    for name, value in list(vars(constants).items()):
        if name.isupper() and NO_HOME in str(value):
            setattr(constants, name, _moved(value, home))
    wanted = os.environ.get("ANSIBLE_LOCAL_TEMP") or str(Path(constants.ANSIBLE_HOME) / "tmp")
    place = Path(os.path.expandvars(wanted)).expanduser()
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = tempfile.mkdtemp(prefix=f"ansible-local-{os.getpid()}", dir=place)
    constants.DEFAULT_LOCAL_TMP = own
    atexit.register(cleanup_tmp_file, own, warn=True)


def _moved(value: Any, home: str) -> Any:
    if isinstance(value, str):
        return value.replace(NO_HOME, home)
    if isinstance(value, (list, tuple)):
        return type(value)(_moved(one, home) for one in value)
    return value
