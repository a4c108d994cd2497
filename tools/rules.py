# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the rules of this repository that no linter knows; prints one line per violation."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml
from ansible_tree import ROOT, files
from oldest_versions import different

LONGEST = 400  # lines
LARGEST = 150_000  # bytes of a picture, which every clone carries for good
# taken over or generated
NOT_OURS = (
    "LICENSE",
    "LICENSES/GPL-3.0-or-later.txt",
    "CHANGELOG.md",
    "changelogs/changelog.yaml",
    "docs/access.schema.json",
)

# what must not stand in a file, and why
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.])/(?:root|Users/\w+)/|/work/(?:main|shared)\b|/tmp/[w]/",
    "the host of a package registry": r"(?:pypi|pythonhosted|npmjs|debian)\.org\b|galaxy\.ansible\.com",
    "a silenced linter": r"#\s*(?:noqa|type:\s*ignore)|pylint:\s*disable|<!--\s*markdownlint-disable",
    "a key that looks real": r"\bA(?:KIA|SIA)(?!IOSFODNN7EXAMPLE)[A-Z0-9]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY",
}
# What each room of module_utils may import (docs/design.md); nothing of _api's that calls AWS reaches _plan.
ROOMS = {
    "_text": (),
    "_api": ("_text",),
    "_aws_config": ("_text",),
    "_snapshot": ("_api",),
    "_plan": (
        *("_api.identity_keys", "_api.similar_names", "_api.policy_json", "_api.user_attributes"),
        *("_api.resource_types", "_text"),
    ),
    "_apply": ("_api", "_plan"),
    "_profiles": ("_aws_config", "_api.identity_keys", "_plan.input_problems", "_text"),
    "_argument_specs": ("_api.user_attributes", "_plan.input_problems"),
    "_ansible_module": (
        *("_api.aws_errors", "_argument_specs", "_plan.input_problems", "_snapshot.find_instance", "_text"),
    ),
    "_access_document": (
        *("_api.identity_keys", "_api.resource_types", "_api.similar_names"),
        *("_argument_specs", "_plan", "_profiles"),
    ),
    "_orchestration": (
        *("_api", "_snapshot", "_plan", "_apply", "_profiles", "_text"),
        *("_argument_specs", "_ansible_module", "_access_document"),
    ),
}
IMPORT = re.compile(r"^\s*from \.\.(_\w+)(?:\.(\w+))? import ([\w, ]+)", re.MULTILINE)
HEADER = "# SPDX-License-" + "Identifier: GPL-3.0-or-later"  # in one piece REUSE takes it for this line's


def violations(name: str, text: str) -> Iterator[str]:
    lines = text.splitlines()
    if len(lines) > LONGEST and name not in NOT_OURS:
        yield f"{name}: {len(lines)} lines, more than {LONGEST}"
    if name.endswith(".py") and text and HEADER not in lines[:10]:
        yield f"{name}: the header lacks '{HEADER}'"
    if name.startswith("tests/sanity/ignore"):
        yield f"{name}: ansible-test's complaints are mended, not ignored"
    for number, line in enumerate(lines, 1):
        for what, pattern in FORBIDDEN.items():
            if re.search(pattern, line) and name not in NOT_OURS:
                yield f"{name}:{number}: {what}: {line.strip()[:100]}"


def action_group() -> Iterator[str]:
    """module_defaults reach exactly the modules that call AWS."""
    listed = yaml.safe_load((ROOT / "meta" / "runtime.yml").read_text())["action_groups"]["aws"]
    sources = (ROOT / "plugins" / "modules").glob("*.py")
    calling = {path.stem for path in sources if "AnsibleAWSModule" in path.read_text()}
    for name in sorted(calling - set(listed)):
        yield f"meta/runtime.yml: action group aws lacks {name}"
    for name in sorted(set(listed) - calling):
        yield f"meta/runtime.yml: action group aws has {name}, which is no module that calls AWS"


def directions() -> Iterator[str]:
    """The rooms import each other one way only."""
    for room, allowed in ROOMS.items():
        for path in sorted((ROOT / "plugins" / "module_utils" / room).glob("*.py")):
            for package, module, names in IMPORT.findall(path.read_text(encoding="utf-8")):
                wanted = (
                    [f"{package}.{module}"] if module else [f"{package}.{name.strip()}" for name in names.split(",")]
                )
                for one in wanted:
                    if package not in allowed and one not in allowed:
                        yield f"{path.relative_to(ROOT)}: {room} must not import {one}"


def rooms() -> Iterator[str]:
    """Every room is listed above, and a file's name says what is in it without its room's."""
    paths = sorted((ROOT / "plugins").glob("*_utils/**/*.py"))
    for room in sorted({path.parent.name for path in paths if path.parents[1].name == "module_utils"} - set(ROOMS)):
        yield f"plugins/module_utils/{room}: a room of which tools/rules.py does not say what it may import"
    seen: dict[str, Path] = {}
    for path in paths:
        if path.stem != "__init__" and seen.setdefault(path.stem, path) != path:
            yield f"{path.relative_to(ROOT)}: {seen[path.stem].relative_to(ROOT)} has the same name"


def main() -> None:
    found = [*action_group(), *directions(), *rooms(), *different()]
    for name in files():
        if (ROOT / name).is_symlink():
            continue  # what it leads to is looked at itself
        if name.endswith(".png"):
            size = (ROOT / name).stat().st_size
            found += [f"{name}: {size} bytes, more than {LARGEST}"] if size > LARGEST else []
            continue
        try:
            text = (ROOT / name).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            found.append(f"{name}: not text in UTF-8")
            continue
        found += violations(name, text)
    print("\n".join(found) or "no violations")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
