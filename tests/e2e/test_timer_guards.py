# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may not go into a timer, and what a laptop pulls only from whom it trusts."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playbook import ROOT, Run, play
from test_pull import DOCUMENT, Nowhere, pull, sections

URL = "https://git.example.com/laptops.git"


@pytest.fixture
def home() -> Iterator[Path]:
    """A short path, for gpg's sockets lie in it."""
    with tempfile.TemporaryDirectory(prefix="timer-") as folder:
        yield Path(folder)


def timer(home: Path, environ: dict[str, str] | None = None, **stated: object) -> Run:
    wanted = {"workstation_timer": True, "workstation_timer_url": URL}
    return pull(home, access=DOCUMENT, user="ada", environ=environ, **{**wanted, **stated})


REFUSED = {
    "workstation_timer_url": {
        "does not prove from whom": [
            "git://git.example.com/laptops.git",
            "http://git.example.com/laptops.git",
            "ext::sh -c true",
            "ssh://-oProxyCommand=true/x",
            "--upload-pack=true",
            "laptops.git",
        ],
        "has a line break or another control character": [
            f"{URL}\nExecStartPre=/bin/true",
            f"{URL}\u2028",
            f"{URL}\x1b",
        ],
    },
    "workstation_timer_options": {
        "has another repository": [["-U", "git://x"], ["-fUgit://x"], ["--url=git://x"], ["--ur", "git://x"]],
        "has a line break or another control character": [["-C", "main\n[Unit]"], ["main\rx"], ["\x7f"]],
    },
    "workstation_timer_playbook": {
        "is not the path of a playbook": ["-ea=b", ""],
        "has a line break or another control character": ["local.yml\nExecStart=/bin/true"],
    },
    "workstation_timer_minutes": {"State 1 to 10080": [0, -1, 10081]},
}


def test_what_does_not_belong_in_a_timer_is_refused(home: Path) -> None:
    """Evaluated by Ansible itself, in one play: a run for each would take minutes."""
    cases = [
        (name, value, said) for name, kinds in REFUSED.items() for said, values in kinds.items() for value in values
    ]
    tasks: list[dict[str, object]] = []
    for number, (name, value, _said) in enumerate(cases):
        stated = {"workstation_timer": True, "workstation_timer_url": URL, name: value, "workstation_access": {}}
        found = "{{ 'PASSED' if ansible_failed_result.msg == 'PASSED' else workstation_failures | join(' | ') }}"
        tasks.append(
            {
                "block": [
                    {
                        "ansible.builtin.include_role": {
                            "name": "dayone.identity_center.workstation",
                            "tasks_from": "timer",
                        },
                        "vars": {
                            **stated,
                            "workstation_people": {whoami(): "ada"},
                            "workstation_connects_as": whoami(),
                        },
                    },
                    {"ansible.builtin.fail": {"msg": "PASSED"}},
                ],
                "rescue": [{"ansible.builtin.set_fact": {f"said_{number}": found}}],
            }
        )
    gathered = {f"case {number}": f"{{{{ said_{number} }}}}" for number in range(len(cases))}
    tasks.append({"ansible.builtin.debug": {"msg": gathered}})
    path = home / "play.json"
    path.write_text(json.dumps([{"hosts": "localhost", "connection": "local", "gather_facts": False, "tasks": tasks}]))
    run = play(Nowhere(), home, path)
    assert run.status == 0, run.text
    said = run.results[-1]["result"]["msg"]
    for number, (name, value, expected) in enumerate(cases):
        assert expected in said[f"case {number}"], (name, value, said[f"case {number}"])
    assert not (home / ".config").exists()


def whoami() -> str:
    return subprocess.check_output(["id", "-un"], text=True).strip()


def test_what_git_may_take_passes(home: Path) -> None:
    said = yaml.safe_load((ROOT / "roles" / "workstation" / "vars" / "main.yml").read_text(encoding="utf-8"))
    tests = [
        {
            "ansible.builtin.assert": {"that": "url is match(wanted)"},
            "vars": {"url": url, "wanted": said["workstation_timer_urls"]},
        }
        for url in (
            URL,
            "ssh://git@git.example.com:22/laptops.git",
            "git@git.example.com:laptops.git",
            "git.example.com:/srv/laptops.git",
            "file:///srv/laptops.git",
            "/srv/laptops.git",
        )
    ]
    path = home / "play.json"
    path.write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": tests}]))
    run = play(Nowhere(), home, path)
    assert run.status == 0, run.text


def test_a_user_name_with_braces_is_text_to_what_the_timer_runs(home: Path) -> None:
    name = "{{lookup('ansible.builtin.env','HOME')}}{%x%}"
    document = json.loads(
        json.dumps({**DOCUMENT, "users": [{"user_name": "NAME"}]}).replace('"ada", "grace"', '"NAME"')
    )
    inert = json.loads(json.dumps(document).replace('"NAME"', json.dumps({"__ansible_unsafe": name})))
    wanted = {"workstation_timer": True, "workstation_timer_url": URL}
    run = pull(home, access=inert, user={"__ansible_unsafe": name}, **wanted)
    assert run.status == 0, run.text
    unit = (home / ".config" / "systemd" / "user" / "dayone-identity-center.service").read_text()
    line = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    words = shlex.split(line.partition("=")[2].replace("%%", "%").replace("$$", "$"))
    path = home / "say.json"
    tell = {"ansible.builtin.debug": {"msg": "<{{ people.x }}>"}, "vars": {"people": "{{ {'x': user} }}"}}
    path.write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": [tell]}]))
    said = play(Nowhere(), home, path, *words[-3:-1])
    assert said.results[-1]["result"]["msg"] == f"<{name}>", said.text


def test_the_timer_is_made_in_the_home_of_whom_it_is_for(home: Path) -> None:
    """Where it would be made as another account, or in another's home, nothing is made."""
    for name, text, said in (
        ("id", f'[ "$*" != "-u {whoami()}" ] || {{ echo 4711; exit; }}; exec /usr/bin/id "$@"', "is another account"),
        ("ls", 'echo "drwx------ 2 4711 4711 0 . $2"', "is not a folder of that account"),
    ):
        program = home / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f"#!/bin/sh\n{text}\n")
        program.chmod(0o755)
        run = timer(home, environ={"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"})
        assert run.status == 2 and said in run.failure(), run.text
        assert not (home / ".config").exists()
        program.unlink()


def git(folder: Path, *command: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=pipeline@example.com", "-c", "user.signingkey=pipeline@example.com"]
    subprocess.run(["git", *who, *command], cwd=folder, check=True, env={**os.environ, "HOME": str(folder.parent)})


@pytest.mark.skipif(
    not (shutil.which("gpg") and shutil.which("gpgconf")), reason="NOT RUN: there is no gpg here to sign commits with"
)
def test_only_signed_commits_are_pulled(home: Path) -> None:
    """With --verify-commit, as the guide recommends: what somebody pushes without the key does not run."""
    key = ["--batch", "--passphrase", "", "--quick-generate-key", "pipeline@example.com", "ed25519", "sign", "never"]
    subprocess.run(["gpg", "-q", *key], env={**os.environ, "HOME": str(home)}, check=True, capture_output=True)
    repository = home / "laptops"
    repository.mkdir()
    (repository / "access.yml").write_text(yaml.safe_dump({"access": DOCUMENT}))
    text = (ROOT / "docs" / "examples" / "profiles" / "local.yml").read_text()
    text = text.replace("published.json", "access.yml").replace("published_file", "access_file")
    (repository / "local.yml").write_text(text)
    git(repository, "init", "-q", "-b", "main")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-S", "-m", "signed")
    options = ["-C", "main", "--verify-commit", "-d", str(home / "checkout")]
    run = timer(home, workstation_timer_url=str(repository), workstation_timer_options=options)
    assert run.status == 0, run.text
    unit = (home / ".config" / "systemd" / "user" / "dayone-identity-center.service").read_text()
    assert f'"-U" "{repository}" "-C" "main" "--verify-commit"' in unit
    config = home / ".aws" / "config"
    config.unlink()
    asked = ["-U", str(repository), *options, "-e", '{"user": {"__ansible_unsafe": "ada"}}']
    pulled = play(Nowhere(), home, "local.yml", *asked, program="ansible-pull")
    assert pulled.status == 0 and "210000000001-developer" in sections(config), pulled.text
    config.unlink()
    git(repository, "commit", "-q", "--allow-empty", "-m", "not signed")
    refused = play(Nowhere(), home, "local.yml", *asked, program="ansible-pull")
    assert refused.status != 0 and not config.exists(), refused.text
    assert "Failed to verify GPG signature" in refused.text
    subprocess.run(["gpgconf", "--kill", "all"], env={**os.environ, "HOME": str(home)}, check=False)
