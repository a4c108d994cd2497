# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens to a config file over time: tasks one after the other, for several sessions, in random order."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_parser import parse
from ansible_collections.dayone.identity_center.plugins.module_utils._plan.input_problems import InputError
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.managed_sections import managed, ours
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.collected import (
    CASES,
    collected,
)
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._aws_config.files import config_texts
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._profiles.asking import ask, profile
from hypothesis import strategies as st

SESSIONS = {
    name: {"name": name, "sso_start_url": "https://%s.awsapps.com/start" % name, "sso_region": "us-east-1"}
    for name in ("zz-one", "zz-two")
}
# Names that files have, and names that they have not.
NAMES = st.sampled_from(["default", "zz-a", "zz-b", "zz c", "b", "x", "work", "mine", "other"])
# Some that the user's own sections have as well.
SETTINGS = st.sampled_from(
    [
        {"cli_pager": "less", "s3": {"max_queue_size": "7"}, "note": "mine"},
        {},
        {"zz_key": "1"},
        {"zz_key": "2", "zz_block": {"a": "b"}},
        {"zz_key": None},
    ]
)

OWN_SESSION = "[sso-session zz-one]\nsso_region = us-east-1\nsso_start_url = https://zz-one.awsapps.com/start\n"

TEXTS = st.one_of(
    config_texts(),
    st.sampled_from(CASES).map(collected),
    st.sampled_from(
        [OWN_SESSION, "# mine\n\n" + OWN_SESSION + "\n[profile x]\nregion = a", OWN_SESSION + "note = 1\n"]
    ),
)


@st.composite
def tasks(draw):
    """The options of one task: profiles in one of the formats that come or go, perhaps with purge."""
    session = draw(st.sampled_from(list(SESSIONS.values())))
    names = draw(st.lists(NAMES, max_size=3, unique=True))
    if draw(st.integers(0, 3)) == 0:
        return {"profiles": [{"name": name, "state": "absent"} for name in names], "sessions": []}
    kind = draw(st.sampled_from(["session", "session", "legacy"]))
    settings = draw(SETTINGS)
    more = {
        "format": kind,
        "settings": settings,
        "region": draw(st.sampled_from([None, "us-east-1", "eu-west-2"])),
        "keep_region": draw(st.booleans()),
        "output": draw(st.sampled_from([None, "yaml"])),
    }
    profiles = [profile(name, sso_session=session["name"], **more) for name in names]
    scopes = draw(st.sampled_from([None, ["sso:account:access"]]))
    url = session["sso_start_url"] + draw(st.sampled_from(["", "/", "/#", "#/"]))
    sessions = [{**session, "sso_start_url": url, "sso_registration_scopes": scopes}]
    return {"profiles": profiles, "sessions": sessions, "purge": draw(st.booleans())}


HISTORIES = st.lists(tasks(), min_size=1, max_size=5)


def after(text, task):
    """The text after a task; the same where the task is refused."""
    try:
        return ask(text, **task)[0]
    except InputError:
        return text


def without_ours(text):
    """The text after everything that is ours was removed as a person would: each profile, then each session."""
    gone = [{"name": one["name"], "state": "absent"} for one in managed(parse(text.encode("utf-8")))]
    text = ask(text, profiles=gone)[0]
    left = [name for name, one in parse(text.encode("utf-8")).of_kind("sso-session").items() if ours(one)]
    return ask(text, sessions=[{"name": name, "state": "absent"} for name in left])[0]


def not_ours(text):
    """The lines of the preamble and of every section that we neither made nor completed, in order, by header.

    Blank lines at a part's end are left out: the one above a new section belongs to the part before it.
    """
    document = parse(text.encode("utf-8"))
    parts = [("", document.preamble)]
    parts.extend((one.header, [one.line, *one.body]) for one in document.sections if not ours(one))
    return [(header, "".join(line.text + line.end for line in lines).rstrip("\r\n")) for header, lines in parts]
