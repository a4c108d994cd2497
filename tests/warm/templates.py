# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiles each template once for all runs: Ansible does it anew in every worker, a third of what a worker takes."""

from __future__ import annotations

import hashlib
import marshal
import os
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2.environment import Environment, TemplateExpression

# What a template is compiled by, beside its text.
OPTIONS = """
block_start_string block_end_string variable_start_string variable_end_string comment_start_string comment_end_string
line_statement_prefix line_comment_prefix trim_blocks lstrip_blocks newline_sequence keep_trailing_newline optimized
""".split()
EMBEDDED = "ANSIBLE_ALLOW_EMBEDDED_TEMPLATES"


class Templates:
    """:param folder: for what runs share"""

    def __init__(self, folder: Path):
        self._folder = folder / "templates"
        self._compile, self._compile_expression = Environment.compile, Environment.compile_expression
        self._expression: str | None = None  # what is being compiled

    def place_of(self, environment: Environment, source: str, form: str) -> Path | None:
        """:returns: None for one that is compiled anew: Ansible takes backslashes of tasks in another way"""
        if "\\" in source:
            return None
        options = [getattr(environment, option) for option in OPTIONS]
        extensions = sorted(environment.extensions)
        told = [form, str(source), str(type(environment)), options, extensions, os.environ.get(EMBEDDED)]
        return self._folder / hashlib.sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()

    def keep(self, place: Path, code: CodeType) -> None:
        part = place.with_name(f"{place.name}.{os.getpid()}")
        part.write_bytes(marshal.dumps(code))
        part.replace(place)

    def read(self, place: Path | None) -> CodeType | None:
        try:
            return marshal.loads(place.read_bytes()) if place else None
        except OSError:
            return None

    def compile(self, environment: Environment, source: Any, *more: Any, **options: Any) -> Any:
        if more or options:
            return self._compile(environment, source, *more, **options)
        text, form = (source, "template") if isinstance(source, str) else (self._expression, "expression")
        place = self.place_of(environment, text, form) if text is not None else None
        code = self.read(place)
        if code is None:
            code = self._compile(environment, source)
            if place:
                self.keep(place, code)
        return code

    def compile_expression(self, environment: Environment, source: str, undefined_to_none: bool = True) -> Any:
        code = self.read(self.place_of(environment, source, "expression"))
        if code is None:
            before, self._expression = self._expression, source
            try:
                return self._compile_expression(environment, source, undefined_to_none)
            finally:
                self._expression = before
        template = environment.template_class.from_code(environment, code, environment.make_globals(None))
        return TemplateExpression(template, undefined_to_none)


def compile_once(folder: Path) -> None:
    """Have this process's Jinja keep what it compiles, and take what other runs have.

    :param folder: for what runs share
    """
    templates = Templates(folder)
    Environment.compile = lambda *given, **options: templates.compile(*given, **options)
    Environment.compile_expression = lambda *given, **options: templates.compile_expression(*given, **options)
