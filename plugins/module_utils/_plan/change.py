# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a plan is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Ref:
    """A resource by name whose id is only known when the plan is carried out.

    :param kind: user, group, permission_set
    :param name: as ``_api.names.key`` folds it (a permission set: as it is)
    """

    kind: str
    name: str


@dataclass(frozen=True)
class Step:
    """One AWS operation.

    :param operation: ``identity_store.create_user``: a service object of ``_apply`` and its method
    :param arguments: the method's arguments; a Ref in them, at any depth, stands for its id
    :param gives: the resource whose id the operation returns
    :param summary: what it does, in words, below its change: ``attach arn:aws:iam::aws:policy/ReadOnlyAccess``
    """

    operation: str
    arguments: dict
    gives: Any = None
    summary: str = ""


@dataclass(frozen=True)
class Change:
    """All that happens to one resource, its steps in order.

    :param kind: user, group, permission_set, account_assignment
    :param action: create, update, delete
    :param name: what people call the resource
    :param before: the attributes that change, as they are; None for a new resource
    :param after: the same attributes as they will be; None for a deleted resource
    """

    kind: str
    action: str
    name: str
    before: Any
    after: Any
    steps: tuple = field(default_factory=tuple)

    def as_dict(self):
        """The change as it stands in a module's result, the same in check mode."""
        return {
            "kind": self.kind,
            "action": self.action,
            "name": self.name,
            "steps": [step.summary for step in self.steps if step.summary],
        }


@dataclass(frozen=True)
class Plan:
    """Stages in order; the changes within a stage do not depend on each other.

    When a change fails, the later stages are not begun: what they remove or use may still be needed.
    """

    stages: tuple = ()

    @property
    def changes(self):
        return [change for stage in self.stages for change in stage]

    def diff(self):
        """Ansible's diff: what changes, by kind and name, before and after."""
        before, after = {}, {}
        for change in self.changes:
            for side, value in ((before, change.before), (after, change.after)):
                if value is not None:
                    side.setdefault(change.kind, {})[change.name] = value
        return {"before": before, "after": after}


def plan_of(*stages):
    """A plan without its empty stages."""
    return Plan(tuple(tuple(stage) for stage in stages if stage))
