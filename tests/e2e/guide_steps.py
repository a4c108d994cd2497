# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a block of a guide is proven, and what has to be there before somebody can type it."""

from __future__ import annotations

import getpass
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

import yaml
from emulator.world import World
from guides import blocks
from playbook import ROOT


@dataclass(frozen=True)
class Step:
    """:param first: how the block's first line begins
    :param how: types, keeps, shows, file, test, same, not_run
    :param what: file name, test, guide, or reason
    :param before: function of the reader, called before
    :param after: function of the reader, called after
    """

    first: str
    how: str
    what: str = ""
    status: int = 0
    before: Callable | None = None
    after: Callable | None = None


def types(first, status=0, before=None, after=None):
    """The reader types the block; it ends with this exit status."""
    return Step(first, "types", "", status, before, after)


def keeps(first, name, after=None):
    """The reader puts the block into a file of this name."""
    return Step(first, "keeps", name, after=after)


def shows(first, before=None):
    """What was typed before, or is done by `before`, printed the block."""
    return Step(first, "shows", before=before)


def is_in(first, name, before=None):
    """The file of this name is the block."""
    return Step(first, "file", name, before=before)


def test(first, where):
    """This test has the block: FILE::FUNCTION."""
    return Step(first, "test", where)


def same(first, guide):
    """Each line of the block is typed in that other guide."""
    return Step(first, "same", guide)


def not_run(first, reason):
    """It cannot run here; docs/not-run.md has the first line as well."""
    return Step(first, "not_run", reason)


# What has to be there.


def block(guide, first):
    return next(one.text for one in blocks(guide) if one.first.startswith(first))


def team(reader):
    """README's document, as access.yml."""
    reader.keeps("access.yml", block("README.md", "# access.yml"))


def laptops(reader):
    """The inventory of the guide; ada's laptop is this home, and the other machine is switched off."""
    reader.keeps("laptops.yml", block("docs/laptops.md", "# laptops.yml"))
    here = {"ansible_connection": "local", "workstation_people": {getpass.getuser(): "ada"}}
    away = {"ansible_host": "127.0.0.1", "ansible_port": 9, "ansible_ssh_retries": 0}
    for name, settings in (("ada-laptop", here), ("pool-machine", away)):
        reader.keeps(f"host_vars/{name}.yml", yaml.safe_dump(settings))


def team_and_laptops(reader):
    team(reader)
    laptops(reader)


def by_hand(reader):
    """A small team that somebody clicked together."""
    world = World(reader.stand_in, reader.stand_in.client("sso-admin"), reader.stand_in.client("identitystore"))
    name = {"GivenName": "Ada", "FamilyName": "Lovelace"}
    ada = world.user("ada", DisplayName="Ada Lovelace", Name=name)
    web, developer = world.group("web"), world.permission_set("developer", SessionDuration="PT8H")
    policy = "arn:aws:iam::aws:policy/PowerUserAccess"
    world.sso.attach_managed_policy_to_permission_set(**world.named(developer), ManagedPolicyArn=policy)
    world.member(web, ada)
    world.assign(developer, web, kind="GROUP")


def nothing_is_planned(reader):
    assert not re.search(r'^[ "]*([+~-] (user|group|permission|account)|\d+ to add)', reader.said, re.MULTILINE), (
        reader.said
    )


def profile_of_ones_own(reader):
    """The run that stops at it; the guide has its command in words."""
    command = block(
        "docs/first-developer.md", "ansible-playbook dayone.identity_center.onboard -e email=you@example.com"
    )
    assert reader.types(command) == 2, reader.said


def leaver(reader):
    """ada, who is in AWS and no longer in the document."""
    team_and_laptops(reader)
    World(reader.stand_in, reader.stand_in.client("sso-admin"), reader.stand_in.client("identitystore")).user("ada")
    document = yaml.safe_load((reader.home / "access.yml").read_text(encoding="utf-8"))
    document["access"]["users"].pop(0)
    document["access"]["groups"][0]["members"].remove("ada")
    reader.keeps("access.yml", yaml.safe_dump(document))


def is_gone(reader):
    assert not [user for user in reader.stand_in.state()["users"].values() if user["UserName"] == "ada"]


def bootstrapped(reader):
    """As much of what `cdk bootstrap` makes as is looked at."""
    reader.stand_in.client("ssm").put_parameter(Name="/cdk-bootstrap/hnb659fds/version", Value="33", Type="String")
    reader.stand_in.client("s3").create_bucket(Bucket="cdk-hnb659fds-assets-123456789012-us-east-1")


def repository(reader):
    """What the guide's playbook and published.json are pushed to; git takes it for the one in the guide."""
    folder = reader.home / "laptops.git"
    folder.mkdir()
    for name in ("local.yml", "published.json"):
        (reader.home / name).rename(folder / name)
    reader.keeps(".gitconfig", f'[url "file://{folder}"]\n\tinsteadOf = https://git.example.com/laptops.git\n')
    who = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    for command in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *who, *command], cwd=folder, check=True)
    (reader.home / ".aws" / "config").unlink()


def has_profiles(reader):
    written = (reader.home / ".aws" / "config").read_text(encoding="utf-8")
    assert "[default]" in written and "[profile dev-data-amplify-policy]" in written, written


def on_a_timer(reader):
    """The settings given to the laptop's own run, where a program notes what systemctl is asked."""
    program = reader.home / ".local" / "bin" / "systemctl"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    command = block(
        "docs/laptops.md",
        "ansible-playbook dayone.identity_center.workstation -e published_file=published.json -e user=ada",
    )
    command = command.replace("=published.json", "=laptops.git/published.json").strip() + " -e @timer.yml"
    assert reader.types(command) == 0, reader.said
    folder = reader.home / ".config" / "systemd" / "user"
    units = {path.suffix: path.read_text(encoding="utf-8") for path in folder.glob("*.*") if path.is_file()}
    assert "https://git.example.com/laptops.git" in units[".service"] and "main" in units[".service"], units
    assert "OnUnitActiveSec=60min\n" in units[".timer"], units


def provisions(reader):
    assert reader.types("ansible-playbook play.yml") == 0, reader.said
    assert [user["UserName"] for user in reader.stand_in.state()["users"].values()] == ["ada"]


def writes_profiles(reader):
    """The role's play behind one that provisions the document of the other role's README, on ada's laptop alone."""
    (provision,) = yaml.safe_load(block("roles/provision/README.md", "- hosts: localhost"))
    access = provision["roles"][0].pop("vars")["access"]
    reader.keeps("access.yml", yaml.safe_dump({"access": {**access, "profiles": {}}}))
    behind = yaml.safe_load((reader.home / "play.yml").read_text(encoding="utf-8"))
    reader.keeps("play.yml", yaml.safe_dump([provision, *behind]))
    reader.keeps("host_vars/ada-laptop.yml", yaml.safe_dump({"ansible_connection": "local"}))
    command = "ansible-playbook play.yml -i laptops.yml -e @access.yml --limit localhost,ada-laptop"
    assert reader.types(command) == 0, reader.said
    assert "sso_role_name = amplify-policy" in (reader.home / ".aws" / "config").read_text(encoding="utf-8")


def refused(reader):
    """A run with the policy of the guide but for one action."""
    policy = json.loads((ROOT / "docs" / "iam" / "provision.json").read_text(encoding="utf-8"))
    for statement in policy["Statement"]:
        actions = [action for action in statement["Action"] if action != "identitystore:CreateUser"]
        statement["Action"] = actions
    keys = reader.stand_in.limited(policy, short=True)
    team(reader)
    reader.environment.update(
        AWS_ACCESS_KEY_ID=keys["access_key_id"],
        AWS_SECRET_ACCESS_KEY=keys["secret_access_key"],
        AWS_SESSION_TOKEN=keys["session_token"],
    )
    assert reader.types("ansible-playbook dayone.identity_center.onboard -e @access.yml") == 2, reader.said


def in_the_checkout(reader):
    """`make` is called in the checkout, and what it reads are two commands."""
    make = shutil.which("make", path=os.environ["PATH"])
    # `make test`, which may have started this, tells what it calls that it is another make; and what is set up stays,
    # also where another ansible-core was chosen for it
    bare = "env -u MAKELEVEL -u MAKEFLAGS -u MFLAGS"
    script = f"#!/bin/sh\ncd '{ROOT}' && printf 'aws --version\\npwd\\n' | {bare} '{make}' -o setup \"$@\"\n"
    reader.keeps(".local/bin/make", script)
    (reader.home / ".local" / "bin" / "make").chmod(0o755)
    # In the tests there is another user, with an odd name.
    reader.environment["SIGN_IN_AS"] = "amplify-admin"


def demo_is_through(reader):
    assert reader.said.endswith("The second run reported changed=0 and made no write call to AWS.\n"), reader.said


def shell_is_there(reader):
    assert "aws-cli/2." in reader.said and reader.said.endswith("/.work/try\n"), reader.said
