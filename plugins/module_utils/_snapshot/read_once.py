# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""No read twice in a run."""

from __future__ import annotations

from threading import Lock

READS = ("list_", "get_", "describe_")


class Once:
    """A service of ``_api`` whose reads are made once for the same arguments; for reading before anything is written.

    A read that fails is not remembered.
    """

    def __init__(self, service):
        self._service = service
        self._guard = Lock()
        self._locks, self._read = {}, {}

    def __getattr__(self, name):
        if not name.startswith(READS):
            raise AttributeError(f"{name} is no read")

        def read(*arguments):
            which = (name, arguments)
            with self._guard:
                lock = self._locks.setdefault(which, Lock())
            with lock:
                if which not in self._read:
                    self._read[which] = getattr(self._service, name)(*arguments)
                return self._read[which]

        return read


class Reading:
    """The services of one instance, for reading.

    :param services: ``identity_store``, ``permission_sets``, ``assignments``
    :param tell: function of (work, done, total), told how far long reads are
    """

    def __init__(self, services, tell=None):
        self.tell = tell
        self.identity_store = Once(services.identity_store)
        self.permission_sets = Once(services.permission_sets)
        self.assignments = Once(services.assignments)
