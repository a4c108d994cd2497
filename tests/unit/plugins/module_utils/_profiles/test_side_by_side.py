# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several tasks on one file at once, as processes and as threads: each finds its own profiles in it at the end."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.profile_reader import read_profile
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.apply_profiles import apply_profiles
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.profile_argument_spec import ARGUMENTS
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.asking import profile

HERE = "ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles."
RUNS, ROUNDS = 4, 5
USERS = b"# mine\r\n[profile mine]\r\nregion = eu-west-1"


def params(which, number):
    """The options of a run: its own session, one profile more than the round before, purged within its session."""
    session = {
        "name": "s%d" % which,
        "sso_start_url": "https://s%d.awsapps.com/start" % which,
        "sso_region": "us-east-1",
    }
    empty = dict.fromkeys(ARGUMENTS["profiles"]["options"])
    names = ["s%d-%d" % (which, each) for each in range(number + 1)]
    return {
        **{name: spec.get("default") for name, spec in ARGUMENTS.items()},
        "profiles": [{**empty, **profile(name, sso_session=session["name"])} for name in names],
        "sessions": [{**dict.fromkeys(ARGUMENTS["sessions"]["options"]), **session}],
        "purge": True,
    }


def rounds(path, which):
    for number in range(ROUNDS):
        apply_profiles(params(which, number), path)


def check(path):
    data = path.read_bytes()
    assert data.startswith(USERS) and b"\n" not in data.replace(b"\r\n", b"")
    document = parse(data)
    wanted = {"s%d-%d" % (which, number) for which in range(RUNS) for number in range(ROUNDS)}
    assert set(document.of_kind("profile")) == wanted | {"mine"}
    assert [read_profile(document, name)["problems"] for name in wanted] == [[]] * len(wanted)
    assert os.listdir(str(path.parent)) == [path.name]


def test_processes_with_a_session_each_lose_nothing(tmp_path):
    path = tmp_path / "config"
    path.write_bytes(USERS)
    code = "import sys; from %stest_side_by_side import rounds; rounds(sys.argv[1], int(sys.argv[2]))" % HERE
    runs = [subprocess.Popen([sys.executable, "-c", code, str(path), str(which)]) for which in range(RUNS)]
    assert [run.wait() for run in runs] == [0] * RUNS
    check(path)


def test_threads_with_a_session_each_lose_nothing(tmp_path):
    path = tmp_path / "config"
    path.write_bytes(USERS)
    threads = [threading.Thread(target=rounds, args=(str(path), which)) for which in range(RUNS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    check(path)
