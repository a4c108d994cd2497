# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Role bootstrap runs only what it installed, whatever others put where npm and Node.js look; nothing under --check."""

from __future__ import annotations

import base64
import hashlib
import http.server
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from bootstrap_play import HERE, MANAGEMENT, bootstrap
from playbook import ROOT

FILES = ROOT / "roles" / "bootstrap" / "files"
PINNED = json.loads((FILES / "package.json").read_text(encoding="utf-8"))["dependencies"]["aws-cdk"]
needs_node = pytest.mark.skipif(not shutil.which("node"), reason="NOT RUN: there is no Node.js on PATH")
needs_npm = pytest.mark.skipif(not shutil.which("npm"), reason="NOT RUN: there is no npm on PATH")


def program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def plant(folder: Path, marker: Path) -> None:
    """What another account could put into a folder that all may write; each says so in the marker when it runs."""
    mark = f"require('fs').appendFileSync({json.dumps(str(marker))}, __filename + '\\n')"
    for name in ("aws-cdk", "@aws-sdk/signature-v4-crt"):
        package = folder / "node_modules" / name
        (package / "bin").mkdir(parents=True)
        (package / "bin" / "cdk").write_text(f"#!/usr/bin/env node\n{mark}\n", encoding="utf-8")
        (package / "bin" / "cdk").chmod(0o755)
        (package / "index.js").write_text(mark, encoding="utf-8")
        said = {"name": name, "version": PINNED, "bin": {"cdk": "bin/cdk"}, "main": "index.js"}
        (package / "package.json").write_text(json.dumps(said), encoding="utf-8")
    (folder / "node_modules" / ".bin").mkdir()
    (folder / "node_modules" / ".bin" / "cdk").symlink_to("../aws-cdk/bin/cdk")
    (folder / ".npmrc").write_text("registry=http://127.0.0.1:9/\nfetch-retries=0\nprefix=/nowhere\n", encoding="utf-8")
    (folder / "package.json").write_text(
        json.dumps({"name": "planted", "version": "1.0.0", "workspaces": ["*", "*/*"]}), encoding="utf-8"
    )
    (folder / "cdk.json").write_text(json.dumps({"app": f"echo cdk.json >>{marker}"}), encoding="utf-8")
    (folder / "planted.js").write_text(mark, encoding="utf-8")


# In place of the package: notes what it can load and how it was called.
CDK = """
const fs = require("fs"), got = [];
for (const name of ["@aws-sdk/signature-v4-crt", "aws-cdk/index.js"]) try { require(name); got.push(name) } catch (e) {}
const mode = fs.statSync(".").mode & 0o7777;
const note = {got, mode, argv: process.argv.slice(2), cwd: process.cwd(), tmp: process.env.TMPDIR};
fs.appendFileSync(process.env.NOTES, JSON.stringify(note) + "\\n");
process.exit(process.argv[2] === "--version" ? 0 : 3);
"""
NPM = """
echo "$PWD $(ls | tr '\\n' ' ') $*" >>"$NOTES.npm"; env >>"$NOTES.env"
mkdir -p node_modules/aws-cdk/bin; printf %s "$CDK" >node_modules/aws-cdk/bin/cdk
"""


@needs_node
def test_nothing_of_parents_and_settings_runs(fresh, tmp_path: Path) -> None:
    marker, notes, home = tmp_path / "ran", tmp_path / "notes", tmp_path / "parent" / "home"
    home.mkdir(parents=True)
    plant(home.parent, marker)
    plant(home, marker)
    tools = tmp_path / "tools"
    program(tools, "npm", NPM)
    program(tools, "npx", f"echo npx >>{marker}")
    environ = {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "NODE_OPTIONS": f"--require {home}/planted.js",
        "NODE_PATH": str(home / "node_modules"),
        "CDK": CDK,
        "NOTES": str(notes),
    }
    run = bootstrap(fresh, home, [HERE], environ=environ)
    assert f"cdk bootstrap failed for {MANAGEMENT}/us-east-1" in run.failure()
    assert not marker.exists(), marker.read_text()
    asked, started = (json.loads(line) for line in notes.read_text(encoding="utf-8").splitlines())
    assert asked["argv"] == ["--version"] and started["argv"][:2] == ["bootstrap", f"aws://{MANAGEMENT}/us-east-1"]
    for one in (asked, started):
        assert (one["got"], one["mode"], one["tmp"]) == ([], 0o700, one["cwd"])
    assert not Path(started["cwd"]).exists()
    assert not list(home.glob(".dayone-bootstrap*"))
    (called,) = (tmp_path / "notes.npm").read_text(encoding="utf-8").splitlines()
    assert called.startswith(started["cwd"] + " ")
    words = set(called.split())
    assert {"own_modules.js", "package-lock.json", "package.json", "ci", "--ignore-scripts", "--no-workspaces"} <= words


@needs_node
def test_in_check_mode_nothing_is_started_and_nothing_downloaded(fresh, tmp_path: Path) -> None:
    marker, tools = tmp_path / "ran", tmp_path / "tools"
    for name in ("node", "npm", "npx", "cdk"):
        program(tools, name, f"echo {name} >>{marker}; echo v20.0.0")
    environ = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
    for stated, by in ({}, f"aws-cdk {PINNED}"), ({"cdk": ["cdk"]}, "cdk"):
        run = bootstrap(fresh, tmp_path, [HERE], "--check", environ=environ, **stated)
        assert run.status == 0, run.text
        assert f"would be bootstrapped, by {by}: cdk bootstrap aws://{MANAGEMENT}/us-east-1 --qualifier" in run.text
        assert not marker.exists(), marker.read_text()
    assert fresh.writes() == []


def test_the_lock_file_has_a_hash_and_no_host() -> None:
    locked = json.loads((FILES / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in locked["packages"].items() if name}
    assert packages["node_modules/aws-cdk"]["version"] == PINNED
    assert locked["packages"][""]["dependencies"] == {"aws-cdk": PINNED}
    for name, entry in packages.items():
        assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", entry["integrity"]), name
        assert "resolved" not in entry and not entry.get("hasInstallScript"), name


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[str]:
    """A registry that gives another aws-cdk of that version, with hashes that fit what it gives."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, text in (
            ("package.json", json.dumps({"name": "aws-cdk", "version": PINNED, "bin": {"cdk": "bin/cdk"}})),
            ("bin/cdk", f"require('fs').writeFileSync({json.dumps(str(tmp_path / 'ran'))}, '')"),
        ):
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(text)
            archive.addfile(entry, io.BytesIO(text.encode()))
    digest = "sha512-" + base64.b64encode(hashlib.sha512(packed.getvalue()).digest()).decode()

    class Registry(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            at = f"http://{self.headers['Host']}/aws-cdk-{PINNED}.tgz"
            version = {"name": "aws-cdk", "version": PINNED, "dist": {"tarball": at, "integrity": digest}}
            about = {"name": "aws-cdk", "dist-tags": {"latest": PINNED}, "versions": {PINNED: version}}
            body = packed.getvalue() if self.path.endswith(".tgz") else json.dumps(about).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            (tmp_path / "asked").touch()

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Registry) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@needs_npm
def test_a_mirror_can_be_used_and_gives_nothing_else(fresh, registry: str, tmp_path: Path) -> None:
    """What the person's own npmrc names is asked, and what it gives is refused where it is not what was tested."""
    (tmp_path / ".npmrc").write_text(f"registry={registry}\npackage-lock=false\nglobal=true\n", encoding="utf-8")
    environ = {"npm_config_cache": str(tmp_path / "cache"), "npm_config_registry": registry}
    run = bootstrap(fresh, tmp_path, [HERE], environ=environ)
    assert (tmp_path / "asked").exists()
    assert f"npm could not install aws-cdk {PINNED}" in run.failure() and "EINTEGRITY" in run.failure()
    assert "not what this release was tested with" in run.failure()
    assert not (tmp_path / "ran").exists() and fresh.writes() == []


def folder(home: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(FILES / "private_folder.sh")],
        env={"PATH": os.environ["PATH"], "HOME": str(home), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_folder_is_where_nobody_else_can_replace_it(tmp_path: Path) -> None:
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir(mode=0o700)
    temporary.mkdir(mode=0o700)
    made = Path(folder(home).stdout.strip())
    assert (made.parent, made.stat().st_mode & 0o7777) == (home, 0o700)
    # where all may write, and above it
    home.chmod(0o777)
    assert Path(folder(home, TMPDIR=str(temporary)).stdout.strip()).parent == temporary
    (home / ".cache").mkdir()
    assert Path(folder(home, TMPDIR=str(temporary)).stdout.strip()).parent == temporary
    home.chmod(0o1777)  # as /tmp
    assert Path(folder(home).stdout.strip()).parent == home / ".cache"


def test_settings_that_anybody_may_write_are_refused(tmp_path: Path) -> None:
    for name in (".npmrc", ".cdk.json"):
        (tmp_path / name).write_text("", encoding="utf-8")
        (tmp_path / name).chmod(0o666)
        done = folder(tmp_path)
        assert done.returncode == 1 and done.stdout == ""
        assert f"{tmp_path}/{name} belongs to another account or can be written by everybody" in done.stderr
        (tmp_path / name).unlink()
