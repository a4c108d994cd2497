# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""-e access_file=access.yml: nothing in the document runs, what is written arrives, and problems have file and line."""

from __future__ import annotations

import subprocess

import pytest
import yaml
from playbook import play

ONBOARD, AUDIT = "dayone.identity_center.onboard", "dayone.identity_center.audit"
DOCUMENT = """\
access:
  region: us-east-1
  start_url: https://example.awsapps.com/start
  users:
    - user_name: 0012345
      given_name: Yes
      family_name: "{{{{ lookup('ansible.builtin.pipe', 'touch {marker}') }}}}"
      email: ada@example.com
      title: !unsafe "{{{{ env }}}}-dev"
  groups:
    - display_name: NO
      description: 2026-11-27
      members: [0012345]
  permission_sets:
    - name: reader
      session_duration: PT8H
      tags: {{ratio: 1.10, time: 12:30}}
      inline_policy:
        Version: 2012-10-17
        Statement: [{{Effect: Deny, Action: "s3:*", Resource: "*"}}]
  assignments:
    - {{group: NO, permission_sets: [reader], accounts: [123456789012]}}
"""


@pytest.fixture
def written(tmp_path):
    """Writes the document and gives what must not appear."""
    marker = tmp_path / "ran"

    def write(change=lambda text: text):
        (tmp_path / "access.yml").write_text(change(DOCUMENT.format(marker=marker)), encoding="utf-8")
        return marker

    return write


def test_what_is_written_arrives_and_nothing_runs(fresh, tmp_path, written):
    marker = written()
    run = play(fresh, tmp_path, ONBOARD, access_file="access.yml")
    assert run.status == 0, run.text
    assert not marker.exists()
    (user,) = fresh.state()["users"].values()
    assert user["UserName"] == "0012345"
    assert user["Name"] == {
        "GivenName": "Yes",
        "FamilyName": "{{ lookup('ansible.builtin.pipe', 'touch %s') }}" % marker,
    }
    assert user["Title"] == "{{ env }}-dev"
    (group,) = fresh.state()["groups"].values()
    assert (group["DisplayName"], group["Description"]) == ("NO", "2026-11-27")
    tagged = next(one["result"]["permission_sets"] for one in run.results if "permission_sets" in one["result"])
    assert tagged[0]["tags"] == {"ratio": "1.10", "time": "12:30"}
    again = play(fresh, tmp_path, AUDIT, access_file=str(tmp_path / "access.yml"))
    assert again.status == 0, again.text
    for playbook, extra in (
        ("report", {"file": "map.html"}),
        ("report", {"file": "map.html", "source": "document"}),
        ("workstation", {"user": "0012345"}),
    ):
        run = play(fresh, tmp_path, f"dayone.identity_center.{playbook}", access_file="access.yml", **extra)
        assert run.status == 0, run.text
    assert "[profile 123456789012-reader]" in (tmp_path / ".aws" / "config").read_text()
    assert not marker.exists()


def test_who_leaves_is_looked_for_in_the_document(fresh, tmp_path, written):
    written()
    run = play(fresh, tmp_path, "dayone.identity_center.offboard", access_file="access.yml", user="0012345")
    assert run.status == 2
    assert "users[0], groups[0].members[0]" in run.failure()
    written(lambda text: text.replace("0012345", "grace").replace("PT8H", "8h"))
    gone = {"user": "0012345", "absent_ok": True}
    run = play(fresh, tmp_path, "dayone.identity_center.offboard", access_file="access.yml", **gone)
    assert run.status == 0, run.text


PROBLEMS = {
    "of its shape": (("PT8H", "8h"), "access.yml:16: permission_sets[0].session_duration: '8h' is not an ISO 8601"),
    "unknown option": (("email:", "mail:"), "access.yml:5: users[0]: there is no option mail"),
    "of what AWS has": (("[123456789012]", "[devv]"), "access.yml:22: assignments[0].accounts[0]: there is no account"),
    "of a policy": (
        ("Deny, ", "Refuse, "),
        "access.yml:20: permission_sets[0].inline_policy.Statement[0].Effect: ",
    ),
    "twice": (("  groups:", "  users: []\n  groups:"), "access.yml:10: users is written twice, first in line 4"),
    "no YAML": (("[0012345]", "[0012345"), "access.yml:14: is not valid YAML, column "),
    "misspelt at the top": (("access:", "acess:"), "access.yml:1: acess is not known at the top"),
}


@pytest.mark.parametrize("case", PROBLEMS)
def test_problems_have_file_and_line(case, fresh, tmp_path, written):
    change, said = PROBLEMS[case]
    marker = written(lambda text: text.replace(*change, 1))
    run = play(fresh, tmp_path, ONBOARD, access_file="access.yml")
    assert run.status == 2
    assert said in run.failure()
    assert fresh.writes() == []
    assert not marker.exists()


def test_two_documents_are_one_too_many(fresh, tmp_path, written):
    written()
    run = play(fresh, tmp_path, AUDIT, access_file="access.yml", access={"region": "us-east-1"})
    # An audit that could not compare ends with 1.
    assert run.status == 1 and "There are two documents" in run.failure()


@pytest.mark.parametrize("whole", [True, False])
def test_vault_is_read(whole, fresh, tmp_path, written):
    written()
    password = tmp_path / "password"
    password.write_text("not a secret")
    vault = ["ansible-vault", "encrypt_string" if not whole else "encrypt", "--vault-password-file", str(password)]
    if whole:
        subprocess.run([*vault, str(tmp_path / "access.yml")], check=True, capture_output=True)
    else:
        done = subprocess.run([*vault, "ada@example.com"], check=True, capture_output=True, text=True)
        lines = done.stdout.strip().splitlines()
        secret = "\n".join([lines[0], *(" " * 10 + line.strip() for line in lines[1:])])
        written(lambda text: text.replace("ada@example.com", secret))
    run = play(fresh, tmp_path, ONBOARD, "--vault-password-file", str(password), access_file="access.yml")
    assert run.status == 0, run.text
    (user,) = fresh.state()["users"].values()
    assert user["Emails"][0]["Value"] == "ada@example.com"
    run = play(fresh, tmp_path, ONBOARD, access_file="access.yml")
    assert run.status == 2 and "cannot be decrypted" in run.failure()


def test_what_ansible_has_converted_is_refused_by_its_path(fresh, tmp_path, written):
    written(lambda text: yaml.safe_dump({"access": {"users": [{"user_name": 5349, "given_name": True}]}}))
    run = play(fresh, tmp_path, ONBOARD, "-e", f"@{tmp_path / 'access.yml'}")
    assert run.status == 2
    assert "users[0].user_name: 5349 is a number, not text: put it in quotes" in run.failure()
    assert "users[0].given_name: True is a truth value" in run.failure()
    assert fresh.writes() == []
