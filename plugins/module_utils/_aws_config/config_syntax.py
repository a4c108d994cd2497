# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Section names, keys and values: how AWS clients read them, and what may be written so that all of them agree.

Source: botocore's configloader (``build_profile_map``), tried with botocore 1.44; ``parseIni`` of the
JavaScript SDK, the narrowest of the readers.
"""

from __future__ import annotations

import re
import shlex
import unicodedata

PROFILE, SESSION, SERVICES = "profile", "sso-session", "services"
KINDS = (PROFILE, SESSION, SERVICES)

# The fast way for what shlex would split into two words and nobody quotes.
_TWO_WORDS = re.compile(r"(?:profile|sso-session|services)[^\s'\"\\]*[ \t]+([^\s'\"\\]+)[ \t]*")
_EVERY_CLIENT = re.compile(r"[A-Za-z0-9_@+.%:/-]+")
_KEY = re.compile(r"[a-z0-9][a-z0-9_.-]*")


def meaning(header: str) -> tuple[str, str] | None:
    """What a section's header means to AWS clients.

    :param header: the text between the brackets: ``profile 'a b'``
    :returns: ``("profile", "a b")``, kind and name; None for a section that is none of ``KINDS``
    """
    if header == "default":
        return PROFILE, "default"
    kind = next((kind for kind in KINDS if header.startswith(kind)), None)
    if kind is None:
        return None
    plain = _TWO_WORDS.fullmatch(header)
    if plain:
        return kind, plain.group(1)
    try:
        words = shlex.split(header)
    except ValueError:
        return None
    return (kind, words[1]) if len(words) == 2 else None


def header_of(kind: str, name: str) -> str:
    """The header for a new section. Single quotes, because ``aws configure set`` finds only these again."""
    if (kind, name) == (PROFILE, "default"):
        return "default"
    return "%s '%s'" % (kind, name) if " " in name else "%s %s" % (kind, name)


def name_problem(name: str) -> str | None:
    """What keeps AWS clients from reading a section of this name, None where nothing does."""
    if not name.strip() or name != name.strip():
        return "is empty, or begins or ends with white space"
    if _unprintable(name):
        return "contains a line break or a control character"
    bad = sorted(set(name) & set("'\"\\[]"))
    if bad:
        return "contains %s, which AWS clients cannot read in a section's name" % " ".join(bad)
    if any(character.isspace() and character != " " for character in name):
        return "contains white space other than blanks"
    return None


def every_client_reads(name: str) -> bool:
    """Whether all AWS SDKs read a section of this name; those for JavaScript and Java read fewer than AWS CLI."""
    return bool(_EVERY_CLIENT.fullmatch(name))


def key_problem(key: str) -> str | None:
    """What is wrong with a key, None where nothing is. AWS clients do not tell upper from lower case in keys."""
    if not _KEY.fullmatch(key):
        return "is not a key of an AWS config file (small letters, digits, _ . -)"
    return None


def value_problem(value: str) -> str | None:
    """What keeps a value from being read back as it is, None where nothing does."""
    if _unprintable(value):
        return "contains a line break or a control character"
    if value != value.strip():
        return "begins or ends with white space"
    if re.search(r"(?:^|\s)[#;]", value):
        return "contains # or ; after white space, where some AWS clients see a comment"
    return None


def _unprintable(text: str) -> bool:
    return any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in text)
