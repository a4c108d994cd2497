# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The copy of the checkout that ansible-test runs in.

ansible-test resolves symlinks and then insists on a path ending in ansible_collections/namespace/name, which a checkout
does not have. The copy holds what git tracks or would track.
"""

from __future__ import annotations

import filecmp
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".work"
TREE = WORK / "ansible_test" / "ansible_collections"
COLLECTION = TREE / "dayone" / "identity_center"


def files() -> list[str]:
    """Paths of the files of the checkout, without those that git ignores."""
    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return sorted({name for name in listed.split("\0") if name and (ROOT / name).is_file()})


def refresh() -> Path:
    """Bring the copy up to date; returns its folder. Results of earlier runs (tests/output) stay."""
    COLLECTION.mkdir(parents=True, exist_ok=True)
    wanted = set(files())
    for path in list(COLLECTION.rglob("*")):
        name = path.relative_to(COLLECTION).as_posix()
        if path.is_file() and name not in wanted and not name.startswith(("tests/output/", ".git/")):
            path.unlink(missing_ok=True)
    for name in wanted:
        target = COLLECTION / name
        # What is as it was is left alone: another step may be reading it.
        if not (target.is_file() and filecmp.cmp(ROOT / name, target)):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
    for name in ("amazon", "ansible"):
        link = TREE / name
        if not link.is_symlink():
            link.symlink_to(WORK / "collections" / "ansible_collections" / name)
    if not (COLLECTION / ".git").is_dir():  # else ansible-test asks the outer repository, which ignores .work
        subprocess.run(["git", "init", "--quiet", str(COLLECTION)], check=True)
    provide_get_pip()
    provide_ssh_key()
    return COLLECTION


def provide_get_pip() -> None:
    """Put our get-pip where ansible-test looks before it downloads one."""
    import ansible_test  # of the virtual environment

    source = Path(next(iter(ansible_test.__path__))) / "_internal" / "python_requirements.py"
    cache = WORK / "home" / ".ansible" / "test" / "cache"
    cache.mkdir(parents=True, exist_ok=True)
    for version in set(re.findall(r"pip='([\d.]+)'", source.read_text())):
        shutil.copy2(ROOT / "tools" / "get_pip.py", cache / f"get_pip_{version.replace('.', '_')}.py")


def provide_ssh_key() -> None:
    """Make the key pair that ansible-test's integration command wants even where nothing is reached by ssh. It would
    take ssh-keygen for that, which a machine without an OpenSSH client has not."""
    from cryptography.hazmat.primitives import serialization as form  # of the virtual environment
    from cryptography.hazmat.primitives.asymmetric import rsa

    private = WORK / "home" / ".ansible" / "test" / "id_rsa"
    public = private.with_suffix(".pub")
    if private.is_file() and public.is_file():
        return
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.TraditionalOpenSSL, form.NoEncryption())
    private.touch(mode=0o600)
    private.write_bytes(pem)
    public.write_bytes(key.public_key().public_bytes(form.Encoding.OpenSSH, form.PublicFormat.OpenSSH) + b"\n")
