# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that are commands, templates, formulas and markup, each only where AWS takes it.

What AWS takes is in botocore's models (lengths and patterns): an account's and a unit's name may be anything, a user's
has no white space, a group's has line feeds but no direction marks, a permission set's almost nothing. A command in a
name makes a file in the folder of markers, so that one that ran is seen, with the place that it stood in as its name.
"""

from __future__ import annotations

from dataclasses import dataclass, field

# The three lookups and the shell's own ways; PLACE is filled in by `Names`.
PIPE = "{{ lookup('pipe', 'touch PLACE') }}"
BLANKLESS = "{{lookup('pipe','touch${IFS}PLACE')}}"
OVERRIDE, MARK, SEPARATORS = "\u202e", "\u200f", "\u2028\u2029\x85\x0b\x0c"


@dataclass
class Names:
    """:param markers: folder that has to stay empty"""

    markers: str
    accounts: dict[str, str] = field(init=False)
    units: dict[str, dict[str, str]] = field(init=False)
    tags: dict[str, dict[str, str]] = field(init=False)
    users: list[str] = field(init=False)
    groups: list[str] = field(init=False)
    permission_sets: list[str] = field(init=False)

    def __post_init__(self) -> None:
        accounts = [
            self.command("account"),
            "{{env}}-dev",
            f"line\n[profile root]\nrole_arn = x\r{SEPARATORS}end",
            f"{{% for x in y %}}{{# ' \" ` \\ $(touch {self.place('account_shell')}); %h",
            f"{OVERRIDE}{MARK}oisrever\u2066 x",
            "True",
            "0012",
            "['a']",
            "__ansible_unsafe",
            "-e user=root",
            "</script><b>&amp;]]>",
            '=HYPERLINK("x")',
            "long" * 32,
        ]
        self.accounts = {f"6100000000{number:02}": name for number, name in enumerate(accounts, 1)}
        every = list(self.accounts.items())
        self.units = {
            self.command("unit"): dict(every[:4]),
            f"{{{{ou}}}} 'q' \"d\" \\ {OVERRIDE}\nline": dict(every[4:8]),
            "__ansible_vault": dict(every[8:]),
        }
        # Letters, separators, digits and _ . : / = + - @ is all that AWS takes in tags.
        tags = [{"__ansible_unsafe": "x"}, {"__ansible_vault": "x"}, {"__ansible_type": "x"}, {"team": "=cmd\u2028+1"}]
        self.tags = dict(zip(self.accounts, tags, strict=False))
        self.users = [
            self.blankless("user"),
            "o'brien",
            "True",
            "0012",
            "-rf",
            "__ansible_unsafe",
            "{%raw%}{#",
            f"$(touch${{IFS}}{self.place('user_shell')})",
            f"`touch${{IFS}}{self.place('user_ticks')}`;",
            '"%h"\\n',
            "=cmd|'/C'!A0",
            "<b>&amp;",
            "\u05e9\u05b8\u05dc\u05d5\u05dd",
            "n" * 128,
        ]
        self.groups = [
            self.command("group"),
            "grp\nremoved          user root",
            "\r\n=cmd|'/C'!A0",
            f'o\'brien "q" \\ $(touch {self.place("group_shell")}) `id`',
            "{{x}}" + "w" * 1019,
            "False",
        ]
        self.permission_sets = ["True", "0012", "-rf", "=cmd", "@SUM", "reader"]

    def place(self, what: str) -> str:
        """Path of the marker of a place."""
        return f"{self.markers}/{what}"

    def command(self, what: str) -> str:
        return PIPE.replace("PLACE", self.place(what))

    def blankless(self, what: str) -> str:
        return BLANKLESS.replace("PLACE", self.place(what))
