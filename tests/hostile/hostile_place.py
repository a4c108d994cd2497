# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One ansible-core, with the stand-in, the laptops and what is root's; and the runs of it, each made once.

The runs do not assert: what is wrong with one is for the tests, so that one failure does not hide the others.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from emulator.client import StandIn
from hostile_company import document, fill, written
from hostile_laptops import Canaries, Laptops
from hostile_names import Names
from playbook import ROOT, Run, Started

COLLECTION = "dayone.identity_center"
SECONDS = 300  # a run that takes longer hangs
HANGS = -9


class Nowhere:
    """In place of the stand-in: no AWS and no credentials."""

    def environment(self, home: Path) -> dict[str, str]:
        return {"HOME": str(home), "AWS_EC2_METADATA_DISABLED": "true", "AWS_ENDPOINT_URL": "http://127.0.0.1:9"}


class Place:
    """:param program: folder of ansible-playbook and its Python
    :param warm: folder of the same ansible-playbook, started warm
    :param amazon: folder of the namespace amazon
    :param folder: with a short path
    """

    def __init__(self, program: Path, warm: Path, amazon: Path, folder: Path, stand_in: StandIn):
        self.program, self.warm, self.folder, self.stand_in = program, warm, folder, stand_in
        self.markers, self.home = folder / "m", folder / "c"
        self.markers.mkdir()
        self.home.mkdir()
        self.names = Names(str(self.markers))
        self.canaries = Canaries(folder / "root")
        self.laptops = Laptops(folder / "l", self.names, self.canaries)
        self.inventory = self.laptops.inventory()
        self.untouched = self.canaries.manifest()
        self.access = document(self.names)
        (self.home / "access.yml").write_text(written(self.access), encoding="utf-8")
        (self.home / "literal.yml").write_text(written(self.access, literal=True), encoding="utf-8")
        (folder / "ansible.cfg").write_text("[defaults]\n", encoding="utf-8")
        collections = folder / "k" / "ansible_collections"
        (collections / "dayone").mkdir(parents=True)
        (collections / "dayone" / "identity_center").symlink_to(ROOT)
        (collections / "amazon").symlink_to(amazon)
        self.environ = {
            "ANSIBLE_CONFIG": str(folder / "ansible.cfg"),
            "ANSIBLE_COLLECTIONS_PATH": str(folder / "k"),
            "ANSIBLE_REMOTE_TEMP": str(folder / "t"),
            "ANSIBLE_PYTHON_INTERPRETER": str(program / "python"),
            "PATH": os.pathsep.join([str(warm), str(program), os.environ["PATH"]]),
        }
        fill(stand_in, self.names)

    def run(self, playbook: str | Path, *options: str, home: Path | None = None, aws: bool = True, **extra: Any) -> Run:
        """Run a playbook, which has the exit status HANGS where it had to be stopped.

        :param extra: as `literal` has them; `environ` as well
        """
        home = home or self.home
        home.mkdir(exist_ok=True)
        environ = {**self.environ, **extra.pop("environ", {})}
        name = playbook if isinstance(playbook, Path) else f"{COLLECTION}.{playbook}"
        whom = self.stand_in if aws else Nowhere()
        started = Started(
            whom,
            home,
            name,
            *options,
            environ=environ,
            program=str(self.warm / "ansible-playbook"),
            **literal(extra),
        )
        try:
            return started.end(SECONDS)
        except subprocess.TimeoutExpired as hung:
            shown = (hung.stdout or b"").decode("utf-8", "replace")
            return Run(HANGS, f"{shown}\nDid not end within {SECONDS} seconds.", started.results())

    def keep(self) -> None:
        """Keep what good people's laptops have by now, for they leave later."""
        (self.folder / "pushed").mkdir()
        for name in self.laptops.good:
            if self.laptops.config(name).exists():
                shutil.copy(self.laptops.config(name), self.pushed(name))

    def pushed(self, name: str) -> Path:
        """The config file that onboarding wrote on a good person's laptop."""
        return self.folder / "pushed" / name

    def ran(self) -> list[str]:
        """The places whose command ran."""
        return sorted(path.name for path in self.markers.iterdir())

    def touched(self) -> dict[str, tuple[Any, Any]]:
        """What of root's is not as it was: before and now."""
        now = self.canaries.manifest()
        paths = {*now, *self.untouched}
        return {
            path: (self.untouched.get(path), now.get(path))
            for path in sorted(paths)
            if self.untouched.get(path) != now.get(path)
        }

    def version(self) -> str:
        code = "import ansible.release as one; print(one.__version__)"
        return subprocess.check_output([self.program / "python", "-c", code], text=True).strip()


def literal(value: Any) -> Any:
    """Extra variables in JSON that Ansible does not evaluate; what is no template stays as it is."""
    if isinstance(value, dict):
        return {name: literal(one) for name, one in value.items()}
    if isinstance(value, list):
        return [literal(one) for one in value]
    return {"__ansible_unsafe": value} if isinstance(value, str) and "{" in value else value


def said(run: Run, task: str) -> list[str]:
    """The lines of a task that says something; none where it did not come to it."""
    found = [one["result"].get("msg", []) for one in run.results if one["task"] == task and one["outcome"] == "ok"]
    return found[-1] if found else []


def published(place: Place) -> Any:
    return json.loads((place.home / "published.json").read_text(encoding="utf-8"))
