# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a machine could not be connected to: something lacks here, it lets nobody in, or it is away.

Ansible calls the first FAILED or UNREACHABLE by connection plugin, and the second UNREACHABLE like the third. What
tells them apart are the texts of the connection plugins, of ansible-core 2.17 to 2.22 and of ``ssh``.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import Any

HERE, REFUSED, AWAY = "here", "refused", "away"
# In front of every message since ansible-core 2.19.
PREFIX = "Task failed: "
IN_ENVIRONMENTS = (
    (re.compile(r"[/\\]pipx[/\\]venvs[/\\]([^/\\]+)"), "pipx inject {0} '{1}'"),
    (re.compile(r"[/\\]uv[/\\]tools[/\\]([^/\\]+)"), "uv tool install {0} --with '{1}'"),
)
# (kind, what the message has, what to do); {package} as it is installed for the Python that runs Ansible.
KINDS = (
    (HERE, r"winrm or requests is not installed|xmltodict is not installed", "package pywinrm"),
    (HERE, r"does not support transport\(s\) .*\bcredssp", "package pywinrm[credssp]"),
    (HERE, r"python kerberos library is not installed", "package pywinrm[kerberos]"),
    (HERE, r"does not support transport\(s\)", "package pywinrm"),
    (HERE, r"pypsrp or dependencies are not installed", "package pypsrp"),
    (HERE, r"paramiko is not installed", "package paramiko"),
    (
        HERE,
        r"must install the sshpass program",
        "Install the program sshpass on this controller (apt-get install sshpass), or use a key instead of a password.",
    ),
    (
        HERE,
        r"Unable to execute ssh command line on a controller.*\[Errno (?:2|13)\]",
        "Install the OpenSSH client on this controller (apt-get install openssh-client), or correct "
        "ansible_ssh_executable.",
    ),
    (
        HERE,
        r"Kerberos auth failure when calling kinit cmd",
        "Install the program kinit on this controller (apt-get install krb5-user), or choose another way to sign in "
        "(ansible_winrm_transport).",
    ),
    (
        HERE,
        r"connection plugin '[^']*' was not found",
        "Correct ansible_connection, or install the collection that has it (ansible-galaxy collection install).",
    ),
    (
        HERE,
        r"redirected to ansible\.windows\.\w+, which could not be loaded",
        "Install the collection ansible.windows on this controller: ansible-galaxy collection install ansible.windows.",
    ),
    (
        REFUSED,
        r"Host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED",
        "It is not known to this controller, or is not the machine that it was: compare its key, then put it into "
        "known_hosts (connect once by hand).",
    ),
    (
        REFUSED,
        r"Permission denied|Too many authentication failures|[Ii]ncorrect (?:username/)?password"
        r"|credentials were rejected|failed to authenticate with the server|Kerberos auth failure"
        r"|Authentication failed",
        "It answers and lets nobody in: check the account (ansible_user) and its key or password, and that the account "
        "may sign in there.",
    ),
    # All that WinRM says. With other words beside it a module says so, on a machine that is there.
    (AWAY, r"\A(?:the connection attempt timed out(?: \| )?)+\Z", ""),
)
KNOWN = tuple((kind, re.compile(pattern, re.DOTALL), advice) for kind, pattern, advice in KINDS)


def why_unreachable(result: Any) -> dict[str, str]:
    """
    :param result: of a task, as it is registered or rescued
    :returns: ``kind``: here, refused, away, or empty where it failed for something else or did not fail; ``text``: what
        Ansible said, and what to do
    """
    if not isinstance(result, Mapping):
        return {"kind": "", "text": ""}
    failed = _failed(result)
    said = [str(result.get("msg") or "").removeprefix(PREFIX).strip() for result in failed]
    text = " | ".join(dict.fromkeys(text_said for text_said in said if text_said))
    unreachable = any(result.get("unreachable") for result in failed)
    for kind, pattern, advice in KNOWN:
        # A module may be denied something, too.
        if pattern.search(text) and (unreachable or kind != REFUSED):
            return {"kind": kind, "text": " ".join(filter(None, [_stop(text), _advice(advice)]))}
    return {"kind": AWAY if unreachable else "", "text": text}


def _failed(result: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The parts of a loop that failed, or the result itself."""
    results = result.get("results")
    if not isinstance(results, list):
        return [result] if result.get("failed") or result.get("unreachable") else []
    return [
        result
        for result in results
        if isinstance(result, Mapping) and (result.get("failed") or result.get("unreachable"))
    ] or _failed({**result, "results": None})


def _stop(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _advice(advice: str) -> str:
    """What to do; for a package the command that installs it where Ansible runs."""
    if not advice.startswith("package "):
        return advice
    package = advice.partition(" ")[2]
    command = f"{sys.executable} -m pip install '{package}'"
    for pattern, form in IN_ENVIRONMENTS:
        version = pattern.search(sys.executable)
        command = form.format(version[1], package) if version else command
    return f"The Python that runs Ansible on this controller lacks {package}: {command}"
