# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which existing user or group an entry means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, TypeVar

    Resource = TypeVar("Resource", bound=Mapping[str, Any])


def finder(
    current: Iterable[Resource], id_option: str, name_option: str
) -> Callable[[Mapping[str, Any]], Resource | None]:
    """A function from an entry to the existing one that is meant, None where there is none: by id where the entry has
    one, else by name.

    :param current: what exists, list of mappings
    :param id_option: ``user_id``, ``group_id``
    :param name_option: ``user_name``, ``display_name``
    """
    by_id: dict[str, Resource] = {}
    by_name: dict[str, Resource] = {}
    for resource in current:
        by_id.setdefault(resource[id_option], resource)
        by_name.setdefault(fold_name(resource[name_option]), resource)

    def find(entry: Mapping[str, Any]) -> Resource | None:
        if entry.get(id_option):
            return by_id.get(entry[id_option])
        return by_name.get(fold_name(entry[name_option]))

    return find
