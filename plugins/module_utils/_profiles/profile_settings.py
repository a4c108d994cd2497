# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How profiles are to look: ``profiles`` of the access document, checked, and for one role with its overrides."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from .desired_profiles import PROFILE_KEYS
from .name_template import TAG, Template
from .profile_checks import check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

SESSION = "dayone"
SCOPES = "sso:account:access"
TEMPLATE = "{account_name}-{permission_set}"
TWIN = "{account_name}-{account_id}-{permission_set}"
# option: what it may be
LOOK = {"name": str, "region": str, "regions": list, "output": str, "settings": dict, "format": str}
OPTIONS = {"sso_session": str, "sso_registration_scopes": (str, list), "default": dict, **LOOK, "overrides": list}
OVERRIDE = {"accounts": list, "permission_sets": list, **LOOK}
_SPOKEN = {str: "a text", list: "a list", dict: "a mapping", (str, list): "a text or a list"}


def tidy(profiles: dict[str, Any] | None) -> dict[str, Any]:
    """``profiles`` of the access document without what is not stated; a number is a text and a text with commas a list
    where those are wanted, as Ansible has it."""
    if not isinstance(profiles, dict):
        return {} if profiles is None else profiles
    tidied = _tidied(profiles, OPTIONS)
    if isinstance(tidied.get("overrides"), list):
        tidied["overrides"] = [
            _tidied(override, OVERRIDE) if isinstance(override, dict) else override for override in tidied["overrides"]
        ]
    return tidied


def _tidied(values: dict[str, Any], options: dict[str, Any]) -> dict[str, Any]:
    settings: dict[str, Any] = {}
    for option, value in values.items():
        kind = options.get(option)
        if kind is str and isinstance(value, (int, float)):
            value = str(value)
        elif kind is list and isinstance(value, str):
            value = value.split(",")
        if value is not None:
            settings[option] = value
    return settings


def check_settings(profiles: dict[str, Any]) -> list[str]:
    """All that is wrong with it, whatever roles there are: texts, each with its path in the access document.

    :param profiles: as ``tidy`` gives it
    """
    overrides = profiles.get("overrides") if isinstance(profiles, dict) else None
    mappings: list[tuple[str, Any, dict[str, Any]]] = [("profiles", profiles, OPTIONS)]
    mappings += [
        (_override_path(index), override, OVERRIDE)
        for index, override in enumerate(overrides if isinstance(overrides, list) else ())
    ]
    problems = [problem for mapping in mappings for problem in _kinds(*mapping)]
    if problems:
        return problems
    problems = [problem for mapping in mappings for problem in _unknown(*mapping)]
    problems.extend(problem for template in _templates(profiles) for problem in template.problems())
    default = profiles.get("default") or {}
    missing = [key for key in ("account", "permission_set") if default and not default.get(key)]
    problems.extend("profiles.default.%s: is needed" % key for key in missing)
    for path, look, _options in mappings:
        problems.extend(_values(look, path))
    return problems


def asks_for(profiles: dict[str, Any]) -> tuple[bool, set[str]]:
    """What the names need of AWS Organizations: whether organizational units, and the keys of account tags."""
    names = {name for template in _templates(profiles) for name in template.names}
    return bool({"ou", "ou_path"} & names), {name[len(TAG) :] for name in names if name.startswith(TAG)}


def settings_of(profiles: dict[str, Any], grant: dict[str, str], twin: bool = False) -> dict[str, Any]:
    """How the profiles of one role look: the options of ``LOOK``, ``regions`` filled, and the Template as ``name``.

    What a later override says counts; ``settings`` add up.

    :param profiles: without problems
    :param twin: whether the person has roles in another account of the same name, which only its id tells from this
    :returns: mapping; ``named`` tells whether a template was stated
    """
    look: dict[str, Any] = {key: profiles.get(key) for key in LOOK}
    path = "profiles.name"
    for index, override in enumerate(profiles.get("overrides") or ()):
        if not _matches(override, grant):
            continue
        declared = {key: override[key] for key in LOOK if override.get(key)}
        if "settings" in declared:
            declared["settings"] = {**(look["settings"] or {}), **declared["settings"]}
        if "region" in declared or "regions" in declared:
            look.update(region=None, regions=None)
        path = _override_path(index) + ".name" if "name" in declared else path
        look.update(declared)
    look["regions"] = look["regions"] or [look["region"]]
    look["named"] = bool(look["name"])
    usual = TWIN if twin else TEMPLATE
    usual += "" if len(look["regions"]) == 1 else "-{region}"
    look["name"] = Template(look["name"] or usual, path)
    return look


def _matches(override: dict[str, Any], grant: dict[str, str]) -> bool:
    accounts, sets = override.get("accounts"), override.get("permission_sets")
    names = [grant["account_id"], grant.get("account_name") or ""]
    return (not accounts or any(fnmatchcase(name, str(account)) for account in accounts for name in names)) and (
        not sets or any(fnmatchcase(grant["permission_set"], str(pattern)) for pattern in sets)
    )


def _templates(profiles: dict[str, Any]) -> Iterator[Template]:
    """The templates that are stated."""
    if profiles.get("name"):
        yield Template(profiles["name"], "profiles.name")
    for index, override in enumerate(profiles.get("overrides") or ()):
        if override.get("name"):
            yield Template(override["name"], _override_path(index) + ".name")


def _kinds(path: str, values: dict[str, Any], options: dict[str, Any]) -> Iterator[str]:
    """Values of a kind that no check could look at."""
    if not isinstance(values, dict):
        yield "%s: %r is not a mapping" % (path, values)
        return
    for option, kinds in options.items():
        value = values.get(option)
        if value is not None and not isinstance(value, kinds):
            yield "%s.%s: %r is not %s" % (path, option, value, _SPOKEN[kinds])


def _unknown(path: str, values: dict[str, Any], options: dict[str, Any]) -> Iterator[str]:
    for value in sorted(set(values) - set(options), key=str):
        yield "%s.%s: there is no such option; there are %s" % (path, value, ", ".join(options))


def _values(look: dict[str, Any], path: str) -> Iterator[str]:
    """What the laptops would refuse of a look, said here already."""
    regions = look.get("regions") or [look.get("region")]
    if look.get("region") and look.get("regions"):
        yield "%s.regions: does not go with region: give one of the two" % path
    twice = sorted({str(region) for region in regions if regions.count(region) > 1})
    if twice:
        yield "%s.regions: has %s twice" % (path, ", ".join(twice))
    if look.get("format") not in (None, "", "session", "legacy"):
        yield "%s.format: %r is neither session nor legacy" % (path, look["format"])
    scopes = look.get("sso_registration_scopes")
    values = {key: look.get(key) for key in ("sso_session", "output", "settings")}
    values["sso_registration_scopes"] = ",".join(map(str, scopes)) if isinstance(scopes, list) else scopes
    for index, region in enumerate(regions):
        option = "regions[%d]" % index if look.get("regions") else "region"
        # The other values once are enough.
        values = {"region": None if region is None else str(region), **(values if index == 0 else {})}
        profile = {**dict.fromkeys(PROFILE_KEYS), **values, "name": "default", "state": "present", "path": ""}
        for problem in check([profile], []):
            yield "%s.%s: %s" % (path, option if problem.path == "region" else problem.path, problem.message)


def _override_path(index: int) -> str:
    return "profiles.overrides[%d]" % index
