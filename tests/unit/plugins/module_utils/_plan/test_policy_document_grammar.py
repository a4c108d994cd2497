# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Inline policies are read as IAM reads them, and what IAM would refuse is refused here."""

from __future__ import annotations

import json

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.policy_document_grammar import (
    check_inline_policy,
    removes,
)

STATEMENT = {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}
DENY = {"Effect": "Deny", "Action": "s3:DeleteBucket", "Resource": "*"}


def said(policy):
    return [(problem.path, problem.message) for problem in check_inline_policy(policy, "p")]


def with_condition(condition):
    return {"Statement": [{**STATEMENT, "Condition": condition}]}


def stated(**keys):
    return {"Statement": {**STATEMENT, **keys}}


@pytest.mark.parametrize(
    "policy",
    [
        {"Statement": [STATEMENT]},
        {"Version": "2012-10-17", "Statement": STATEMENT},
        {"Version": "2008-10-17", "Id": "x", "Statement": [{**STATEMENT, "Sid": ""}, {**DENY, "Sid": ""}]},
        '{"Statement": {"Effect": "Deny", "NotAction": "s3:*", "NotResource": "*"}}',
        ' \n{"Statement": {"Effect": "Deny", "NotAction": ["*"], "NotResource": ["*"]}}\t',
        stated(Sid="Reads2", Action=["aws-marketplace:View*", "*:Describe*", "S3:get?bject"]),
        stated(Resource=["arn:aws:s3:::b/${aws:username}/*", "arn:*:iam::*:role/x", "arn:aws-us-gov:s3:::b"]),
        stated(Resource="arn:aws:ssm:us-east-1:111122223333:parameter/a b"),
        with_condition({}),
        with_condition({"StringEquals": {}}),
        with_condition({"StringEquals": {"aws:RequestedRegion": []}}),
        with_condition({"Bool": {"aws:SecureTransport": True}, "NumericLessThan": {"s3:max-keys": 10.5}}),
        with_condition({"Null": {"aws:TokenIssueTime": "true"}, "BoolIfExists": {"aws:ViaAWSService": [False]}}),
        with_condition({"ForAllValues:StringLikeIfExists": {"aws:TagKeys": ["a*", "${aws:PrincipalTag/x}"]}}),
        with_condition({"StringEquals": {"aws:ResourceTag/Über": "ß"}}),
        {},
        "",
        "  \n",
    ],
)
def test_what_iam_takes_is_taken(policy):
    assert said(policy) == []


@pytest.mark.parametrize(
    "text, path",
    [
        ('{"Statement": [%(deny)s], "Statement": [%(allow)s]}', "p.Statement"),
        ('{"Version": "2012-10-17", "Version": "2012-10-17", "Statement": [%(allow)s]}', "p.Version"),
        ('{"Statement": [%(allow)s, {"Effect": "Deny", "Effect": "Allow"}]}', "p.Statement[1].Effect"),
        ('{"Statement": {"Action": "s3:*", "\\u0041ction": "*"}}', "p.Statement.Action"),
        ('{"Statement": {"Condition": {"Bool": {"a:b": 1}, "Bool": {"a:c": 1}}}}', "p.Statement.Condition.Bool"),
        ('{"Statement": {"Condition": {"Bool": {"a:b": 1, "a:b": 0}}}}', "p.Statement.Condition.Bool.a:b"),
        # What the lost one holds is looked at, too.
        ('{"Statement": [{"Sid": {"x": 1, "x": 2}}]}', "p.Statement[0].Sid.x"),
    ],
)
def test_a_key_twice_is_refused_with_its_path(text, path):
    text = text % {"deny": json.dumps(DENY), "allow": json.dumps(STATEMENT)}
    assert said(text) == [(path, "stands here twice, and only one of them would count")]


def test_every_key_that_stands_twice_is_named():
    text = '{"Statement": {"Sid": "a", "Sid": "b"}, "Statement": {"Effect": "Deny", "Effect": "Deny"}}'
    assert [path for path, _message in said(text)] == ["p.Statement", "p.Statement.Effect", "p.Statement.Sid"]


@pytest.mark.parametrize(
    "policy, path, message",
    [
        ('{"Statement": [', "p", "is not valid JSON"),
        ("\ufeff{}", "p", "is not valid JSON"),
        ("[" * 100_000, "p", "is nested too deeply"),
        ('{"Statement": ' * 100_000, "p", "is nested too deeply"),
        ('{"Statement": NaN}', "p", "NaN is no JSON number"),
        ('{"Statement": -Infinity}', "p", "-Infinity is no JSON number"),
        ('{"Statement": 1e999}', "p", "cannot be kept exactly"),
        ('{"Statement": 0.1000000000000000000001}', "p", "cannot be kept exactly"),
        ('{"Statement": %s}' % ("9" * 5000), "p", "is not valid JSON"),
        ('{"Version": "2012-10-17"} {}', "p", "is not valid JSON"),
        ("Version: 2012-10-17", "p", "is not valid JSON"),
        ("[]", "p", "is not an IAM policy"),
        ("null", "p", "is not an IAM policy"),
        ("false", "p", "is not an IAM policy"),
        ({"Version": "2012-10-17"}, "p", "is not an IAM policy"),
        (7, "p", "is not an IAM policy"),
        (0, "p", "is not an IAM policy"),
        (False, "p", "is not an IAM policy"),
        ([], "p", "is not an IAM policy"),
        ({"Statement": []}, "p.Statement", "is empty, a statement"),
        ({"Statement": {}}, "p.Statement", "is empty, a statement"),
        ({"Statement": None}, "p.Statement", "is empty, a statement"),
        ({"Statement": "x"}, "p.Statement", "is 'x', a statement"),
        ({"Statement": ["x"]}, "p.Statement[0]", "is not a mapping"),
        ({"Version": "2012-10-18", "Statement": STATEMENT}, "p.Version", "did you mean 2012-10-17?"),
        ({"Version": 1, "Statement": STATEMENT}, "p.Version", "IAM knows 2012-10-17 and 2008-10-17"),
        ({"Version": None, "Statement": STATEMENT}, "p.Version", "IAM knows"),
        ({"version": "2012-10-17", "Statement": STATEMENT}, "p.version", "did you mean Version?"),
        ({"Statements": [STATEMENT], "Statement": STATEMENT}, "p.Statements", "did you mean Statement?"),
        ({"Effect": "Allow", "Statement": STATEMENT}, "p.Effect", "belongs into a Statement"),
        ({"Id": 7, "Statement": STATEMENT}, "p.Id", "in quotes"),
        (stated(Effect="allow"), "p.Statement[0].Effect", "did you mean Allow?"),
        (stated(Effect=True), "p.Statement[0].Effect", "is True, Allow or Deny is wanted"),
        (stated(Conditions={}), "p.Statement[0].Conditions", "did you mean Condition?"),
        (stated(condition={}), "p.Statement[0].condition", "did you mean Condition?"),
        (stated(Ressource="*"), "p.Statement[0].Ressource", "did you mean Resource?"),
        (stated(Version="2012-10-17"), "p.Statement[0].Version", "belongs beside Statement"),
        (stated(Comment="x"), "p.Statement[0].Comment", "there are Sid, Effect"),
        (stated(Principal="*"), "p.Statement[0].Principal", "leave it out"),
        (stated(NotPrincipal={"AWS": "*"}), "p.Statement[0].NotPrincipal", "leave it out"),
        (stated(NotAction="s3:*"), "p.Statement[0]", "has both Action and NotAction"),
        (stated(NotResource="*"), "p.Statement[0]", "has both Resource and NotResource"),
        (stated(Sid="a b"), "p.Statement[0].Sid", "letters (a to z) and digits only"),
        (stated(Sid="é"), "p.Statement[0].Sid", "letters (a to z) and digits only"),
        (stated(Sid=7), "p.Statement[0].Sid", "in quotes"),
        (stated(Action=""), "p.Statement[0].Action", "wanted: service:Action"),
        (stated(Action=[]), "p.Statement[0].Action", "is empty"),
        (stated(Action=None), "p.Statement[0].Action", "is empty"),
        (stated(Action=["s3:*", ""]), "p.Statement[0].Action[1]", "'' is not valid"),
        (stated(Action=["s3:*", None]), "p.Statement[0].Action[1]", "None is not valid"),
        (stated(Action={"s3": "*"}), "p.Statement[0].Action", "a text or a list of texts is wanted"),
        (stated(Action="s3"), "p.Statement[0].Action", "wanted: service:Action"),
        (stated(Action="s3:"), "p.Statement[0].Action", "wanted: service:Action"),
        (stated(Action="s3:a:b"), "p.Statement[0].Action", "wanted: service:Action"),
        (stated(Action="s3*:Get"), "p.Statement[0].Action", "wanted: service:Action"),
        (stated(Action="s3:GetObject "), "p.Statement[0].Action", "wanted: service:Action"),
        (stated(Action="s3:GetObject, s3:PutObject"), "p.Statement[0].Action", "wanted: service:Action"),
        (stated(Resource=[]), "p.Statement[0].Resource", "is empty"),
        (stated(Resource="bucket"), "p.Statement[0].Resource", "wanted: an ARN"),
        (stated(Resource="s3:::bucket"), "p.Statement[0].Resource", "wanted: an ARN"),
        (stated(Resource=["*", "arn:aws"]), "p.Statement[0].Resource[1]", "wanted: an ARN"),
        (with_condition([]), "p.Statement[0].Condition", "is empty, a mapping of operators"),
        (with_condition(None), "p.Statement[0].Condition", "is null, a mapping of operators"),
        (with_condition({"Bool": "true"}), "p.Statement[0].Condition.Bool", "a mapping of condition keys"),
        (with_condition({"StringEqual": {}}), "p.Statement[0].Condition.StringEqual", "did you mean StringEquals?"),
        (with_condition({"stringlike": {}}), "p.Statement[0].Condition.stringlike", "did you mean StringLike?"),
        (
            with_condition({"ForAnyValues:StringLike": {}}),
            "p.Statement[0].Condition.ForAnyValues:StringLike",
            "did you mean ForAnyValue:StringLike?",
        ),
        (with_condition({"x": {"a:b": "c"}}), "p.Statement[0].Condition.x", "there are StringEquals"),
        (with_condition({"Bool": {"a:b": None}}), "p.Statement[0].Condition.Bool.a:b", "is null"),
        (with_condition({"Bool": {"a:b": {"x": 1}}}), "p.Statement[0].Condition.Bool.a:b", "a text, number or"),
        (with_condition({"Bool": {"a:b": [1, []]}}), "p.Statement[0].Condition.Bool.a:b[1]", "a text, number or"),
        (with_condition({"Bool": {"": 1}}), "p.Statement[0].Condition.Bool", "without a name"),
        (
            with_condition({"StringEquals": {"aws:SourceVpc": "a", "aws:sourcevpc": "b"}}),
            "p.Statement[0].Condition.StringEquals.aws:sourcevpc",
            "is aws:SourceVpc to IAM, which stands here already",
        ),
        (with_condition({"Bool": {"a:b": float("nan")}}), "p.Statement[0].Condition.Bool.a:b", "no JSON number"),
        (stated(Resource="arn:aws:s3:::a\x00b"), "p.Statement.Resource", "the character '\\x00' is not allowed"),
        ('{"Statement": {"Sid": "\\u0000"}}', "p.Statement.Sid", "the character '\\x00' is not allowed"),
        ('{"Statement": {"Sid": "\\ud800"}}', "p.Statement.Sid", "is not allowed"),
        ({"Statement": {"\x00": 1}}, "p.Statement", "the name '\\x00' has the character"),
        ({"Statement": {True: 1}}, "p.Statement.True", "put it in quotes"),
        (stated(Action=["s3:" + "é" * 5200]), "p", "bytes without white space, AWS takes 10240"),
        (with_condition({"Bool": {"a:b": " " * 40_000}}), "p", "characters, AWS takes 32768"),
    ],
)
def test_what_iam_refuses_is_refused_with_its_path(policy, path, message):
    ((where, text),) = said(policy)
    assert where == path
    assert message in text


def test_all_problems_come_at_once():
    policy = {
        "Version": "2012",
        "Statement": [
            {"Effect": "Allow", "Action": [], "Ressource": "*"},
            {**STATEMENT, "Sid": "a"},
            {**DENY, "Sid": "a", "Conditions": {}},
        ],
    }
    assert [path for path, _message in said(policy)] == [
        "p.Version",
        "p.Statement[0].Ressource",
        "p.Statement[0].Action",
        "p.Statement[0]",
        "p.Statement[2].Conditions",
        "p.Statement[2].Sid",
    ]


def test_a_mapping_that_is_nested_too_deeply_ends_in_a_problem():
    deep: dict = {}
    for _number in range(100_000):
        deep = {"a": deep}
    assert said({"Statement": deep}) == [("p", "is nested too deeply for a policy")]


def test_white_space_does_not_count():
    assert said(with_condition({"StringEquals": {"aws:username": "a" + " " * 20_000}})) == []


def test_only_an_empty_mapping_or_text_removes_the_policy():
    assert [removes(one) for one in ({}, "", " \n")] == [True] * 3
    assert [removes(one) for one in (None, [], 0, False, "{}", {"Statement": []})] == [False] * 6
