# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No read twice in a run."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Protocol, TypeVar

    from .._api.assignment_calls import Assignments
    from .._api.identity_store_calls import IdentityStore
    from .._api.permission_set_calls import PermissionSets
    from .._api.resource_types import Tell

    Service = TypeVar("Service")

    class Services(Protocol):
        """``_apply.instance_services.Services`` as far as it is read."""

        @property
        def identity_store(self) -> IdentityStore: ...
        @property
        def permission_sets(self) -> PermissionSets: ...
        @property
        def assignments(self) -> Assignments: ...


READS = ("list_", "get_", "describe_")


class Once:
    """A service of ``_api`` whose reads are made once for the same arguments; for reading before anything is written.

    A read that fails is not remembered.
    """

    def __init__(self, service: Any) -> None:
        self._service = service
        self._guard = Lock()
        self._locks: dict[tuple[str, tuple[Any, ...]], Lock] = {}
        self._read: dict[tuple[str, tuple[Any, ...]], Any] = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if not name.startswith(READS):
            raise AttributeError(f"{name} is no read")

        def read(*arguments: Any) -> Any:
            which = (name, arguments)
            with self._guard:
                lock = self._locks.setdefault(which, Lock())
            with lock:
                if which not in self._read:
                    self._read[which] = getattr(self._service, name)(*arguments)
                return self._read[which]

        return read


def read_once(service: Service) -> Service:
    """The service, for reading: to others it is what it was."""
    return cast("Service", Once(service))


class Reading:
    """The services of one instance, for reading.

    :param services: ``identity_store``, ``permission_sets``, ``assignments``
    :param tell: function of (work, done, total), told how far long reads are
    """

    def __init__(self, services: Services, tell: Tell | None = None) -> None:
        self.tell = tell
        self.identity_store = read_once(services.identity_store)
        self.permission_sets = read_once(services.permission_sets)
        self.assignments = read_once(services.assignments)
