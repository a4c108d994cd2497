# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Role workstation on a machine with Windows: what runs there, in order, and what becomes of the config file."""

from __future__ import annotations

import base64
import getpass
import hashlib
import tempfile
from pathlib import Path

import pytest
from windows_laptop import files, make, put, run

CONFIG = r"C:\Users\ada\.aws\config"
OWN = b"# mine\r\n[profile own]\r\nregion = eu-west-1\r\n"
ADA = {
    "sessions": [
        {"name": "work", "sso_start_url": "https://d-1234567890.awsapps.com/start", "sso_region": "us-east-1"}
    ],
    "profiles": [
        {"name": "dev", "sso_session": "work", "sso_account_id": "111122223333", "sso_role_name": "admin"},
        {"name": "prod", "sso_session": "work", "sso_account_id": "210000000002", "sso_role_name": "reader"},
    ],
}
READ = ("win_powershell", {"error_action": "stop", "parameters": {"Path": "", "WithKeys": True}})


@pytest.fixture
def laptop(tmp_path):
    with tempfile.TemporaryDirectory(prefix="win-") as temporary:
        yield make(tmp_path, Path(temporary))


def write(laptop, *options, **settings):
    access = {"ada": settings.pop("ada", ADA)}
    return run(
        laptop,
        *options,
        workstation_access=access,
        workstation_cli=False,
        **{"workstation_account": "Ada", "workstation_people": {"ada": "ada"}, **settings},
    )


def told(done):
    return next(one["result"]["results"][0] for one in done.results if one["task"].endswith("Write the profiles"))


def test_the_profiles_are_read_edited_here_and_written_back(laptop):
    put(laptop, CONFIG, OWN)
    done, calls = write(laptop)
    assert (done.status, done.changed) == (0, 1), done.text
    after = files(laptop)[CONFIG]
    assert after.startswith(OWN + b"\r\n[profile dev]\r\nsso_session = work\r\n")
    assert after.count(b"\n") == after.count(b"\r\n") > 15
    data, digest = base64.b64encode(after).decode(), hashlib.sha256(OWN).hexdigest()
    parameters = {"Path": CONFIG, "Data": data, "Expected": digest, "Backup": False}
    assert calls == [READ, ("win_powershell", {"error_action": "stop", "parameters": parameters})]
    assert told(done)["path"] == CONFIG and all(one["complete"] for one in told(done)["profiles"])

    again, calls = write(laptop)
    assert (again.status, again.changed, calls) == (0, 0, [READ]), again.text
    assert files(laptop) == {CONFIG: after}

    gone, _calls = write(laptop, ada={**ADA, "profiles": []}, workstation_purge=True)
    assert (gone.status, gone.changed, files(laptop)) == (0, 1, {CONFIG: OWN}), gone.text


def test_check_mode_only_reads(laptop):
    put(laptop, CONFIG, OWN)
    done, calls = write(laptop, "--check", "--diff")
    assert (done.status, done.changed, calls, files(laptop)) == (0, 1, [READ], {CONFIG: OWN}), done.text
    assert "+[profile dev]" in done.text


def test_a_file_that_aws_clients_cannot_read_is_left_alone(laptop):
    put(laptop, CONFIG, b"nonsense\r\n")
    done, calls = write(laptop)
    assert done.status != 0 and files(laptop) == {CONFIG: b"nonsense\r\n"}
    assert told(done)["msg"].startswith(CONFIG + ", line 1: this stands before the first [section]")
    assert calls == [READ]


def test_wrong_input_is_told_as_on_other_systems(laptop):
    wrong = {**ADA, "profiles": [{**ADA["profiles"][0], "sso_account_id": "12", "sso_region": "here"}]}
    windows, _calls = write(laptop, ada=wrong)
    me = {"workstation_account": getpass.getuser(), "workstation_people": {getpass.getuser(): "ada"}}
    here, _calls = write(laptop, ada=wrong, ansible_shell_type="sh", **me)
    assert windows.status != 0 and here.status != 0
    for member in ("msg", "problems"):
        assert told(windows)[member] == told(here)[member]
    assert "'12' is not an account id" in told(windows)["msg"]
    # What a module was called with is shown with -vvv, and Windows has no module.
    members = [{name for name in told(one) if name[0] != "_"} - {"invocation"} for one in (windows, here)]
    assert members[0] == members[1]
