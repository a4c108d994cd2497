# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What read.ps1 and write.ps1 do, on files in memory, in the shape in which ansible.windows.win_powershell returns it.

Python's standard library only: the end-to-end test puts this text into a module.
"""

from __future__ import annotations

import base64
import hashlib
import ntpath
import re

HOME = r"C:\Users\ada"
CONFIG, CREDENTIALS = HOME + r"\.aws\config", HOME + r"\.aws\credentials"
DENIED = "Access to the path '%s' is denied."


class Windows:
    """:param files: ``{path: bytes}``
    :param links: ``{path: what the symbolic link points at}``
    :param forbidden: paths that may be neither read nor written
    """

    def __init__(self, files=None, environment=None, links=None, forbidden=()):
        self.files = dict(files or {})
        self.environment = {"USERPROFILE": HOME, **(environment or {})}
        self.links, self.forbidden = links or {}, set(forbidden)

    def run(self, script, parameters, error_action):
        """The module's result."""
        assert error_action == "stop"  # else PowerShell goes on behind a failed line
        declared = re.findall(r"\[(\w+)\] \$(\w+)", re.search(r"^param \((.*)\)$", script, re.MULTILINE)[1])
        types = {name: {"string": str, "bool": bool}[kind] for kind, name in declared}
        assert {name: type(value) for name, value in parameters.items()} == types
        told = {}
        try:
            (self._read if "WithKeys" in types else self._write)(told, script, **parameters)
        except OSError as error:
            inner = {"message": str(error), "inner_exception": None}
            outer = {"message": 'Exception calling "X": "%s"' % error, "inner_exception": inner}
            return {"failed": True, "changed": False, "result": told, "error": [{"output": "...", "exception": outer}]}
        return {"failed": False, "changed": told.get("written", False), "result": told, "error": []}

    def _read(self, told, script, Path, WithKeys):
        config = self._expand(Path or self.environment.get("AWS_CONFIG_FILE") or r"~\.aws\config")
        folder = any(name.startswith(config + "\\") for name in self.files)
        told.update(path=config, folder=folder, link=self.links.get(config), data=None, keys=None)
        told["account"] = "LAPTOP\\" + ntpath.basename(HOME)
        told["data"] = self._content(config)
        if WithKeys:
            beside = ntpath.join(ntpath.dirname(config), "credentials")
            file = told["keys_path"] = self._expand(self.environment.get("AWS_SHARED_CREDENTIALS_FILE") or beside)
            if file in self.files:
                # The script's own expression; what it has is the same in .NET and Python.
                pattern = re.search(r"-replace '(.*?)', '\$1 x'", script)[1]
                text = base64.b64decode(self._content(file)).decode("latin-1")
                told["keys"] = _base64(re.sub(pattern, r"\1 x", text).encode("latin-1"))

    def _write(self, told, script, Path, Data, Expected, Backup):
        told.update(written=False, backup_file=None)
        if Path in self.forbidden:
            raise OSError(DENIED % Path)
        found = hashlib.sha256(self.files[Path]).hexdigest() if Path in self.files else ""
        if found != Expected:
            return
        if found and Backup:
            told["backup_file"] = Path + ".4711.20270131-120000.bak"
            self.files[told["backup_file"]] = self.files[Path]
        self.files[Path] = base64.b64decode(Data)
        told["written"] = True

    def _content(self, path):
        if path not in self.files:
            return None
        if path in self.forbidden:
            raise OSError(DENIED % path)
        return _base64(self.files[path])

    def _expand(self, path):
        if re.match(r"~($|[\\/])", path):
            path = self.environment["USERPROFILE"] + path[1:]
        path = re.sub(r"%(\w+)%", lambda match: self.environment.get(match[1], match[0]), path)
        return ntpath.normpath(ntpath.join("C:\\", path))


def _base64(data):
    return base64.b64encode(data).decode("ascii")
