# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What no purge removes, and nobody deletes by mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from .._api.identity_keys import alike, fold_name, same_case
from .input_problems import Problem
from .own_access_check import runner_of
from .resource_matcher import finder

if TYPE_CHECKING:
    from typing import Any

    from .._api.resource_types import ExistingGroup, ExistingUser
    from .assignment_plan import ExpandedAssignment

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
# section, the option of protect that is of its kind, what names an entry and tells it, the kind in words
KINDS = (
    ("users", "user_name", "user_id", "user"),
    ("groups", "display_name", "group_id", "group"),
    ("permission_sets", "name", "name", "permission set"),
)

# To protect somebody too many is the safe side, so of users and groups what any comparison makes equal is protected.
FOLDS = (fold_name, same_case, alike)


class Guard:
    """Tells what is protected.

    :param protect: ``users``, ``groups``, ``permission_sets`` (names or globs) and ``defaults``
    :param caller_arn: who runs the play, as GetCallerIdentity says it
    """

    def __init__(self, protect: Mapping[str, Any] | None = None, caller_arn: str = "") -> None:
        self.protect = protect or {}
        self._defaults = self.protect.get("defaults", True)
        runner = runner_of(caller_arn if self._defaults else "")
        self._account, self._set, self.runner = runner.account, runner.permission_set, runner.user
        self._users = list(self.protect.get("users") or ())
        self._groups = list(self.protect.get("groups") or ())
        self._sets = [*(self.protect.get("permission_sets") or ()), *(CONTROL_TOWER_SETS if self._defaults else ())]
        if self._defaults:
            self._groups.extend(CONTROL_TOWER_GROUPS)
        # {group id: user name} of the groups in which somebody protected is.
        self._held: dict[str, str] = {}
        self._own_groups: set[str] | None = None

    def learn(self, groups_of: Mapping[str, Iterable[str]], names: Mapping[str, str]) -> None:
        """In which groups those who are protected are.

        :param groups_of: ``{user id: [group id]}``
        :param names: ``{user id: name}``
        """
        for user_id, groups in sorted(groups_of.items()):
            for group_id in groups:
                self._held.setdefault(group_id, names[user_id])
            if self.runner and fold_name(names[user_id]) == fold_name(self.runner):
                self._own_groups = set(groups)

    def user(self, name: str, display_name: str | None = None) -> bool:
        own = bool(self.runner) and fold_name(name) == fold_name(self.runner)
        tower = self._defaults and display_name == CONTROL_TOWER_ADMIN
        return own or tower or _matches(name, self._users, FOLDS)

    def group(self, name: str) -> bool:
        return _matches(name, self._groups, FOLDS)

    def permission_set(self, name: str) -> bool:
        return _matches(name, self._sets) or (bool(self._set) and name == self._set)

    def principal(self, kind: str, name: str) -> bool:
        """:param kind: user or group, in any case"""
        return self.user(name) if kind.lower() == "user" else self.group(name)

    def holder(self, group_id: str) -> str:
        """Who is in the group and is protected, an empty text where nobody is."""
        return self._held.get(group_id, "")

    def assignment(self, kind: str, principal: str, permission_set: str, account_id: str, group_id: str = "") -> bool:
        """Of a protected principal or permission set, of a group in which somebody protected is, and what gives the one
        that runs the play its own role.

        :param group_id: of a group that exists
        """
        if self.principal(kind, principal) or _matches(permission_set, self._sets) or self.holder(group_id):
            return True
        if not self._set or (permission_set, account_id) != (self._set, self._account):
            return False
        # Unless it is known through what the run has its role, all of it is kept.
        return self._own_groups is None

    def unmatched(self, names: Mapping[str, Iterable[str]]) -> Iterator[str]:
        """Notes on what of the option protect is about nothing.

        :param names: ``{section: every name that exists or is declared}``
        """
        for section, _option, _id_option, kind in KINDS:
            folds = (str,) if section == "permission_sets" else FOLDS
            known = sorted(names[section])
            for pattern in self.protect.get(section) or ():
                if not any(_matches(name, [pattern], folds) for name in known):
                    near = _near(pattern, known)
                    yield f"protect.{section}: no {kind} is called {pattern}, so it protects nothing{near}"


def _near(pattern: str, known: Iterable[str]) -> str:
    spelt = {alike(name): name for name in known}
    close = get_close_matches(alike(pattern.strip("*?")), spelt, n=1)
    return f"; did you mean {spelt[close[0]]}?" if close else ""


def check_protected(
    document: Mapping[str, Any],
    guard: Guard,
    users: Iterable[ExistingUser] = (),
    groups: Iterable[ExistingGroup] = (),
) -> Iterator[Problem]:
    """Problems of what the document makes absent although it is protected; ``until`` that has passed counts too.

    :param users: the existing users, also for the name shown
    :param groups: the existing groups
    """
    shown = {fold_name(user["user_name"]): user.get("display_name") for user in users}
    users = list(users)
    existing: dict[str, Iterable[Any]] = {"users": users, "groups": groups, "permission_sets": ()}
    protects: dict[str, Callable[[str], bool]] = {
        "users": lambda name: guard.user(name, shown.get(fold_name(name))),
        "groups": guard.group,
        "permission_sets": guard.permission_set,
    }
    for section, option, id_option, _kind in KINDS:
        find = finder(existing[section], id_option, option)
        for index, entry in enumerate(document[section]):
            # By an id it may have another name than the document gives it.
            now = find(entry) or entry
            if entry["state"] == "absent" and (protects[section](entry[option]) or protects[section](now[option])):
                yield _problem(f"{section}[{index}]", now[option])
    for index, group in enumerate(document["groups"]):
        for name in group.get("absent_members") or ():
            if guard.user(name, shown.get(fold_name(name))):
                yield _problem(f"groups[{index}].members", f"user {name}")


def check_protected_assignments(expanded_assignments: Iterable[ExpandedAssignment], guard: Guard) -> Iterator[Problem]:
    """The same for assignments, once crossed."""
    said = set()
    for assignment in expanded_assignments:
        protected = guard.assignment(
            assignment.kind, assignment.principal, assignment.permission_set, assignment.account_id
        )
        if assignment.state == "absent" and protected and assignment.path not in said:
            said.add(assignment.path)
            yield _problem(assignment.path, assignment.label)


def _problem(path: str, name: str) -> Problem:
    return Problem(
        path,
        f"{name} is protected and is to be absent: take one of the two back (the option protect; its defaults hold for "
        "what AWS Control Tower made and for the identity that runs the play)",
    )


def _matches(name: str, globs: Iterable[str], folds: Iterable[Callable[[str], str]] = (str,)) -> bool:
    """A name is always protected by itself, also one that holds what a glob takes for its own: ``[prod] admins``."""
    return any(fold(name) == fold(glob) or fnmatchcase(fold(name), fold(glob)) for glob in globs for fold in folds)
