# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long aws_sso_profile takes for a config file: `tools/run python bench/config_file.py [PROFILES...]`.

Times what the module does once Ansible has started it: reading, changing, checking and writing the file. One line for
each count of profiles and each job, in milliseconds: the fastest run, and its share of the processor, which is the
better measure where other programs run.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

COLLECTIONS = Path(__file__).resolve().parents[1] / ".work" / "collections"
COUNTS = (200, 2000, 10000)
RUNS = 5
SESSION = {
    "name": "work",
    "sso_start_url": "https://d-1234567890.awsapps.com/start",
    "sso_region": "us-east-1",
}
USERS = b"# mine\n[default]\nregion = eu-central-1\ns3 =\n  max_queue_size = 100\n"


def editor():
    """The module's work and its options, of this checkout."""
    sys.path.insert(0, str(COLLECTIONS))
    from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.apply_profiles import apply_profiles
    from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.profile_argument_spec import (
        ARGUMENTS,
    )

    return apply_profiles, ARGUMENTS


def options(arguments: dict, count: int, **more) -> dict:
    """The module's options for this many profiles."""
    every = {name: spec.get("default") for name, spec in arguments.items()}
    empty = dict.fromkeys(arguments["profiles"]["options"])
    session = {**dict.fromkeys(arguments["sessions"]["options"]), **SESSION}
    profiles = [
        {
            **empty,
            "name": "account-%d.admin" % number,
            "sso_session": "work",
            "sso_account_id": "%012d" % number,
            "sso_role_name": "admin",
            "region": "eu-central-1",
            "settings": {"cli_pager": ""},
        }
        for number in range(count)
    ]
    return {**every, "profiles": profiles, "sessions": [session], **more}


def jobs(arguments: dict, count: int):
    """(what, the file before, the options) of each job."""
    written = options(arguments, count)
    yield "create all", USERS, written
    yield "change nothing", None, written
    changed = options(arguments, count)
    for profile in changed["profiles"]:
        profile["region"] = "us-east-1"
    yield "change all", None, changed
    yield "purge all but one", None, options(arguments, 1, purge=True)


def main() -> None:
    apply, arguments = editor()
    print("%8s  %-18s %9s %9s" % ("profiles", "job", "ms", "CPU ms"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "config")
        for count in [int(one) for one in sys.argv[1:]] or COUNTS:
            for what, before, asked in jobs(arguments, count):
                start = path.read_bytes() if before is None else before
                took = []
                for _run in range(RUNS):
                    path.write_bytes(start)
                    begin = time.perf_counter(), time.process_time()
                    apply(asked, str(path))
                    took.append((time.perf_counter() - begin[0], time.process_time() - begin[1]))
                real, cpu = (min(times) * 1000 for times in zip(*took, strict=True))
                print("%8d  %-18s %9.0f %9.0f" % (count, what, real, cpu), flush=True)


if __name__ == "__main__":
    main()
