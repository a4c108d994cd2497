# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A loopback mirror of awscli.amazonaws.com with signed archives shaped like AWS's, and a PATH without AWS CLI."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import zipfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# As exe/assets/install of aws/aws-cli behaves: options, folders, links, and what it refuses.
INSTALL = """\
#!/bin/sh
set -eu
install=/usr/local/aws-cli bin=/usr/local/bin update=no
while [ $# -gt 0 ]; do
    case $1 in
        -i|--install-dir) install=$2; shift ;;
        -b|--bin-dir) bin=$2; shift ;;
        -u|--update) update=yes ;;
        *) echo "Got an unexpected argument: $1" >&2; exit 1 ;;
    esac
    shift
done
here=$(cd "$(dirname "$0")" && pwd)
version=$("$here/dist/aws" --version | cut -d ' ' -f 1 | cut -d / -f 2)
current=$install/v2/current
[ ! -L "$current" ] || [ $update = yes ] || { echo "Found preexisting AWS CLI installation" >&2; exit 1; }
[ ! -d "$install/v2/$version" ] || { echo "Found same AWS CLI version"; exit 0; }
mkdir -p "$install/v2/$version/bin" "$bin"
cp -r "$here/dist" "$install/v2/$version/dist"
for name in aws aws_completer; do
    ln -s "../dist/$name" "$install/v2/$version/bin/$name"
    ln -sf "$current/bin/$name" "$bin/$name"
done
ln -snf "$install/v2/$version" "$current"
"""


def program(version: str) -> str:
    """A program that says it is this version of AWS CLI, as `aws --version` prints it."""
    return f"#!/bin/sh\necho 'aws-cli/{version} Python/3.13.7 Linux/6.1 exe/x86_64.debian.12'\n"


def archive(path: Path, version: str) -> None:
    contents = {"aws/install": INSTALL, "aws/dist/aws": program(version), "aws/dist/aws_completer": program(version)}
    with zipfile.ZipFile(path, "w") as file:
        for name, text in contents.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = 0o755 << 16
            file.writestr(entry, text)


class Key:
    """A throwaway signing key.

    :param made: when, as GnuPG's --faked-system-time takes it; None is now
    :param lives: until when after that, as GnuPG says it
    """

    def __init__(self, made=None, lives="1d"):
        self._home = tempfile.mkdtemp(prefix="key-")  # a short path: the agent's socket lies there
        self._options = ["--faked-system-time", made] if made else []
        who = "Throwaway <throwaway@example.com>"
        self._gpg("--passphrase", "", "--quick-generate-key", who, "ed25519", "sign", lives)
        listed = self._gpg("--with-colons", "--list-keys").decode()
        self.fingerprint = next(line.split(":")[9] for line in listed.splitlines() if line.startswith("fpr"))
        self.armored = self._gpg("--armor", "--export")

    def sign(self, path: Path) -> None:
        """Write `path`.sig, a detached signature."""
        self._gpg("--yes", "--output", f"{path}.sig", "--detach-sign", str(path))

    def close(self) -> None:
        subprocess.run(["gpgconf", "--homedir", self._home, "--kill", "all"], check=False)
        shutil.rmtree(self._home, ignore_errors=True)

    def _gpg(self, *arguments: str) -> bytes:
        command = ["gpg", "--homedir", self._home, "--batch", "--quiet", "--no-tty", "--pinentry-mode", "loopback"]
        return subprocess.run([*command, *self._options, *arguments], check=True, capture_output=True).stdout


class Handler(SimpleHTTPRequestHandler):
    """Keeps a list of the files that were asked for instead of a log on stderr.

    :param asked: the list
    """

    def __init__(self, *arguments, asked: list, **options):
        self._asked = asked
        super().__init__(*arguments, **options)

    def log_message(self, *_arguments):
        self._asked.append(self.path.lstrip("/"))


class Mirror:
    """Serves a folder on the loopback address; `asked` are the names of the files that were asked for."""

    def __init__(self, folder: Path):
        self.folder, self.asked = folder, []
        handler = partial(Handler, directory=str(folder), asked=self.asked)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def add(self, name: str, version: str, key: Key) -> Path:
        """Put a signed archive of this version there under this name."""
        path = self.folder / name
        archive(path, version)
        key.sign(path)
        return path

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def tools(folder: Path, *without: str, **instead: str) -> str:
    """Links to this machine's programs, for a PATH that has no AWS CLI.

    :param without: programs that are to be missing, too
    :param instead: shell scripts to have in their place, by name
    """
    folder.mkdir()
    for directory in ("/usr/sbin", "/sbin", "/usr/bin", "/bin"):
        for found in Path(directory).iterdir():
            if found.name not in without and not found.name.startswith("aws") and os.access(found, os.X_OK):
                link = folder / found.name
                if not link.is_symlink():
                    link.symlink_to(found)
    for name, text in instead.items():
        (folder / name).unlink(missing_ok=True)
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    return str(folder)
