# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which hosts --limit leaves, found as Ansible finds them."""

from __future__ import annotations

import platform
import re
import socket
from collections.abc import Iterable, Mapping
from typing import Any

from ansible import constants
from ansible.errors import AnsibleError
from ansible.inventory.manager import InventoryManager, split_host_pattern

LOCALHOST = "localhost"
MOST_NAMED = 20


class Hosts:
    """An inventory as its groups have it.

    :param groups: Ansible's variable of that name, which no limit shortens
    """

    def __init__(self, loader: Any, groups: Mapping[str, Iterable[str]]) -> None:
        self._inventory = InventoryManager(loader, parse=False)
        for group, hosts in groups.items():
            self._inventory.add_group(group)
            for host in hosts:
                self._inventory.add_host(host, group=group)

    def left(self, limit: str | None, pattern: str = "all") -> list[str]:
        """The hosts of a pattern that this limit leaves. The implicit localhost is in no ``all``, as with Ansible."""
        self._inventory.subset(limit or None)
        # What matches nothing is told here in better words than by what ANSIBLE_HOST_PATTERN_MISMATCH has set.
        as_set, constants.HOST_PATTERN_MISMATCH = constants.HOST_PATTERN_MISMATCH, "ignore"
        try:
            return [host.name for host in self._inventory.get_hosts(pattern)]
        finally:
            constants.HOST_PATTERN_MISMATCH = as_set

    def has_group(self, name: str) -> bool:
        return name in self._inventory.groups

    def has_localhost(self, limit: str | None) -> bool:
        """Whether plays on localhost are played."""
        return bool(self.left(limit, LOCALHOST))

    def others(self, limit: str | None) -> list[str]:
        """All that the limit leaves but localhost."""
        return [name for name in self.left(limit) if name not in constants.LOCALHOST]

    def with_localhost(self, limit: str) -> str:
        """A limit that has localhost besides."""
        desired = self.others(limit)
        # As Ansible splits it: by commas, and by colons where it has none.
        between = ":" if ":" in limit and "," not in limit else ","
        whole = ["all"] if limit.startswith("!") else []
        written = between.join([LOCALHOST, *whole, limit])
        if self._same(written, desired):
            return written
        named = ",".join([LOCALHOST, *desired])
        return named if len(desired) <= MOST_NAMED and self._same(named, desired) else f"{LOCALHOST},..."

    def _same(self, limit: str, desired: list[str]) -> bool:
        try:
            return self.has_localhost(limit) and set(self.others(limit)) == set(desired)
        except AnsibleError:
            return False

    def asked(self, limit: str | None) -> list[str]:
        """The limit's parts that ask for machines besides this one. Who is left out may be gone already."""
        parts = [part.strip() for part in split_host_pattern(limit or [])]
        here = set(constants.LOCALHOST) | _of_this_machine()
        return [part for part in parts if part and not part.startswith("!") and part not in here]

    def unmatched(self, limit: str | None) -> list[str]:
        """What the limit names that is neither a host nor a group. Ansible warns of it and goes on."""
        # A pattern may match nothing, and a file has its own names.
        names = [part.lstrip("&") for part in self.asked(limit) if not re.search(r"[*?\[~@]", part)]
        return [name for name in names if name not in self._inventory.groups and name not in self._inventory.hosts]


def _of_this_machine() -> set[str]:
    """ansible-pull limits to all of these beside localhost, whatever the inventory has."""
    names = {socket.getfqdn(), platform.node()}
    return names | {name.split(".")[0] for name in names}
