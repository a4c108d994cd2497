# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An execution environment from the definition that people copy (docs/awx.md), built by podman, and a developer
onboarded in it.

Two things differ from docs/examples/execution-environment: the collections come from files, since Galaxy may be out of
reach, and Debian from where Molecule's fleet has it, which is debootstrap where no registry of images answers.
"""

from __future__ import annotations

import configparser
import importlib.util
import json
import os
import shutil
import subprocess

import pytest
import yaml
from jobs import Home, Job, changed, handed_over
from packaged import AMAZON, ROOT, environment, run

DEFINITION = ROOT / "docs" / "examples" / "execution-environment" / "execution-environment.yml"
IMAGE = "localhost/dayone-execution-environment"
FLEET = ROOT / "extensions" / "molecule" / "fleet" / "fleet.py"
MANIFEST = ("namespace", "name", "version", "readme", "authors", "license_file", "dependencies")
PIP = ("index-url", "trusted-host", "proxy", "timeout")  # what of the caller's pip holds in a container too


def archives(archive, folder):
    """Our archive, and one of amazon.aws that is put together from the folder it is installed in."""
    target = folder / "collections"
    target.mkdir()
    shutil.copy(archive, target)
    source = folder / "aws"
    shutil.copytree(AMAZON / "aws", source)
    manifest = json.loads((source / "MANIFEST.json").read_text())["collection_info"]
    for name in ("MANIFEST.json", "FILES.json"):
        (source / name).unlink()
    (source / "galaxy.yml").write_text(yaml.safe_dump({name: manifest[name] for name in MANIFEST}))
    run("ansible-galaxy", "collection", "build", "--output-path", target, source)
    return sorted(path.relative_to(folder) for path in target.iterdir())


def pip_settings(folder):
    """podman's options that let pip in the container do what it does here: the CA certificates, and PIP's settings."""
    kept = configparser.ConfigParser()
    kept.read(ROOT / ".work" / "home" / ".config" / "pip" / "pip.conf")
    here = dict(kept["global"])
    settings = {name: here[name] for name in PIP if name in here}
    options = []
    certificates = here.get("cert") or os.environ.get("SSL_CERT_FILE")
    if certificates:
        settings["cert"] = "/run/ca.pem"
        options = ["--volume", f"{certificates}:/run/ca.pem:ro"]
    text = "".join(f"{name} = {value}\n" for name, value in settings.items())
    (folder / "pip.conf").write_text("[global]\n" + text)
    return [*options, "--volume", f"{folder}/pip.conf:/etc/pip.conf:ro"]


@pytest.fixture(scope="module")
def image(archive, tmp_path_factory):
    folder = tmp_path_factory.mktemp("image")
    spec = importlib.util.spec_from_file_location("fleet", FLEET)
    fleet = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fleet)
    fleet.settle(folder / "podman")
    if not fleet.works():
        pytest.skip("NOT RUN: podman is not installed, or may not run here")
    definition = yaml.safe_load(DEFINITION.read_text())
    try:
        base = fleet.debian("trixie", folder)
    except fleet.CannotBeHad as error:
        pytest.skip(f"NOT RUN: {error}")
    files = archives(archive, folder)
    definition["images"]["base_image"]["name"] = base if ":" in base else f"{base}:latest"
    definition["dependencies"]["galaxy"] = {"collections": [{"name": str(path), "type": "file"} for path in files]}
    definition["additional_build_files"] = [{"src": str(path), "dest": "collections"} for path in files]
    (folder / "execution-environment.yml").write_text(yaml.safe_dump(definition))
    run(environment("runners") / "bin" / "ansible-builder", "create", cwd=folder)
    build = (
        "podman",
        "build",
        "--layers=false",
        *pip_settings(folder),
        "--tag",
        IMAGE,
        "--file",
        "context/Containerfile",
    )
    run(*build, "context", cwd=folder)
    return IMAGE


def inside(image, *command):
    return run("podman", "run", "--rm", image, *command)


def test_the_image_has_what_it_needs(image):
    listed = json.loads(inside(image, "ansible-galaxy", "collection", "list", "--format", "json"))
    (collections,) = listed.values()
    assert sorted(collections) == ["amazon.aws", "dayone.identity_center"]
    inside(image, "python3", "-c", "import boto3, ansible_runner")
    for program in ("git", "ssh", "sshpass", "ansible-playbook"):
        inside(image, "sh", "-c", f"command -v {program}")


def test_a_developer_is_onboarded_in_the_image_twice(image, stand_in, installed, tmp_path):
    stand_in.reset()
    developer = tmp_path / "developer"
    developer.mkdir()
    home = Home(stand_in, tmp_path, installed)
    home.environ["CONTAINERS_CONF"] = os.environ["CONTAINERS_CONF"]
    aws = {name: value for name, value in home.environ.items() if name.startswith("AWS_")}
    aws.pop("AWS_CA_BUNDLE", None)  # a path of this machine; the stand-in needs none
    variables = {"email": "you@example.com", "workstation_cli": False}
    job = Job(home, "localhost ansible_connection=local\n", variables, aws)
    options = ("--process-isolation", "--process-isolation-executable", "podman", "--container-image", image)
    # The stand-in answers on this machine's loopback address; root, for the folder belongs to who runs this.
    options += ("--container-option=--network=host", "--container-option=--user=0")
    options += ("--container-volume-mount", f"{developer}:/root:Z")

    said, _artifacts, events = job.run("first", *options)
    assert changed(events) == {"localhost": 2}
    assert handed_over(events)[0] == "amplify-admin <you@example.com>"
    config = (developer / ".aws" / "config").read_text()
    assert "sso_role_name = amplify-policy" in config and stand_in.start_url in config
    assert not home.config.exists()

    stand_in.clear_journal()
    said, _artifacts, events = job.run("second", *options)
    assert (changed(events), stand_in.writes()) == ({}, [])
    assert "No changes. IAM Identity Center and the profiles are as the document says." in said
    assert (developer / ".aws" / "config").read_text() == config


def test_nothing_of_this_machine_is_in_the_image(image):
    done = subprocess.run(
        ["podman", "run", "--rm", image, "sh", "-c", "cat /etc/pip.conf /run/ca.pem"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == ""
