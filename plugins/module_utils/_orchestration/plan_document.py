# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One access document against one instance: read what it is about, check it, plan it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from .._api.identity_keys import fold_name
from .._api.similar_names import Near
from .._plan.assignment_plan import contradictions
from .._plan.assignment_plan import expand as expand_entries
from .._plan.declared_removals import DeclaredSteps
from .._plan.deletion_limit import check_deletions
from .._plan.document_plan import (
    assignments_to_read,
    entries_of_sets,
    existing,
    known_ids,
    plan_document,
    refs,
    resources_to_delete,
)
from .._plan.document_references import check_references, declared_names
from .._plan.external_ownership import check_delegated, external_names, out_of_reach, without_external
from .._plan.group_plan import check_group_moves, check_ids, find_among, group_moves
from .._plan.lookalike_names import check_alike
from .._plan.plan_types import Plan
from .._plan.protected_resources import check_protected, check_protected_assignments
from .._plan.undeclared_resources import with_kept_members, with_undeclared, without_held
from .._plan.user_plan import check_new_users, check_user_moves, user_moves
from .._plan.user_plan import find_among as find_among_users
from .._snapshot.concurrent_reads import side_by_side
from .._snapshot.current_permission_sets import list_permission_sets
from .._snapshot.current_users_and_groups import read_holders
from .._snapshot.document_state import (
    name_principals,
    read_entries,
    read_held,
    read_members,
    read_resources,
    read_sets,
)
from .effective_entries import as_they_are
from .managed_policy_arns import with_arns
from .plan_provisioned_sets import plan_provisioned
from .rename_notes import rename_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from .._api.resource_types import AccessDocument, Account, ExistingAssignment, ExistingGroup, Instance
    from .._plan.assignment_plan import ExpandedAssignment
    from .._plan.input_problems import Problem
    from .._plan.plan_types import Ref
    from .._plan.protected_resources import Guard
    from .._snapshot.read_once import Reading


class DocumentPlanner:
    """What a document comes to: ``plan``, ``expanded_assignments``, ``state``, ``notes``, ``left_alone`` and more, for
    the result.

    :param document: as ``expiry.as_of`` gives it
    :param reading: ``_snapshot.read_once.Reading``
    :param instance: ``kind``, ``management_account``, ``caller``
    :param guard: ``_plan.protected_resources.Guard``
    """

    def __init__(self, document: AccessDocument, reading: Reading, instance: Instance, guard: Guard) -> None:
        self.document, self.reading, self.instance, self.guard = document, reading, instance, guard
        self.state = read_resources(reading, document, guard.runner)
        fixed, state = not document["manage_external"], self.state
        state.users += read_holders(reading.identity_store, user_moves(document["users"], state.users, fixed))
        state.groups += read_holders(reading.identity_store, group_moves(document["groups"], state.groups, fixed))
        read_held(reading, self.state, guard, document)
        self.external = self._external()
        self.expanded_assignments: list[ExpandedAssignment] = []
        self.notes: list[str] = []
        self.left_alone: set[tuple[str, str]] = set()
        self._near: dict[str, Near] = {}
        self.plan = Plan()

    def problems(self) -> list[Problem]:
        """What is wrong with the document as AWS has it, without its accounts and policies."""
        document, state = self.document, self.state
        known = known_ids({"users": (), "groups": (), "permission_sets": ()}, state)
        return [
            *check_references(document, {kind: set(names) for kind, names in known.items()}, self._hint),
            *check_new_users(document["users"], state.users, "users"),
            *self._moves(),
            *check_ids(document["groups"], state.groups, "groups"),
            *check_protected(document, self.guard, state.users, state.groups),
            *check_alike(document, state.users, state.groups),
        ]

    def _moves(self) -> list[Problem]:
        """Problems of addresses and names that move; what a purge deletes gives up its own."""
        document, state, fixed = self.document, self.state, not self.document["manage_external"]
        purged = with_undeclared(document, state.users, state.groups, state.arns, self.guard, self.external)[0]
        users = [user["user_id"] or "" for user in purged["users"][len(document["users"]) :]]
        groups = [group["group_id"] or "" for group in purged["groups"][len(document["groups"]) :]]
        return [
            *check_user_moves(document["users"], state.users, "users", fixed, users),
            *check_group_moves(document["groups"], state.groups, "groups", fixed, groups),
        ]

    def unknown_users(self) -> list[dict[str, Any]]:
        """The users that are to be absent and that AWS does not have, each with the near names that it has."""
        find, near = find_among_users(self.state.users), Near(user["user_name"] for user in self.state.users)
        return [
            {"path": f"users[{index}]", "name": user["user_name"], "near": near.to(user["user_name"])}
            for index, user in enumerate(self.document["users"])
            if user["state"] == "absent" and find(user) is None
        ]

    def expand(self, targets: list[list[Account]]) -> list[Problem]:
        """Take the accounts of the assignments.

        :param targets: the accounts of each entry
        :returns: problems
        """
        self.expanded_assignments = expand_entries(self.document["assignments"], targets, "assignments")
        return [
            *contradictions(self.expanded_assignments),
            *check_protected_assignments(self.expanded_assignments, self.guard),
        ]

    def make(
        self, arns: dict[str, str], scope_accounts: dict[str, str], organization: set[str] | None = None
    ) -> list[Problem]:
        """Plan, once there are no problems so far; the plan may only be carried out when this finds none either.

        :param arns: ``{policy as written: ARN}``
        :param scope_accounts: ``{id: name}`` of the accounts in which the assignments are purged
        :param organization: ids of the organization's accounts, where assignments in others are purged as well
        :returns: problems
        """
        sets = with_arns(self.document["permission_sets"], arns)
        own: dict[str, Any] = {**self.document, "permission_sets": sets}
        counts = {section: len(own[section]) for section in ("users", "groups", "permission_sets")}
        document, notes = with_undeclared(
            own, self.state.users, self.state.groups, self.state.arns, self.guard, self.external
        )
        self.notes.extend(notes)
        self.document = document
        read_sets(self.reading, document, self.state)
        scope = self._read_what_is_there(scope_accounts, organization)
        state, beyond = self.state, out_of_reach(self.instance)
        document, kept = with_kept_members(document, state, self.guard)
        document, notes, problems = without_held(
            document, counts, state.entries, self.guard, state.names, beyond, state.groups
        )
        self.document = document
        self.notes.extend([*kept, *notes, *self.guard.unmatched(self._names()), *self._left_behind()])
        self.plan, provisioned = self._planned(scope)
        paths = {assignment.label: assignment.path for assignment in self.expanded_assignments}
        paths.update({permission_set["name"]: f"permission_sets[{index}]" for index, permission_set in enumerate(sets)})
        there = existing(document, self.expanded_assignments, self.state, scope)
        own = {**document}
        own.update({section: own[section][:count] for section, count in counts.items()})
        declared = DeclaredSteps(cast("AccessDocument", own), self.expanded_assignments, self.state)
        return [
            *problems,
            *check_delegated(self.plan.changes, self.instance, provisioned, paths),
            *check_deletions(self.plan.changes, document.get("max_deletions"), there, declared),
        ]

    @property
    def ids(self) -> dict[Ref, str]:
        """``{Ref: id}`` of what exists."""
        return refs(known_ids(self.document, self.state))

    def entries(self, section: str) -> list[Any]:
        """The users or groups of the document; what is left alone states nothing, and so is as it is."""
        sections: Mapping[str, Any] = self.document
        return as_they_are(section, sections[section], self.left_alone)

    def _hint(self, kind: str, name: str) -> str:
        """The names of AWS and of the document that are near to one that is neither's. Where one is not found, all of
        the kind were read, so it costs no call."""
        if kind not in self._near:
            read = list_permission_sets(self.reading.permission_sets) if kind == "permission_set" else ()
            wrong = (self.document.get("unread") or {}).get(kind, ())
            self._near[kind] = Near([*self._names()[f"{kind}s"], *read, *wrong])
        answer: str = self._near[kind].hint(name)
        return answer

    def _names(self) -> dict[str, set[str]]:
        """Every name that exists or is declared, by section: of a kind that is protected all are read."""
        users, groups, sets = declared_names(self.document)
        return {
            "users": users.union(user["user_name"] for user in self.state.users),
            "groups": groups.union(group["display_name"] for group in self.state.groups),
            "permission_sets": sets.union(self.state.arns),
        }

    def _left_behind(self) -> Iterator[Any]:
        return rename_notes(
            self.document, self.expanded_assignments, self.state, self.reading, known_ids(self.document, self.state)
        )

    def _external(self) -> set[tuple[str, str]]:
        return set() if self.document["manage_external"] else external_names(self.state.users, self.state.groups)

    def _planned(self, scope: Callable[..., Any]) -> tuple[Plan, dict[str, list[str]]]:
        document, state = self.document, self.state
        going = entries_of_sets(state, resources_to_delete(document, state)[2])
        sets, provisioned = plan_provisioned(
            self.reading.permission_sets, document["permission_sets"], state.permission_sets, going
        )
        plan, notes = plan_document(
            document, self.expanded_assignments, state, sets, scope, self.guard, out_of_reach(self.instance)
        )
        self.notes.extend(notes)
        plan, notes, self.left_alone = without_external(plan, self.external)
        self.notes.extend(notes)
        return plan, provisioned

    def _read_what_is_there(
        self, scope_accounts: dict[str, str], organization: set[str] | None = None
    ) -> Callable[[ExistingAssignment], bool]:
        """Members and assignments; returns the function that tells whether an existing assignment is the document's to
        remove."""
        purge: Mapping[str, Any] = self.document.get("purge") or {}
        state = self.state
        orphans, declared = purge.get("orphaned_assignments"), purge.get("assignments")
        users, groups, sets = resources_to_delete(self.document, state)
        principals = [("USER", user["user_id"], user["user_name"]) for user in users]
        principals += [("GROUP", group["group_id"], group["display_name"]) for group in groups]
        within, scope = set(), None
        if declared is not None:
            names = declared.get("permission_sets") or sorted(state.arns)
            within = {(name, account_id) for name in names for account_id in scope_accounts}
            scope = ({name: state.arns[name] for name in names if name in state.arns}, set(scope_accounts))
        with_members = self._groups_with_members()
        desired = assignments_to_read(self.expanded_assignments, known_ids(self.document, state))
        side_by_side(
            lambda: read_members(self.reading, state, with_members, users),
            lambda: read_entries(
                self.reading, state, principals, sets, scope, desired, bool(orphans), organization is not None
            ),
        )
        name_principals(self.reading, state)
        self.external = self._external()
        for user_id, groups_of in state.groups_of.items():
            # An identity provider's groups are its to keep.
            state.groups_of[user_id] = [
                group for group in groups_of if ("group", fold_name(group[0])) not in self.external
            ]
        names = {
            **{assignment.account_id: assignment.account_name for assignment in self.expanded_assignments},
            **scope_accounts,
        }
        for entry in state.entries:
            entry["account_name"] = names.get(entry["account_id"], "")

        if organization:
            lost = {entry["account_id"] for entry in state.entries} - organization
            text = "account %s is not in the organization any more; what is assigned there counts as extra"
            self.notes.extend(text % account_id for account_id in sorted(lost))

        def purged(entry: ExistingAssignment) -> bool:
            if entry["principal_id"] not in state.names:
                return bool(orphans)
            if organization and entry["account_id"] not in organization:
                return True
            return (entry["permission_set"], entry["account_id"]) in within

        return purged

    def _groups_with_members(self) -> list[ExistingGroup]:
        """The existing groups whose members matter."""
        known = known_ids(self.document, self.state)["group"]
        assigned = {
            known.get(assignment.triple[1], "")
            for assignment in self.expanded_assignments
            if assignment.kind == "group" and assignment.state == "present"
        }
        present = [group for group in self.document["groups"] if group["state"] == "present"]
        find = find_among(self.state.groups)
        declared = [find(group) for group in present if group.get("members") is not None]
        group_ids = {group["group_id"] for group in declared if group}
        group_ids |= assigned
        return [group for group in self.state.groups if group["group_id"] in group_ids]
