# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The addresses of users: ``user_email`` makes them, ``change_emails`` keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from .input_problems import Problem
from .plan_types import Plan
from .user_plan import find_among

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from .._api.resource_types import Entry, ExistingUser

PLACEHOLDER = re.compile(r"\{(user_name|given_name|family_name)\}")
FORM = re.compile(r"[^{}]*(\{(user_name|given_name|family_name)\}[^{}]*)+")


def check_user_email(text: str | None) -> Iterator[Problem]:
    """Problems of the template itself; what it gives is checked as every address is."""
    if text is not None and not FORM.fullmatch(text):
        known = "{user_name}, {given_name} and {family_name}"
        yield Problem(
            "user_email", f"{text!r} is no template of an address: it is made from {known}, and has at least one"
        )


def with_emails(users: list[dict[str, Any]], text: str | None) -> list[dict[str, Any]]:
    """The users, those who are to be present and state no address with the one that the template gives.

    Who lacks what it is made from keeps none: that a name is missing is a problem that is said anyway.
    """
    if text is None or not FORM.fullmatch(text):
        return users
    return [_with_email(user, text) for user in users]


def _with_email(user: Entry, text: str) -> dict[str, Any]:
    parts = [user.get(name) for name in PLACEHOLDER.findall(text)]
    if user["state"] != "present" or user.get("email") is not None or not all(parts):
        return user
    return {**user, "email": PLACEHOLDER.sub(lambda match: user[match[1]], text)}


def check_kept_emails(users: Iterable[Mapping[str, Any]], current: list[ExistingUser], plan: Plan) -> Iterator[Problem]:
    """Problems of existing users who would get another address.

    :param users: the document's
    :param current: the existing users
    """
    find = find_among(current)
    names = {
        change.name
        for change in plan.changes
        if change.kind == "user" and change.action == "update" and "email" in change.after
    }
    for index, user in enumerate(users):
        now = find(user)
        if now and now["user_name"] in names:
            yield Problem(
                f"users[{index}].email",
                f"the user {now['user_name']} is there with another e-mail address than {user['email']}, and "
                "change_emails is false. Another person needs another user name, in a document of your own "
                "(docs/company.md); where the address of this one is to change, set it to true, in playbook onboard "
                "by -e change_email=true",
            )
