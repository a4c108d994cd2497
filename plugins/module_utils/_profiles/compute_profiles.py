# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who gets which profiles: the roles that provision found, under the names that the access document wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._api.identity_keys import fold_name
from .desired_profiles import same
from .profiles_per_instance import Source
from .published_file import PublishedError, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .profiles_per_instance import Named

# So many people are named in a message, then they are counted.
MAX_USERS_SHOWN = 3


class ProfilesError(ValueError):
    """What is asked for gives no usable profiles.

    :param problems: texts, each with its path in the access document
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = list(problems)
        super().__init__(" | ".join(self.problems))


def profiles_of(profiles: dict[str, Any] | None, result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Everybody's sessions and profiles, as aws_sso_profile takes them.

    :param profiles: ``profiles`` of the access document
    :param result: what role provision hands over: ``start_url``, ``region``, ``accounts`` (by the text that names each,
        or a list of ``id`` and ``name``), ``assignments`` and ``members`` as ``role_grants.grants`` takes them or
        ``grants`` as it gives them, and where there are some ``users`` (list of ``user_name``), ``absent_users``
        (names) and ``account_attributes`` (by id: ``ou``, ``ou_path``, ``tags``); or what it published, which has a
        ``version``
    :returns: ``{user_name: {"state": ..., "sessions": [...], "profiles": [...]}}``, of everybody who has a role and of
        all users; who has no role has no profiles
    :raises ProfilesError: unknown option or placeholder, two profiles of one name, a name that AWS clients cannot read
    """
    return merged([{**_read(result), "profiles": profiles}])


def merged(results: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The same of several instances whose profiles are to stand in one file.

    :param results: list of results, each with its ``profiles``
    """
    results = [_read(result) for result in results]
    sources = [Source(result, "[%d]." % index if len(results) > 1 else "") for index, result in enumerate(results)]
    _refuse([problem for source in sources for problem in (*source.problems, *_clashes(source, sources))])
    people: dict[str, dict[str, Any]] = {}
    spelled: dict[str, str] = {}
    named_profiles: list[Named] = []
    problems: list[str] = []
    for source in sources:
        for user_name, state in source.states():
            person = _person(people, spelled.setdefault(fold_name(user_name), user_name))
            person["state"] = "present" if "present" in (state, person["state"]) else "absent"
            if source.session["name"] not in [session["name"] for session in person["sessions"]]:
                person["sessions"].append(source.session)
        for grant in source.grants:
            named, said = source.named(spelled[fold_name(grant["user_name"])], grant)
            named_profiles.extend(named)
            problems.extend(said)
    _refuse([*dict.fromkeys(problems), *_collisions(named_profiles)])
    for profile in sorted(named_profiles, key=lambda each: (each.name != "default", each.name)):
        people[profile.user_name]["profiles"].append({"name": profile.name, **profile.profile})
    return people


def _read(result: dict[str, Any]) -> dict[str, Any]:
    try:
        return read(result) if "version" in result else result
    except PublishedError as error:
        raise ProfilesError([str(error)]) from error


def _person(people: dict[str, dict[str, Any]], user_name: str) -> dict[str, Any]:
    return people.setdefault(user_name, {"state": None, "sessions": [], "profiles": []})


def _refuse(problems: list[str]) -> None:
    if problems:
        raise ProfilesError(problems)


def _clashes(source: Source, sources: list[Source]) -> Iterator[str]:
    """Sessions of one name that are not the same."""
    for other in sources[: sources.index(source)]:
        session, two = other.session, source.session
        if session["name"] == two["name"] and not _same_session(session, two):
            text = "%sprofiles.sso_session: %r is the session of %s and, otherwise, of %s: give each a name of its own"
            yield text % (source.path, two["name"], session["sso_start_url"], two["sso_start_url"])


def _same_session(session: dict[str, str], two: dict[str, str]) -> bool:
    return all(same(key, session[key], two[key]) for key in session)


def _collisions(named_profiles: list[Named]) -> Iterator[str]:
    """Names that somebody would get twice."""
    taken: dict[tuple[str, str], Named] = {}
    said: dict[tuple[str, str], list[str]] = {}
    for named in named_profiles:
        other = taken.setdefault((named.user_name, named.name), named)
        if other is not named:
            said.setdefault(_both(other, named), []).append(named.user_name)
    for (head, hint), users in said.items():
        more = " and %d more" % (len(users) - MAX_USERS_SHOWN) if len(users) > MAX_USERS_SHOWN else ""
        yield "%s for %s%s: %s" % (head, ", ".join(users[:MAX_USERS_SHOWN]), more, hint)


def _both(named: Named, two: Named) -> tuple[str, str]:
    if named.profile["sso_session"] != two.profile["sso_session"]:
        culprits = ["%s of session %s" % (each.whose, each.profile["sso_session"]) for each in (named, two)]
        hint = "use {session} in the name"
    elif named.role == two.role:
        culprits = ["%s for %s" % (each.whose, each.profile["region"]) for each in (named, two)]
        hint = "use {region} in the name"
    else:
        culprits, hint = [named.whose, two.whose], "use {account_id} in the name"
    if two.name == "default":
        hint = "give one default"
    return "%s: %s and %s would both be named %r" % (two.path, *culprits, two.name), hint
