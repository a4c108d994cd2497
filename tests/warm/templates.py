# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiles each template once for all runs: Ansible does it anew in every worker, a third of what a worker takes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jinja2.environment import Environment, TemplateExpression
from kept import Kept

# What a template is compiled by, beside its text.
OPTIONS = """
block_start_string block_end_string variable_start_string variable_end_string comment_start_string comment_end_string
line_statement_prefix line_comment_prefix trim_blocks lstrip_blocks newline_sequence keep_trailing_newline optimized
""".split()
EMBEDDED = "ANSIBLE_ALLOW_EMBEDDED_TEMPLATES"


class Templates:
    """jinja2.Environment's way to compile, which asks what other runs have first."""

    def __init__(self, kept: Kept):
        self._kept = kept
        self._compile, self._compile_expression = Environment.compile, Environment.compile_expression
        self._expression: str | None = None  # what is being compiled

    def _place(self, environment: Environment, source: str, form: str) -> Path | None:
        """:returns: None for one that is compiled anew: Ansible takes backslashes of tasks in another way"""
        if "\\" in source:
            return None
        options = [getattr(environment, option) for option in OPTIONS]
        extensions = sorted(environment.extensions)
        return self._kept.place(
            form, str(source), str(type(environment)), options, extensions, os.environ.get(EMBEDDED)
        )

    def compile(self, environment: Environment, source: Any, *more: Any, **options: Any) -> Any:
        text, form = (source, "template") if isinstance(source, str) else (self._expression, "expression")
        place = None if more or options or text is None else self._place(environment, text, form)
        code = place and self._kept.code(place)
        if not code:
            code = self._compile(environment, source, *more, **options)
            if place:
                self._kept.keep_code(place, code)
        return code

    def compile_expression(self, environment: Environment, source: str, undefined_to_none: bool = True) -> Any:
        place = self._place(environment, source, "expression")
        code = place and self._kept.code(place)
        if code:
            template = environment.template_class.from_code(environment, code, environment.make_globals(None))
            return TemplateExpression(template, undefined_to_none)
        before, self._expression = self._expression, source
        try:
            return self._compile_expression(environment, source, undefined_to_none)
        finally:
            self._expression = before


def compile_once(kept: Kept) -> None:
    """Have this process's Jinja keep what it compiles, and take what other runs have."""
    templates = Templates(kept)

    def compiled(environment: Environment, source: Any, *more: Any, **options: Any) -> Any:
        return templates.compile(environment, source, *more, **options)

    def expression(environment: Environment, source: str, undefined_to_none: bool = True) -> Any:
        return templates.compile_expression(environment, source, undefined_to_none)

    Environment.compile, Environment.compile_expression = compiled, expression
