# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the modules of one kind share with the whole document: ``until``, and what an identity provider owns."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

from .._api.identity_keys import key
from .._plan.expiry import as_of, check_members, check_until
from .._plan.external_ownership import external_names, without_external
from .._plan.input_problems import require

NAMES = {"users": ("user", "user_name"), "groups": ("group", "display_name")}


def meant_now(section, wanted, path):
    """The entries as they are meant at this moment: what ``until`` ended is absent.

    :param section: users, groups, assignments
    :param path: the section, or empty for flat options
    :raises InputError: an ``until`` that is no time, a member that is no name
    """
    document = {section: wanted}
    if section == "groups":
        require(_at(path, section, check_members(wanted, section)))
    require(_at(path, section, check_until(document)))
    return as_of(document, datetime.now(timezone.utc))[section]


def without_owned(module, section, wanted, current, plan):
    """The plan without edits of what an external identity provider owns, unless the option manage_external is set.

    :returns: plan, notes, and the entries of which what is left alone states nothing
    """
    if module.params["manage_external"]:
        return plan, [], wanted
    external = external_names(current, ()) if section == "users" else external_names((), current)
    plan, notes, left_alone = without_external(plan, external)
    return plan, notes, as_they_are(section, wanted, left_alone)


def as_they_are(section, wanted, left_alone):
    """The entries; those that are left alone state nothing but their name.

    :param left_alone: set of (kind, key(name))
    """
    kind, name = NAMES[section]
    return [
        {**dict.fromkeys(one), name: one[name], "state": one["state"]} if (kind, key(one[name])) in left_alone else one
        for one in wanted
    ]


def _at(path, section, problems):
    """Flat options are no list."""
    problems = list(problems)
    if path:
        return problems
    return [replace(one, path=one.path.replace(f"{section}[0]", "", 1).lstrip(".")) for one in problems]
