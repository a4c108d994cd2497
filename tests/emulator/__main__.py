# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""python -m emulator: serve until SIGTERM or SIGINT; prints one JSON line when ready."""

from __future__ import annotations

import json
import os
import signal
import threading

from .options import parse


def main() -> None:
    options = parse()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    from .server import Server  # after the options, so that --help is quick

    server = Server(options)
    server.start()
    print(json.dumps(server.ready_line()), flush=True)
    if options.exit_with_parent:
        threading.Thread(target=_wait_for_parent, args=(stop,), daemon=True).start()
    stop.wait()
    server.stop()


def _wait_for_parent(stop: threading.Event) -> None:
    while os.read(0, 4096):  # not sys.stdin: a thread inside it would crash the interpreter's end
        pass
    stop.set()


if __name__ == "__main__":
    main()
