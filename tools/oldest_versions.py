# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The oldest versions that the collection works with: said in six places, tested in one, the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

import venvs
import yaml
from ansible_tree import ROOT

# Where each bound is said. Every pattern has to be found; its first group is the version.
SAID = {
    "ansible-core": {
        "meta/runtime.yml": r'requires_ansible: ">=([\d.]+)"',
        "docs/first-developer.md": r"ansible-core(?: |>=)([\d.]+)",
    },
    "amazon.aws": {
        "galaxy.yml": r'amazon\.aws: ">=([\d.]+)"',
        "requirements.yml": r'name: amazon\.aws\n\s+version: ">=([\d.]+)"',
    },
    "boto3": {
        "requirements.txt": r"^boto3>=([\d.]+)$",
        "plugins/doc_fragments/aws.py": r"- boto3 >= ([\d.]+)",
        "docs/first-developer.md": r"boto3>=([\d.]+)",
    },
    "botocore": {
        "requirements.txt": r"^botocore>=([\d.]+)$",
        "plugins/doc_fragments/aws.py": r"- botocore >= ([\d.]+)",
    },
}


def tested() -> dict[str, str]:
    """What the step `versions` runs with."""
    pins = (ROOT / "tools" / "pins" / "oldest.txt").read_text()
    return {**dict(re.findall(r"^([\w-]+)==([\d.]+)$", pins, re.MULTILINE)), "amazon.aws": venvs.OLDEST_AWS}


def different() -> Iterator[str]:
    """One line for each place that says another version than is tested."""
    oldest = tested()
    for name, places in SAID.items():
        for path, pattern in places.items():
            found = re.findall(pattern, (ROOT / path).read_text(), re.MULTILINE)
            if not found or {version.removesuffix(".0") for version in found} != {oldest[name].removesuffix(".0")}:
                yield f"{path}: {name} {', '.join(found) or 'nowhere'}, but the oldest that is tested is {oldest[name]}"
    needed = yaml.safe_load((ROOT / "meta" / "execution-environment.yml").read_text())["dependencies"]["python"]
    if needed != "requirements.txt":
        yield f"meta/execution-environment.yml: {needed} instead of requirements.txt"
