#!/usr/bin/python
# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations

DOCUMENTATION = r"""
module: access_document
short_description: Read an access document as data
version_added: 1.1.0
description:
  - Reads an access document from a file on the controller. Nothing in it is a template, so nothing in it runs; what
    C(-e @access.yml) or C(include_vars) loads is Ansible code.
  - Where the document's options say text, what is written is the text, C(0012345), C(NO), C(1_000), C(12:30) and
    C(1.10) included. C(~), C(null) and nothing are null. In policies JSON's numbers, C(true) and C(false) are such, and
    the rest is text; C(yes), C(no), C(on) and C(off) without quotes are refused there. Quoted values are text.
  - The file has UTF-8 YAML or JSON, one document with nothing but C(access) at its top. A name that is written twice is
    refused, at any depth. Anchors, aliases and C(<<) are read. C(!unsafe) is read and means nothing here; C(!vault) and
    a file that is encrypted as a whole are decrypted; other tags are refused.
  - It has 16 MiB at the most, 60 levels, and aliases bring in no more than 100000 values together.
  - Each problem is shown with file and line.
  - It runs on the controller, whatever the host, and only reads.
author:
  - dayone.identity_center contributors (@dayone-identity-center)
options:
  path:
    description: The file. A relative path counts from where C(ansible-playbook) is called.
    type: str
    required: true
  check:
    description:
      - V(document) checks what M(dayone.identity_center.sso_access) refuses without asking AWS. V(complete) also
        refuses what the document refers to and does not have. V(laptop) refuses what only AWS knows the meaning of, as
        P(dayone.identity_center.as_provisioned#filter) does. V(none) reads only.
    type: str
    choices: [document, complete, laptop, none]
    default: document
seealso:
  - module: dayone.identity_center.sso_access
"""

EXAMPLES = r"""
- name: Read the access document
  dayone.identity_center.access_document:
    path: access.yml
  register: read

- name: Read a document without looking whether it is right
  dayone.identity_center.access_document:
    path: access.yml
    check: none
  register: unchecked
"""

RETURN = r"""
access:
  description: What stands under C(access).
  returned: success
  type: dict
  sample: {"users": [{"user_name": "0012345", "given_name": "Yes", "family_name": "{{ text }}"}]}
path:
  description: The whole path of the file.
  returned: success
  type: str
  sample: /home/ada/access.yml
undeclared:
  description: What it refers to and does not have, which AWS has to have then, with near names of the document.
  returned: success, unless O(check=none)
  type: list
  elements: dict
  sample: [{"file": "access.yml", "line": 9, "path": "groups[0].members[1]", "kind": "user", "name": "grcae",
    "near": ["grace"], "message": "the document has no user 'grcae' (did you mean 'grace'?)"}]
problems:
  description: What is wrong with it, each with file and line, and with the path in the document where it can be read.
  returned: failure
  type: list
  elements: dict
  sample: [{"file": "access.yml", "line": 7, "path": "users[0].email", "message": "'ada' is not an e-mail address"}]
"""
