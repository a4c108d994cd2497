# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages with MaxResults and NextToken."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable

from .errors import validation


def page(call, key: str, items: list, size: int = 100, show: Callable | None = None) -> dict:
    """One page of `items` under `key`. The page size is MaxResults, at most the stand-in's --page-size.

    `show` makes of an item what the API returns; it is called for those on the page only.
    """
    limit = min(call.parameters.get("MaxResults") or size, call.options.page_size or size)
    start = _offset(call)
    found = items[start : start + limit]
    answer = {key: [show(item) for item in found] if show else found}
    if start + limit < len(items):
        token = json.dumps([call.operation, start + limit]).encode()
        answer["NextToken"] = base64.urlsafe_b64encode(token).decode()
    return answer


def _offset(call) -> int:
    token = call.parameters.get("NextToken")
    if not token:
        return 0
    try:
        operation, start = json.loads(base64.urlsafe_b64decode(token))
    except (ValueError, TypeError, binascii.Error):
        operation, start = None, 0
    if operation != call.operation or not isinstance(start, int):
        raise validation("The NextToken is not valid for %s." % call.operation)
    return start
