# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a run would end well without what it was asked for: Ansible skips what options leave out, and says nothing."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ansible import constants
from ansible.parsing.splitter import parse_kv

from .limited_hosts import Hosts

GROUP = "workstations"
# What says what is to be done; of two, Ansible takes the last.
ASKED_ONCE = ("access", "access_file", "published", "published_file", "user")
ONLY_LOOKS = ("listhosts", "listtasks", "listtags", "syntax")
OWN_PLAYBOOK = re.compile(r"import_playbook:\s*[\"']?dayone\.identity_center\.")
# A playbook with one of these may have tags, tasks and machines of its own to be meant.
OTHERS_WORK = re.compile(
    r"\b(?:tags|roles|import_\w+|include_\w+)[\"']?\s*:|\bhosts[\"']?\s*:(?!\s*[\"']?localhost[\"']?\s)"
)


def refusals(
    options: Mapping[str, Any], groups: Mapping[str, Any], loader: Any, own: bool, laptops: bool
) -> Iterator[str]:
    """
    :param options: of ansible-playbook's command line
    :param own: whether no playbook but this collection's is played, so that nothing else can have been meant
    :param laptops: whether the playbook has work for laptops
    :returns: a sentence for each reason, with what works instead
    """
    if any(options.get(name) for name in ONLY_LOOKS):
        return
    if own:
        yield from _of_tags(options)
        yield from _of_start(options)
        yield from _of_steps(options)
    if own or not _selected_by_tags(options):
        yield from _of_limit(options.get("subset"), Hosts(loader, groups), own and laptops)
    if laptops:
        yield from _of_group(groups)
        yield from _of_inventory(options.get("inventory"), groups)
    yield from _of_variables(options.get("extra_vars") or (), loader)


def is_own(playbooks: Iterable[str], own_folder: Path) -> bool:
    """Whether all of these are playbooks of this collection, or do nothing but import some (AWX needs such files)."""
    return all(_is_own(playbook, own_folder) for playbook in playbooks)


def _is_own(playbook: str, own_folder: Path) -> bool:
    path = Path(os.environ.get("PWD") or ".", playbook)
    if not path.is_file():  # as namespace.collection.name
        return playbook.startswith("dayone.identity_center.")
    if path.resolve().parent == own_folder:
        return True
    text = path.read_text(encoding="utf-8", errors="replace")
    return not OTHERS_WORK.search(OWN_PLAYBOOK.sub("", text))


def _selected_by_tags(options: Mapping[str, Any]) -> bool:
    return bool(options.get("skip_tags")) or list(options.get("tags") or ["all"]) != ["all"]


def _of_tags(options: Mapping[str, Any]) -> Iterator[str]:
    """Nothing in these playbooks has a tag."""
    run, skip = set(options.get("tags") or ["all"]), set(options.get("skip_tags") or ())
    if not run & {"all", "untagged"}:
        yield f"--tags {_quoted(run)} would leave out everything, for no task here has a tag. Run it without --tags"
    if skip & {"all", "untagged"}:
        yield f"--skip-tags {_quoted(skip)} would leave out everything. Run it without --skip-tags"


def _quoted(words: Iterable[str]) -> str:
    return shlex.quote(",".join(sorted(words)))


def _of_start(options: Mapping[str, Any]) -> Iterator[str]:
    if options.get("start_at_task") is not None:
        yield (
            f"--start-at-task {shlex.quote(options['start_at_task'])} would leave out what later tasks need, or all. "
            "Run it from the beginning, what is done stays"
        )


def _of_steps(options: Mapping[str, Any]) -> Iterator[str]:
    """Answered with Enter, the default, a task is left out, and what was to check it is the next one."""
    if options.get("step"):
        yield (
            "--step leaves out every task that is not answered with y or c, Enter too, and what later tasks need. Run "
            "it without --step; --check --diff shows what it would do"
        )


def _of_limit(limit: str | None, hosts: Hosts, laptops: bool) -> Iterator[str]:
    if not limit:
        return
    if not hosts.has_localhost(limit):
        yield (
            f"--limit {shlex.quote(limit)} leaves out localhost, which does the work in AWS and reads the document. "
            f"Add it: --limit {shlex.quote(hosts.with_localhost(limit))} (in AWX the job's field Limit)"
        )
        return
    for name in hosts.unmatched(limit):
        yield f"--limit {shlex.quote(limit)} names {name}, which is neither a host nor a group. Correct it"
    others = hosts.asked(limit) if hosts.has_group(GROUP) else hosts.others(limit)
    if laptops and others and not (hosts.has_group(GROUP) and hosts.left(limit, GROUP)):
        yield (
            f"--limit {shlex.quote(limit)} has no machine of the group {GROUP}: {', '.join(others[:5])} would get "
            "nothing. Name machines of that group besides localhost"
        )


def _of_group(groups: Mapping[str, Any]) -> Iterator[str]:
    if GROUP in groups and not groups[GROUP]:
        yield (
            f"The inventory's group {GROUP} has no machine in it. Put the laptops there, or leave out the group or -i "
            "where this machine is the only one"
        )
    elif GROUP not in groups:
        lower = {name.lower(): name for name in groups}
        for near in get_close_matches(GROUP, lower, cutoff=0.85):
            yield f"The inventory has a group {lower[near]} and none named {GROUP}, where laptops belong. Rename it"


def _of_inventory(sources: Iterable[str] | None, groups: Mapping[str, Any]) -> Iterator[str]:
    """Ansible only warns of an inventory that it cannot read; this machine would be taken for the laptop."""
    if constants.config.get_config_value_and_origin("DEFAULT_HOST_LIST")[1] == "default" and list(
        sources or ()
    ) == list(constants.DEFAULT_HOST_LIST):
        return
    paths = [Path(source) for source in sources or () if "," not in source]
    for path in paths:
        if not path.exists():
            yield f"The inventory {path} does not exist. Correct -i, or leave it out where this machine is the only one"
    lists = [path for path in paths if path.is_file() and path.stat().st_size and not os.access(path, os.X_OK)]
    if lists and len(lists) == len(list(sources or ())) and not groups.get("all"):
        names = ", ".join(str(path) for path in lists)
        yield f"No machine could be read from the inventory {names}. Correct it, or leave out -i"


def _of_variables(given: Iterable[str], loader: Any) -> Iterator[str]:
    values_of: dict[str, list[tuple[str, Any]]] = {}
    for text in given:
        for name, value in _variables(text, loader).items():
            if name in ASKED_ONCE and value not in [earlier for _where, earlier in values_of.get(name, [])]:
                values_of.setdefault(name, []).append((text if text.startswith("@") else f"{name}=...", value))
    for name, values in values_of.items():
        if len(values) > 1:
            places = " and ".join(f"-e {where}" for where, _value in values)
            yield f"{name} is given twice, by {places}, and Ansible takes the last alone. Give one, or run it for each"


def _variables(text: str, loader: Any) -> dict[str, Any]:
    """What one -e gives; Ansible has read it before, so it can be read."""
    if text.startswith("@"):
        content = loader.load_from_file(text[1:])
    elif text[:1] in ("{", "["):
        content = loader.load(text)
    else:
        content = parse_kv(text)
    return content if isinstance(content, dict) else {}
