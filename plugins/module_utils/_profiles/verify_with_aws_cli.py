# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS CLI v2 makes of a profile: its own reading of the file, and whose credentials it gets.

``sts get-caller-identity`` tells both, and no secret is in what it prints.
"""

from __future__ import annotations

import json
import os
import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from .._text.printable_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

# A start of AWS CLI takes most of a second of one core.
AT_ONCE = 4
SIGNED_IN, SIGNED_OUT, REFUSED, UNREADABLE, UNKNOWN = "signed_in", "signed_out", "refused", "unreadable", "unknown"
# How botocore words it: SSOTokenLoadError, UnauthorizedSSOTokenError, TokenRetrievalError and the portal's answers;
# InvalidConfigError, ProfileNotFound and ConfigParseError (botocore 1.44, exceptions.py and credentials.py).
_SAID = (
    (
        SIGNED_OUT,
        r"Error loading SSO Token|token from sso|SSO session associated with this profile has expired"
        r"|\(UnauthorizedException\)",
    ),
    (REFUSED, r"\((?:ForbiddenException|AccessDenied|AccessDeniedException|ResourceNotFoundException)\)"),
    (
        UNREADABLE,
        r"missing required configuration|sso-session does not exist|config profile \(.*\) could not be found"
        r"|Unable to parse config file|is inconsistent between|Unable to locate credentials",
    ),
)


def find(
    run: Callable[..., Any],
    places: Iterable[str],
    given: str | None = None,
    environ: Mapping[str, str] | None = None,
    trusted: Callable[..., Any] = lambda path: True,
) -> tuple[str | None, str]:
    """The path of an AWS CLI v2 and its version, (None, "") where there is none.

    :param run: see ``ask``
    :param places: paths to try behind those of PATH; ``~`` is expanded
    :param given: the only path to try
    :param trusted: whether the program at a path may be started at all
    """
    environ = os.environ if environ is None else environ
    on_path = [os.path.join(folder, "aws") for folder in environ.get("PATH", "").split(os.pathsep) if folder]
    for path in [given] if given else [*on_path, *places]:
        real = os.path.expanduser(path)
        if os.access(real, os.X_OK) and not os.path.isdir(real) and trusted(real):
            _status, said, _errors = run([real, "--version"], {})
            version = re.match(r"aws-cli/(2\.\S+)", said)
            if version:
                return real, version[1]
    return None, ""


def ask(
    run: Callable[..., Any], aws: str, profiles: list[dict[str, Any]], config: str
) -> dict[str, dict[str, str | None]]:
    """Ask for each profile.

    :param run: function of a command (list) and of environment variables to add; gives exit status (None where it could
        not be started), output and errors; it is called in threads
    :param aws: path of AWS CLI v2
    :param profiles: mappings as ``read_profile`` returns them
    :param config: path of the config file
    :returns: by name a mapping: ``state`` (signed_in, signed_out, refused, unreadable, unknown), ``message`` (what AWS
        CLI said and what to do, empty where all is well), ``arn`` (the role's session, None without credentials)
    """
    # Where AWS cannot be reached one attempt takes a minute.
    environ = {"AWS_CONFIG_FILE": config, "AWS_PAGER": "", "PYTHONUTF8": "1", "AWS_MAX_ATTEMPTS": "1"}

    def one(profile: dict[str, Any]) -> dict[str, str | None]:
        region = profile["region"] or profile["sso_region"] or "us-east-1"
        call = ["sts", "get-caller-identity", "--output", "json", "--region", region]
        command = [aws, *call, "--profile", profile["name"]]
        status, output, errors = run(command, environ)
        if "[Errno 17]" in errors:
            # AWS CLI 2.9 started side by side stumbles over the other one's new cache folder.
            status, output, errors = run(command, environ)
        return verdict(profile, status, output, errors)

    with ThreadPoolExecutor(max_workers=AT_ONCE) as pool:
        return dict(zip([profile["name"] for profile in profiles], pool.map(one, profiles)))


def verdict(profile: dict[str, Any], status: int | None, output: str, errors: str) -> dict[str, str | None]:
    """What the answer of ``sts get-caller-identity`` means for the profile; see ``ask``."""
    if status == 0:
        return _identity(profile, output)
    said = one_line(" ".join(errors.split())) or "AWS CLI ended with status %s and said nothing" % status
    state = next((state for state, pattern in _SAID if re.search(pattern, errors)), UNKNOWN)
    return {"state": state, "arn": None, "message": said + _advice(state, profile)}


def _identity(profile: dict[str, str | None], output: str) -> dict[str, str | None]:
    try:
        answer = json.loads(output)
        account, arn = answer["Account"], answer["Arn"]
    except (ValueError, KeyError, TypeError):
        return {"state": UNKNOWN, "arn": None, "message": "AWS CLI gave no identity. Run aws sts get-caller-identity."}
    role = ":assumed-role/AWSReservedSSO_%s_" % profile["sso_role_name"]
    if account == profile["sso_account_id"] and role in arn:
        return {"state": SIGNED_IN, "arn": arn, "message": ""}
    message = "the credentials are those of %s, not of %s in %s. Look for other credentials under this profile's name."
    return {
        "state": REFUSED,
        "arn": arn,
        "message": message % (arn, profile["sso_role_name"], profile["sso_account_id"]),
    }


def _advice(state: str, profile: dict[str, Any]) -> str:
    if state == SIGNED_OUT:
        session = profile["sso_session"]
        return ". Sign in: aws sso login %s" % (
            "--sso-session %s" % session if session else "--profile %s" % profile["name"]
        )
    if state == REFUSED:
        role, account = profile["sso_role_name"], profile["sso_account_id"]
        return ". See that %s is assigned in %s to who is signed in" % (role, account)
    return ""
