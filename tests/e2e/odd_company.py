# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stand-in of the end-to-end tests: beside what each test makes there are a unit, accounts, a user and a group with
names that mean harm, which no document of theirs names. `tests/hostile` has many more, and names them."""

from __future__ import annotations

from emulator.client import StandIn

UNIT = "{{ou}} 'quoted' \u202e"
ACCOUNTS = {"910000000001": "{{env}}-dev", "910000000002": '{% raw %}"o\'brien"\\\n[default]'}
USER, GROUP = "{{user}}o'brien", "{{ lookup('env', 'HOME') }} o'brien's \"group\" \\ $(id)"


class OddStandIn(StandIn):
    """What `state` shows is what the test made; the odd user and group belong to a directory."""

    def start(self) -> None:
        super().start()
        self._add()

    def reset(self) -> None:
        super().reset()
        self._add()

    def state(self) -> dict:
        found = super().state()
        users = {one for one, user in found["users"].items() if user["UserName"] == USER}
        groups = {one for one, group in found["groups"].items() if group["DisplayName"] == GROUP}
        for kind, odd in (("users", users), ("groups", groups)):
            found[kind] = {key: one for key, one in found[kind].items() if key not in odd}
        found["memberships"] = [one for one in found["memberships"] if one["GroupId"] not in groups]
        return found

    def _add(self) -> None:
        names = {"DisplayName": "{{display}}", "Name": {"GivenName": "{{given}}", "FamilyName": "O'Brien"}}
        self.fill(
            organization={UNIT: ACCOUNTS},
            users=[{"UserName": USER, **names}],
            groups=[{"DisplayName": GROUP, "Description": "{{about}}"}],
            memberships=[[GROUP, USER]],
        )
        self.external(users=[USER], groups=[GROUP])
