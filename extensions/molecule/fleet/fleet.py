# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the fleet: containers of Debian under podman that are reached by ssh, or homes on this machine.

Usage: fleet.py create|destroy FOLDER. `create` writes FOLDER/fleet.json: "kind" (containers or homes), "why" (why there
are no containers) and "hosts" with their variables. FLEET=homes or FLEET=containers decides; else podman does where it
is. Images are kept as localhost/dayone-fleet-SUITE and made by debootstrap where no registry of images answers.
"""

from __future__ import annotations

import getpass
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SUITES = ("trixie", "bookworm")
# Local accounts and whose they are.
LAPTOPS = {
    "laptop-1": {"ada": "ada"},
    "laptop-2": {"ghopper": "grace"},
    "laptop-3": {"alan": "alan"},
    "laptop-4": {"edsger": "edsger"},
    "laptop-5": {"barbara": "barbara"},
    "pool": {"alovelace": "ada", "ghopper": "grace"},
}
ROOT = Path(__file__).resolve().parents[3]
COLLECTION = "/usr/share/ansible/collections/ansible_collections/dayone/identity_center"
PACKAGES = "python3 sudo ca-certificates openssh-server awscli python3-boto3"
PORT = 2231
# Debian's default runtime (crun) needs what a container of CI has not; harmless elsewhere.
SETTINGS = """[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
"""


class CannotBeHad(Exception):
    """Why there are no containers."""


def run(*command, **options):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)
    if done.returncode:
        raise CannotBeHad(f"{' '.join(map(str, command))[:200]}: {done.stdout.strip()[-600:]}")
    return done.stdout


def works():
    """Whether podman is there and may run here."""
    if not shutil.which("podman"):
        return False
    return subprocess.run(["podman", "info"], capture_output=True, check=False).returncode == 0


def image(suite, folder):
    """The image's name; made where it is missing, in some minutes."""
    name = f"localhost/dayone-fleet-{suite}"
    if there(name):
        return name
    base = debian(suite, folder)
    packages = PACKAGES + (" ansible-core git" if suite == "trixie" else "")  # bookworm's is too old
    install = (
        f"apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends {packages}"
    )
    maker = f"dayone-fleet-{suite}"
    run("podman", "rm", "--force", "--ignore", maker)
    run("podman", "run", "--name", maker, base, "sh", "-c", f"{install} && mkdir -p /run/sshd")
    run("podman", "commit", "--quiet", maker, name)
    run("podman", "rm", maker)
    return name


def there(name):
    return subprocess.run(["podman", "image", "exists", name], check=False).returncode == 0


def debian(suite, folder):
    """The name of an image of Debian and nothing more."""
    made = f"localhost/dayone-{suite}"
    if there(made):
        return made
    try:
        base = f"docker.io/library/debian:{suite}-slim"
        run("podman", "pull", "--quiet", base, timeout=60)
        return base
    except (CannotBeHad, subprocess.TimeoutExpired):
        return bootstrapped(suite, folder)


def bootstrapped(suite, folder):
    """An image of Debian without a registry of images."""
    if not shutil.which("debootstrap") or os.geteuid() != 0:
        raise CannotBeHad("no registry of images answers, and debootstrap needs to be installed and root")
    tree, archive = folder / suite, folder / f"{suite}.tar"
    run("debootstrap", "--variant=minbase", suite, tree)
    run("tar", "-C", tree, "-cf", archive, ".")
    name = f"localhost/dayone-{suite}"
    run("podman", "import", archive, name)
    shutil.rmtree(tree)
    archive.unlink()
    return name


def containers(folder):
    """Start them; variables by host."""
    if not shutil.which("podman") or not shutil.which("ssh-keygen"):
        raise CannotBeHad("podman and ssh are not both installed")
    if not works():
        raise CannotBeHad("podman is installed and cannot run: podman info fails")
    images = [image(suite, folder) for suite in SUITES]
    key = folder / "key"
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key)
    public = key.with_suffix(".pub").read_text()
    sockets = tempfile.mkdtemp(prefix="fleet-")  # ssh wants a short path for them
    (folder / "sockets").write_text(sockets)
    hosts = {}
    for number, (name, people) in enumerate(LAPTOPS.items()):
        accounts = " && ".join(f"useradd --create-home {account}" for account in people)
        setup = f"{accounts} && cd && install -d -m 700 .ssh && echo '{public}' >.ssh/authorized_keys"
        port = PORT + number
        run(
            *("podman", "run", "--detach", "--name", f"dayone-{name}", "--publish", f"127.0.0.1:{port}:22"),
            *("--volume", f"{ROOT}:{COLLECTION}:ro", images[number % len(images)]),
            *("sh", "-c", f"{setup} && exec /usr/sbin/sshd -D -e"),
        )
        hosts[name] = {
            "ansible_host": "127.0.0.1",
            "ansible_port": port,
            "ansible_user": "root",
            "ansible_ssh_private_key_file": str(key),
            "ansible_ssh_common_args": "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null",
            "ansible_control_path_dir": sockets,
            "ansible_remote_tmp": "~/.ansible/tmp",  # each account's own, whatever the controller is told
            "ansible_python_interpreter": "/usr/bin/python3",
            "workstation_people": people,
        }
    for name in LAPTOPS:
        wait(name)
    return hosts


def wait(name):
    """Until sshd answers."""
    for _turn in range(60):
        if "Server listening" in run("podman", "logs", f"dayone-{name}"):
            return
        time.sleep(0.5)
    raise CannotBeHad(f"sshd does not start in {name}")


def homes(folder):
    """Each laptop is a folder; the people of one machine are one account's here, so each has one."""
    account = getpass.getuser()
    return {
        name: {
            "ansible_connection": "local",
            "ansible_python_interpreter": "{{ ansible_playbook_python }}",
            "workstation_people": {account: next(iter(people.values()))},
            "workstation_path": str(folder / name / ".aws" / "config"),
        }
        for name, people in LAPTOPS.items()
    }


def create(folder):
    wanted = os.environ.get("FLEET", "")
    kind, why = "containers", ""
    try:
        if wanted == "homes":
            raise CannotBeHad("FLEET=homes")
        hosts = containers(folder)
    except CannotBeHad as error:
        if wanted == "containers":
            raise
        kind, why, hosts = "homes", str(error), homes(folder)
    (folder / "fleet.json").write_text(json.dumps({"kind": kind, "why": why, "hosts": hosts}), encoding="utf-8")


def destroy(folder):
    if works():
        run("podman", "rm", "--force", "--ignore", "--time", "0", *(f"dayone-{name}" for name in LAPTOPS))
    if (folder / "sockets").exists():
        shutil.rmtree((folder / "sockets").read_text(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def settle(folder):
    """Have podman find the settings above."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("CONTAINERS_CONF", str(folder / "containers.conf"))
    (folder / "containers.conf").write_text(SETTINGS)


def main():
    what, folder = sys.argv[1], Path(sys.argv[2])
    settle(folder)
    (create if what == "create" else destroy)(folder)


if __name__ == "__main__":
    main()
