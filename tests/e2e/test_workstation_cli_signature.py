# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What decides whether an archive is AWS's: the script that asks GnuPG, and the key that the role carries."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess

import pytest
import yaml
from aws_cli_mirror import Key, tools
from playbook import ROOT

ROLE = ROOT / "roles" / "workstation"
WITH_GPG = pytest.mark.skipif(
    not (shutil.which("gpg") and shutil.which("gpgv") and shutil.which("gpgconf")),
    reason="NOT RUN: there is no gpg or no gpgv here, so nothing could be signed and verified",
)


def test_the_key_of_the_role_is_the_aws_cli_teams():
    """By OpenPGP's own rule (RFC 4880, 12.2), without GnuPG."""
    lines = (ROLE / "files" / "aws-cli-team.asc").read_text().split("\n\n")[1].splitlines()
    packets = base64.b64decode("".join(line for line in lines if not line.startswith(("=", "-"))))
    assert packets[0] == 0x99  # a public key whose length takes two octets
    key = packets[: 3 + int.from_bytes(packets[1:3], "big")]
    fingerprint = yaml.safe_load((ROLE / "defaults" / "main.yml").read_text())["workstation_cli_key_fingerprint"]
    assert hashlib.sha1(key).hexdigest().upper() == fingerprint.replace(" ", "")
    assert fingerprint == "FB5D B77F D5C1 18B8 0511 ADA8 A631 0ACC 4672 475C"


@pytest.fixture(scope="module")
def keys():
    made = {"ours": Key(), "other": Key(), "expired": Key("20200101T000000", "10d")}
    yield made
    for key in made.values():
        key.close()


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    folder = tmp_path_factory.mktemp("paths")
    missing = {"gpg": ["gpgv"], "gpgv": ["gpg"], "neither": ["gpg", "gpgv"]}
    return {name: tools(folder / name, *without) for name, without in missing.items()}


def changed(archive):
    archive.write_bytes(archive.read_bytes() + b"!")


def no_signature(archive):
    archive.with_name("aws.zip.sig").write_text("<html>Welcome to the company's network</html>")


# who signs, which keys the file holds, what happens to the archive afterwards, the word
CASES = {
    "as it should be": ("ours", ["ours"], None, "good"),
    "among other keys": ("ours", ["other", "ours"], None, "good"),
    "archive changed": ("ours", ["ours"], changed, "bad"),
    "no signature": ("ours", ["ours"], no_signature, "bad"),
    "another key": ("other", ["ours"], None, "other"),
    "another key that the file holds": ("other", ["ours", "other"], None, "other"),
    "the file lacks the key": ("ours", ["other"], None, "other"),
    "another key that has expired": ("expired", ["ours", "expired"], None, "other"),
}


def verdict(path, archive, key_file, fingerprint):
    environment = {
        "PATH": path,
        "ARCHIVE": str(archive),
        "KEY": key_file.read_text(),
        "FINGERPRINT": fingerprint,
        "LC_ALL": "C",
    }
    command = ["sh", str(ROLE / "files" / "cli_verify.sh")]
    home = {name: value for name, value in os.environ.items() if name in ("HOME", "TMPDIR")}
    done = subprocess.run(command, env={**home, **environment}, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.strip() or done.stderr


def files(tmp_path, keys, signer, held):
    archive, key_file = tmp_path / "aws.zip", tmp_path / "key.asc"
    archive.write_bytes(b"as published" * 1000)
    keys[signer].sign(archive)
    key_file.write_bytes(b"".join(keys[name].armored for name in held))
    return archive, key_file


@WITH_GPG
@pytest.mark.parametrize("program", ["gpg", "gpgv"])
@pytest.mark.parametrize("case", CASES)
def test_one_word_says_whether_it_is_ours(case, program, keys, paths, tmp_path):
    signer, held, happens, word = CASES[case]
    archive, key_file = files(tmp_path, keys, signer, held)
    if happens:
        happens(archive)
    assert verdict(paths[program], archive, key_file, keys["ours"].fingerprint) == word


@WITH_GPG
@pytest.mark.parametrize("program", ["gpg", "gpgv"])
def test_an_expired_key_is_told_from_a_bad_signature(program, keys, paths, tmp_path):
    archive, key_file = files(tmp_path, keys, "expired", ["expired"])
    assert verdict(paths[program], archive, key_file, keys["expired"].fingerprint) == "expired"
    changed(archive)
    assert verdict(paths[program], archive, key_file, keys["expired"].fingerprint) == "bad"


@WITH_GPG
def test_without_gnupg_it_says_so(keys, paths, tmp_path):
    archive, key_file = files(tmp_path, keys, "ours", ["ours"])
    assert verdict(paths["neither"], archive, key_file, keys["ours"].fingerprint) == "none"
