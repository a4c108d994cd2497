# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What Ansible says where it cannot connect, in its versions' words, and what that means."""

from __future__ import annotations

import sys

import pytest
from ansible_collections.dayone.identity_center.plugins.filter import why_unreachable as plugin
from ansible_collections.dayone.identity_center.plugins.plugin_utils._run_checks.connection_failure import (
    why_unreachable,
)

# (what the connection plugins say, whether Ansible calls it unreachable, kind, what the advice names)
SAID = [
    ("winrm or requests is not installed: No module named 'winrm'", False, "here", "'pywinrm'"),
    ("xmltodict is not installed: No module named 'xmltodict'", False, "here", "'pywinrm'"),
    ("The installed version of WinRM does not support transport(s) ['credssp']", False, "here", "'pywinrm[credssp]'"),
    ("The installed version of WinRM does not support transport(s) ['ntlm']", False, "here", "'pywinrm'"),
    (
        "WinRM Kerberos authentication requested but the python kerberos library is not installed. Please install the "
        "pykerberos library, set a different authentication method with ansible_winrm_transport, or use a local user",
        True,
        "here",
        "'pywinrm[kerberos]'",
    ),
    ("pypsrp or dependencies are not installed: No module named 'pypsrp'", False, "here", "'pypsrp'"),
    ("paramiko is not installed: No module named 'paramiko'", False, "here", "'paramiko'"),
    (
        "to use the 'ssh' connection type with passwords or pkcs11_provider, you must install the sshpass program",
        False,
        "here",
        "apt-get install sshpass",
    ),
    ("to use the password_mechanism=sshpass, you must install the sshpass program", False, "here", "use a key"),
    (
        "Unable to execute ssh command line on a controller due to: [Errno 2] No such file or directory: b'ssh'",
        False,
        "here",
        "openssh-client",
    ),
    (
        "Unable to execute ssh command line on a controller: [Errno 2] No such file or directory: b'ssh'",
        False,
        "here",
        "openssh-client",
    ),
    ("Kerberos auth failure when calling kinit cmd 'kinit': The command was not found", True, "here", "krb5-user"),
    ("the connection plugin 'paramiko' was not found", False, "here", "ansible_connection"),
    (
        "The module ansible.builtin.setup was redirected to ansible.windows.setup, which could not be loaded.",
        False,
        "here",
        "ansible-galaxy collection install ansible.windows",
    ),
    ("ntlm: the specified credentials were rejected by the server", True, "refused", "ansible_user"),
    ("failed to authenticate with the server: Failed to authenticate the user ada with ntlm", True, "refused", "key"),
    ("Kerberos auth failure for principal ada@EXAMPLE.COM: kinit: Password incorrect", True, "refused", "password"),
    (
        "Failed to connect to the host via ssh: ada@192.0.2.1: Permission denied (publickey,password).",
        True,
        "refused",
        "ansible_user",
    ),
    ("Invalid/incorrect password: Permission denied, please try again.", True, "refused", "password"),
    ("Failed to connect to the host via ssh: Host key verification failed.", True, "refused", "known_hosts"),
    ("the connection attempt timed out", False, "away", ""),
    # A laptop that answers, and a mirror that does not: that is a failure, and no laptop that is away.
    ("AWS CLI could not be fetched: the connection attempt timed out", False, "", ""),
    (
        "Failed to connect to the host via ssh: ssh: connect to host 127.0.0.1 port 9: Connection refused",
        True,
        "away",
        "",
    ),
    (
        "Failed to connect to the host via ssh: ssh: Could not resolve hostname a.example: Name or service not known",
        True,
        "away",
        "",
    ),
    (
        "ntlm: HTTPSConnectionPool(host='192.0.2.1', port=5986): Max retries exceeded with url: /wsman (Caused by "
        "ConnectTimeoutError('Connection to 192.0.2.1 timed out. (connect timeout=30)'))",
        True,
        "away",
        "",
    ),
    ("Failed to connect to the host via PSRP: [Errno 113] No route to host", True, "away", ""),
    ("MODULE FAILURE: No start of json char found", False, "", ""),
]


@pytest.mark.parametrize("prefix", ["", "Task failed: "])
@pytest.mark.parametrize("said, unreachable, kind, advice", SAID)
def test_what_is_said_and_what_it_means(said, unreachable, kind, advice, prefix):
    result = {"msg": prefix + said, "unreachable": True} if unreachable else {"msg": prefix + said, "failed": True}
    found = why_unreachable(result)
    assert found["kind"] == kind
    assert found["text"].startswith(said) and advice in found["text"]
    assert kind in ("here", "refused") or found["text"].rstrip(".") == said.rstrip(".")
    assert why_unreachable({"results": [{"msg": "fine"}, result], "failed": True}) == found


def test_what_did_not_fail_is_none_of_them():
    assert why_unreachable({"msg": "Permission denied", "changed": True}) == {"kind": "", "text": ""}
    # A file may deny what it likes.
    said = "could not write ~/.aws/config: Permission denied"
    assert why_unreachable({"msg": said, "failed": True}) == {"kind": "", "text": said}
    assert why_unreachable(None) == {"kind": "", "text": ""}


@pytest.mark.parametrize(
    "python, command",
    [
        ("/usr/bin/python3.13", "/usr/bin/python3.13 -m pip install 'pywinrm'"),
        ("/home/ada/.local/share/pipx/venvs/ansible-core/bin/python", "pipx inject ansible-core 'pywinrm'"),
        ("/opt/pipx/venvs/ansible/bin/python", "pipx inject ansible 'pywinrm'"),
        ("/home/ada/.local/share/uv/tools/ansible-core/bin/python", "uv tool install ansible-core --with 'pywinrm'"),
    ],
)
def test_a_package_is_installed_where_ansible_runs(python, command, monkeypatch):
    monkeypatch.setattr(sys, "executable", python)
    said = {"failed": True, "msg": SAID[0][0]}
    wanted = "The Python that runs Ansible on this controller lacks pywinrm: "
    assert plugin.FilterModule().filters()["why_unreachable"](said) == {
        "kind": "here",
        "text": f"{SAID[0][0]}. {wanted}{command}",
    }
