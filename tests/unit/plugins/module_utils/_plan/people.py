# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Strategies: identity stores with users and groups, and users asked for."""

from __future__ import annotations

from ansible_collections.dayone.identity_center.plugins.module_utils._api import user_attributes
from ansible_collections.dayone.identity_center.plugins.module_utils._api.identity_keys import fold_name
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils import memory
from ansible_collections.dayone.identity_center.tests.unit.plugins.module_utils._plan.asking import user
from hypothesis import settings
from hypothesis import strategies as st

# No deadline: machines that test are busy.
quick = settings(max_examples=50, deadline=None)
NAMES = ["ada", "grace", "Edsger", "tim"]
WORDS = st.sampled_from(["a", "b", "c"])
NEEDED = ("display_name", "given_name", "family_name")
FREE = [
    option
    for option in (*user_attributes.PLAIN, *user_attributes.NAME, "phone_number", "role")
    if option not in ("user_name", *NEEDED)
]
KINDS = ("email_type", "phone_number_type", "role_type")
ADDRESSES = st.dictionaries(st.sampled_from(["street_address", "country", "type"]), WORDS)
PHOTOS = st.lists(
    st.fixed_dictionaries({"value": WORDS}, optional={"display": WORDS, "primary": st.booleans()}), max_size=2
)
ENTERPRISE = st.dictionaries(st.sampled_from(["department", "costCenter"]), WORDS)


@st.composite
def users(draw, name):
    """The members of an existing user, as AWS gives them."""
    flat = {option: draw(WORDS) for option in NEEDED}
    flat.update(user_name=name, email=f"{fold_name(name)}@example.com")
    for option in draw(st.sets(st.sampled_from([*FREE, *KINDS]), max_size=6)):
        flat[option] = draw(WORDS)
    for option, strategy in (("address", ADDRESSES), ("photos", PHOTOS), ("enterprise", ENTERPRISE)):
        flat[option] = draw(st.none() | strategy)
    members = user_attributes.to_api(flat)
    # AWS keeps what the module does not know of.
    members["UserStatus"] = "ENABLED"
    return members


@st.composite
def stores(draw, every=False):
    """:param every: all users exist, and groups with some of them"""
    store = memory.IdentityStore()
    names = NAMES if every else draw(st.lists(st.sampled_from(NAMES), unique=True))
    for name in names:
        store.create_user(name, draw(users(name)) if not every else {"UserName": name})
    if every:
        for name in draw(st.lists(st.sampled_from(["one", "TWO", "three", "four"]), unique=True)):
            description = draw(st.sampled_from([{}, {"Description": "a"}, {"Description": "b"}]))
            group_id = store.create_group(name, {"DisplayName": name, **description})
            for user_id in draw(st.sets(st.sampled_from(sorted(store.users)))):
                store.create_group_membership("", group_id, user_id)
    return store


@st.composite
def stated_users(draw):
    """Users asked for: new ones with all that AWS needs, an empty text removes, None leaves."""
    wanted = []
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True)):
        stated = {option: draw(WORDS) for option in NEEDED}
        stated["email"] = f"{fold_name(name)}@{draw(st.sampled_from(['example.com', 'example.org']))}"
        for option in draw(st.sets(st.sampled_from([*FREE, *KINDS]), max_size=6)):
            stated[option] = draw(WORDS | st.just(""))
        for option, strategy in (("address", ADDRESSES), ("photos", PHOTOS), ("enterprise", ENTERPRISE)):
            stated[option] = draw(st.none() | strategy)
        if stated["address"] is not None:
            # As Ansible fills in.
            stated["address"] = {**dict.fromkeys(user_attributes.ADDRESS), **stated["address"]}
        for option in NEEDED:
            if draw(st.booleans()):
                del stated[option]
        state = draw(st.sampled_from(["present", "present", "absent"]))
        wanted.append(user(draw(st.sampled_from([name, name.upper()])), state=state, **stated))
    return wanted
