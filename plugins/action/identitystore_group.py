# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows how far the module is."""

from __future__ import annotations

from ..plugin_utils._progress.progress_action import ActionModule

__all__ = ["ActionModule"]
