# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Timers for hostile people, addresses and options: the files are what systemd and launchd take, and what they run is
what was meant."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest
from hostile_company import profiles
from hostile_place import Place
from hostile_readers import profiles as profiles_in
from hostile_readers import unit, words
from playbook import Run

SILENT = "#!/bin/sh\n"
SERVICE = ".config/systemd/user/dayone-identity-center.service"
AGENT = "Library/LaunchAgents/dayone.identity-center.plist"


def timer(place: Place, which: str, system: str, **more: object) -> tuple[Path, Run]:
    """The home in which a timer for the person with braces was made, and the run that made it."""
    home = place.folder / which
    bin_folder = home / "bin"
    bin_folder.mkdir(parents=True)
    for name in ("systemctl", "launchctl", "ansible-pull"):
        (bin_folder / name).write_text(SILENT)
        (bin_folder / name).chmod(0o755)
    (bin_folder / "uname").write_text(f"#!/bin/sh\necho {system}\n")
    (bin_folder / "uname").chmod(0o755)
    environ = {"PATH": f"{bin_folder}:{place.environ['PATH']}", "XDG_RUNTIME_DIR": str(home / "none")}
    wanted = {
        "user": place.names.users[0],
        "workstation_timer": True,
        "workstation_timer_url": url(place),
        "workstation_timer_program": str(bin_folder / "ansible-pull"),
        "workstation_timer_options": options(place),
        **more,
    }
    run = place.run(
        "workstation", "-e", f"@{place.home}/published.json", home=home, aws=False, environ=environ, **wanted
    )
    return home, run


def url(place: Place) -> str:
    return f"https://git.example.com/a?b=%h&c='$(touch${{IFS}}{place.names.place('url')})'<d>\"`e`\\"


def options(place: Place) -> list[str]:
    return ["-d", f"{{{{ x }}}} '%n' \"$HOME\" \\ ; $(touch {place.names.place('option')})", "--accept-host-key"]


@pytest.fixture(scope="session")
def systemd(place: Place, onboarded: Run) -> tuple[Path, Run]:
    return timer(place, "ts", "Linux")


@pytest.fixture(scope="session")
def launchd(place: Place, onboarded: Run) -> tuple[Path, Run]:
    return timer(place, "tl", "Darwin")


@pytest.fixture(scope="session")
def broken(place: Place, onboarded: Run) -> tuple[Path, Run]:
    """An option that goes on in a line of its own."""
    more = ["-d", f"x\nExecStartPre=/bin/touch {place.names.place('line')}"]
    return timer(place, "tb", "Linux", workstation_timer_options=more)


def test_no_command_runs(
    place: Place, systemd: tuple[Path, Run], launchd: tuple[Path, Run], broken: tuple[Path, Run]
) -> None:
    assert place.ran() == []


def test_systemd_runs_what_was_meant(place: Place, systemd: tuple[Path, Run]) -> None:
    home, run = systemd
    assert run.status == 0, run.text[-4000:]
    found = unit((home / SERVICE).read_text(encoding="utf-8"))
    (command,) = found.pop("ExecStart")
    assert sorted(found) == ["Description", "Documentation", "Type"]
    said = words(command)
    assert said[:3] == [str(home / "bin" / "ansible-pull"), "-U", url(place)]
    assert said[3:6] == options(place)


def test_launchd_runs_what_was_meant(place: Place, launchd: tuple[Path, Run]) -> None:
    home, run = launchd
    assert run.status == 0, run.text[-4000:]
    said = plistlib.loads((home / AGENT).read_bytes())["ProgramArguments"]
    assert said[:3] == [str(home / "bin" / "ansible-pull"), "-U", url(place)]
    assert said[3:6] == options(place)


def test_whose_it_is_reaches_the_play_as_text(
    place: Place, systemd: tuple[Path, Run], launchd: tuple[Path, Run]
) -> None:
    """With the very -e of the timers the profiles are those of the person; the braces in the name stay braces."""
    assert (systemd[1].status, launchd[1].status) == (0, 0), systemd[1].text[-4000:]
    by_systemd = words(unit((systemd[0] / SERVICE).read_text(encoding="utf-8"))["ExecStart"][0])
    by_launchd = plistlib.loads((launchd[0] / AGENT).read_bytes())["ProgramArguments"]
    given = by_systemd[by_systemd.index("-e") + 1]
    assert by_launchd[by_launchd.index("-e") + 1] == given
    home = place.folder / "again"
    run = place.run("workstation", "-e", given, "-e", f"@{place.home}/published.json", home=home, aws=False)
    assert run.status == 0, run.text[-4000:]
    assert profiles_in(home / ".aws" / "config") == profiles(place.names, place.names.users[0])
    assert place.ran() == []


def test_an_option_makes_no_line_of_its_own(broken: tuple[Path, Run]) -> None:
    """It is refused, or stays within the command."""
    home, run = broken
    path = home / SERVICE
    assert run.status == 2 or path.exists(), run.text[-4000:]
    if path.exists():
        found = unit(path.read_text(encoding="utf-8"))
        assert "ExecStartPre" not in found and len(found["ExecStart"]) == 1
