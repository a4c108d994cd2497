# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The steps of `make test`: what each one runs, and where."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".work"


# a file's tests share a stand-in, so they stay together
TWO_AT_ONCE = ("--numprocesses", "2", "--dist", "loadfile")
# These fetch the CDK CLI and Amplify's packages from npm into .work, which takes minutes the first time.
FROM_NPM = ("tests/e2e/test_bootstrap.py", "tests/e2e/test_sandbox.py")
# Of antsibull-nox.toml; the others need a container engine or are steps here as well.
SESSIONS = ("lint", "docs-check", "license-check", "extra-checks")
BOUNDS = "tests/packaging/test_bounds.py"
IMAGE = "tests/packaging/test_image.py"
NOT_WITH_THE_ARCHIVE = (BOUNDS, IMAGE)


@dataclass(frozen=True)
class Step:
    """One row of the table."""

    name: str
    group: str
    command: list[str]
    cwd: Path = ROOT
    minutes: int = 20  # a step that takes longer is stopped and has failed
    cores: int = 1


def lint(name: str, *command: str) -> Step:
    return Step(name, "lint", list(command), minutes=10)


def pytest(name: str, group: str, *arguments: str, minutes: int = 20) -> Step:
    return Step(name, group, ["python", "-m", "pytest", "-q", *TWO_AT_ONCE, *arguments], minutes=minutes, cores=2)


def warm(step: Step) -> Step:
    """Ansible's programs start warm there (tests/warm)."""
    return dataclasses.replace(step, command=["python", "tests/warm", *step.command])


def ansible_test(name: str, group: str, *arguments: str, cores: int = 2) -> Step:
    return Step(name, group, ["python", "tools/in_ansible_tree.py", *arguments], cores=cores)


def hostile(core: str) -> Step:
    """All tests of one ansible-core share a company and laptops, so each has a process and a core of its own."""
    command = ["python", "-m", "pytest", "-q", "tests/hostile", "-k", core]
    return Step(f"hostile, {core} ansible-core", "hostile", command, minutes=30)


def molecule(scenario: str) -> Step:
    command = ["molecule", "test", "--scenario-name", scenario]
    return Step(f"molecule {scenario}", "molecule", command, cwd=ROOT / "extensions", minutes=30)


def shell_scripts() -> list[str]:
    """The scripts that ansible-test's shellcheck passes over."""
    candidates = [*(ROOT / "tools").iterdir(), *(ROOT / "findings").iterdir(), ROOT / ".ci" / "run"]
    return [str(path) for path in candidates if path.is_file() and re.match(rb"#!\S*(/| )(ba)?sh\b", path.read_bytes())]


# Tests of whole companies and files, which take longer than all other unit tests.
PROPERTIES = "tests/unit/plugins/module_utils/_orchestration/test_{}_properties.py"
FEW_EXAMPLES = [
    *("env", "FUZZ_EXAMPLES=10", "python", "-m", "pytest", "-q", *TWO_AT_ONCE, "tests/unit"),
    *(f"--ignore={PROPERTIES.format(name)}" for name in ("guard", "document", "export")),
]

STEPS = [
    # First what takes the longest: what needs one core runs beside it.
    warm(pytest("end to end", "e2e", "tests/e2e", *(f"--ignore={path}" for path in FROM_NPM), minutes=40)),
    ansible_test("integration targets", "integration", "integration", cores=1),
    lint("ruff check", "ruff", "check", "--no-cache", "--output-format", "concise", "."),
    lint("ruff format", "ruff", "format", "--no-cache", "--check", "--output-format", "concise", "."),
    lint("types", "mypy"),
    lint("yamllint", "yamllint", "--strict", "."),
    lint("ansible-lint", "ansible-lint", "--offline", "--profile", "production"),
    lint("shellcheck", "shellcheck", *shell_scripts()),
    lint("changelog", "antsibull-changelog", "lint"),
    lint("rules of this repository", "python", "tools/rules.py"),
    lint("access schema", "python", "tools/schema.py", "--check"),
    lint("docs of the plugins", "python", "tools/docs_site.py", "--lint"),
    ansible_test("unit tests", "units", "units"),
    Step("unit tests, oldest Python", "units", ["python", "tools/oldest_python.py"]),
    ansible_test("ansible-test sanity", "sanity", "sanity"),
    pytest("stand-in's tests", "emulator", "tests/emulator/tests"),
    pytest("benchmark's tests", "emulator", "tests/benchmark"),
    Step("site and links of the docs", "docs", ["python", "tools/docs_site.py"], minutes=10),
    warm(
        pytest(
            "archive and runners", "package", "tests/packaging", *(f"--ignore={path}" for path in NOT_WITH_THE_ARCHIVE)
        )
    ),
    pytest("oldest and newest versions", "versions", BOUNDS),
    hostile("oldest"),
    hostile("newest"),
    Step("sessions of nox", "nox", ["python", "tools/nox_sessions.py", *SESSIONS], minutes=10),
    pytest("CDK and Amplify", "npm", *FROM_NPM, minutes=45),
    pytest("execution environment", "containers", IMAGE, minutes=60),
    Step("access map in Chromium", "browser", ["python", "tools/browser_tests.py"]),
    molecule("provision"),
    molecule("workstation"),
    molecule("fleet"),
]

# `make check`: what is quick, and finds most of what `make test` would.
CHECK = [
    *(step for step in STEPS if step.group == "lint" and step.name not in ("ansible-lint", "docs of the plugins")),
    Step("unit tests, few examples", "check", FEW_EXAMPLES, cores=2),
    warm(pytest("onboarding", "check", "tests/e2e/test_onboard.py", "tests/e2e/test_existing_profile.py")),
]
