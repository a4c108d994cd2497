# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting programs for a person, in a process that is the person's for good: else they could take root back."""

from __future__ import annotations

import json
import os
import re
from typing import Any, Callable

from .act_as_account import Account, become, environment
from .config_errors import ConfigFileError

# What of root's environment goes along. The rest may hold root's own credentials.
_KEPT = re.compile(
    r"PATH|LANG|LANGUAGE|LC_\w+|TZ|(?i:https?_proxy|no_proxy)|AWS_CA_BUNDLE|AWS_ENDPOINT_URL\w*"
    r"|REQUESTS_CA_BUNDLE|SSL_CERT_FILE|SSL_CERT_DIR"
)


def as_account(account: Account, work: Callable[[], Any]) -> Any:
    """What ``work`` gives, which JSON can hold, when it is run as this account.

    :raises ConfigFileError: nothing came of it
    """
    if account.uid == os.getuid():
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _carry_out(account, work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        said = stream.read()
    os.waitpid(child, 0)
    try:
        told = json.loads(said.decode("utf-8"))
        return told["found"]
    except (ValueError, KeyError):
        reason = said.decode("utf-8", "replace") or "the process ended"
        raise ConfigFileError(
            "nothing could be started as %s: %s. Run this as that account." % (account, reason)
        ) from None


def _carry_out(account: Account, work: Callable[[], Any], writing: int) -> None:
    try:
        own = environment(account, os.environ)
        os.setsid()  # no terminal of root's to type into
        become(account)
        # An address with a password in it is root's too.
        kept = {key: value for key, value in own.items() if _KEPT.fullmatch(key) and "@" not in value}
        os.environ.clear()
        os.environ.update(kept, **{key: own[key] for key in ("HOME", "USER", "LOGNAME")})
        os.chdir("/")
        said = json.dumps({"found": work()})
    except BaseException as error:
        said = "%s: %s" % (type(error).__name__, error)
    try:
        with os.fdopen(writing, "wb") as stream:
            stream.write(said.encode("utf-8"))
    finally:
        os._exit(0)
