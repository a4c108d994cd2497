# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """The IAM actions that each module needs, by the module's name; tests/e2e/test_permissions.py compares them with
    what the modules call."""

    CDK_BOOTSTRAP_INFO = r"""
options: {}
notes:
  - Needs the IAM actions C(iam:GetRole), C(ssm:GetParameter), C(cloudformation:DescribeStacks).
  - Uses these where they are allowed, and else makes do with a warning or with more calls,
    C(ssm:GetParametersByPath), C(s3:ListBucket).
"""

    IAM_POLICY_ATTACHMENT = r"""
options: {}
notes:
  - Needs the IAM actions C(iam:ListAttachedUserPolicies), C(iam:ListAttachedRolePolicies), C(iam:ListPolicies),
    C(iam:AttachUserPolicy), C(iam:DetachUserPolicy), C(iam:AttachRolePolicy), C(iam:DetachRolePolicy).
  - Uses these where they are allowed, and else makes do with a warning or with more calls, C(iam:GetPolicy).
  - Where an IAM user or role is not found C(iam:ListUsers) and C(iam:ListRoles) tell near names; without them none is
    said.
"""

    IDENTITYSTORE_GROUP = r"""
options: {}
notes:
  - Needs the IAM actions C(sso:ListInstances), C(sso:ListPermissionSets), C(sso:DescribePermissionSet),
    C(sso:ListAccountsForProvisionedPermissionSet), C(sso:ListAccountAssignments), C(identitystore:ListUsers),
    C(identitystore:ListGroups), C(identitystore:ListGroupMemberships), C(identitystore:GetUserId),
    C(identitystore:DescribeUser), C(identitystore:GetGroupId), C(identitystore:DescribeGroup),
    C(identitystore:CreateGroup), C(identitystore:UpdateGroup), C(identitystore:DeleteGroup),
    C(identitystore:CreateGroupMembership), C(identitystore:DeleteGroupMembership), C(sso:DeleteAccountAssignment),
    C(sso:DescribeAccountAssignmentDeletionStatus).
  - Uses these where they are allowed, and else makes do with a warning or with more calls,
    C(sso:ListAccountAssignmentsForPrincipal), C(sso:ListAccountAssignmentDeletionStatus).
  - For what is provisioned in the management account AWS also wants actions of IAM on its role, which
    docs/permissions.md lists.
  - To know whose access it takes, where the credentials come from Identity Center, it asks
    C(identitystore:GetUserId), C(identitystore:ListGroupMembershipsForMember) and
    C(sso:ListAccountAssignmentsForPrincipal); what it may not read it takes for the access of who runs it.
"""

    IDENTITYSTORE_USER = r"""
options: {}
notes:
  - Needs the IAM actions C(sso:ListInstances), C(sso:ListPermissionSets), C(sso:DescribePermissionSet),
    C(sso:ListAccountsForProvisionedPermissionSet), C(sso:ListAccountAssignments), C(identitystore:ListUsers),
    C(identitystore:GetUserId), C(identitystore:DescribeUser), C(identitystore:CreateUser),
    C(identitystore:UpdateUser), C(identitystore:DeleteUser), C(sso:DeleteAccountAssignment),
    C(sso:DescribeAccountAssignmentDeletionStatus).
  - Uses these where they are allowed, and else makes do with a warning or with more calls,
    C(sso:ListAccountAssignmentsForPrincipal), C(sso:ListAccountAssignmentDeletionStatus).
  - For what is provisioned in the management account AWS also wants actions of IAM on its role, which
    docs/permissions.md lists.
  - To know whose access it takes, where the credentials come from Identity Center, it asks
    C(identitystore:GetUserId), C(identitystore:ListGroupMembershipsForMember) and
    C(sso:ListAccountAssignmentsForPrincipal); what it may not read it takes for the access of who runs it.
"""

    SSO_ACCESS = r"""
options: {}
notes:
  - Needs the IAM actions C(sso:ListInstances), C(sso:ListPermissionSets), C(sso:DescribePermissionSet),
    C(sso:ListManagedPoliciesInPermissionSet), C(sso:ListCustomerManagedPolicyReferencesInPermissionSet),
    C(sso:GetInlinePolicyForPermissionSet), C(sso:GetPermissionsBoundaryForPermissionSet), C(sso:ListTagsForResource),
    C(sso:ListAccountsForProvisionedPermissionSet), C(sso:ListAccountAssignments), C(identitystore:ListUsers),
    C(identitystore:ListGroups), C(identitystore:ListGroupMemberships),
    C(identitystore:ListGroupMembershipsForMember), C(identitystore:GetUserId), C(identitystore:DescribeUser),
    C(identitystore:GetGroupId), C(identitystore:DescribeGroup), C(organizations:DescribeOrganization),
    C(organizations:ListAccounts), C(organizations:ListRoots), C(organizations:ListOrganizationalUnitsForParent),
    C(organizations:ListAccountsForParent), C(organizations:ListTagsForResource), C(iam:ListPolicies),
    C(identitystore:CreateUser), C(identitystore:UpdateUser), C(identitystore:DeleteUser),
    C(identitystore:CreateGroup), C(identitystore:UpdateGroup), C(identitystore:DeleteGroup),
    C(identitystore:CreateGroupMembership), C(identitystore:DeleteGroupMembership), C(sso:CreatePermissionSet),
    C(sso:UpdatePermissionSet), C(sso:DeletePermissionSet), C(sso:AttachManagedPolicyToPermissionSet),
    C(sso:DetachManagedPolicyFromPermissionSet), C(sso:AttachCustomerManagedPolicyReferenceToPermissionSet),
    C(sso:DetachCustomerManagedPolicyReferenceFromPermissionSet), C(sso:PutInlinePolicyToPermissionSet),
    C(sso:DeleteInlinePolicyFromPermissionSet), C(sso:PutPermissionsBoundaryToPermissionSet),
    C(sso:DeletePermissionsBoundaryFromPermissionSet), C(sso:TagResource), C(sso:UntagResource),
    C(sso:ProvisionPermissionSet), C(sso:DescribePermissionSetProvisioningStatus), C(sso:CreateAccountAssignment),
    C(sso:DescribeAccountAssignmentCreationStatus), C(sso:DeleteAccountAssignment),
    C(sso:DescribeAccountAssignmentDeletionStatus), with O(access.validate_policies)
    C(access-analyzer:ValidatePolicy).
  - Uses these where they are allowed, and else makes do with a warning or with more calls,
    C(sso:ListAccountAssignmentsForPrincipal), C(organizations:DescribeAccount), C(iam:GetPolicy),
    C(sso:ListAccountAssignmentCreationStatus), C(sso:ListAccountAssignmentDeletionStatus).
  - For what is provisioned in the management account AWS also wants actions of IAM on its role, which
    docs/permissions.md lists.
  - Where an IAM user or role is not found C(iam:ListUsers) and C(iam:ListRoles) tell near names; without them none is
    said.
"""

    SSO_ACCESS_INFO = r"""
options: {}
notes:
  - Needs the IAM actions C(sso:ListInstances), C(sso:ListPermissionSets), C(sso:DescribePermissionSet),
    C(sso:ListManagedPoliciesInPermissionSet), C(sso:ListCustomerManagedPolicyReferencesInPermissionSet),
    C(sso:GetInlinePolicyForPermissionSet), C(sso:GetPermissionsBoundaryForPermissionSet), C(sso:ListTagsForResource),
    C(sso:ListAccountsForProvisionedPermissionSet), C(sso:ListAccountAssignments), C(identitystore:ListUsers),
    C(identitystore:ListGroups), C(identitystore:ListGroupMemberships), C(organizations:DescribeOrganization),
    C(organizations:ListAccounts), with O(held) or O(access) also C(organizations:ListRoots),
    C(organizations:ListOrganizationalUnitsForParent), C(organizations:ListAccountsForParent),
    C(organizations:ListTagsForResource).
"""

    SSO_ACCOUNT_ASSIGNMENT = r"""
options: {}
notes:
  - Needs the IAM actions C(sso:ListInstances), C(sso:ListPermissionSets), C(sso:DescribePermissionSet),
    C(sso:ListAccountsForProvisionedPermissionSet), C(sso:ListAccountAssignments), C(identitystore:ListUsers),
    C(identitystore:ListGroups), C(identitystore:GetUserId), C(identitystore:DescribeUser),
    C(identitystore:GetGroupId), C(identitystore:DescribeGroup), C(organizations:DescribeOrganization),
    C(organizations:ListAccounts), C(organizations:ListRoots), C(organizations:ListOrganizationalUnitsForParent),
    C(organizations:ListAccountsForParent), C(organizations:ListTagsForResource), C(sso:CreateAccountAssignment),
    C(sso:DescribeAccountAssignmentCreationStatus), C(sso:DeleteAccountAssignment),
    C(sso:DescribeAccountAssignmentDeletionStatus).
  - Uses these where they are allowed, and else makes do with a warning or with more calls,
    C(sso:ListAccountAssignmentsForPrincipal), C(organizations:DescribeAccount),
    C(sso:ListAccountAssignmentCreationStatus), C(sso:ListAccountAssignmentDeletionStatus).
  - For what is provisioned in the management account AWS also wants actions of IAM on its role, which
    docs/permissions.md lists.
  - To know whose access it takes, where the credentials come from Identity Center, it asks
    C(identitystore:GetUserId), C(identitystore:ListGroupMembershipsForMember) and
    C(sso:ListAccountAssignmentsForPrincipal); what it may not read it takes for the access of who runs it.
"""

    SSO_INSTANCE_INFO = r"""
options: {}
notes:
  - Needs the IAM actions C(sso:ListInstances), C(organizations:DescribeOrganization).
"""

    SSO_PERMISSION_SET = r"""
options: {}
notes:
  - Needs the IAM actions C(sso:ListInstances), C(sso:ListPermissionSets), C(sso:DescribePermissionSet),
    C(sso:ListManagedPoliciesInPermissionSet), C(sso:ListCustomerManagedPolicyReferencesInPermissionSet),
    C(sso:GetInlinePolicyForPermissionSet), C(sso:GetPermissionsBoundaryForPermissionSet), C(sso:ListTagsForResource),
    C(sso:ListAccountsForProvisionedPermissionSet), C(sso:ListAccountAssignments), C(iam:ListPolicies),
    C(sso:CreatePermissionSet), C(sso:UpdatePermissionSet), C(sso:DeletePermissionSet),
    C(sso:AttachManagedPolicyToPermissionSet), C(sso:DetachManagedPolicyFromPermissionSet),
    C(sso:AttachCustomerManagedPolicyReferenceToPermissionSet),
    C(sso:DetachCustomerManagedPolicyReferenceFromPermissionSet), C(sso:PutInlinePolicyToPermissionSet),
    C(sso:DeleteInlinePolicyFromPermissionSet), C(sso:PutPermissionsBoundaryToPermissionSet),
    C(sso:DeletePermissionsBoundaryFromPermissionSet), C(sso:TagResource), C(sso:UntagResource),
    C(sso:ProvisionPermissionSet), C(sso:DescribePermissionSetProvisioningStatus), C(sso:DeleteAccountAssignment),
    C(sso:DescribeAccountAssignmentDeletionStatus), with O(validate_policies)
    C(access-analyzer:ValidatePolicy).
  - Uses these where they are allowed, and else makes do with a warning or with more calls, C(iam:GetPolicy),
    C(iam:ListRoles), C(sso:ListAccountAssignmentDeletionStatus).
  - For what is provisioned in the management account AWS also wants actions of IAM on its role, which
    docs/permissions.md lists.
"""
