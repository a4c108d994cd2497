# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is used of AnsibleModule and AnsibleAWSModule. For annotations only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from typing import Any, NoReturn


class Module(Protocol):
    params: dict[str, Any]
    check_mode: bool
    region: str

    def fail_json(self, **result: Any) -> NoReturn: ...

    def exit_json(self, **result: Any) -> NoReturn: ...

    def warn(self, warning: str) -> None: ...

    def run_command(self, command: list[str], **options: Any) -> tuple[int, str, str]: ...
