# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS CLI v2 on Linux, for real: from a loopback mirror, verified, installed into a home without root."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest
import yaml
from aws_cli_mirror import Key, Mirror, tools
from cli_play import Laptop, cli_tasks, stopped_by

pytestmark = pytest.mark.skipif(
    not (shutil.which("gpg") and shutil.which("gpgconf")),
    reason="NOT RUN: there is no gpg here, so nothing could be signed and AWS CLI's installation was not tested",
)
X86 = "awscli-exe-linux-x86_64"
ARM = "awscli-exe-linux-aarch64"


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    made = {"aws": Key(), "other": Key(), "expired": Key("20200101T000000", "10d")}
    yield made
    for key in made.values():
        key.close()


@pytest.fixture(scope="module")
def uname():
    return '#!/bin/sh\n[ "$1" = -m ] && echo %s && exit\nexec {} "$@"\n'.format(shutil.which("uname"))


@pytest.fixture(scope="module")
def path(tmp_path_factory, uname):
    """A PATH of an x86_64 machine without AWS CLI."""
    return tools(tmp_path_factory.mktemp("path") / "bin", uname=uname % "x86_64")


@pytest.fixture
def mirror(tmp_path, keys):
    (tmp_path / "mirror").mkdir()
    running = Mirror(tmp_path / "mirror")
    running.add(f"{X86}.zip", "2.31.0", keys["aws"])
    yield running
    running.close()


@pytest.fixture
def settings(tmp_path, mirror, keys):
    (tmp_path / "key.asc").write_bytes(keys["aws"].armored)
    return {
        "workstation_cli_scope": "user",
        "workstation_cli_url": mirror.url,
        "workstation_cli_key_file": str(tmp_path / "key.asc"),
        "workstation_cli_key_fingerprint": keys["aws"].fingerprint.lower(),
        # this machine's own must not be found
        "workstation_cli_places": ["~/.local/bin/aws"],
    }


@pytest.fixture
def laptop(tmp_path, path, settings):
    with tempfile.TemporaryDirectory(prefix="cli-") as temporary:
        yield Laptop(tmp_path / "home", path, settings, Path(temporary))


def version(laptop):
    return subprocess.check_output([str(laptop.aws), "--version"], text=True).split()[0]


def refused(laptop, run, *texts):
    """It failed with all of these texts, installed nothing and left nothing behind."""
    assert run.status != 0, run.text
    for text in texts:
        assert text in stopped_by(run), stopped_by(run)
    assert laptop.left_behind() == []


def test_it_is_installed_into_the_home_and_found_again(laptop, mirror):
    first = laptop.run()
    assert first.status == 0, first.text
    assert (version(laptop), first.changed) == ("aws-cli/2.31.0", 1)
    assert (laptop.home / ".local/share/aws-cli/v2/current/bin/aws_completer").exists()
    assert laptop.left_behind() == [".local"]
    assert f"put {laptop.home}/.local/bin first on its PATH" in " ".join(first.text.split())
    assert mirror.asked == [f"{X86}.zip", f"{X86}.zip.sig"]

    second = laptop.run()
    assert (second.status, second.changed) == (0, 0), second.text
    assert cli_tasks(second) == [("Find AWS CLI", "ok")]
    assert len(mirror.asked) == 2


def test_an_older_one_is_updated_to_the_newest(laptop):
    laptop.has("2.8.13")
    run = laptop.run()
    assert (run.status, version(laptop)) == (0, "aws-cli/2.31.0"), run.text


def test_the_pinned_version_is_installed_and_a_newer_one_left_alone(laptop, mirror, keys):
    mirror.add(f"{X86}-2.30.4.zip", "2.30.4", keys["aws"])
    laptop.has("2.30.3")
    run = laptop.run(workstation_cli_version="2.30.4")
    assert (run.status, version(laptop)) == (0, "aws-cli/2.30.4"), run.text
    assert mirror.asked == [f"{X86}-2.30.4.zip", f"{X86}-2.30.4.zip.sig"]

    run = laptop.run(workstation_cli_version="2.29.0")
    assert (run.status, run.changed, version(laptop)) == (0, 0, "aws-cli/2.30.4"), run.text
    run = laptop.run(workstation_cli_minimum="2.31.0")
    assert (run.status, version(laptop)) == (0, "aws-cli/2.31.0"), run.text


def test_the_archive_of_arm64_is_chosen_by_the_machine_and_version_1_does_not_count(
    laptop, tmp_path, mirror, keys, uname
):
    laptop.has("1.45.11")
    mirror.add(f"{ARM}.zip", "2.31.1", keys["aws"])
    laptop.tools = tools(tmp_path / "arm", uname=uname % "aarch64")
    laptop.__post_init__()
    run = laptop.run()
    assert (run.status, version(laptop)) == (0, "aws-cli/2.31.1"), run.text
    assert mirror.asked == [f"{ARM}.zip", f"{ARM}.zip.sig"]


def test_a_machine_for_which_aws_builds_none_is_told_so(laptop, tmp_path, mirror, uname):
    laptop.tools = tools(tmp_path / "riscv", uname=uname % "riscv64")
    laptop.__post_init__()
    refused(laptop, laptop.run(), "AWS has no AWS CLI v2 for this machine (riscv64)", "workstation_cli_source=package")
    assert mirror.asked == []


def test_a_tampered_archive_is_refused(laptop, mirror):
    path = mirror.folder / f"{X86}.zip"
    path.write_bytes(path.read_bytes().replace(b"2.31.0", b"2.31.6"))
    refused(laptop, laptop.run(), "does not verify", f"{mirror.url}/{X86}.zip", "BAD signature")


def test_the_signature_of_another_key_is_refused(laptop, mirror, keys):
    keys["other"].sign(mirror.folder / f"{X86}.zip")
    refused(laptop, laptop.run(), f"is not signed by the key {keys['aws'].fingerprint.lower()}")


def test_an_expired_key_is_refused_with_what_to_do(laptop, tmp_path, mirror, keys):
    keys["expired"].sign(mirror.folder / f"{X86}.zip")
    (tmp_path / "key.asc").write_bytes(keys["expired"].armored)
    run = laptop.run(workstation_cli_key_fingerprint=keys["expired"].fingerprint)
    refused(laptop, run, "has expired", "AWS CLI user guide", "workstation_cli_key_file")


@pytest.mark.skipif(not shutil.which("gpgv"), reason="NOT RUN: no gpgv here to verify with")
def test_gpgv_and_python_do_where_gpg_and_unzip_are_missing(laptop, tmp_path, uname):
    laptop.tools = tools(tmp_path / "bare", "gpg", "unzip", uname=uname % "x86_64")
    laptop.__post_init__()
    run = laptop.run()
    assert (run.status, version(laptop)) == (0, "aws-cli/2.31.0"), run.text


def test_the_controller_verifies_for_a_machine_without_gnupg(laptop, tmp_path, path, mirror, uname):
    laptop.tools = tools(tmp_path / "bare", "gpg", "gpgv", uname=uname % "x86_64")
    laptop.controller_tools = path
    laptop.__post_init__()
    archive = mirror.folder / f"{X86}.zip"
    good = archive.read_bytes()
    archive.write_bytes(good + b"\0")
    refused(laptop, laptop.run(), "does not verify")
    archive.write_bytes(good)
    run = laptop.run()
    assert (run.status, version(laptop)) == (0, "aws-cli/2.31.0"), run.text
    assert laptop.left_behind() == [".local"]


@pytest.mark.parametrize("whose", ["all", "localhost"])
def test_on_the_controller_nobody_becomes_anybody(laptop, tmp_path, path, uname, whose):
    """Whatever the inventory says for all machines, or for a localhost of its own: there is no such account here."""
    laptop.tools = tools(tmp_path / "bare", "gpg", "gpgv", uname=uname % "x86_64")
    laptop.controller_tools = path
    laptop.__post_init__()
    file = laptop.home / "inventory.yml"
    inventory = yaml.safe_load(file.read_text())
    hosts = inventory["all"]["hosts"]
    astray = {"ansible_become": True, "ansible_become_user": "nobody-of-this-name"}
    astray |= {"ansible_connection": "ssh", "ansible_port": 1, "ansible_python_interpreter": "/nowhere/python"}
    hosts["laptop"] = {**hosts["laptop"], "ansible_become": False}
    if whose == "all":
        inventory["all"]["vars"] = astray
    else:
        hosts["localhost"] = {**astray, "ansible_host": "127.0.0.1"}
    file.write_text(yaml.safe_dump(inventory))
    run = laptop.run()
    assert (run.status, version(laptop)) == (0, "aws-cli/2.31.0"), run.text
    assert "Verify the signature of the archive on the controller" in run.text


def test_without_any_gnupg_nothing_is_installed(laptop, tmp_path, uname):
    laptop.tools = tools(tmp_path / "bare", "gpg", "gpgv", uname=uname % "x86_64")
    laptop.__post_init__()
    refused(
        laptop,
        laptop.run(),
        "neither this machine nor the controller has gpg or gpgv",
        "nothing is installed unverified",
    )


def test_an_old_archive_under_a_new_name_is_refused(laptop, mirror, keys):
    mirror.add(f"{X86}-2.31.0.zip", "2.15.0", keys["aws"])
    run = laptop.run(workstation_cli_version="2.31.0")
    refused(laptop, run, f"gave aws-cli/2.15.0 as {X86}-2.31.0.zip", "asked for is 2.31.0")


def nobody_answers():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def test_a_mirror_that_does_not_answer_is_an_error_only_without_any_aws_cli(laptop):
    url = nobody_answers()
    refused(laptop, laptop.run(workstation_cli_url=url), url, "could not be downloaded", "workstation_cli_url")

    laptop.has("2.9.19")
    run = laptop.run(workstation_cli_url=url, workstation_cli_version="2.31.0")
    assert (run.status, run.changed, version(laptop)) == (0, 0, "aws-cli/2.9.19"), run.text
    said = " ".join(run.text.split())
    assert f"AWS CLI 2.9.19 ({laptop.aws}) is older than 2.31.0 and stays as it is" in said
    assert url in said


def test_a_version_that_does_not_exist_is_named(laptop, mirror):
    run = laptop.run(workstation_cli_version="2.99.0")
    refused(laptop, run, mirror.url, f"{X86}-2.99.0.zip", "404", "workstation_cli_version")


def test_check_mode_says_what_would_be_done_and_downloads_nothing(laptop, mirror):
    run = laptop.run("--check")
    assert (run.status, mirror.asked, laptop.left_behind()) == (0, [], []), run.text
    assert run.changed == 1
    assert "AWS CLI 2.9.0 or newer would be installed; there is none of version 2." in run.text


def test_it_is_left_out_when_nobody_wants_it(laptop, mirror):
    run = laptop.run(workstation_cli=False)
    assert (run.status, mirror.asked, cli_tasks(run)) == (0, [], []), run.text
