# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random policies: what IAM's grammar allows is taken, what loses something on the way is not."""

from __future__ import annotations

import json
import string

from ansible_collections.dayone.identity_center.plugins.module_utils._api.policy_json import (
    policy_or_text,
    same_policy,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.attached_policy_plan import (
    desired_inline_policy,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.policy_condition_grammar import (
    OPERATORS,
    SETS,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.policy_document_grammar import (
    check_inline_policy,
    written,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.people import quick
from hypothesis import given
from hypothesis import strategies as st

LETTERS = string.ascii_letters + string.digits
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
ACTION = st.just("*") | st.builds(
    "{}:{}".format, st.sampled_from(["s3", "ec2", "aws-marketplace", "*"]), st.text(LETTERS + "*?", min_size=1)
)
RESOURCE = st.just("*") | st.builds("arn:{}:{}:::{}".format, st.sampled_from(["aws", "*"]), st.just("s3"), TEXT)
VALUE = TEXT | st.booleans() | st.integers(-(10**9), 10**9)
KEYS = st.dictionaries(
    st.builds("aws:{}".format, st.text(LETTERS, min_size=1)), VALUE | st.lists(VALUE, max_size=3), max_size=3
).filter(lambda keys: len({key.lower() for key in keys}) == len(keys))
OPERATOR = st.builds(
    "{}{}{}".format, st.sampled_from(["", *SETS]), st.sampled_from(OPERATORS), st.sampled_from(["", "IfExists"])
)


def one_or_more(values):
    return values | st.lists(values, min_size=1, max_size=3)


@st.composite
def policies(draw):
    statements = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "Effect": st.sampled_from(["Allow", "Deny"]),
                    draw(st.sampled_from(["Action", "NotAction"])): one_or_more(ACTION),
                    draw(st.sampled_from(["Resource", "NotResource"])): one_or_more(RESOURCE),
                },
                optional={"Condition": st.dictionaries(OPERATOR, KEYS, max_size=2)},
            ),
            min_size=1,
            max_size=3,
        )
    )
    for index, statement in enumerate(statements):
        if draw(st.booleans()):
            statement["Sid"] = f"s{index}"
    policy = {"Statement": statements[0] if len(statements) == 1 and draw(st.booleans()) else statements}
    version = draw(st.sampled_from([None, "2012-10-17", "2008-10-17"]))
    return {"Version": version, **policy} if version else policy


def problems(policy):
    return list(check_inline_policy(policy, "p"))


def doubled(text, place):
    """The text with one of its keys and its value once more, in the same braces.

    :param place: any number, which says at which of the braces that hold something
    """
    starts = [at for at, one in enumerate(text) if one == "{" and text[at + 1] == '"']
    start = starts[place % len(starts)] + 1
    decoder = json.JSONDecoder()
    key, after = decoder.raw_decode(text, start)
    value, _end = decoder.raw_decode(text, after + 1)
    return f"{text[:start]}{json.dumps(key)}:{json.dumps(value)},{text[start:]}"


@quick
@given(policies())
def test_what_the_grammar_allows_is_taken_and_kept(policy):
    for form in (policy, json.dumps(policy), json.dumps(policy, indent=4, ensure_ascii=False)):
        assert problems(form) == []
        assert same_policy(policy_or_text(written(desired_inline_policy(form))), policy)


@quick
@given(policies(), st.integers(0))
def test_a_key_twice_is_refused_wherever_it_stands(policy, place):
    # No text in it looks like a brace before a key.
    text = doubled(json.dumps(policy, separators=(",", ":")).replace('{\\"', "x"), place)
    assert [problem for problem in problems(text) if "stands here twice" in problem.message]
    assert policy_or_text(text) == text
    assert not same_policy(policy_or_text(text), policy)


@quick
@given(st.recursive(st.none() | VALUE | st.floats(), lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner)))
def test_nothing_ends_in_a_traceback(value):
    problems(value)
    problems({"Statement": value})
    problems({"Statement": [{"Effect": "Allow", "Action": value, "Resource": value, "Condition": value}]})
    problems({"Statement": {"Condition": {"Bool": value, "StringEquals": {"a:b": value}}}})


@quick
@given(st.text(max_size=30))
def test_no_text_ends_in_a_traceback(text):
    problems(text)
    policy_or_text(text)
