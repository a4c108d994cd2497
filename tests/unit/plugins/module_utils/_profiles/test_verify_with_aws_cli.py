# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS CLI's answers mean; tests/e2e/test_verify.py has the real one."""

from __future__ import annotations

import json
import os
import subprocess

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles import verify_with_aws_cli

PROFILE = {
    "name": "dev",
    "sso_session": "work",
    "sso_account_id": "111122223333",
    "sso_role_name": "admin",
    "sso_region": "us-east-1",
    "region": None,
}
ARN = "arn:aws:sts::%s:assumed-role/AWSReservedSSO_%s_0123456789abcdef/ada"


def identity(account="111122223333", role="admin"):
    return json.dumps({"UserId": "AROA:ada", "Account": account, "Arn": ARN % (account, role)})


def program(folder, script, name="aws"):
    path = folder / name
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(0o755)
    return str(path)


def test_credentials_of_that_account_and_role():
    assert verify_with_aws_cli.verdict(PROFILE, 0, identity(), "") == {
        "state": "signed_in",
        "arn": ARN % ("111122223333", "admin"),
        "message": "",
    }


@pytest.mark.parametrize("other", [{"account": "210000000001"}, {"role": "adm"}, {"role": "administrator"}])
def test_credentials_of_anything_else_are_no_proof(other):
    found = verify_with_aws_cli.verdict(PROFILE, 0, identity(**other), "")
    assert found["state"] == "refused" and found["arn"] in found["message"]
    assert "not of admin in 111122223333" in found["message"]


@pytest.mark.parametrize("output", ["", "[]", "{}", "nonsense"])
def test_no_identity(output):
    assert verify_with_aws_cli.verdict(PROFILE, 0, output, "")["state"] == "unknown"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("signed_out", "Error loading SSO Token: Token for work does not exist"),
        ("signed_out", "Error when retrieving token from sso: Token has expired and refresh failed"),
        (
            "signed_out",
            "The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO "
            "session run aws sso login with the corresponding profile.",
        ),
        (
            "signed_out",
            "An error occurred (UnauthorizedException) when calling the GetRoleCredentials operation: Session token "
            "not found or invalid",
        ),
        (
            "refused",
            "An error occurred (ForbiddenException) when calling the GetRoleCredentials operation: No access",
        ),
        (
            "unreadable",
            'The profile "dev" is configured to use SSO but is missing required configuration: sso_account_id',
        ),
        ("unreadable", 'The specified sso-session does not exist: "work"'),
        ("unreadable", "The config profile (dev) could not be found"),
        ("unreadable", "Unable to parse config file: /home/ada/.aws/config"),
        ("unknown", 'Could not connect to the endpoint URL: "https://portal.sso.us-east-1.amazonaws.com/"'),
    ],
)
def test_what_aws_cli_says(state, said):
    found = verify_with_aws_cli.verdict(PROFILE, 255, "", "\n%s\n" % said)
    assert found["state"] == state and found["message"].startswith(said) and found["arn"] is None
    assert ("aws sso login --sso-session work" in found["message"]) == (state == "signed_out")
    assert ("admin is assigned in 111122223333" in found["message"]) == (state == "refused")


def test_a_legacy_profile_is_signed_in_by_its_own_name():
    found = verify_with_aws_cli.verdict({**PROFILE, "sso_session": None}, 255, "", "Error loading SSO Token: x")
    assert found["message"].endswith("aws sso login --profile dev")


def run(command, environ):
    """As AnsibleModule.run_command does it."""
    try:
        done = subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True, check=False)
    except OSError as error:
        return None, "", "%s cannot be started: %s" % (command[0], error.strerror)
    return done.returncode, done.stdout, done.stderr


def test_aws_cli_that_says_nothing_or_does_not_start(tmp_path):
    assert "ended with status 3" in verify_with_aws_cli.verdict(PROFILE, 3, "", "")["message"]
    found = verify_with_aws_cli.ask(run, str(tmp_path / "aws"), [PROFILE], "config")
    assert found["dev"]["state"] == "unknown" and "cannot be started" in found["dev"]["message"]


def test_every_profile_is_asked_for_in_that_file(tmp_path):
    log = tmp_path / "log"
    aws = program(tmp_path, 'echo "$AWS_CONFIG_FILE $*" >> "%s"\nexit 1\n' % log)
    names = ["p%d" % number for number in range(9)]
    found = verify_with_aws_cli.ask(
        run, aws, [{**PROFILE, "name": name, "region": "eu-west-1"} for name in names], "some/config"
    )
    assert list(found) == names
    call = "some/config sts get-caller-identity --output json --region eu-west-1 --profile %s"
    assert sorted(log.read_text().splitlines()) == [call % name for name in names]


def test_aws_cli_that_stumbles_over_another_one_is_asked_again(tmp_path):
    script = 'mkdir "%s/once" 2>/dev/null && echo "[Errno 17] File exists" >&2 && exit 255\necho %r\n'
    aws = program(tmp_path, script % (tmp_path, identity()))
    assert verify_with_aws_cli.ask(run, aws, [PROFILE], "config")["dev"]["state"] == "signed_in"


def test_version_2_is_found_and_version_1_is_not(tmp_path):
    for name, version in (("one", "1.40.0"), ("two", "2.9.19"), ("three", "2.31.0")):
        (tmp_path / name).mkdir()
        program(tmp_path / name, "echo aws-cli/%s Python/3.11\n" % version)
    paths = {name: str(tmp_path / name / "aws") for name in ("one", "two", "three")}
    environ = {"PATH": str(tmp_path / "one")}
    assert verify_with_aws_cli.find(run, [paths["two"], paths["three"]], environ=environ) == (paths["two"], "2.9.19")
    assert verify_with_aws_cli.find(run, [paths["two"]], given=paths["three"], environ=environ) == (
        paths["three"],
        "2.31.0",
    )
    assert verify_with_aws_cli.find(run, [str(tmp_path), "~/nowhere"], environ=environ) == (None, "")
    assert verify_with_aws_cli.find(run, [paths["two"]], given=paths["one"]) == (None, "")
