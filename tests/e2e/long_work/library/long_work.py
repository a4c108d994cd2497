# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A module that does nothing for a while and tells how far it is, two works at once as the real ones do."""

from __future__ import annotations

import os
import signal
import stat
import threading
import time

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.dayone.identity_center.plugins.module_utils._ansible_module.progress_file import (
    FILE,
    PROGRESS,
    progress_of,
)

WORKS = {"users": 100, "account assignments": 5000}


def work(tell, name, total, seconds):
    for step in range(1, 51):
        time.sleep(seconds / 50)
        tell(name, total * step // 50, total)


def main():
    # The works take the seconds; with killed the process ends in the middle.
    options = {"seconds": {"type": "float", "required": True}, "killed": {"type": "bool", "default": False}}
    module = AnsibleModule({**options, **PROGRESS}, supports_check_mode=True)
    tell, path, seconds = progress_of(module), os.environ.get(FILE, ""), module.params["seconds"]
    mode = oct(stat.S_IMODE(os.stat(path).st_mode)) if path else ""
    threads = [threading.Thread(target=work, args=(tell, *one, seconds), daemon=True) for one in WORKS.items()]
    for name, total in WORKS.items():
        tell(name, 0, total)
    for thread in threads:
        thread.start()
    if module.params["killed"]:
        time.sleep(seconds / 2)
        os.kill(os.getpid(), signal.SIGKILL)
    for thread in threads:
        thread.join()
    module.exit_json(changed=True, told_in=path, told_mode=mode, variable=os.environ.get("LONG_WORK"))


if __name__ == "__main__":
    main()
