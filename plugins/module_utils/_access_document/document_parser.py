# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access document's shape, checked with Ansible's own validator, all parts at once."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, cast

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator
from ansible.module_utils.errors import UnsupportedError

from .._api.similar_names import Near
from .._argument_specs.document_argument_spec import ENTRIES, TOP
from .._argument_specs.shared_argument_specs import inherit
from .._argument_specs.text_type_check import check_hidden, check_texts
from .._plan.expiry import check_members
from .._plan.input_problems import Problem
from .._plan.user_email_template import check_user_email, with_emails
from .valid_entries import NAMED, valid_entries, with_original_paths

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from typing import Any

    from .._api.resource_types import AccessDocument

# section: the option of its entries that ``purge`` has a default for, and what that is called there
PURGED_BY_DEFAULT = {"groups": ("purge_members", "members"), "permission_sets": ("purge_policies", "policies")}
# Of ansible-core 2.17 to 2.22.
UNSUPPORTED = re.compile(r"(?P<names>.+?)\. (?P<rest>Supported parameters include: (?P<known>.+?)\.?)", re.DOTALL)
TYPES = {"dict": dict, "list": list, "int": int, "bool": bool, "str": str}


def parse(access: Any) -> tuple[AccessDocument, list[Problem]]:
    """The document with every section a list of complete option mappings, and the problems of its shape.

    An entry that has such a problem is left out, as ``valid_entries`` does, so that the others can be checked all the
    same.

    :param access: the access document as it came from YAML
    """
    hidden = list(check_hidden(access))
    access = plain(access)
    top, problems = _validated(TOP, access, "")
    problems = [*hidden, *problems]
    document: dict[str, Any] = {
        **top,
        **{section: [] for section in ENTRIES},
        "declared_sections": _declared_sections(top),
        "original_indices": {},
    }
    document.update(unread=_misspelt(access), left_out=set())
    for section, (entry_options, shared, name) in ENTRIES.items():
        # Without their defaults: what is not stated takes the document's.
        spec = {**entry_options, **{option: {**option_spec, "default": None} for option, option_spec in shared.items()}}
        if name:
            spec[name] = dict(spec[name], required=True)
        defaults = {option: option_spec["default"] for option, option_spec in shared.items()}
        defaults.update(_purged_by_default(section, top.get("purge")))
        given = access.get(section)
        kept: dict[int, dict[str, Any]] = {}
        for index, entry in enumerate(_mappings(top.get(section))):
            values, wrong = _validated(spec, entry, f"{section}[{index}]")
            if not wrong:
                kept[index] = inherit(values, defaults, shared)
            problems.extend(wrong)
        if section in NAMED:
            kind, option = NAMED[section]
            # What ends up in the document is declared by that.
            document["unread"][kind].extend(_names(given, option, kept))
        document[section], document["original_indices"][section] = list(kept.values()), list(kept)
        if given is not None and len(kept) < (len(given) if isinstance(given, list) else 1):
            document["left_out"].add(section)
        if section == "groups":
            said = with_original_paths(check_members(document[section], section), document)
            document, problems = {**valid_entries(document, said)}, [*problems, *said]
    document["users"] = with_emails(document["users"], top.get("user_email"))
    return cast("AccessDocument", document), [*problems, *check_user_email(top.get("user_email"))]


def _misspelt(access: Any) -> dict[str, list[str]]:
    """The names below an option that is none, by kind, where a section is near: ``usres``."""
    near = Near(NAMED)
    unread: dict[str, list[str]] = {kind: [] for kind, _option in NAMED.values()}
    for name in set(access) - set(TOP) if isinstance(access, dict) else ():
        for section in near.to(str(name))[:1]:
            kind, option = NAMED[section]
            unread[kind].extend(_names(access[name], option))
    return unread


def _names(entries: Any, option: str, but: Container[int] = ()) -> list[str]:
    """What entries are called that may be of any shape."""
    numbered = enumerate(entries if isinstance(entries, list) else ())
    names = [entry.get(option) for index, entry in numbered if isinstance(entry, dict) and index not in but]
    return [name for name in names if isinstance(name, str)]


def misread(access: Any, sections: Iterable[str]) -> Iterator[Problem]:
    """Problems of what is no text where text is meant, in some sections of a document that may have other problems."""
    for section in sections if isinstance(access, dict) else ():
        entry_options, shared, _name = ENTRIES[section]
        for index, entry in enumerate(_mappings(access.get(section))):
            yield from check_texts({**entry_options, **shared}, entry, f"{section}[{index}]")


def plain(value: Any) -> Any:
    """As a module is given it, whose arguments went through JSON; filters are given dates, and in ansible-core 2.19 and
    newer lists and mappings that know how to be templated: the validator copies its input, and a copy of such a list
    copies all that Ansible knows with it."""
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def _declared_sections(top: dict[str, Any]) -> set[str]:
    """The sections that are neither missing nor null; one that cannot be read is stated, and a problem of its own."""
    return {section for section in ENTRIES if top.get(section) is not None}


def _purged_by_default(section: str, purge: dict[str, Any] | None) -> dict[str, bool]:
    """What ``purge`` says for every entry that does not say it itself."""
    option, word = PURGED_BY_DEFAULT.get(section, ("", ""))
    declared = (purge if isinstance(purge, dict) else {}).get(word)
    return {} if declared is None else {option: declared}


def _mappings(entries: Any) -> list[dict[str, Any]]:
    """The entries; none where they are no list of mappings, which is a problem said already."""
    return entries if isinstance(entries, list) and all(isinstance(entry, dict) for entry in entries) else []


def _validated(spec: dict[str, Any], values: dict[str, Any], path: str) -> tuple[dict[str, Any], list[Problem]]:
    strict = list(check_texts(spec, values, path))
    values, problems = _readable(spec, values, path)
    problems = [*strict, *(problem for problem in problems if problem.path not in {problem.path for problem in strict})]
    result = ArgumentSpecValidator(spec).validate(values)
    problems.extend(Problem(path, _message(error)) for error in result.errors.errors)
    return _of_their_types(spec, result.validated_parameters), problems


def _readable(spec: dict[str, Any], values: dict[str, Any], path: str) -> tuple[dict[str, Any], list[Problem]]:
    """Ansible's validator makes a text of a list, takes null for what is required, and ends in a TypeError where
    something else stands for a mapping of options."""
    kept: dict[str, Any] = {}
    problems: list[Problem] = []
    for option, value in values.items():
        if not isinstance(option, str):
            continue  # a problem of check_texts, and more than Ansible can take
        option_spec, option_path = spec.get(option, {}), f"{path}.{option}".lstrip(".")
        if option_spec.get("type") == "str" and isinstance(value, (list, dict)):
            kept[option] = ""
            problems.append(Problem(option_path, f"{value!r} is not a text"))
        elif "options" in option_spec and option_spec["type"] == "dict" and value is not None:
            kept[option], more = _mapping(option_spec["options"], value, option_path)
            problems.extend(more)
        elif option_spec.get("type") == "int" and isinstance(value, float) and not value.is_integer():
            continue  # a problem of its own, and more than Ansible can take
        elif option_spec.get("type") == "dict" and isinstance(value, str) and value:
            problems.append(_no_mapping(value, option_path))
        elif option_spec.get("elements") == "dict" and isinstance(value, str) and value:
            problems.append(Problem(option_path, f"{value!r} is a text, and a list is wanted"))
        elif option_spec.get("elements") == "dict" and "options" not in option_spec and isinstance(value, list):
            texts = [
                _no_mapping(entry, f"{option_path}[{index}]")
                for index, entry in enumerate(value)
                if isinstance(entry, str)
            ]
            problems.extend(texts)
            kept[option] = [] if texts else value
        elif "options" in option_spec and isinstance(value, list):
            read = [
                _mapping(option_spec["options"], entry, f"{option_path}[{index}]") for index, entry in enumerate(value)
            ]
            kept[option] = [entry for entry, _more in read]
            problems.extend(problem for _entry, more in read for problem in more)
        elif value is not None or not option_spec.get("required"):
            kept[option] = value
    return kept, problems


def _mapping(
    spec: dict[str, dict[str, Any]], value: dict[str, Any] | str, path: str
) -> tuple[dict[str, Any], list[Problem]]:
    return _readable(spec, value, path) if isinstance(value, dict) else ({}, [_no_mapping(value, path)])


def _no_mapping(value: str, path: str) -> Problem:
    """Ansible would make a mapping of a text such as ``{"a": 1, "a": 2}`` or ``a=1``, and lose what is there twice."""
    return Problem(path, f"{value!r} is not a mapping of options")


def _of_their_types(spec: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """Without what has another type, of which the validator has complained: the other checks expect the type."""
    kept = dict(values)
    for option, value in values.items():
        option_spec = spec.get(option, {})
        if value is not None and not isinstance(value, TYPES.get(option_spec.get("type"), object)):
            kept[option] = None
        elif isinstance(value, dict) and "options" in option_spec:
            kept[option] = _of_their_types(option_spec["options"], value)
    return kept


def _message(error: Any) -> str:
    """Ansible's text for unknown options begins with their names alone, and then lists those that there are."""
    if not isinstance(error, UnsupportedError):
        answer: str = error.msg
        return answer
    match = UNSUPPORTED.fullmatch(error.msg)
    if not match:
        return f"there is no option {error.msg}"
    near = Near(match["known"].split(", "))
    names = [f"{name}{near.hint(name.rpartition('.')[2])}" for name in match["names"].split(", ")]
    return f"there is no option {', '.join(names)}. {match['rest']}"
