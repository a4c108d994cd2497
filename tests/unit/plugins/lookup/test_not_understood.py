# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was meant as a document, and what was not."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.lookup.not_understood import mistakes

DOCUMENT = {"users": [{"user_name": "ada"}]}


@pytest.mark.parametrize(
    "variables, said",
    [
        ({"_raw_params": "access.yml"}, "write -e access_file=access.yml"),
        ({"_raw_params": "a.json", "access": DOCUMENT}, "-e @a.json for other variables"),
        ({"_raw_params": "words", "user": "two"}, "words in an -e is no name=value"),
        ({"acess": DOCUMENT}, "The variable acess looks like an access document; did you mean access?"),
        ({"Access": DOCUMENT}, "did you mean access?"),
        ({"acces": {"groups": None}}, "did you mean access?"),
        ({"acces_file": "access.yml"}, "did you mean access_file?"),
        ({"access-file": "access.yml"}, "did you mean access_file?"),
        ({"access": "access.yml"}, "write -e access_file=access.yml"),
        ({"users": [{}], "assignments": [{}]}, "users, assignments stand beside access"),
    ],
)
def test_what_is_wrong(variables, said):
    (found,) = mistakes(variables)
    assert said in found


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"access": DOCUMENT},
        {"access_file": "access.yml", "acess": DOCUMENT},
        {"access": "{{ my_access }}", "my_access": DOCUMENT},
        {"access_key": "x", "accessible": {"users": 1}, "process": {"region": "x"}, "success": {"users": []}},
        {"acess": {"other": 1}, "acces_files": ["a"], "users": [{"name": "www-data"}]},
        {"users": ["a"], "groups": {"all": []}, "assignments": []},
    ],
)
def test_what_is_nobodys_concern(variables):
    assert list(mistakes(variables)) == []
