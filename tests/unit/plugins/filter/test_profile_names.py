# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for every template and every organization: names are unique, or it is said; and botocore reads them."""

from __future__ import annotations

import os
import tempfile

import botocore.configloader
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_syntax import every_client_reads
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.compute_profiles import (
    ProfilesError,
    profiles_of,
)
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.name_template import (
    FILTERS,
    PLACEHOLDERS,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.asking import ask
from hypothesis import given, settings
from hypothesis import strategies as st

REGIONS = ("eu-central-1", "us-east-1")
SETS = ("admin", "reader", "Power.User+x")
# Names that come together once cases, blanks and prefixes are gone, and ones of which nothing is left.
SPOKEN = st.sampled_from(["dev", "Dev", "acme-dev", "team a", "team-a", "default", "x=y", "開発", "-", "é'\"[]#;"])
NAMES = SPOKEN | st.text(max_size=12)
TEXTS = st.text(alphabet="acme-dvx é", min_size=1, max_size=5)


@st.composite
def templates(draw):
    parts = []
    for _number in range(draw(st.integers(0, 3))):
        name = draw(st.sampled_from([*PLACEHOLDERS, "tag.env", "account_id"]))
        for one in draw(st.lists(st.sampled_from(sorted(FILTERS)), max_size=2)):
            name += "|" + ":".join((one, *(draw(TEXTS) for _argument in FILTERS[one][0])))
        parts += [draw(st.sampled_from(["", "-", "/", ".", "x"])), "{" + name + "}"]
    return "".join(parts) or draw(st.sampled_from(["dev", "default", "{", "a b"]))


@st.composite
def results(draw):
    accounts = {"%012d" % number: draw(NAMES) for number in range(1, draw(st.integers(1, 4)) + 1)}
    roles = st.tuples(st.sampled_from(["ada", "grace@example.com"]), st.sampled_from(sorted(accounts)))
    pairs = draw(st.sets(st.tuples(roles, st.sampled_from(SETS)), max_size=8))
    about = {
        one: {"ou": draw(NAMES), "ou_path": "A/" + draw(NAMES), "tags": draw(st.just({}) | st.just({"env": "Dev"}))}
        for one in accounts
    }
    return {
        "start_url": "https://d-1234567890.awsapps.com/start",
        "region": "us-east-1",
        "accounts": [{"id": one, "name": name} for one, name in accounts.items()],
        "account_attributes": about,
        "grants": [
            {"user_name": user, "account_id": account, "account_name": accounts[account], "permission_set": one}
            for (user, account), one in sorted(pairs)
        ],
    }


LOOKS = st.fixed_dictionaries(
    {},
    optional={
        "name": templates()
        | st.sampled_from(["{account_id}-{permission_set}-{region}", "{account_name}/{account_id}.{region}"]),
        "regions": st.lists(st.sampled_from(REGIONS), min_size=1, unique=True),
        "default": st.just({"account": "000000000001", "permission_set": "admin"}),
        "overrides": st.lists(
            st.fixed_dictionaries(
                {"accounts": st.lists(st.sampled_from(["*1", "dev", "*"]), min_size=1)},
                optional={"name": templates(), "regions": st.lists(st.sampled_from(REGIONS), min_size=1, unique=True)},
            ),
            max_size=2,
        ),
    },
)


def read(text):
    """As botocore's loader has it."""
    handle, path = tempfile.mkstemp()
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8"))
        return botocore.configloader.load_config(path)["profiles"]
    finally:
        os.unlink(path)


# What stands in no file.
NO_KEYS = ("name", "keep_region")


@settings(max_examples=300, deadline=None)
@given(LOOKS, results())
def test_names_are_unique_and_read_back_or_it_is_said(look, result):
    try:
        everybody = profiles_of(look, result)
    except ProfilesError as error:
        assert all(problem.startswith("profiles.") for problem in error.problems)
        assert error.problems
        return
    count = 0
    for person in everybody.values():
        names = [one["name"] for one in person["profiles"]]
        assert len(set(names)) == len(names)
        assert all(every_client_reads(name) for name in names)
        assert "default" not in names[1:]
        loaded = read(ask("", profiles=person["profiles"], sessions=person["sessions"])[0])
        assert list(loaded) == names
        for one in person["profiles"]:
            assert {key: loaded[one["name"]][key] for key in one if key not in NO_KEYS} == {
                key: value for key, value in one.items() if key not in NO_KEYS
            }
        count += len({(one["sso_account_id"], one["sso_role_name"]) for one in person["profiles"]})
    # Nobody's role is lost.
    assert count == len(result["grants"])


@settings(deadline=None)
@given(results())
def test_a_name_with_the_accounts_id_always_does(result):
    profiles_of({"name": "{account_id}.{permission_set}"}, result)
