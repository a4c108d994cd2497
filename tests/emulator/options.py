# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line, and the faults that can be changed while the stand-in runs."""

from __future__ import annotations

import argparse
import dataclasses

FAULTS = (
    "page_size",
    "latency",
    "calls_per_second",
    "expire_after",
    "async_delay",
    "max_async",
    "max_provisionings",
    "fail_account",
    "eventual_consistency",
    "error_rate",
    "seed",
    "delegated_administrator",
    "deny",
    "lenient",
)


@dataclasses.dataclass
class Options:
    """See `python -m emulator --help` for what each one means."""

    port: int = 0
    region: str = "us-east-1"
    instances: str = "organization"
    start_url: str | None = None
    accounts: int = 0
    ous: int = 0
    page_size: int | None = None
    latency: float = 0.0
    calls_per_second: float | None = None
    expire_after: int | None = None
    async_delay: float = 0.2
    max_async: int = 10
    max_provisionings: int = 3
    fail_account: list[str] = dataclasses.field(default_factory=list)
    eventual_consistency: float = 0.0
    error_rate: float = 0.0
    seed: int | None = None
    delegated_administrator: str | None = None
    deny: list[str] = dataclasses.field(default_factory=list)
    lenient: bool = False
    proxy: bool = False
    journal: str | None = None
    exit_with_parent: bool = False

    def faults(self) -> dict:
        return {name: getattr(self, name) for name in FAULTS}


def parser() -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(prog="python -m emulator", description=__doc__)
    add = result.add_argument
    add("--port", type=int, default=0, help="port on 127.0.0.1 (default: a free one)")
    add("--region", default="us-east-1", help="home Region of the instance")
    add("--instances", choices=("none", "organization", "organization+account"), default="organization")
    add("--start-url", help="start URL of the access portal (default: made from the identity store's id)")
    add("--accounts", type=int, default=0, help="so many accounts more, spread over --ous OUs")
    add("--ous", type=int, default=0, help="so many OUs more")
    add("--page-size", type=int, help="at most so many items on a page, whatever MaxResults says")
    add("--latency", type=float, default=0.0, help="seconds that every call takes")
    add("--calls-per-second", type=float, help="of each service, more = ThrottlingException")
    add("--expire-after", type=int, help="so many calls later everybody's credentials have expired")
    add("--async-delay", type=float, default=0.2, help="seconds that asynchronous work is IN_PROGRESS")
    add("--max-async", type=int, default=10, help="assignment operations at once, more = ConflictException")
    add("--max-provisionings", type=int, default=3, help="ProvisionPermissionSet at once, more = ConflictException")
    add("--fail-account", action="append", default=[], help="asynchronous work there ends FAILED (repeatable)")
    add("--eventual-consistency", type=float, default=0.0, help="seconds before reads see what was created")
    add("--error-rate", type=float, default=0.0, help="fraction of calls that end in 5xx or a reset connection")
    add("--seed", type=int, help="makes ids and random errors repeatable")
    add("--delegated-administrator", help="member account that administers Identity Center")
    add("--deny", action="append", default=[], help="moto's service:Operation that nobody may call (repeatable)")
    add("--lenient", action="store_true", help="the lenient reading of behaviour that nobody verified")
    add("--proxy", action="store_true", help="start the TLS-terminating CONNECT proxy too")
    add("--journal", help="also write the journal to this file, one JSON object a line")
    add("--exit-with-parent", action="store_true", help="exit when standard input is closed")
    return result


def parse(arguments: list[str] | None = None) -> Options:
    return Options(**vars(parser().parse_args(arguments)))
