# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Access keys in the shared credentials file under a profile's name: AWS clients do not agree which they take first.

boto3 and AWS CLI ask IAM Identity Center before they look into that file, other SDKs look there first.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from .._aws_config.act_as_account import environment
from .._aws_config.config_file import expanded, read
from .._aws_config.config_location import Location, open_location
from .._aws_config.config_parser import parse
from .._aws_config.config_syntax import PROFILE
from .._plan.input_problems import Problem
from .managed_sections import ours
from .profile_section import asks_for_credentials

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from .._aws_config.config_document import Document


def keys_by_profile(config: Location) -> dict[str, tuple[str, int]]:
    """Line numbers of the profiles with access keys: ``{profile name: (path, line)}``.

    :param config: the config file; the credentials file lies beside it, or where AWS_SHARED_CREDENTIALS_FILE says. It
        is read with the same rights.
    """
    environ = environment(config.account, os.environ)
    beside = os.path.join(os.path.dirname(config.path), "credentials")
    path = expanded(environ.get("AWS_SHARED_CREDENTIALS_FILE") or beside, environ)
    with open_location(path) as location:
        data = read(location)
    return keys_in(data, path)


def keys_in(data: bytes | None, path: str) -> dict[str, tuple[str, int]]:
    """As ``keys_by_profile``.

    :param data: the credentials file's bytes, None where there is no file
    """
    sections = parse(data, path).sections if data else ()
    return {section.header: (path, section.number) for section in sections if "aws_access_key_id" in section.values()}


def shadowing(
    document: Document, profiles: list[dict[str, Any]], keys: dict[str, tuple[str, int]]
) -> Iterator[Problem]:
    """Problems of profiles that are not ours yet and whose name has access keys.

    :param keys: as ``keys_by_profile`` gives them
    """
    for profile in profiles:
        section = document.find(PROFILE, profile["name"])
        desired = profile["state"] == "present" and asks_for_credentials(profile)
        if desired and profile["name"] in keys and not (section and ours(section)):
            text = (
                "the profile %r has access keys in %s, line %d, and AWS clients do not agree which of the two they "
                "take. Take the keys out, choose another name, or state adopt: true (in playbooks "
                "-e workstation_adopt=true)"
            )
            yield Problem(profile["path"] + "name", text % (profile["name"], *keys[profile["name"]]))
