# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The access map's page, and what is in it."""

from __future__ import annotations

import json
import re

from playbook import play

REPORT = "dayone.identity_center.report"


def data_of(text):
    """The access map in a page."""
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    return json.loads(found)


def drawn(home, company, now, csv=None):
    """Draw a company without AWS: what sso_access_info returns is given instead, the rest of the playbook runs.

    :param company: (held, access document)
    :returns: path of the page
    """
    held, access = company
    given = {"report_found": {"held": held}, "access": access, "source": "document", "report_now": now}
    given.update(file="map.html", **({"csv": csv} if csv else {}))
    # Results are no templates to Ansible; variables are, unless they say so.
    text = re.sub(r'("(?:[^"\\]|\\.)*\{\{(?:[^"\\]|\\.)*")', r"!unsafe \1", json.dumps(given))
    (home / "given.yml").write_text(text, encoding="utf-8")
    run = play(_Nowhere, home, REPORT, "-e", f"@{home / 'given.yml'}")
    assert run.status == 0, run.text
    return home / "map.html"


class _Nowhere:
    """In place of a stand-in: no AWS and no credentials."""

    @staticmethod
    def environment(home):
        return {"HOME": str(home), "LC_ALL": "C.UTF-8"}
