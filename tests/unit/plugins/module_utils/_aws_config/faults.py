# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Something happens at one boundary of the calls to the operating system while the file is written: a child process.

``python faults.py kill|fail|foreign FOLDER PATH OLD`` writes PATH, which lies in FOLDER, once for every boundary,
each time from the same state, and prints a list: for each boundary its ``place``, the ``end`` of the run, the ``text``
of the file then, the ``names`` in FOLDER, and, with ``_then``, those after a further, undisturbed run and its
``status``. OLD is the text before; without it there is no file. A boundary is the beginning or the end of a call of
Python's modules posix and fcntl or of a file object.
"""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import signal
import sys

from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.config_errors import ConfigFileError
from ansible_collections.dayone.identity_center.plugins.module_utils._aws_config.locked_update import update

NEW = b"[default]\nregion = b\n" * 1000
FOREIGN = b"# of somebody else\n"
ASK_NOTHING_OF_THE_DISK = (
    "fspath",
    "getpid",
    "fileno",
    "access",
    "_path_normpath",
    "_path_splitroot_ex",
    "geteuid",
    "getuid",
)


class At:
    """Watches the calls of this process; at the boundary of this number the action is done, once."""

    def __init__(self, number, action, events):
        self.left, self.action, self.events = number, action, events
        self.place = None

    def __call__(self, frame, event, call):
        owner = getattr(call, "__self__", None)
        of_system = getattr(call, "__module__", None) in ("posix", "fcntl", "_io", "io") or isinstance(owner, io.IOBase)
        if event not in self.events or not of_system or self.place or call.__name__ in ASK_NOTHING_OF_THE_DISK:
            return
        self.left -= 1
        if self.left < 0:
            self.place = "%s %s" % ("before" if event == "c_call" else "after", call.__name__)
            self.action(self.place)


def change(data):
    """Ours: everything but what somebody else wrote is replaced."""
    return NEW + (FOREIGN if FOREIGN in data else b"")


def disturbed(path, number, action, events, pipe):
    """In a process of its own: write the file while something happens."""
    watch = At(number, action, events)
    end = "written"
    sys.setprofile(watch)
    try:
        update(path, change)
    except ConfigFileError as error:
        end = "refused: %s" % error
    except Exception as error:  # the test judges it
        end = "%s: %s" % (type(error).__name__, error)
    finally:
        sys.setprofile(None)
    os.write(pipe, json.dumps([watch.place, end]).encode())
    os._exit(0)


def attempt(path, number, what):
    """[place, end] of one run; place is None when there are no more boundaries."""
    reading, writing = os.pipe()

    def kill(place):
        os.write(writing, json.dumps([place, "killed"]).encode())
        os.kill(os.getpid(), signal.SIGKILL)

    def fail(_place):
        raise OSError(errno.EIO, "Input/output error")

    def foreign(_place):
        with open(path, "ab") as stream:
            stream.write(FOREIGN)

    action, events = {
        "kill": (kill, ("c_call", "c_return")),
        "fail": (fail, ("c_call",)),
        "foreign": (foreign, ("c_call", "c_return")),
    }[what]
    child = os.fork()
    if child == 0:
        disturbed(path, number, action, events, writing)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading, "rb") as stream:
        return json.loads(stream.read().decode())


def text_of(path):
    if not os.path.exists(path):
        return None
    with open(path, "rb") as stream:
        return stream.read().decode()


def again(path):
    """Write the file undisturbed, in a process of its own, as the next run of the module does."""
    child = os.fork()
    if child == 0:
        update(path, lambda data: change(data) + b"# again\n")
        os._exit(0)
    return os.waitpid(child, 0)[1]


def names(folder):
    return sorted(name for _folder, _folders, found in os.walk(folder) for name in found)


def main(what, folder, path, old=None):
    found = []
    template = folder + ".as-it-was"
    shutil.copytree(folder, template, symlinks=True)
    while True:
        shutil.rmtree(folder)
        shutil.copytree(template, folder, symlinks=True)
        if old is not None:
            with open(path, "wb") as stream:
                stream.write(old.encode())
        place, end = attempt(path, len(found), what)
        if place is None:
            break
        found.append({"place": place, "end": end, "text": text_of(path), "names": names(folder)})
        found[-1].update(status=again(path), names_then=names(folder), text_then=text_of(path))
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
