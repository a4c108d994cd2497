# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The options that amazon.aws adds to every module that calls AWS.

    Its own fragments are not used, for Galaxy documents a collection without those that it depends on, and would then
    show no module at all. ansible-test compares this with what amazon.aws takes.
    """

    DOCUMENTATION = r"""
options:
  region:
    description: The Region. Unless set it is that of E(AWS_REGION) or of the profile.
    type: str
    aliases: [aws_region]
  profile:
    description:
      - The AWS profile with the credentials. Unless set it is that of E(AWS_PROFILE).
      - Not together with O(access_key), O(secret_key) and O(session_token).
    type: str
    aliases: [aws_profile]
  access_key:
    description: The access key's ID. Unless set, E(AWS_ACCESS_KEY_ID) and what else AWS SDKs look at are used.
    type: str
    aliases: [aws_access_key_id, aws_access_key]
  secret_key:
    description: The secret access key. Unless set it is E(AWS_SECRET_ACCESS_KEY).
    type: str
    aliases: [aws_secret_access_key, aws_secret_key]
  session_token:
    description: The session token of temporary credentials. Unless set it is E(AWS_SESSION_TOKEN).
    type: str
    aliases: [aws_session_token]
  endpoint_url:
    description: Another address than AWS's. Unless set it is E(AWS_URL), or what botocore looks at.
    type: str
    aliases: [aws_endpoint_url]
  aws_ca_bundle:
    description: A file of the CA certificates to check AWS's by. Unless set it is E(AWS_CA_BUNDLE).
    type: path
  validate_certs:
    description: Whether certificates are checked. V(false) is dangerous; rather set O(aws_ca_bundle).
    type: bool
    default: true
  aws_config:
    description: Settings of C(botocore.config.Config).
    type: dict
  debug_botocore_endpoint_logs:
    description:
      - Return the calls that were made as RV(ignore:resource_actions). E(ANSIBLE_DEBUG_BOTOCORE_LOGS) sets it too.
    type: bool
    default: false
requirements:
  - python >= 3.8
  - boto3 >= 1.35.0
  - botocore >= 1.35.0
"""
