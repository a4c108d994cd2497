# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who gets which profiles: the roles that provision found, under the names that the access document wants."""

from __future__ import annotations

import re

from .._aws_config.names import every_client_reads

SESSION = "dayone"
SCOPES = "sso:account:access"
TEMPLATE = "{account_name}-{permission_set}"
PLACEHOLDERS = ("account_name", "account_id", "permission_set")
OPTIONS = ("sso_session", "sso_registration_scopes", "default", "name", "region", "output", "settings", "format")
_NOT_READ = re.compile(r"[^A-Za-z0-9_@+.%:/-]+")


class ProfilesError(ValueError):
    """What is asked for gives no usable profiles.

    :param problems: texts, each with its path in the access document
    """

    def __init__(self, problems):
        self.problems = list(problems)
        super().__init__(" | ".join(self.problems))


def profiles_of(profiles, result):
    """Everybody's sessions and profiles, as aws_sso_profile takes them.

    :param profiles: ``access.profiles`` of the access document
    :param result: what role provision hands over: ``start_url``, ``region``, ``accounts`` (by the text that names each,
        or a list of ``id`` and ``name``), ``grants``
    :returns: ``{user_name: {"sessions": [...], "profiles": [...]}}``
    :raises ProfilesError: unknown option or placeholder, two profiles of one name, a name that AWS clients cannot read
    """
    profiles = profiles or {}
    problems = list(_option_problems(profiles))
    default = _default_pair(profiles.get("default"), result.get("accounts") or {}, problems)
    if problems:
        raise ProfilesError(problems)
    people = {}
    for grant in result.get("grants") or ():
        people.setdefault(grant["user_name"], []).append(grant)
    everybody = {
        user_name: {
            "sessions": [_session(profiles, result)],
            "profiles": _profiles(profiles, result, default, grants, problems),
        }
        for user_name, grants in people.items()
    }
    if problems:
        raise ProfilesError(dict.fromkeys(problems))
    return everybody


def _session(profiles, result):
    scopes = profiles.get("sso_registration_scopes") or SCOPES
    return {
        "name": profiles.get("sso_session") or SESSION,
        "sso_start_url": result["start_url"],
        "sso_region": result["region"],
        "sso_registration_scopes": scopes if isinstance(scopes, str) else ",".join(scopes),
    }


def _profiles(profiles, result, default, grants, problems):
    """One person's profiles, ``default`` first."""
    found, owners = [], {}
    for grant in grants:
        is_default = (grant["account_id"], grant["permission_set"]) == default
        names = ["default"] if is_default else []
        if not is_default or profiles.get("name"):
            names.append(_name(profiles.get("name") or TEMPLATE, grant, problems))
        for name in names:
            if name in owners:
                text = "profiles.name: %s and %s would both be named %r for %s: use {account_id} in the name"
                problems.append(text % (owners[name], _spoken(grant), name, grant["user_name"]))
            owners[name] = _spoken(grant)
            found.append(_profile(profiles, result, name, grant))
    return sorted(found, key=lambda one: (one["name"] != "default", one["name"]))


def _profile(profiles, result, name, grant):
    profile = {
        "name": name,
        "sso_session": profiles.get("sso_session") or SESSION,
        "sso_account_id": grant["account_id"],
        "sso_role_name": grant["permission_set"],
        "region": profiles.get("region") or result["region"],
    }
    profile.update({key: profiles[key] for key in ("output", "settings", "format") if profiles.get(key)})
    return profile


def _name(template, grant, problems):
    values = {
        "account_name": grant.get("account_name") or grant["account_id"],
        "account_id": grant["account_id"],
        "permission_set": grant["permission_set"],
    }
    readable = {key: _NOT_READ.sub("-", value).strip("-") for key, value in values.items()}
    for key in PLACEHOLDERS:
        if not readable[key] and "{%s}" % key in template:
            text = "profiles.name: nothing of the %s %r can stand in a name that all AWS clients read: use {account_id}"
            problems.append(text % (key, values[key]))
    return re.sub(r"\{(\w+)\}", lambda match: readable[match.group(1)], template)


def _option_problems(profiles):
    for one in sorted(set(profiles) - set(OPTIONS)):
        yield "profiles.%s: there is no such option; there are %s" % (one, ", ".join(OPTIONS))
    template = profiles.get("name") or TEMPLATE
    for name in re.findall(r"\{([^{}]*)\}", template):
        if name not in PLACEHOLDERS:
            known = ", ".join("{%s}" % one for one in PLACEHOLDERS)
            yield "profiles.name: there is no placeholder {%s}; there are %s" % (name, known)
    rest = re.sub(r"\{[^{}]*\}", "", template)
    if rest and not every_client_reads(rest):
        bad = " ".join(repr(character) for character in dict.fromkeys(_NOT_READ.findall(rest)))
        yield "profiles.name: not all AWS clients read %s in a name; take letters, digits and _ @ + . : / - %%" % bad


def _default_pair(default, accounts, problems):
    """The account id and permission set of the profile ``default``, None where the document has none."""
    if not default:
        return None
    missing = [key for key in ("account", "permission_set") if not default.get(key)]
    problems.extend("profiles.default.%s: is needed" % key for key in missing)
    if missing:
        return None
    account = str(default["account"])
    ids = _ids(account, accounts)
    if len(ids) != 1:
        what = "is the name of several accounts: %s" % ", ".join(sorted(ids)) if ids else "is not known"
        problems.append("profiles.default.account: %r %s; state the account's id" % (account, what))
        return None
    return ids.pop(), default["permission_set"]


def _ids(account, accounts):
    """:param accounts: ``{text that names it: account}`` or a list of accounts"""
    if re.fullmatch(r"[0-9]{12}", account):
        return {account}
    if isinstance(accounts, dict):
        if account in accounts:
            return {accounts[account]["id"]}
        accounts = accounts.values()
    return {one["id"] for one in accounts if one.get("name") == account}


def _spoken(grant):
    return "%s in %s (%s)" % (grant["permission_set"], grant.get("account_name") or "account", grant["account_id"])
