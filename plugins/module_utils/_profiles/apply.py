# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All that aws_sso_profile does, without AnsibleModule: an action plugin can do it for a machine without Python."""

from __future__ import annotations

from .._aws_config.parse import parse, serialize
from .._aws_config.reading import report
from .._aws_config.secrets import without_secrets
from .._aws_config.update import update
from .._plan.problems import require
from .checks import check
from .ownership import managed
from .reconcile import reconcile
from .shared_credentials import keys_by_profile, shadowing
from .wanted import wanted


def apply(params, path, dry=False, copy=None):
    """Change the file as the options ask.

    :param params: the module's options, all of them
    :param path: the file
    :param dry: write nothing, return the same
    :param copy: function from a path to the path of its copy, for O(backup)
    :returns: the module's result
    :raises InputError: what is asked for is wrong, or does not go with what is in the file
    :raises ConfigFileError: the file cannot be read or written
    """
    profiles, sessions, problems = wanted(params)
    require([*problems, *check(profiles, sessions)])
    changes, copies, found = [], [], {}
    keys = {} if params["adopt"] else keys_by_profile(path)

    def change(data):
        purge = params["purge"]
        after, changes[:], found["document"] = changed(data, profiles, sessions, params["adopt"], purge, path, keys)
        return after

    keep = (lambda: copies.append(copy(path))) if params["backup"] and copy else None
    before, after = update(path, change, keep, dry)
    result = {"changed": after != (before or b""), "changes": changes}
    result.update(report(found["document"], _names(profiles), _names(sessions)), managed=managed(found["document"]))
    if result["changed"]:
        texts = {"before": _text(before or b""), "after": _text(after)}
        result["diff"] = {"before_header": path, "after_header": path, **texts}
    if copies:
        result["backup_file"] = copies[-1]
    return result


def changed(data, profiles, sessions, adopt, purge, path, keys=None):
    """The file's bytes as they are to be, the changes, and the Document, which says what the bytes say.

    :param keys: profiles with access keys in the shared credentials file
    """
    document = parse(data, path)
    require(shadowing(document, profiles, keys or {}))
    changes = reconcile(document, profiles, sessions, adopt, purge, path)
    return serialize(document, path), changes, document


def _names(entries):
    return [one["name"] for one in entries]


def _text(data):
    return without_secrets(data.decode("utf-8"))
