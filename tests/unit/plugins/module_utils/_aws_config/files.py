# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS config files for property tests: valid ones in many spellings, and text of any kind."""

from __future__ import annotations

import os

from hypothesis import strategies as st


def identity(path):
    """What differs once a file was written or replaced; reading alone changes nothing of it."""
    found = os.stat(str(path))
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_mode


NEWLINES = st.sampled_from(["\n", "\r\n", "\r"])
NAMES = st.from_regex(r"[a-z0-9_.@+-]{1,6}", fullmatch=True)
KEYS = st.one_of(
    st.sampled_from(
        ["region", "output", "cli_pager", "Region_X", "role_arn", "sso_account_id", "s3_url", "managed_by"]
    ),
    st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True),
)
VALUES = st.one_of(
    st.sampled_from(["", "us-east-1", "a = b", "x # y", "héllo wörld", "[brackets]", "a:b", "%(x)s", "日本"]),
    st.from_regex(r"[!-~]{1,9}", fullmatch=True),
)
SEPARATORS = st.sampled_from([" = ", "=", " =", "= ", ": ", "\t=\t", "  =  "])
HEADERS = st.sampled_from(["[profile %s]", "[profile  %s]", '[profile "%s"]', "[profile '%s']", "[profile\t%s]"])
COMMENTS = st.sampled_from(["# a comment", "; another", "   # indented = yes", "#", "", "", "  ", "\t"])
BLOCK = st.dictionaries(NAMES, st.sampled_from(["1", "a b", "x=y"]), min_size=1, max_size=3)


@st.composite
def _section(draw, header):
    lines = [header + draw(st.sampled_from(["", "", "  ", " # behind"]))]
    indent = draw(st.sampled_from(["", "", "", "  ", "\t"]))
    for key in draw(st.lists(KEYS, max_size=4, unique_by=str.lower)):
        if draw(st.integers(0, 4)) == 0:
            lines.append(indent + key + " =")
            deeper = indent + draw(st.sampled_from(["  ", "    ", "\t"]))
            lines.extend("%s%s = %s" % (deeper, *pair) for pair in draw(BLOCK).items())
        else:
            lines.append(indent + key + draw(SEPARATORS) + draw(VALUES))
        lines.extend(draw(st.lists(COMMENTS, max_size=2)))
    return lines


@st.composite
def config_texts(draw):
    """The text of a file that AWS clients read, odd but valid."""
    names = draw(st.lists(NAMES, max_size=4, unique=True))
    headers = [draw(HEADERS) % name for name in names if name != "default"]
    headers.extend("[sso-session %s]" % name for name in draw(st.lists(NAMES, max_size=2, unique=True)))
    headers.extend(draw(st.sampled_from([[], ["[default]"], ["[profile default]"], ["[plugins]", "[services s]"]])))
    lines = draw(st.lists(COMMENTS, max_size=2))
    for header in draw(st.permutations(headers)):
        lines.extend(draw(_section(header)))
    newline = draw(NEWLINES)
    return newline.join(lines) + (newline if lines and draw(st.booleans()) else "")


# What tears parsers apart, beside plain text of any kind.
ANY_TEXT = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "[profile a]",
                "[default]",
                "[",
                "]",
                "=",
                "k = v",
                "  k = v",
                "\t",
                " ",
                "#",
                ";",
                "\n",
                "\r\n",
                "\r",
                "\n",
            ]
            + ["\x0c", "\x0b", "\x85", "\u2028", "\ufeff", "\x00", "[profile 'a b']", ":", "s3 =", "é"]
        ),
        max_size=14,
    ).map("".join),
)
