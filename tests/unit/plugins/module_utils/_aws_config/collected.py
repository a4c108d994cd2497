# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Config files such as people and their tools have them, each with its oddities. AWS clients read all of them.

They are texts in Python, because files with such bytes would not survive editors, git and linters.
"""

from __future__ import annotations

from .collected_tools import BY_TOOLS

BY_HAND = {
    "empty": "",
    "one line feed": "\n",
    "blank lines": "\n \n\t\n\n",
    "only comments": "# nothing here yet\n; nor here\n",
    "a comment without its line's end": "# nothing here yet",
    "an empty section": "[default]\n",
    "a section without its line's end": "[default]",
    "no line's end": "[default]\nregion = eu-central-1\noutput = json",
    "one key per spelling": (
        "[profile spelled]\nregion=us-east-1\noutput : json\ncli_pager =\ncli_timestamp_format   =   iso8601\n"
        "cli_auto_prompt\t=\ton\ns3.x:y\n"
    ),
    "upper case": "[profile Work]\nREGION = us-east-1\nOutput = JSON\nSso_Account_Id_Of_Mine = 1\n",
    "indented keys": "[default]\n    region = us-east-1\n    output = json\n\n[profile b]\n\tregion = us-east-1\n",
    "indented headers": "  [default]\n  region = us-east-1\n  [profile b]\n  region = us-west-2\n",
    "keys deeper and deeper": "[default]\nregion = us-east-1\n# c\n[profile b]\n   region = eu-west-1\n   output = a\n",
    "continued values": (
        "[profile long]\ncredential_process = /opt/tools/login\n    --account 111122223333\n    --role admin\n\n"
        "[profile gaps]\nnote = one\n\n  two\n\n\n  three\nregion = us-east-1\n"
    ),
    "comments inside of values": (
        "[profile s3]\ns3 =\n  max_concurrent_requests = 20\n# at the left\n  # at the right\n"
        "  max_queue_size = 10000\nregion = us-east-1\n"
    ),
    "comments everywhere": (
        "#!/usr/bin/env nothing\n# head\n\n;; before\n[default] # behind it\n# first\nregion = us-east-1 # home\n"
        "; between\noutput = json ; machine\n# last\n\n\n# of b\n[profile b];b\n#\n;\n# end"
    ),
    "what looks like a comment": "[profile x]\nnote = #1\npath = a#b;c\nempty = # not empty\n",
    "brackets in values": "[profile x]\nnote = [profile y]\nother = ]\n filter = [a]\n",
    "equals signs and colons": "[profile x]\nnote = a = b : c\nurl = https://example.com:8443/?a=b\nkey:with = v\n",
    "percent signs": "[profile x]\nnote = %(region)s %% ${HOME} $HOME\n",
    "a section for every other": "[DEFAULT]\nregion = eu-w\n\n[default]\noutput = json\n\n[profile b]\ncli_pager =\n",
    "profile default": "[profile default]\nregion = us-east-1\n\n[profile other]\nregion = us-east-2\n",
    "quoted names": (
        "[profile 'my account']\nregion = us-east-1\n\n[profile \"another one\"]\nregion = us-east-1\n\n"
        "[profile 'plain']\nregion = us-east-1\n\n[profile back\\ slash]\nregion = us-east-1\n"
    ),
    "odd blanks in headers": "[profile   wide]\nregion = a\n[profile\ttab]\nregion = b\n[profile end ]\nregion = c\n",
    "headers that no client takes for profiles": (
        "[profile]\nregion = a\n[profile a b]\nregion = b\n[PROFILE c]\nregion = c\n[ default ]\nregion = d\n"
        "[just-a-name]\nregion = e\n[profile 'open]\nregion = f\n"
    ),
    "beyond ASCII": (
        "# Zugänge für Jörg – nicht löschen 🔑\n[profile münchen]\nregion = eu-central-1\nnote = 日本語\n\n"
        "[profile 'große kunden']\nregion = eu-central-1\n"
    ),
    "odd ends in a line": "[profile x]\nnote = a\x0bb\x0cc\x85d\u2028e\u2029f\x1cg\n# \x0b \x0c \x85\nregion = a\n",
    "a null character": "[profile x]\nnote = a\x00b\n# \x00\nregion = us-east-1\n",
    "blanks at the ends": "[default]   \nregion = us-east-1   \noutput =   json\t\n   \n\t\n[profile b]\t\n",
    "blank lines without number": "\n\n\n[default]\n\n\nregion = us-east-1\n\n\n\n[profile b]\n\n\n\n",
    "lines' ends of both kinds": "[default]\r\nregion = us-east-1\noutput = json\r\n\n[profile b]\nregion = a\r\n",
    "a very long value": "[profile x]\ncredential_process = /bin/x %s\nregion = a\n" % ("y" * 70000),
    "an empty nested block": "[profile x]\ns3 =\nregion = us-east-1\n[profile y]\ns3 =\n\n\nregion = us-east-1\n",
    "a nested block with tabs": "[profile x]\ns3 =\n\taddressing_style\t=\tpath\n\tuse_dualstack_endpoint = true\n",
    "a nested block at the end": "[profile x]\nregion = us-east-1\ns3 =\n  addressing_style = path",
    "many sections in no order": "".join(
        "[profile p-%d]\nregion = us-east-%d\n\n" % (number * 37 % 100, number % 2 + 1) for number in range(25)
    ),
}
FILES = {**BY_HAND, **BY_TOOLS}

# How the same file looks after other editors and systems.
TWISTS = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\r\n", "\n").replace("\n", "\r"),
    "no line's end": lambda text: text.rstrip("\r\n"),
    "blank lines around it": lambda text: "\n\n" + text + "\n\n\n",
    "a comment behind it": lambda text: text + "\n# the end",
    "tabs": lambda text: text.replace("\n  ", "\n\t").replace(" = ", "\t=\t"),
}
CASES = ["%s, %s" % (name, twist) for name in FILES for twist in TWISTS]


def collected(case):
    """The text of one of CASES."""
    name, twist = case.rsplit(", ", 1)
    return TWISTS[twist](FILES[name])


# Not for AWS clients, or not for all of them alike: (bytes, lines, part of the message).
REFUSED = {
    "byte order mark": (b"\xef\xbb\xbf[default]\nregion = a\n", [1], "byte order mark"),
    "UTF-16": ("[default]\nregion = a\n".encode("utf-16"), [1], "not text in UTF-8"),
    "UTF-16 without mark": ("[default]\nregion = é\n".encode("utf-16-le"), [2], "not text in UTF-8"),
    "Latin-1": ("[default]\nregion = a\n# Zugänge\n".encode("latin-1"), [3], "not text in UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", [1], "not text in UTF-8"),
    "a section twice": (b"[profile a]\nx = 1\n\n[profile b]\n[profile a]\n", [1, 5], "more than once"),
    "a section twice, CRLF": (b"[profile a]\r\nx = 1\r\n\r\n[profile a]\r\n", [1, 4], "more than once"),
    "a section twice, CR": (b"[profile a]\rx = 1\r\r[profile a]\r", [1, 4], "more than once"),
    "default twice": (b"[default]\nregion = a\n[default]\nregion = a\n", [1, 3], "more than once"),
    "a key twice": (b"[default]\nregion = a\noutput = b\nregion = a\n", [4], "region is twice"),
    "a key twice in two cases": (b"[default]\nregion = a\nREGION = b\n", [3], "region is twice"),
    "a key without value": (b"[default]\nregion = a\nthis is no option\n", [3], "not 'key = value'"),
    "only a value": (b"[default]\n = a\n", [2], "not 'key = value'"),
    "a header without end": (b"[default]\nregion = a\n[profile b\noutput = c\n", [3], "not 'key = value'"),
    "a first header without end": (b"[default\nregion = a\n", [1], "before the first [section]"),
    "an empty header": (b"[]\nregion = a\n", [1], "before the first [section]"),
    "JSON": (b'{"default": {"region": "a"}}\n', [1], "before the first [section]"),
    "YAML": (b"# x\ndefault:\n  region: a\n", [2], "before the first [section]"),
    "keys before the sections": (b"\n# x\nregion = a\n[default]\n", [3], "before the first [section]"),
    "conflict markers": (
        b"[default]\n<<<<<<< HEAD\nregion = a\n=======\nregion = b\n>>>>>>> b\n",
        [5],
        "region is twice",
    ),
    "a broken nested block": (b"[default]\nregion = a\ns3 =\n  max_queue_size\n", [3], "block 's3'"),
}
# Only these names are in doubt, the rest of the file is not: (bytes, lines, part of the message, kind, name).
DOUBTFUL = {
    "both defaults": (
        b"[default]\nregion = a\n\n[profile default]\nregion = b\n",
        [1, 4],
        "both sections mean the profile 'default'",
        "profile",
        "default",
    ),
    "a name in two quotes": (b"[profile 'a']\n[profile \"a\"]\n", [1, 2], "both sections mean", "profile", "a"),
    "a name thrice": (b"[profile a]\n[profile 'a']\n[profile \"a\"]\n", [1, 2, 3], "several", "profile", "a"),
    "another prefix": (b"[profile a]\n[profile-x a]\n", [1, 2], "both sections mean", "profile", "a"),
    "a session twice": (b"[sso-session a]\n[sso-session 'a']\n", [1, 2], "both sections mean", "sso-session", "a"),
    "brackets behind a header": (
        b"[profile a] # [old]\nregion = a\n",
        [1],
        "do not agree about this header",
        "profile",
        "a",
    ),
    "brackets behind one of two headers": (
        b"[profile a]\n[profile a] # [old]\nregion = a\n",
        [2],
        "do not agree about this header",
        "profile",
        "a",
    ),
}
