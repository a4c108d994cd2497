# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`aws` in the shell of `make try`: the machine's AWS CLI v2, sent to the stand-in.

Where the machine has none, boto3 does what the guides type. It is a developer's: it knows the config file and not the
administrator's credentials of that shell. Who signs in is the stand-in's only user, or the one that SIGN_IN_AS names.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from clients import aws_cli_v2, boto3_identity, device_login
from emulator.client import StandIn

IN_PLACE = "aws-cli/2.9.0 in its place boto3, for this shell has no AWS CLI v2"


def who(stand_in: StandIn) -> str:
    names = sorted(user["UserName"] for user in stand_in.state()["users"].values())
    name = os.environ.get("SIGN_IN_AS") or (names[0] if len(names) == 1 else "")
    if name not in names:
        sys.exit(f"Say who signs in: export SIGN_IN_AS=...; there are: {', '.join(names) or 'none'}")
    return name


def option(arguments: list[str], name: str, default: str) -> str:
    return arguments[arguments.index(name) + 1] if name in arguments[:-1] else default


def in_place(stand_in: StandIn, home: Path, arguments: list[str]) -> str:
    """What AWS CLI would print of the few things that the guides ask it."""
    if arguments[:1] == ["--version"]:
        return IN_PLACE
    if arguments[:2] == ["sso", "login"] and "--sso-session" in arguments:
        session = option(arguments, "--sso-session", "")
        device_login.sign_in(stand_in, home, session, who(stand_in))
        url = device_login.read_session(home, session)["sso_start_url"]
        return f"Successfully logged into Start URL: {url}"
    if arguments[:2] == ["sts", "get-caller-identity"]:
        found = boto3_identity.ask(
            stand_in, home, option(arguments, "--profile", os.environ.get("AWS_PROFILE", "default"))
        )
        if "error" in found:
            sys.exit(found["error"])
        return json.dumps({key: found[key] for key in ("UserId", "Account", "Arn")}, indent=4)
    sys.exit(f"{IN_PLACE}: it knows sso login --sso-session, sts get-caller-identity and --version.")


def main() -> None:
    arguments, home = sys.argv[1:], Path(os.environ["HOME"])
    stand_in = StandIn()
    stand_in.ready = json.loads(os.environ["STAND_IN"])
    path = next((path for path in aws_cli_v2.PLACES if os.access(path, os.X_OK)), None)
    if path is None:
        print(in_place(stand_in, home, arguments))
        return
    cli = aws_cli_v2.Cli(path, stand_in, home)
    if arguments[:2] == ["sso", "login"]:
        print(cli.login(option(arguments, "--sso-session", ""), who(stand_in)), end="")
        return
    os.execve(path, [path, *arguments], cli.environment())


if __name__ == "__main__":
    main()
