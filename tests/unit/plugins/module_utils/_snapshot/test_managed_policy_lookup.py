# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._snapshot.managed_policy_lookup import (
    resolve_policies,
)

READER = "arn:aws:iam::aws:policy/ReadOnlyAccess"


class NoClients(dict):
    """Botocore's model of IAM is the largest of all that are used, so its client is only made to ask something."""

    def __missing__(self, service):
        raise AssertionError(f"a client of {service} is made")


@pytest.mark.parametrize("policies", [[], [READER], ["ReadOnlyAccess"]])
def test_what_is_attached_costs_no_client(policies):
    assert resolve_policies(NoClients(), policies, {READER}) == (dict.fromkeys(policies, READER), {}, None)


def test_what_is_new_is_asked_for():
    with pytest.raises(AssertionError, match="a client of iam is made"):
        resolve_policies(NoClients(), ["ReadOnlyAccess"])
