# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Results that Ansible's own masking would make wrong.

Ansible replaces the value of every option with ``no_log`` wherever it occurs in a module's result: by a secret key
``test`` the group ``latest`` becomes ``la********``, and an export of that would be written into AWS. ansible-core up
to 2.21 does it before the result is registered, 2.22 in all that it prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .module_types import Module

SHOWN = 3


def refuse_garbled(module: Module, result: Mapping[str, Any]) -> None:
    """End the module with an error where a secret's value occurs in the result.

    Real keys do not occur in it, for they are long and random.

    :param result: what the module is about to return
    """
    secrets = secrets_of(module)
    paths = [path for path in occurrences(result, set(secrets)) if path] if secrets else []
    if not paths:
        return
    options = ", ".join(sorted(set(secrets.values())))
    more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
    message = (
        f"What AWS holds cannot be returned as it is: the value of {options} (as an option or by its environment "
        f"variable) also occurs in {', '.join(paths[:SHOWN])}{more}, where Ansible would mask it. Check that this "
        "value is a real one, or give the credentials by a profile (AWS_PROFILE or the profile option), whose keys "
        "Ansible does not see."
    )
    module.fail_json(msg=message, failures=[message], changed=bool(result.get("changed")), garbled=paths)


def secrets_of(module: Module) -> dict[str, str]:
    """``{value: option}`` of what Ansible masks."""
    inner = getattr(module, "_module", module)
    spec = getattr(inner, "argument_spec", None) or {}
    secrets = {str(value): "an option" for value in getattr(inner, "no_log_values", None) or () if value}
    for option, rules in spec.items():
        value = inner.params.get(option)
        if rules.get("no_log") and isinstance(value, str) and value:
            secrets[value] = option
    return secrets


def occurrences(value: Any, secrets: set[str], path: str = "") -> Iterator[str]:
    """The paths at which one of the secrets occurs, in texts, numbers and the names of a mapping."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            inner_path = f"{path}.{name}" if path else str(name)
            # The names of the result's own members are ours, and nobody takes them for data.
            if path and _has(str(name), secrets):
                yield inner_path
            yield from occurrences(inner, secrets, inner_path)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for index, inner in enumerate(value):
            yield from occurrences(inner, secrets, f"{path}[{index}]")
    elif value is not None and not isinstance(value, bool) and _has(str(value), secrets):
        yield path


def _has(text: str, secrets: set[str]) -> bool:
    return any(secret in text for secret in secrets)
