# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the module itself, with a message for the options that Ansible's own validation does not say one for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ansible.module_utils import basic

from .._argument_specs.text_type_check import check_texts
from .._plan.input_problems import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def create_module(kind: Callable[..., Any], **arguments: Any) -> Any:
    """``kind(**arguments)``, or the end with one message.

    ansible-core (2.17 to 2.21) ends in a TypeError where a list stands for a mapping of options (``purge: [null]``),
    takes null for an option of which one or all are required, and makes a text of whatever stands for one.

    :param kind: AnsibleModule or AnsibleAWSModule
    """
    try:
        module = kind(**arguments)
    except (TypeError, AttributeError) as error:
        said = "Look for an entry of a list, or an option that has options, which is null, a number or a truth value."
        module = kind(argument_spec={option: {"type": "raw"} for option in arguments["argument_spec"]})
        _warn_as_ansible_does(module)
        module.fail_json(msg=f"The options cannot be read ({error}). {said}")
    _warn_as_ansible_does(module)
    # With the options that the kind of module adds.
    spec = getattr(module, "argument_spec", arguments["argument_spec"])
    problems = [*nulls(module.params, arguments), *check_texts(spec, given())]
    if problems:
        module.fail_json(msg=str(InputError(problems)), problems=[vars(problem) for problem in problems])
    return module


def _warn_as_ansible_does(module: Any) -> None:
    """AnsibleAWSModule hands warnings to exit_json and fail_json, which ansible-core 2.23 no longer takes; up to
    then a deprecation is printed. Ansible's own module has them already."""
    inner = getattr(module, "_module", None)
    if isinstance(inner, basic.AnsibleModule):
        module.warn, module._warnings = inner.warn, []


def given() -> dict[str, Any]:
    """The arguments as they came, which a module that is made has not any more. Ansible keeps the bytes; of the ways to
    them its own function is the one that it means to keep."""
    answer: dict[str, Any] = basic._load_params()
    return answer


def nulls(params: dict[str, Any], arguments: dict[str, Any]) -> Iterator[Problem]:
    """Problems of options of which one is required or all are, and that are null: Ansible takes them for stated."""

    def stated(options: tuple[str, ...]) -> list[str]:
        return [option for option in options if params.get(option) is not None]

    for options in arguments.get("required_one_of", ()):
        if not stated(options):
            yield Problem("", f"one of {', '.join(options)} is required, and null here")
    for options in arguments.get("required_together", ()):
        if 0 < len(stated(options)) < len(options):
            yield Problem("", f"{', '.join(options)} are required together, and one of them is null here")
