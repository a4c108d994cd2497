#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: say
short_description: Print lines as they are
version_added: 1.1.0
description:
  - Prints lines for people, where M(ansible.builtin.debug) prints a list in quotes.
  - A line that begins with C(+), C(~) or C(-) and a blank has the colour that Ansible gives to what is added, changed
    or removed, where Ansible prints colours.
  - Control characters and marks that turn the direction of text are shown as escapes, so each line is one.
  - With a callback whose output is for programs, as C(ansible.posix.json), and with C(no_log) nothing is printed. The
    lines are in the result.
  - It runs on the controller, whatever the host.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  msg:
    description: The lines.
    type: list
    elements: str
    default: []
  problems:
    description:
      - What is wrong, as M(dayone.identity_center.sso_access) and M(dayone.identity_center.access_document) return it.
        Each is a line, and then the task fails, with no more than their number.
    type: list
    elements: dict
  failure:
    description:
      - The registered result of a module of this collection that failed. What is wrong or failed is printed, a line for
        each, and then the task fails, with no more than their number.
    type: dict
  fail:
    description:
      - What the task fails with. It is printed as a line and not again in the task's message; beside O(msg), of which
        each is a line then, it is that message.
    type: str
seealso:
  - module: ansible.builtin.debug
"""

EXAMPLES = r"""
- name: Say what changes
  dayone.identity_center.say:
    msg: "{{ provision_access.plan.lines }}"

- name: Try what may be wrong
  dayone.identity_center.access_document:
    path: access.yml
  register: read
  failed_when: false

- name: Fail with one line for each thing that is wrong
  dayone.identity_center.say:
    failure: "{{ read }}"
  when: read.access is not defined

- name: Fail with one line for each thing that is wrong, by its own words
  dayone.identity_center.say:
    problems:
      - {path: "users[0].email", message: "'ada' is not an e-mail address"}

- name: Fail with what went wrong, a line for each
  dayone.identity_center.say:
    msg: ["ada-laptop: the disk is full", "grace-laptop: nobody may write there"]
    fail: 2 of 3 laptops failed.
"""

RETURN = r"""
msg:
  description: The lines, as they were given.
  returned: success
  type: list
  elements: str
  sample: ["+ user ada (Ada Lovelace, ada@example.com)"]
"""
