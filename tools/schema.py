# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/access.schema.json, the JSON schema of the access document for editors; --check only compares.

The options come from the argument specs that the modules use, their descriptions from the modules' documentation, and
the patterns from the checks of _plan. Like Ansible's own parser it knows no option that is not in the specs. It is
stricter in one way: a value has the type that is documented, where Ansible would turn one into the other.

Usage: tools/run python tools/schema.py [--check]
"""

from __future__ import annotations

import importlib
import json
import re
import sys

import yaml
from ansible_tree import ROOT, WORK

sys.path.insert(0, str(WORK / "collections"))
PLUGINS = "ansible_collections.dayone.identity_center.plugins"


def plugin(name: str):
    return importlib.import_module(f"{PLUGINS}.{name}")


document = plugin("module_utils._argument_specs.document_argument_spec")
options = plugin("module_utils._argument_specs.resource_argument_specs")
expiry, limits = plugin("module_utils._plan.expiry"), plugin("module_utils._plan.deletion_limit")
emails = plugin("module_utils._plan.user_email_template")
owners, purge = plugin("module_utils._plan.external_ownership"), plugin("module_utils._plan.purge_checks")
bootstrap = plugin("module_utils._plan.cdk_bootstrap_check")
iam_policies = plugin("module_utils._plan.iam_attachment_plan")
rules, users = plugin("module_utils._plan.field_validators"), plugin("module_utils._plan.user_plan")

PATH = ROOT / "docs" / "access.schema.json"
ROLE = ROOT / "roles" / "bootstrap" / "meta" / "argument_specs.yml"
ID = "https://raw.githubusercontent.com/dayone/identity_center/main/docs/access.schema.json"
MODULES = {
    "users": "identitystore_user",
    "groups": "identitystore_group",
    "permission_sets": "sso_permission_set",
    "assignments": "sso_account_assignment",
    "iam_policy_attachments": "iam_policy_attachment",
}
TYPES = {"str": "string", "bool": "boolean", "int": "integer", "dict": "object", "list": "array"}
# Ansible's markup: O(option), V(value), M(namespace.collection.module), L(text,url)...
MARKUP = re.compile(r"\b(RV|[OVCIBEMPLU])\(([^()]*(?:\([^()]*\)[^()]*)*)\)")


def ecma(pattern: re.Pattern) -> str:
    """A pattern for whole texts as JSON schema has it; there \\w and \\d are ASCII in some languages only."""
    return "^(?:" + pattern.pattern.replace(r"\w", "A-Za-z0-9_").replace(r"\d", "[0-9]") + ")$"


POLICY_NAME, POLICY_PATH = {"pattern": ecma(rules.POLICY_NAME)}, {"pattern": ecma(rules.POLICY_PATH)}
MANAGED = {"anyOf": [{"pattern": ecma(rules.MANAGED_ARN)}, POLICY_NAME]}
IAM_NAME = {"pattern": ecma(rules.IAM_NAME)}
# As datetime.fromisoformat reads it on every Python that ansible-core supports.
CLOCK = re.compile(r"[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{3}(?:\d{3})?)?)?(?:[Zz]|[+-]\d{2}:\d{2})")
UNTIL = {"pattern": ecma(re.compile(f"{expiry.DAY.pattern}(?:{CLOCK.pattern})?"))}
TRUSTED = {"pattern": ecma(bootstrap.ACCOUNT)}
STATED = {"accounts": "minItems", "organizational_units": "minItems", "account_tags": "minProperties"}
TAG_VALUE = {"type": "string", "maxLength": 256}
TAG_NAMES = {"propertyNames": {"minLength": 1, "maxLength": 128}}
MEMBER = {
    "type": ["string", "object"],
    "properties": {"user_name": {"type": "string", "minLength": 1}, "until": {"type": "string", **UNTIL}},
    "required": ["user_name"],
    "additionalProperties": False,
}
# What the checks of _plan ask beyond the spec, by the option's place or by its name alone; [] is what a list holds.
MORE = {
    **{f"users.{option}": {"maxLength": 1024} for option in users.SHORT},
    "users.user_name": {"minLength": 1, "maxLength": 128, "pattern": r"^\S+$"},
    "users.given_name": {"minLength": 1, "maxLength": 1024},
    "users.family_name": {"minLength": 1, "maxLength": 1024},
    "users.display_name": {"minLength": 1, "maxLength": 1024},
    "users.email": {"pattern": ecma(rules.EMAIL)},
    "users.photos": {"maxItems": 3},
    "groups.display_name": {"minLength": 1, "maxLength": 1024},
    "groups.description": {"maxLength": 1024},
    "groups.members[]": MEMBER,
    "permission_sets.name": {"pattern": ecma(rules.SET_NAME)},
    "permission_sets.description": {"minLength": 1, "maxLength": 700, "pattern": ecma(rules.LATIN)},
    "permission_sets.session_duration": {"pattern": ecma(rules.DURATION)},
    "permission_sets.relay_state": {"maxLength": 240, "pattern": ecma(rules.RELAY_STATE)},
    "permission_sets.managed_policies": {"maxItems": rules.POLICIES_QUOTA},
    "permission_sets.managed_policies[]": MANAGED,
    "permission_sets.customer_managed_policies": {"maxItems": rules.POLICIES_QUOTA},
    "permission_sets.customer_managed_policies.name": POLICY_NAME,
    "permission_sets.customer_managed_policies.path": POLICY_PATH,
    "permission_sets.inline_policy": {"type": ["object", "string"]},
    "permission_sets.permissions_boundary": {
        "not": {"required": ["managed_policy", "name"]},
        "dependentRequired": {"path": ["name"]},
    },
    "permission_sets.permissions_boundary.managed_policy": MANAGED,
    "permission_sets.permissions_boundary.name": POLICY_NAME,
    "permission_sets.permissions_boundary.path": POLICY_PATH,
    "permission_sets.tags": {"maxProperties": 50, "additionalProperties": TAG_VALUE, **TAG_NAMES},
    "assignments.permission_sets": {"minItems": 1},
    # An empty one would say nothing, and somewhere has to be stated.
    **{f"purge.assignments.{option}": {"minItems": 1} for option in purge.NARROWING if option != "account_tags"},
    "purge.assignments.account_tags": {"minProperties": 1, "additionalProperties": {"type": "string"}},
    "purge.assignments": {"anyOf": [{"required": [option]} for option in ("permission_sets", *purge.WHERE)]},
    "management_account": {"pattern": ecma(owners.ACCOUNT)},
    "user_email": {"pattern": ecma(emails.FORM)},
    "iam_policy_attachments.user": IAM_NAME,
    "iam_policy_attachments.role": {**IAM_NAME, "not": {"pattern": ecma(iam_policies.RESERVED_ROLE)}},
    "iam_policy_attachments.managed_policies": {"minItems": 1},
    "iam_policy_attachments.managed_policies[]": MANAGED,
    "profiles.sso_registration_scopes": {"type": ["array", "string"], "items": {"type": "string"}},
    "bootstrap": {"dependentRequired": {"trust": ["execution_policies"]}},
    "bootstrap.regions[]": {"pattern": ecma(bootstrap.REGION)},
    "bootstrap.trust[]": TRUSTED,
    "bootstrap.trust_for_lookup[]": TRUSTED,
    "bootstrap.qualifier": {"pattern": ecma(bootstrap.QUALIFIER)},
    "bootstrap.toolkit_stack_name": {"pattern": ecma(bootstrap.STACK_NAME)},
    "max_deletions": {"type": ["integer", "string"], "minimum": 0, "pattern": ecma(limits.LIMIT)},
    "until": UNTIL,
    "exclude_accounts[]": {"not": {"const": "all"}},
    "account_tags": {"additionalProperties": {"type": "string"}},
}
# What access.bootstrap has beside the options of role bootstrap.
BOOTSTRAP = {
    "accounts": {
        "description": "Accounts by id or name, current, management or all. Unless stated every account in which "
        "somebody is assigned something."
    },
    "regions": {"description": "Regions, the profiles' Region or else Identity Center's home Region unless stated."},
}
# Of a whole entry.
ENTRIES = {
    "assignments": {
        "oneOf": [{"required": ["user"]}, {"required": ["group"]}],
        "anyOf": [{"required": [option], "properties": {option: {least: 1}}} for option, least in STATED.items()],
    },
    "iam_policy_attachments": {"oneOf": [{"required": [kind]} for kind in iam_policies.KINDS]},
}


def documentation(name: str, folder: str = "modules") -> dict:
    """The documented options of a plugin."""
    return yaml.safe_load(plugin(f"{folder}.{name}").DOCUMENTATION)["options"]


def plain(description: str | list[str]) -> str:
    """A description without markup, one line a paragraph."""
    paragraphs = [description] if isinstance(description, str) else description
    return "\n".join(MARKUP.sub(_unmarked, paragraph) for paragraph in paragraphs)


def _unmarked(match: re.Match) -> str:
    kind, text = match.groups()
    if kind in "MP":
        return text.partition("#")[0].rpartition(".")[2]
    return (
        text.rpartition(",")[0]
        if kind == "L"
        else text.removeprefix("access.").removeprefix("bootstrap_")
        if kind == "O"
        else text
    )


def of_options(specs: dict, docs: dict, place: str) -> dict:
    """The schema of a mapping of options.

    :param docs: what is documented of them, ``{option: {"description", "suboptions"}}``
    """
    properties = {
        name: of_option(spec, docs.get(name, {}), f"{place}.{name}".lstrip(".")) for name, spec in specs.items()
    }
    required = [name for name, spec in specs.items() if spec.get("required")]
    return {
        "type": "object",
        "properties": properties,
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def of_option(spec: dict, doc: dict, place: str) -> dict:
    schema = {"description": plain(doc["description"])} if "description" in doc else {}
    schema.update(of_value(spec["type"], spec, doc, place))
    if spec["type"] == "list":
        schema["items"] = of_value(spec["elements"], spec, doc, f"{place}[]")
    return {**schema, "default": spec["default"]} if "default" in spec else schema


def of_value(kind: str, spec: dict, doc: dict, place: str) -> dict:
    if kind == "dict" and "options" in spec:
        schema = of_options(spec["options"], doc.get("suboptions", {}), place.replace("[]", ""))
    else:
        schema = {"type": TYPES[kind]} if kind in TYPES else {}
        if "choices" in spec and kind != "list":
            schema["enum"] = spec["choices"]
    return {**schema, **MORE.get(place.rpartition(".")[2], {}), **MORE.get(place, {})}


def sections() -> dict:
    """The lists: users, groups, permission sets and so on."""
    found = {}
    for section, (own, shared, name) in document.ENTRIES.items():
        flat = documentation(MODULES[section])
        entry = {**own, **shared}
        if name:
            entry[name] = {**entry[name], "required": True}
        found[section] = {**of_options(entry, {**flat, **flat[section]["suboptions"]}, section)}
        found[section].update(ENTRIES.get(section, {}))
    return found


def purged(option: str, section: str) -> dict:
    """What is purged has to be in the document."""
    asked = {"type": "object"} if option == "assignments" else {"const": True}
    purging = {"properties": {"purge": {"type": "object", "properties": {option: asked}, "required": [option]}}}
    return {"if": {**purging, "required": ["purge"]}, "then": {"required": [section]}}


def schema() -> dict:
    fragment = plugin("doc_fragments.access").ModuleDocFragment.DOCUMENTATION
    docs = yaml.safe_load(fragment)["options"]["access"]["suboptions"]
    # Of the profiles the filter tells what they mean.
    looks = documentation("profiles", "filter")["_input"]["description"]
    # Role bootstrap documents its options with a prefix.
    role = yaml.safe_load(ROLE.read_text(encoding="utf-8"))
    told = {name.removeprefix("bootstrap_"): doc for name, doc in role["argument_specs"]["main"]["options"].items()}
    docs["bootstrap"]["suboptions"] = {**BOOTSTRAP, **told}
    docs["profiles"]["description"] = looks
    access = of_options(document.TOP, docs, "")
    for section, entry in sections().items():
        access["properties"][section]["items"] = entry
    access["allOf"] = [purged(option, section) for option, section in purge.SECTIONS.items()]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ID,
        "title": "Access document of dayone.identity_center",
        "$comment": "Written by tools/schema.py.",
        "type": "object",
        "properties": {"access": {"description": "The access document; other keys are other variables.", **access}},
        "required": ["access"],
    }


def main() -> None:
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
    if "--check" not in sys.argv[1:]:
        PATH.write_text(text, encoding="utf-8")
    elif not PATH.is_file() or PATH.read_text(encoding="utf-8") != text:
        sys.exit(f"{PATH.relative_to(ROOT)} is not up to date: tools/run python tools/schema.py")


if __name__ == "__main__":
    main()
