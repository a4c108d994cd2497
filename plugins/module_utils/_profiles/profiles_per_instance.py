# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The profiles of one Identity Center instance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .name_template import TAG
from .profile_settings import SCOPES, SESSION, check_settings, settings_of, tidy
from .role_grants import grants

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


@dataclass(frozen=True)
class Named:
    """A profile under its name, with what messages about it say.

    :param path: where the name comes from, in the access document
    :param whose: the role: ``admin in dev (210000000001)``
    """

    user_name: str
    name: str
    profile: dict[str, Any]
    path: str
    whose: str

    @property
    def role(self) -> tuple[str, str, str]:
        return self.profile["sso_session"], self.profile["sso_account_id"], self.profile["sso_role_name"]


class Source:
    """:param result: what provision hands over, with ``profiles``, how they look
    :param path: what its paths begin with"""

    def __init__(self, result: dict[str, Any], path: str = "") -> None:
        self.result, self.profiles, self.path = result, tidy(result.get("profiles")), path
        given: list[dict[str, str]] | None = result.get("grants")
        if given is None:
            given = grants(result.get("assignments") or (), result.get("members") or {})
        self.grants = given
        self._ids: dict[tuple[str, str], set[str]] = {}
        for grant in self.grants:
            who = fold_name(grant["user_name"]), grant.get("account_name") or grant["account_id"]
            self._ids.setdefault(who, set()).add(grant["account_id"])
        self.problems = check_settings(self.profiles)
        self._default = None if self.problems else self._default_pair()
        self.problems = [path + problem for problem in self.problems]

    @property
    def session(self) -> dict[str, str]:
        scopes = self.profiles.get("sso_registration_scopes") or SCOPES
        return {
            "name": self.profiles.get("sso_session") or SESSION,
            "sso_start_url": self.result["start_url"],
            "sso_region": self.result["region"],
            "sso_registration_scopes": scopes if isinstance(scopes, str) else ",".join(scopes),
        }

    def states(self) -> Iterator[tuple[str, str]]:
        """(user name, state) of the users and of everybody who has a role."""
        for user in self.result.get("users") or ():
            yield user["user_name"], "present"
        for name in self.result.get("absent_users") or ():
            yield name, "absent"
        for grant in self.grants:
            yield grant["user_name"], "present"

    def named(self, user_name: str, grant: dict[str, str]) -> tuple[list[Named], list[str]]:
        """The profiles of one role: list of Named, and the problems of their names."""
        ids = self._ids.get((fold_name(user_name), grant.get("account_name") or ""), ())
        look = settings_of(self.profiles, grant, len(ids) > 1)
        named_profiles: list[Named] = []
        problems: list[str] = []
        whose = "%s in %s (%s)" % (
            grant["permission_set"],
            grant.get("account_name") or "account",
            grant["account_id"],
        )
        is_default = (grant["account_id"], grant["permission_set"]) == self._default
        for index, region in enumerate(look["regions"]):
            profile = self._profile(grant, look, region)
            first = is_default and index == 0
            if first:
                named_profiles.append(Named(user_name, "default", profile, self.path + "profiles.default", whose))
            if not first or look["named"]:
                name, said = look["name"].render(self._values(user_name, grant, profile))
                if name == "default":
                    text = (
                        "%s: %s would be named 'default', which profiles.default is for: use {account_id} in the name"
                    )
                    said.append(text % (look["name"].path, whose))
                problems.extend(self.path + problem for problem in said)
                if not said:
                    named_profiles.append(Named(user_name, name, profile, self.path + look["name"].path, whose))
        return named_profiles, problems

    def _profile(self, grant: dict[str, str], look: dict[str, Any], declared: str | None) -> dict[str, Any]:
        return {
            "sso_session": self.session["name"],
            "sso_account_id": grant["account_id"],
            "sso_role_name": grant["permission_set"],
            "region": declared or self.result["region"],
            **({} if declared else {"keep_region": True}),
            **{key: look[key] for key in ("output", "settings", "format") if look[key]},
        }

    def _values(self, user_name: str, grant: dict[str, str], profile: dict[str, Any]) -> dict[str, str | None]:
        about = (self.result.get("account_attributes") or {}).get(grant["account_id"]) or {}
        return {
            **{TAG + key: value for key, value in (about.get("tags") or {}).items()},
            "account_name": grant.get("account_name") or grant["account_id"],
            "account_id": grant["account_id"],
            "permission_set": grant["permission_set"],
            "ou": about.get("ou"),
            "ou_path": about.get("ou_path"),
            "user_name": user_name,
            "session": profile["sso_session"],
            "region": profile["region"],
        }

    def _default_pair(self) -> tuple[str, str] | None:
        """The account id and permission set of the profile ``default``, None where the document has none."""
        default = self.profiles.get("default")
        if not default:
            return None
        account = str(default["account"])
        ids = _ids(account, self.result.get("accounts") or {})
        if len(ids) != 1:
            what = "is the name of several accounts: %s" % ", ".join(sorted(ids)) if ids else "is not known"
            self.problems.append("profiles.default.account: %r %s; state the account's id" % (account, what))
            return None
        return ids.pop(), default["permission_set"]


def _ids(account: str, accounts: dict[str, dict[str, str]] | list[dict[str, str]]) -> set[str]:
    """:param accounts: ``{text that names it: account}`` or a list of accounts"""
    if re.fullmatch(r"[0-9]{12}", account):
        return {account}
    if isinstance(accounts, dict) and account in accounts:
        return {accounts[account]["id"]}
    candidates = accounts.values() if isinstance(accounts, dict) else accounts
    return {candidate["id"] for candidate in candidates if candidate.get("name") == account}
