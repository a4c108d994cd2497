# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The keys of the config file whose values anybody may see. What is not in here is not shown.

Sources: the AWS SDKs and Tools Reference Guide ("Settings reference"), AWS CLI User Guide ("Configuration and
credential file settings", "AWS CLI S3 configuration"), botocore 1.44 (``configprovider``).

Left out on purpose: ``aws_access_key_id``, ``aws_secret_access_key``, ``aws_session_token``, ``credential_process`` (a
command line that often holds what it signs in with), ``external_id`` (shared with one partner only), and proxies.
"""

from __future__ import annotations

BLOCKS = frozenset(
    "accessanalyzer account apigateway athena cloudformation cloudwatch cloudwatch_logs codeartifact cognito_identity "
    "dynamodb ec2 ecr ecs eks events iam identitystore kinesis kms lambda organizations rds route_53 s3 s3api "
    "s3control sagemaker secrets_manager ses sns sqs ssm sso sso_admin sso_oidc sts".split()
)
_OURS = "managed_by managed_keys managed_session_keys"
_SIGN_IN = (
    "sso_session sso_start_url sso_region sso_registration_scopes sso_account_id sso_role_name role_arn source_profile "
    "credential_source role_session_name duration_seconds mfa_serial web_identity_token_file login_session services"
)
_ALL_CLIENTS = (
    "region output endpoint_url ignore_configured_endpoint_urls ca_bundle defaults_mode retry_mode max_attempts "
    "use_fips_endpoint use_dualstack_endpoint account_id_endpoint_mode auth_scheme_preference "
    "sigv4a_signing_region_set sts_regional_endpoints endpoint_discovery_enabled disable_host_prefix_injection "
    "sdk_ua_app_id tcp_keepalive disable_request_compression request_min_compression_size_bytes "
    "request_checksum_calculation "
    "response_checksum_validation parameter_validation api_versions connect_timeout read_timeout "
    "metadata_service_timeout metadata_service_num_attempts ec2_metadata_service_endpoint "
    "ec2_metadata_service_endpoint_mode ec2_metadata_v1_disabled imds_use_ipv6 csm_enabled csm_host csm_port"
)
_CLI = (
    "cli_pager cli_auto_prompt cli_binary_format cli_timestamp_format cli_follow_urlparam cli_history cli_error_format "
    "cli_help_output"
)
_S3 = (
    "max_concurrent_requests max_queue_size multipart_threshold multipart_chunksize max_bandwidth target_bandwidth "
    "io_chunksize preferred_transfer_client use_accelerate_endpoint addressing_style payload_signing_enabled "
    "us_east_1_regional_endpoint use_arn_region signature_version s3_disable_multiregion_access_points "
    "s3_disable_express_session_auth s3_us_east_1_regional_endpoint s3_use_arn_region "
    "s3_disable_multiregion_access_points"
)
# They hold a URL or a path: what stands before an @ may be what somebody signs in with, however the URL is written.
PLACES = frozenset("endpoint_url sso_start_url ca_bundle web_identity_token_file ec2_metadata_service_endpoint".split())
HARMLESS = BLOCKS.union(*(text.split() for text in (_OURS, _SIGN_IN, _ALL_CLIENTS, _CLI, _S3)))
