# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The schema of the access document, and every access document of this repository."""

from __future__ import annotations

import importlib
import re
import sys

import yaml
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_checks import check_alone
from ansible_collections.dayone.identity_center.plugins.module_utils._access_document.document_parser import parse
from jsonschema import Draft202012Validator
from playbook import ROOT

sys.path.append(str(ROOT / "tools"))
schema = importlib.import_module("schema")
SCHEMA = schema.schema()
VALIDATOR = Draft202012Validator(SCHEMA)
PLACES = ("README.md", "docs", "extensions", "playbooks", "plugins", "roles", "tests/integration")
# What documents are called; the last two are the integration tests' of role provision.
NAMES = ("access", "first", "second")


class Loader(yaml.SafeLoader):
    """YAML as editors read it: a date is a text, which it is for the module as well."""


Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def refusals(access):
    """What the schema has against a document: list of texts, each with its path."""
    return [f"{one.json_path}: {one.message}" for one in VALIDATOR.iter_errors({"access": access})]


def problems(access):
    """What sso_access says of a document before it asks AWS."""
    document, found = parse(access)
    return [f"{one.path}: {one.message}" for one in [*found, *check_alone(document)]]


def documents():
    """``{file, and which one in it: access document}``"""
    found = {}
    for place in PLACES:
        root = ROOT / place
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            # An argument spec describes the option of that name.
            if path.suffix in (".yml", ".md", ".py") and path.name != "argument_specs.yml":
                name = path.relative_to(ROOT).as_posix()
                found.update({f"{name} {number}": one for number, one in enumerate(_within(path), 1)})
    return found


def _within(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".yml":
        blocks = [text]
    elif path.suffix == ".md":
        blocks = re.findall(r"^```yaml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    else:
        blocks = re.findall(r'^EXAMPLES = r"""\n(.*?)^"""$', text, re.DOTALL | re.MULTILINE)
    for block in blocks:
        for loaded in yaml.load_all(block, Loader):
            yield from _called(loaded)


def _called(value):
    """The mappings that have one of the names, wherever they are."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in NAMES and isinstance(inner, dict):
                yield inner
            else:
                yield from _called(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _called(inner)
