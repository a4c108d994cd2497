# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file that is written, proved and cleaned is the named person's, whatever an inventory says about become."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from emulator.client import StandIn
from playbook import Run, play

ACCESS = {
    "region": "us-east-1",
    "users": [
        {"user_name": name, "given_name": name, "family_name": name, "email": f"{name}@example.com"}
        for name in ("ada", "grace")
    ],
    "permission_sets": [{"name": "reader", "managed_policies": ["ReadOnlyAccess"]}],
    "assignments": [{"user": name, "permission_sets": ["reader"], "accounts": ["dev"]} for name in ("ada", "grace")],
    "profiles": {"sso_session": "example"},
}
ONBOARD, OFFBOARD = "dayone.identity_center.onboard", "dayone.identity_center.offboard"
PERSON, OTHER = "nobody", "daemon"  # accounts that every system has
BECOMES = {"ansible_become": True, "ansible_become_user": "root"}
SU = {"ansible_become_method": "su", "ansible_become_flags": "-s /bin/sh"}


def _missing() -> str:
    """What this machine lacks to become a person, empty where it has all."""
    if os.geteuid() != 0:
        return "it takes root to become others"
    try:
        uid = pwd.getpwnam(PERSON).pw_uid
        pwd.getpwnam(OTHER)
    except KeyError as error:
        return str(error)
    command = ["su", "-s", "/bin/sh", PERSON, "-c", "/usr/bin/python3 -c 'import os; print(os.getuid())'"]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL).stdout
    except OSError as error:
        return str(error)
    return "" if said.strip() == str(uid) else f"su and /usr/bin/python3 do not run for {PERSON}"


pytestmark = pytest.mark.skipif(bool(_missing()), reason=f"NOT TESTED HERE: whose file it is: {_missing()}")


@pytest.fixture
def homes() -> Iterator[Path]:
    """Homes of two people, by their accounts; others may go through."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    for account in (PERSON, "root"):
        (folder / account).mkdir(0o755)
        os.chown(folder / account, pwd.getpwnam(account).pw_uid, pwd.getpwnam(account).pw_gid)
    yield folder
    shutil.rmtree(folder)


def inventory(home: Path, homes: Path, people: dict[str, str], **more: object) -> str:
    account = "{{ (workstation_person | default({})).key | default(offboard_account | default('')) }}"
    laptop = {
        "ansible_connection": "local",
        "ansible_python_interpreter": "/usr/bin/python3",
        "workstation_people": people,
        # Each person's own file, not in the real homes.
        "workstation_path": f"{homes}/{account}/config",
        **SU,
        **more,
    }
    (home / "laptops.yml").write_text(yaml.safe_dump({"workstations": {"hosts": {"laptop": laptop}}}))
    return str(home / "laptops.yml")


def onboard(stand_in: StandIn, home: Path, *options: str) -> Run:
    stand_in.reset()
    return play(stand_in, home, ONBOARD, *options, access=ACCESS)


def owners(folder: Path) -> set[str]:
    return {pwd.getpwuid(one.stat().st_uid).pw_name for one in [folder, *folder.iterdir()]}


@pytest.mark.parametrize("which", ["the inventory", "-e"])
def test_an_inventory_that_becomes_root_changes_nothing_about_whose_file_it_is(
    which: str, stand_in: StandIn, tmp_path: Path, homes: Path
) -> None:
    more = BECOMES if which == "the inventory" else {}
    options = ["-i", inventory(tmp_path, homes, {PERSON: "ada"}, **more)]
    if which == "-e":
        options += ["-e", "ansible_become_user=root"]
    run = onboard(stand_in, tmp_path, *options)
    assert run.status == 0, run.text
    assert "sso_role_name = reader" in (homes / PERSON / "config").read_text()
    assert owners(homes / PERSON) == {PERSON} and os.listdir(homes / "root") == []
    assert f"written to {homes}/{PERSON}/config ({PERSON} on laptop)" in run.said()
    gone = play(stand_in, tmp_path, OFFBOARD, *options, user="ada")
    assert gone.status == 0, gone.text
    assert (homes / PERSON / "config").read_text() == "" and owners(homes / PERSON) == {PERSON}


def test_who_is_neither_the_person_nor_root_writes_nothing(stand_in: StandIn, tmp_path: Path, homes: Path) -> None:
    (homes / PERSON).chmod(0o777)  # so that only the account's name can tell
    options = ["-i", inventory(tmp_path, homes, {PERSON: "ada"}), "-e", f"ansible_become_user={OTHER}"]
    run = onboard(stand_in, tmp_path, *options)
    assert run.status == 2, run.text
    assert os.listdir(homes / PERSON) == []
    assert not [line for line in run.said() if str(homes) in line]
    last = run.failures()[-1]
    assert f"({PERSON})" in last and f"({OTHER})" in last and "ansible_become_user" in last
    gone = play(stand_in, tmp_path, OFFBOARD, *options, user="ada")
    assert gone.status == 2 and f"({OTHER})" in gone.text
    assert gone.failures()[-1].startswith("Could not be cleaned: laptop")


def test_an_account_that_is_not_there_is_named(stand_in: StandIn, tmp_path: Path, homes: Path) -> None:
    people = {"no\\such one": "ada", "root": "grace"}
    run = onboard(stand_in, tmp_path, "-i", inventory(tmp_path, homes, people), "-e", "ansible_become_user=root")
    assert run.status == 2, run.text
    assert "there is no local account 'no" in run.failures()[-1]
    assert "written to %s (root on laptop)" % (homes / "root" / "config") in run.said()


@pytest.mark.parametrize("what", ["a pipe", "a link to root's", "a directory of root's"])
def test_a_bad_file_of_one_person_keeps_no_other_on_that_machine_from_theirs(
    what: str, stand_in: StandIn, tmp_path: Path, homes: Path
) -> None:
    secret = homes / "secret"
    secret.write_text("[default]\n")
    secret.chmod(0o600)
    bad = homes / PERSON / "config"
    if what == "a pipe":
        os.mkfifo(bad)
    elif what == "a link to root's":
        bad.symlink_to(secret)
    else:
        bad.mkdir(0o700)
    run = onboard(stand_in, tmp_path, "-i", inventory(tmp_path, homes, {PERSON: "ada", "root": "grace"}, **BECOMES))
    assert run.status == 2, run.text
    assert "sso_role_name = reader" in (homes / "root" / "config").read_text()
    assert (secret.read_text(), stat.S_IMODE(secret.stat().st_mode), secret.stat().st_uid) == ("[default]\n", 0o600, 0)
    said = run.said()
    assert "not written on laptop, which failed, see below" in said
    written = [line for line in said if line.startswith("written to")]
    assert written == ["written to %s (root on laptop)" % (homes / "root" / "config")]
    last = run.failures()[-1]
    assert f"{PERSON}: {bad}: " in last
