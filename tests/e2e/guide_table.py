# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every fenced block of every guide, in order, and how it is proven. test_guides.py fails where one is missing here."""

from __future__ import annotations

import guide_steps as steps
from guide_steps import is_in, keeps, not_run, same, shows, test, types

RUN = "ansible-playbook dayone.identity_center."
FIRST, ADOPTING = "docs/first-developer.md", "docs/adopting.md"
ONBOARD_ONE = f"{RUN}onboard -e email=you@example.com"
# Functions that are called with the reader before a guide's first block.
PREPARED = {
    "README.md": steps.laptops,
    ADOPTING: steps.by_hand,
    "docs/bootstrap.md": steps.bootstrapped,
    "docs/company.md": lambda reader: reader.keeps(
        "access.yml",
        steps.block(
            "docs/company.md", "# People and what they may do. Joining, moving and leaving are edits of this file."
        ),
    ),
    FIRST: steps.in_the_checkout,
    "docs/laptops.md": steps.team,
    "docs/operations.md": steps.leaver,
    "docs/report.md": steps.team,
}
TABLE = {
    "README.md": [
        types("make demo", before=steps.in_the_checkout, after=steps.demo_is_through),
        same(ONBOARD_ONE, FIRST),
        test("amplify-admin <you@example.com>", "test_onboard.py::test_the_readme_shows_what_is_really_said"),
        test("[default]", "test_onboard.py::test_the_readme_shows_what_is_really_said"),
        keeps("# access.yml", "access.yml"),
        types(f"{RUN}onboard -e access_file=access.yml -i laptops.yml", after=steps.has_profiles),
        types(
            f"{RUN}export -e file=exported.yml       # what exists, as a document",
            after=steps.is_gone,
        ),
        types(f"{RUN}report -e file=access-map.html -e access_file=access.yml -e csv=access-map.csv"),
    ],
    ADOPTING: [
        types(f"{RUN}export -e file=access.yml"),
        is_in(
            "# What IAM Identity Center held when this was written. Preview it, then keep AWS true to it:", "access.yml"
        ),
        types(f"{RUN}onboard -e access_file=access.yml --check", after=steps.nothing_is_planned),
        shows("Check mode, nothing was written. A real run would hand over"),
        types(f"{RUN}onboard -e access_file=access.yml"),
        types(f"{RUN}audit -e access_file=access.yml"),
        shows("0 missing, 0 different, 0 extra"),
        keeps("[default]", ".aws/config", after=steps.profile_of_ones_own),
        shows("localhost: you: profiles[0].name: the profile 'default' in /home/you/.aws/config, line 1 was not"),
        types(f"{ONBOARD_ONE} -e workstation_adopt=true"),
        is_in("[default]", ".aws/config"),
    ],
    "docs/awx.md": [
        test(
            "ansible-navigator run dayone.identity_center.onboard --mode stdout",
            "packaging/test_runners.py::test_ansible_navigator_onboards_twice",
        ),
        test(
            "ansible-builder build --tag identity-center-ee",
            "packaging/test_image.py::test_a_developer_is_onboarded_in_the_image_twice",
        ),
        test(
            "# One developer, as the AWS Amplify guide has it;",
            "packaging/test_awx.py::test_the_answers_left_empty_are_no_answers",
        ),
        *(
            test(first, "packaging/test_awx.py::test_the_company_the_audit_and_the_one_who_leaves")
            for first in (
                "# What access.yml beside",
                "# Whether AWS is as access.yml",
                "# One person leaves; access.yml",
            )
        ),
        not_run("- name: Have the job template", "no AWX can be reached; docs/not-run.md"),
    ],
    "docs/bootstrap.md": [
        types(f"{ONBOARD_ONE} -e bootstrap=true"),
        shows("sandbox          starts in 123456789012, us-east-1"),
        test(
            "# A team whose accounts are prepared for AWS CDK and Amplify along with everything else.",
            "test_bootstrap.py::test_a_team_is_onboarded_and_bootstrapped_with_one_document",
        ),
        test(
            "# Developers who sign in as an IAM user or with a role of their own,",
            "test_existing_profile.py::test_previewed_done_and_done_once",
        ),
        test("IAM user ada", "test_existing_profile.py::test_the_hand_off_tells_it"),
        test("- hosts: localhost", "test_existing_profile.py::test_the_play_without_identity_center_runs"),
        test("- hosts: localhost", "test_bootstrap.py::test_the_plays_of_the_guides_run"),
        test("- hosts: localhost", "test_bootstrap.py::test_the_plays_of_the_guides_run"),
    ],
    "docs/company.md": [
        test(
            "# yaml-language-server: ",
            "test_schema.py::test_it_is_a_schema_that_the_guide_points_to",
        ),
        test(
            "# People and what they may do. Joining, moving and leaving are edits of this file.",
            "test_company.py::test_join_move_leave",
        ),
        test("# Accounts by what they are.", "test_company.py::test_every_kind_of_target"),
        test("# What holds only for a time: a user, a member, an assignment.", "test_company.py::test_for_a_time"),
        test("# Exactly this: what exists beyond it is removed, within bounds.", "test_company.py::test_exactly_this"),
        test(
            "# An inline policy, looked at before anything is written.",
            "test_policies.py::test_the_guides_policy_is_looked_at",
        ),
        test(
            "# Users and groups come from a directory of the company (SCIM);",
            "test_company.py::test_people_from_a_directory",
        ),
        types(f"{RUN}onboard -e access_file=access.yml --check"),
        test("+ user ada (Ada Lovelace, ada@example.com)", "test_company.py::test_join_move_leave"),
        types(f"{RUN}validate -e access_file=access.yml"),
        test("users            2", "test_mistakes.py::test_the_guide_shows_what_validate_says"),
    ],
    FIRST: [
        types("make try", after=steps.shell_is_there),
        not_run(
            "python3 -m venv ~/dayone && . ~/dayone/bin/activate",
            "neither GitHub nor Galaxy can be reached; test_archive.py builds the archive and installs it",
        ),
        types(f"{ONBOARD_ONE} --check --diff"),
        shows("+ user amplify-admin (Amplify Admin, you@example.com)"),
        types(ONBOARD_ONE),
        types("aws sso login --sso-session amplify-admin"),
        shows("{"),
        types(ONBOARD_ONE),
        shows("localhost                  : ok=13   changed=0 "),
        same(f"{ONBOARD_ONE} -e bootstrap=true", "docs/bootstrap.md"),
        test(
            "npx ampx sandbox --profile default",
            "test_sandbox.py::test_with_bootstrap_it_publishes_its_assets_and_creates_its_stack",
        ),
        types(f"{RUN}undo_guide"),
        shows("removed          account assignment user amplify-admin, amplify-policy, account 123456789012"),
    ],
    "docs/laptops.md": [
        keeps("# laptops.yml", "laptops.yml", after=steps.laptops),
        types(f"{RUN}onboard -e access_file=access.yml -i laptops.yml --forks 50"),
        shows("machine          pool-machine was not reached, run again when it is"),
        types(f"{RUN}onboard -e access_file=access.yml -e provision_publish=published.json"),
        types(f"{RUN}workstation -e published_file=published.json -e user=ada"),
        keeps("# For ansible-pull: this file in a repository that has published.json beside it.", "local.yml"),
        types(
            "ansible-pull -U https://git.example.com/laptops.git -e user=ada",
            before=steps.repository,
            after=steps.has_profiles,
        ),
        keeps("workstation_timer: true", "timer.yml", after=steps.on_a_timer),
        test(
            "# A document that a laptop can carry out itself: only what needs no answer of AWS.",
            "test_profiles_guide.py::test_the_guide_shows_what_they_give",
        ),
        test("[profile 210000000002-developer]", "test_profiles_guide.py::test_the_guide_shows_what_they_give"),
    ],
    "docs/operations.md": [
        same(f"{RUN}audit -e access_file=access.yml", ADOPTING),
        test("missing    user                grace", "test_audit.py::test_drift_both_ways"),
        types(f"{RUN}offboard -e user=ada -e access_file=access.yml -i laptops.yml", after=steps.is_gone),
        test("user             ada", "test_offboard.py::test_everything_of_one_person_goes"),
    ],
    "docs/playbooks.md": [
        test("+ 40 users, 1 group, 40 members", "test_output.py::test_a_preview_of_40_people_can_be_read"),
        test(
            "ada-laptop: ada: /home/ada/.aws/config",
            "test_output_of_failures.py::test_of_several_laptops_each_failure_is_a_line_at_the_end",
        ),
        test(
            "export ANSIBLE_DISPLAY_OK_HOSTS=false",
            "test_output.py::test_with_two_settings_of_ansible_nothing_else_is_left",
        ),
    ],
    "docs/permissions.md": [
        shows(
            "Could not create user ada: identitystore:CreateUser answered AccessDeniedException:",
            before=steps.refused,
        ),
        test("- name: Let auditors look at everything", "test_permissions.py::test_a_policy_can_be_a_permission_set"),
    ],
    "docs/profiles.md": [
        test(
            "# Names, Regions and settings of the profiles.",
            "test_profiles_guide.py::test_the_guide_shows_what_they_give",
        ),
        test("[default]", "test_profiles_guide.py::test_the_guide_shows_what_they_give"),
    ],
    "docs/progress.md": [
        test(
            "TASK [dayone.identity_center.provision : Apply the access document] ***",
            "test_guides.py::test_the_line_of_progress_is_what_such_work_says",
        ),
    ],
    "docs/report.md": [
        types(f"{RUN}report -e file=access-map.html                   # AWS as it is"),
        test(
            "person,display_name,account_id,account_name,organizational_unit,permission_set,via,until,managed",
            "test_report.py::test_the_guides_document_gives_what_the_guide_shows",
        ),
    ],
    "roles/bootstrap/README.md": [test("- hosts: localhost", "test_bootstrap.py::test_the_plays_of_the_guides_run")],
    "roles/provision/README.md": [keeps("- hosts: localhost", "play.yml", after=steps.provisions)],
    "roles/workstation/README.md": [
        keeps("- hosts: workstations", "play.yml"),
        keeps("workstations:", "laptops.yml", after=steps.writes_profiles),
    ],
}
