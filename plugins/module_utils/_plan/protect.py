# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What no purge removes, and nobody deletes by mistake."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from .._api.names import key
from .problems import Problem

# Source: AWS Control Tower User Guide, "IAM Identity Center Groups for AWS Control Tower" and the sets beside them.
CONTROL_TOWER_GROUPS = (
    "AWSAccountFactory",
    "AWSAuditAccountAdmins",
    "AWSControlTowerAdmins",
    "AWSLogArchiveAdmins",
    "AWSLogArchiveViewers",
    "AWSSecurityAuditPowerUsers",
    "AWSSecurityAuditors",
    "AWSServiceCatalogAdmins",
)
CONTROL_TOWER_SETS = (
    "AWSAdministratorAccess",
    "AWSOrganizationsFullAccess",
    "AWSPowerUserAccess",
    "AWSReadOnlyAccess",
    "AWSServiceCatalogAdminFullAccess",
    "AWSServiceCatalogEndUserAccess",
)
# Its user name is the management account's e-mail address, so the shown name tells it.
CONTROL_TOWER_ADMIN = "AWS Control Tower Admin"
# The role of a permission set, and its session named after the user: the one that runs the play.
SIGNED_IN = re.compile(r"arn:[^:]+:sts::(\d{12}):assumed-role/AWSReservedSSO_(.+)_[0-9a-f]{16}/(.+)")


class Guard:
    """Tells what is protected.

    :param protect: ``users``, ``groups``, ``permission_sets`` (names or globs) and ``defaults``
    :param caller_arn: who runs the play, as GetCallerIdentity says it
    """

    def __init__(self, protect=None, caller_arn=""):
        protect = protect or {}
        defaults = protect.get("defaults", True)
        runner = SIGNED_IN.fullmatch(caller_arn) if defaults else None
        self._account, self._set, self._user = runner.groups() if runner else (None, None, None)
        self._defaults = defaults
        self._users = [key(one) for one in protect.get("users") or ()] + ([key(self._user)] if runner else [])
        self._groups = [key(one) for one in protect.get("groups") or ()]
        self._sets = [*(protect.get("permission_sets") or ()), *(CONTROL_TOWER_SETS if defaults else ())]
        if defaults:
            self._groups.extend(key(one) for one in CONTROL_TOWER_GROUPS)

    def user(self, name, display_name=None):
        return (self._defaults and display_name == CONTROL_TOWER_ADMIN) or _matches(key(name), self._users)

    def group(self, name):
        return _matches(key(name), self._groups)

    def permission_set(self, name):
        return _matches(name, self._sets) or name == self._set

    def principal(self, kind, name):
        """:param kind: user or group, in any case"""
        return self.user(name) if kind.lower() == "user" else self.group(name)

    def assignment(self, kind, principal, permission_set, account_id):
        """Of a protected principal or permission set, and what gives the one that runs the play its own role."""
        own = (permission_set, account_id) == (self._set, self._account)
        return own or self.principal(kind, principal) or _matches(permission_set, self._sets)


def check_protected(document, guard, users=()):
    """Problems of what the document makes absent although it is protected; ``until`` that has passed counts too.

    :param users: the existing users, for the name shown
    """
    shown = {key(user["user_name"]): user.get("display_name") for user in users}
    for section, option, protects in (
        ("users", "user_name", lambda name: guard.user(name, shown.get(key(name)))),
        ("groups", "display_name", guard.group),
        ("permission_sets", "name", guard.permission_set),
    ):
        for index, one in enumerate(document[section]):
            if one["state"] == "absent" and protects(one[option]):
                yield _problem(f"{section}[{index}]", one[option])
    for index, group in enumerate(document["groups"]):
        for name in group.get("absent_members") or ():
            if guard.user(name, shown.get(key(name))):
                yield _problem(f"groups[{index}].members", f"user {name}")


def check_protected_assignments(crossed, guard):
    """The same for assignments, once crossed."""
    said = set()
    for one in crossed:
        protected = guard.assignment(one.kind, one.principal, one.permission_set, one.account_id)
        if one.state == "absent" and protected and one.path not in said:
            said.add(one.path)
            yield _problem(one.path, one.label)


def _problem(path, name):
    return Problem(
        path,
        f"{name} is protected and is to be absent: take one of the two back (the option protect; its defaults hold for "
        "what AWS Control Tower made and for the identity that runs the play)",
    )


def _matches(name, globs):
    return any(fnmatchcase(name, glob) for glob in globs)
