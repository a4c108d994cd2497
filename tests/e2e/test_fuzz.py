# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Any input ends in a result or in a message: documents, arguments and config files, spoilt at random. `run_module`
lets whatever a module raises through, so an error that nobody turned into a message fails here."""

from __future__ import annotations

import copy
import importlib
import os

import pytest
import yaml
from ansible.errors import AnsibleError
from ansible_collections.dayone.identity_center.plugins.filter import as_provisioned, mentions, profiles
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config import files
from faults_together import ACCESS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from in_process import run_module
from playbook import ROOT

# access_document and say are action plugins: what the first reads is tested with random documents by its unit tests.
MODULES = sorted({path.stem for path in (ROOT / "plugins" / "modules").glob("*.py")} - {"access_document", "say"})
AWS = [name for name in MODULES if not name.startswith("aws_sso_profile")]
DOCUMENTS = [
    ACCESS,
    *(
        yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)["access"]
        for path in sorted((ROOT / "docs" / "examples").glob("*.yml"))
    ),
]
# What tears parsers, templates, paths and AWS's patterns apart, beside plain values of any kind.
TEXTS = st.sampled_from(
    [
        "",
        " ",
        "\0",
        "\n",
        "%",
        "{",
        "{account_name",
        "{account_name|trim_start}",
        "~nobody-at-all/x",
        "../..",
        "*",
        "[a",
        "-1",
        "0",
        "1e999",
        "PT",
        "PT99999999999999999999H",
        "2026-02-30",
        "9999-12-31T23:59:59-23:59",
        "0001-01-01T00:00:00+23:59",
        "101%",
        "arn:aws:iam::aws:policy/",
        "arn:aws:iam::123456789012:role/",
        "https://[/start",
        "https://example.awsapps.com:99999/start",
        "\u0130",
        "e\u0301",
        "a" * 5000,
        "99999999999999999999",
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False)
    | TEXTS
    | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | st.text(max_size=9), inner, max_size=3),
    max_leaves=5,
)
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "50"))  # of each test; another number looks further
fuzzed = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
# botocore tries again for seconds where the connection fails.
slow = settings(fuzzed, max_examples=EXAMPLES // 5)


def places(value, here=()):
    """The path of every value below this one."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in items:
        yield (*here, key)
        yield from places(below, (*here, key))


@st.composite
def spoilt(draw, valid):
    """A valid value in which some values are others, or are taken away."""
    value = copy.deepcopy(valid)
    for _turn in range(draw(st.integers(1, 3))):
        *way, last = draw(st.sampled_from(sorted(places(value), key=repr) or [()])) or [None]
        if last is None:
            return value
        place = value
        for step in way:
            place = place[step]
        if draw(st.integers(0, 5)) == 0:
            del place[last]
        else:
            place[last] = draw(VALUES)
    return value


def in_words(result):
    """A failure says what failed."""
    if result.get("failed"):
        assert len(result["msg"]) > 10, result
        assert "Traceback" not in result["msg"] and "object has no attribute" not in result["msg"], result
    return result


@pytest.fixture
def run(stand_in, tmp_path):
    (tmp_path / "home").mkdir()
    environment = stand_in.environment(tmp_path / "home")
    return lambda name, arguments, check=True: in_words(run_module(name, environment, arguments, check))


@given(data=st.data())
@fuzzed
def test_access_documents(data, run):
    run("sso_access", {"access": data.draw(st.sampled_from(DOCUMENTS).flatmap(spoilt))})


def arguments(name):
    """The arguments of the module's own examples."""
    module = importlib.import_module(f"ansible_collections.dayone.identity_center.plugins.modules.{name}")
    tasks = yaml.safe_load(module.EXAMPLES)
    return [next((task[key] for key in task if key.endswith(f".{name}")), None) or {} for task in tasks]


@pytest.mark.parametrize("name", MODULES)
@given(data=st.data())
@fuzzed
def test_arguments_of_modules(name, data, run, tmp_path):
    given_ = data.draw(st.sampled_from([one for one in arguments(name) if one]).flatmap(spoilt))
    if name.startswith("aws_sso_profile"):
        given_.setdefault("path", str(tmp_path / "config"))
    run(name, given_)


@pytest.mark.parametrize("option", ["region", "profile", "access_key", "aws_ca_bundle", "endpoint_url", "aws_config"])
@given(value=TEXTS | VALUES)
@slow
def test_options_of_the_connection(option, value, run):
    run("sso_instance_info", {option: value})


@given(st.data(), files.ANY_TEXT.map(str.encode) | files.config_texts().map(str.encode) | st.binary(max_size=60))
@fuzzed
def test_config_files(run, tmp_path, data, content):
    path = tmp_path / "config"
    asked = {
        "path": str(path),
        "profiles": [
            {"name": "default", "sso_session": "work", "sso_account_id": "210000000001", "sso_role_name": "reader"}
        ],
        "sessions": [{"name": "work", "sso_start_url": "https://example.awsapps.com/start", "sso_region": "eu-west-1"}],
        "adopt": data.draw(st.booleans()),
        "purge": data.draw(st.booleans()),
    }
    path.write_bytes(content)
    if run("aws_sso_profile", asked, check=False).get("failed"):
        assert path.read_bytes() == content
    else:
        written = path.read_bytes()
        assert not run("aws_sso_profile", asked, check=False)["changed"]
        assert path.read_bytes() == written


@given(data=st.data())
@fuzzed
def test_filters_of_the_document(data):
    access = data.draw(st.sampled_from(DOCUMENTS).flatmap(spoilt))
    look = access.get("profiles", ACCESS["profiles"])
    for filter_, arguments in (
        (as_provisioned, [access]),
        (mentions, [access, "ada"]),
        (profiles, [look, PROVISIONED]),
    ):
        try:
            for_templates(filter_)(*arguments)
        except AnsibleError as error:
            assert len(str(error)) > 10


def for_templates(module):
    """The one filter in a file of plugins/filter."""
    (found,) = module.FilterModule().filters().values()
    return found


PROVISIONED = for_templates(as_provisioned)(
    {
        "region": "us-east-1",
        "start_url": "https://example.awsapps.com/start",
        "users": [{"user_name": "ada", "given_name": "Ada", "family_name": "Lovelace", "email": "ada@example.com"}],
        "groups": [{"display_name": "web", "members": ["ada"]}],
        "permission_sets": [{"name": "reader", "managed_policies": ["ReadOnlyAccess"]}],
        "assignments": [{"group": "web", "permission_sets": ["reader"], "accounts": ["210000000001", "310000000001"]}],
    }
)
