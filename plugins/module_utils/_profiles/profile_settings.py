# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How profiles are to look: ``profiles`` of the access document, checked, and for one role with its overrides."""

from __future__ import annotations

from fnmatch import fnmatchcase

from .desired_profiles import PROFILE_KEYS
from .name_template import TAG, Template
from .profile_checks import check

SESSION = "dayone"
SCOPES = "sso:account:access"
TEMPLATE = "{account_name}-{permission_set}"
TWIN = "{account_name}-{account_id}-{permission_set}"
# option: what it may be
LOOK = {"name": str, "region": str, "regions": list, "output": str, "settings": dict, "format": str}
OPTIONS = {"sso_session": str, "sso_registration_scopes": (str, list), "default": dict, **LOOK, "overrides": list}
OVERRIDE = {"accounts": list, "permission_sets": list, **LOOK}
_SPOKEN = {str: "a text", list: "a list", dict: "a mapping", (str, list): "a text or a list"}


def tidy(profiles):
    """``profiles`` of the access document without what is not stated; a number is a text and a text with commas a list
    where those are wanted, as Ansible has it."""
    if not isinstance(profiles, dict):
        return {} if profiles is None else profiles
    tidied = _tidied(profiles, OPTIONS)
    if isinstance(tidied.get("overrides"), list):
        tidied["overrides"] = [_tidied(one, OVERRIDE) if isinstance(one, dict) else one for one in tidied["overrides"]]
    return tidied


def _tidied(values, options):
    found = {}
    for option, value in values.items():
        kind = options.get(option)
        if kind is str and isinstance(value, (int, float)):
            value = str(value)
        elif kind is list and isinstance(value, str):
            value = value.split(",")
        if value is not None:
            found[option] = value
    return found


def check_look(profiles):
    """All that is wrong with it, whatever roles there are: texts, each with its path in the access document.

    :param profiles: as ``tidy`` gives it
    """
    overrides = profiles.get("overrides") if isinstance(profiles, dict) else None
    mappings = [("profiles", profiles, OPTIONS)]
    mappings += [
        (_at(index), one, OVERRIDE) for index, one in enumerate(overrides if isinstance(overrides, list) else ())
    ]
    problems = [problem for mapping in mappings for problem in _kinds(*mapping)]
    if problems:
        return problems
    problems = [problem for mapping in mappings for problem in _unknown(*mapping)]
    problems.extend(problem for template in _templates(profiles) for problem in template.problems())
    default = profiles.get("default") or {}
    missing = [key for key in ("account", "permission_set") if default and not default.get(key)]
    problems.extend("profiles.default.%s: is needed" % key for key in missing)
    for at, look, _options in mappings:
        problems.extend(_values(look, at))
    return problems


def asks_for(profiles):
    """What the names need of AWS Organizations: whether organizational units, and the keys of account tags."""
    names = {name for template in _templates(profiles) for name in template.names}
    return bool({"ou", "ou_path"} & names), {name[len(TAG) :] for name in names if name.startswith(TAG)}


def look_of(profiles, grant, twin=False):
    """How the profiles of one role look: the options of ``LOOK``, ``regions`` filled, and the Template as ``name``.

    What a later override says counts; ``settings`` add up.

    :param profiles: without problems
    :param twin: whether the person has roles in another account of the same name, which only its id tells from this
    :returns: mapping; ``named`` tells whether a template was stated
    """
    look = {key: profiles.get(key) for key in LOOK}
    path = "profiles.name"
    for index, override in enumerate(profiles.get("overrides") or ()):
        if not _matches(override, grant):
            continue
        stated = {key: override[key] for key in LOOK if override.get(key)}
        if "settings" in stated:
            stated["settings"] = {**(look["settings"] or {}), **stated["settings"]}
        if "region" in stated or "regions" in stated:
            look.update(region=None, regions=None)
        path = _at(index) + ".name" if "name" in stated else path
        look.update(stated)
    look["regions"] = look["regions"] or [look["region"]]
    look["named"] = bool(look["name"])
    usual = TWIN if twin else TEMPLATE
    usual += "" if len(look["regions"]) == 1 else "-{region}"
    look["name"] = Template(look["name"] or usual, path)
    return look


def _matches(override, grant):
    accounts, sets = override.get("accounts"), override.get("permission_sets")
    names = [grant["account_id"], grant.get("account_name") or ""]
    return (not accounts or any(fnmatchcase(name, str(one)) for one in accounts for name in names)) and (
        not sets or any(fnmatchcase(grant["permission_set"], str(one)) for one in sets)
    )


def _templates(profiles):
    """The templates that are stated."""
    if profiles.get("name"):
        yield Template(profiles["name"], "profiles.name")
    for index, override in enumerate(profiles.get("overrides") or ()):
        if override.get("name"):
            yield Template(override["name"], _at(index) + ".name")


def _kinds(at, values, options):
    """Values of a kind that no check could look at."""
    if not isinstance(values, dict):
        yield "%s: %r is not a mapping" % (at, values)
        return
    for one, kinds in options.items():
        value = values.get(one)
        if value is not None and not isinstance(value, kinds):
            yield "%s.%s: %r is not %s" % (at, one, value, _SPOKEN[kinds])


def _unknown(at, values, options):
    for one in sorted(set(values) - set(options), key=str):
        yield "%s.%s: there is no such option; there are %s" % (at, one, ", ".join(options))


def _values(look, at):
    """What the laptops would refuse of a look, said here already."""
    regions = look.get("regions") or [look.get("region")]
    if look.get("region") and look.get("regions"):
        yield "%s.regions: does not go with region: give one of the two" % at
    twice = sorted({str(one) for one in regions if regions.count(one) > 1})
    if twice:
        yield "%s.regions: has %s twice" % (at, ", ".join(twice))
    if look.get("format") not in (None, "", "session", "legacy"):
        yield "%s.format: %r is neither session nor legacy" % (at, look["format"])
    scopes = look.get("sso_registration_scopes")
    values = {key: look.get(key) for key in ("sso_session", "output", "settings")}
    values["sso_registration_scopes"] = ",".join(map(str, scopes)) if isinstance(scopes, list) else scopes
    for index, region in enumerate(regions):
        option = "regions[%d]" % index if look.get("regions") else "region"
        # The other values once are enough.
        values = {"region": None if region is None else str(region), **(values if index == 0 else {})}
        profile = {**dict.fromkeys(PROFILE_KEYS), **values, "name": "default", "state": "present", "path": ""}
        for problem in check([profile], []):
            yield "%s.%s: %s" % (at, option if problem.path == "region" else problem.path, problem.message)


def _at(index):
    return "profiles.overrides[%d]" % index
