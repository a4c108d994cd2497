# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The schema and Ansible's own parser take and refuse the same documents, made from the argument specs."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta, timezone

import pytest
from access_documents import SCHEMA, parse, problems, refusals, schema
from ansible_collections.dayone.identity_center.plugins.module_utils._argument_specs import document_argument_spec
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._orchestration import companies
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

thorough = settings(max_examples=100, deadline=None)
# Texts that the checks want; every other option takes "reader".
TEXTS = {
    "email": ["ada@example.com", "ada@localhost"],
    "session_duration": ["PT8H", "PT8H30M"],
    "until": ["2027-01-31", "2027-01-31T18:00:00+01:00"],
    "path": ["/", "/team/"],
    "max_deletions": ["20", "10%"],
    "regions[]": ["us-east-1", "eu-central-1"],
    "trust[]": ["123456789012"],
    "trust_for_lookup[]": ["123456789012"],
    "management_account": ["123456789012"],
    "user_email": ["{user_name}@example.com", "{given_name}.{family_name}@example.com"],
}
RAW = {
    "members[]": ["ada", {"user_name": "ada"}, {"user_name": "ada", "until": "2027-01-31"}],
    "inline_policy": [{}, "", {"Version": "2012-10-17", "Statement": []}, "{}"],
    "sso_registration_scopes": ["sso:account:access", ["sso:account:access"]],
}
# What Ansible cannot make into the type.
WRONG = {
    "dict": [["ada"], 5, "ada", True],
    "list": [{"ada": 1}, {}],
    "bool": ["sometimes", 7, ["yes"], {}],
    "int": ["soon", [1, 2], {}],
    "choice": ["sometimes", "", "PRESENT"],
}


def whole():
    """The spec of the document with those of its sections."""
    specs = dict(document_argument_spec.TOP)
    for section, (own, shared, name) in document_argument_spec.ENTRIES.items():
        entry = {**own, **shared, **({name: {**own[name], "required": True}} if name else {})}
        specs[section] = {**specs[section], "options": entry}
    return specs


SPECS = whole()


@st.composite
def mappings(draw, specs, place=""):
    """Some of the options, the needed ones always."""
    chosen = {name: spec for name, spec in specs.items() if spec.get("required") or draw(st.booleans())}
    value = {name: draw(values(spec, name)) for name, spec in chosen.items()}
    if "group" in specs:
        value.pop(draw(st.sampled_from(["user", "group"])), None)
        if not {"user", "group"} & set(value):
            value["group"] = "developers"
        value["accounts"] = ["dev"]
    if "role" in specs:
        value.pop(draw(st.sampled_from(["user", "role"])), None)
        if not {"user", "role"} & set(value):
            value["role"] = "dev"
    if place == "bootstrap":
        # Who may deploy does so with stated policies, and a key of AWS's and one of one's own exclude each other.
        value.setdefault("execution_policies", ["AdministratorAccess"])
        value.pop("customer_key" if "kms_key_id" in value else "", None)
    if place == "permissions_boundary":
        value.pop("managed_policy" if "name" in value else "path", None)
    return value


def values(spec, place):
    if spec["type"] == "list":
        return st.lists(one(spec["elements"], spec, f"{place}[]"), min_size=1, max_size=2)
    return one(spec["type"], spec, place)


def one(kind, spec, place):
    if kind == "dict" and "options" in spec:
        return mappings(spec["options"], place.replace("[]", ""))
    if kind == "str":
        return st.sampled_from(spec.get("choices") or TEXTS.get(place, ["reader"]))
    simple = {"bool": st.booleans(), "int": st.integers(0, 99), "dict": st.sampled_from([{}, {"env": "dev"}])}
    return simple[kind] if kind in simple else st.sampled_from(RAW[place])


def _with_what_it_purges(access):
    """A section that is purged has to be there, and the scope of a purge has to say where."""
    purge = dict(access.get("purge") or {})
    if purge.get("assignments") is not None:
        scope = {option: value for option, value in purge["assignments"].items() if value not in ([], {})}
        purge["assignments"] = {"accounts": ["all"], **scope}
    sections = {schema.purge.SECTIONS[option] for option in purge if purge[option] and option in schema.purge.SECTIONS}
    return {**{section: [] for section in sorted(sections)}, **access, **({"purge": purge} if purge else {})}


DOCUMENTS = mappings(SPECS).map(_with_what_it_purges)


def places(value, specs):
    """(mapping, option, its spec) of everything that is stated, and (mapping, None, specs) of every mapping."""
    yield value, None, specs
    for name, inner in value.items():
        yield value, name, specs[name]
        for each in inner if isinstance(inner, list) else [inner]:
            if "options" in specs[name]:
                yield from places(each, specs[name]["options"])


def spoilings(access):
    """(mapping, option, wrong value) of each way to spoil the document; without a value the option is taken away."""
    for value, name, spec in places(access, SPECS):
        if name is None:
            yield value, "nonsense", 1
            continue
        if spec.get("required"):
            yield value, name, None
        for wrong in WRONG["choice" if "choices" in spec else spec["type"]] if _strict(spec) else ():
            yield value, name, wrong
        if spec.get("elements") == "dict":
            yield value, name, ["ada"]


def _strict(spec):
    return "choices" in spec or spec["type"] in WRONG


def parsed(access):
    return [f"{one.path}: {one.message}" for one in parse(copy.deepcopy(access))[1]]


@thorough
@given(DOCUMENTS)
def test_both_take_what_the_specs_describe(access):
    assert refusals(access) == []
    assert parsed(access) == []


@thorough
@given(DOCUMENTS, st.data())
def test_both_refuse_unknown_options_and_wrong_types(access, data):
    value, name, wrong = data.draw(st.sampled_from(list(spoilings(access))))
    if wrong is None:
        del value[name]
    else:
        value[name] = wrong
    assert refusals(access) != [], (name, wrong)
    assert parsed(access) != [], (name, wrong)


@thorough
@given(DOCUMENTS, st.data(), st.sampled_from([5, 0.5, True, {}, ["reader"]]))
def test_the_schema_alone_refuses_what_ansible_writes_out_as_text(access, data, wrong):
    texts = [(value, name) for value, name, spec in places(access, SPECS) if name and _holds_text(spec)]
    assume(texts)
    value, name = data.draw(st.sampled_from(texts))
    whole_number = name == "max_deletions" and wrong == 5
    value[name] = [wrong] if isinstance(value[name], list) else wrong
    assert (refusals(access) == []) is whole_number, name


def _holds_text(spec):
    return "choices" not in spec and "str" in (spec["type"], spec.get("elements"))


@thorough
@given(companies.documents())
def test_the_documents_of_the_unit_tests_are_valid(access):
    assert refusals(_stated(access)) == []


def _stated(value):
    """Without what is null, which for Ansible is not stated."""
    if isinstance(value, dict):
        return {name: _stated(inner) for name, inner in value.items() if inner is not None}
    return [_stated(inner) for inner in value] if isinstance(value, list) else value


RULES = {
    ("permission_sets", "name"): schema.rules.SET_NAME,
    ("permission_sets", "session_duration"): schema.rules.DURATION,
    ("permission_sets", "relay_state"): schema.rules.RELAY_STATE,
    ("users", "email"): schema.rules.EMAIL,
}


@pytest.mark.parametrize(("section", "option"), RULES)
@thorough
@given(data=st.data())
def test_patterns_take_what_the_checks_take(section, option, data):
    rule = RULES[section, option]
    some = st.from_regex(rule, fullmatch=True) | st.from_regex(rule) | st.text(max_size=40)
    text = data.draw(some.filter(lambda one: len(one) <= 240 and not one.endswith("\n") and not _foreign(one)))
    entry = SCHEMA["properties"]["access"]["properties"][section]["items"]
    taken = Draft202012Validator(entry["properties"][option]).is_valid(text)
    assert taken is bool(rule.fullmatch(text))


def _foreign(text):
    """Whether it has digits of another script, which Python's \\d takes and the schema does not."""
    return any(character.isdecimal() and not character.isascii() for character in text)


ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2999, 12, 31), timezones=st.none() | ZONES)


@thorough
@given(TIMES, st.sampled_from(["minutes", "seconds", "milliseconds", "microseconds"]), st.sampled_from("T "))
def test_until_needs_a_zone(when, precision, between):
    text = when.isoformat(between, precision)
    access = {"users": [{"user_name": "ada", "until": text}]}
    assert (refusals(access) == []) is (problems(access) == []) is (when.tzinfo is not None)


@thorough
@given(st.dates())
def test_until_may_be_a_day(day):
    access = {"users": [{"user_name": "ada", "until": day.isoformat()}]}
    assert refusals(access) == problems(access) == []
