# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A team that changes, and everything that can go wrong while its document is carried out."""

from __future__ import annotations

import getpass

import yaml

BROKEN = "310000000001"
# Others use most of the 20 calls a second, reads lag behind, and every twentieth call fails or is reset.
STORM = {
    "error_rate": 0.05,
    "calls_per_second": 12,
    "eventual_consistency": 0.5,
    "latency": 0.01,
    "page_size": 3,
    "max_async": 3,
    "max_provisionings": 1,
    "async_delay": 0.3,
    "fail_account": [BROKEN],
}
CALM = {
    "error_rate": 0.0,
    "calls_per_second": None,
    "eventual_consistency": 0.0,
    "latency": 0.0,
    "page_size": None,
    "max_async": 10,
    "max_provisionings": 3,
    "async_delay": 0.1,
    "fail_account": [],
}
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
# What is there before: people who leave, who stay, and a permission set whose policy changes in its accounts.
BEFORE = {
    "users": [
        {
            "UserName": name,
            "DisplayName": name,
            "Name": {"GivenName": name, "FamilyName": "x"},
            "Emails": [{"Value": f"{name}@example.com", "Type": "work", "Primary": True}],
        }
        for name in ("edsger", "grace")
    ],
    "groups": [{"DisplayName": "web"}],
    "memberships": [["web", "edsger"], ["web", "grace"]],
    "permission_sets": [{"Name": "reader", "ManagedPolicyArns": [READ_ONLY]}, {"Name": "gone"}],
    "assignments": [
        ["GROUP", "web", "reader", "210000000001"],
        ["GROUP", "web", "reader", "310000000001"],
        ["USER", "edsger", "gone", "210000000001"],
        ["USER", "grace", "gone", "210000000002"],
    ],
}
PEOPLE = ("ada", "alan", "barbara", "grace", "tim")
S3 = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
ACCESS = {
    "region": "us-east-1",
    "users": [
        *(
            {"user_name": name, "given_name": name.title(), "family_name": "Hopper", "email": f"{name}@example.com"}
            for name in PEOPLE
        ),
        {"user_name": "edsger", "state": "absent"},
    ],
    "groups": [
        {"display_name": "web", "description": "the web", "members": ["ada", "grace", "tim"], "purge_members": True},
        {"display_name": "data", "members": ["alan", "barbara", "grace"]},
        {"display_name": "auditors", "members": ["tim"]},
    ],
    "permission_sets": [
        {"name": "reader", "managed_policies": ["SecurityAudit"], "session_duration": "PT4H"},
        {"name": "developer", "managed_policies": ["PowerUserAccess"], "inline_policy": S3, "tags": {"team": "all"}},
        {"name": "bounded", "inline_policy": S3, "permissions_boundary": {"managed_policy": "ReadOnlyAccess"}},
        {"name": "gone", "state": "absent"},
    ],
    "assignments": [
        {"group": "web", "permission_sets": ["developer"], "organizational_units": ["Workloads"]},
        {"group": "web", "permission_sets": ["reader"], "accounts": ["dev", "prod"]},
        {"group": "data", "permission_sets": ["bounded"], "account_tags": {"team": "data"}},
        {"group": "auditors", "permission_sets": ["reader"], "accounts": ["all"]},
        {"user": "barbara", "permission_sets": ["developer"], "accounts": ["sandbox"]},
        {"user": "grace", "permission_sets": ["gone"], "accounts": ["dev-data"], "state": "absent"},
    ],
    "profiles": {
        "sso_session": "example",
        "default": {"account": "dev", "permission_set": "reader"},
        "name": "{account_name}-{permission_set}",
    },
}
OWN = "# mine\n[profile  own]\nregion=eu-west-1   ; not to be touched\n"


class Laptops:
    """Machines of this one, each with a config file of its own; ada's has lines of hers."""

    def __init__(self, folder):
        self._files = {name: folder / name / "config" for name in PEOPLE}
        self._files["ada"].parent.mkdir(parents=True)
        self._files["ada"].write_text(OWN, encoding="utf-8")
        hosts = {
            f"{name}-laptop": {
                "ansible_connection": "local",
                "ansible_python_interpreter": "{{ ansible_playbook_python }}",
                "workstation_people": {getpass.getuser(): name},
                "workstation_path": str(path),
            }
            for name, path in self._files.items()
        }
        self.inventory = folder / "laptops.yml"
        self.inventory.write_text(yaml.safe_dump({"workstations": {"hosts": hosts}}), encoding="utf-8")

    def written(self):
        """``{person: text}`` of the config files that are there"""
        return {name: path.read_text(encoding="utf-8") for name, path in self._files.items() if path.exists()}

    def left_over(self):
        """What lies beside the config files."""
        folders = [path.parent for path in self._files.values() if path.parent.exists()]
        return [str(one) for folder in folders for one in folder.iterdir() if one.name != "config"]
