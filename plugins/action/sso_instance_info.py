# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows what failed, a line each."""

from __future__ import annotations

from ..plugin_utils._output.failure_lines import ActionModule

__all__ = ["ActionModule"]
