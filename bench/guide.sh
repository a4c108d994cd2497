#!/bin/sh
# What a person does by hand with AWS CLI in the spirit of the Amplify guide: a user, a permission set with one policy
# where it is not there yet, one account assignment. For comparison only; it neither looks what exists nor checks twice.
# usage: guide.sh USER_NAME PERMISSION_SET POLICY_ARN ACCOUNT_ID
set -eu
user_name=$1 permission_set=$2 policy=$3 account=$4
export AWS_PAGER="" AWS_DEFAULT_OUTPUT=text

call() { # the endpoint by option, for AWS CLI before 2.13 does not read AWS_ENDPOINT_URL
    aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"
}

instance=$(call sso-admin list-instances --query 'Instances[0].InstanceArn')
store=$(call sso-admin list-instances --query 'Instances[0].IdentityStoreId')

user=$(call identitystore create-user --identity-store-id "$store" --user-name "$user_name" \
    --name "GivenName=Person,FamilyName=$user_name" --display-name "$user_name" \
    --emails "Value=$user_name@example.com,Type=work,Primary=true" --query UserId)

arn=
for one in $(call sso-admin list-permission-sets --instance-arn "$instance" --query 'PermissionSets[]'); do
    name=$(call sso-admin describe-permission-set --instance-arn "$instance" --permission-set-arn "$one" \
        --query PermissionSet.Name)
    if [ "$name" = "$permission_set" ]; then
        arn=$one
        break
    fi
done
if [ -z "$arn" ]; then
    arn=$(call sso-admin create-permission-set --instance-arn "$instance" --name "$permission_set" \
        --session-duration PT12H --query PermissionSet.PermissionSetArn)
    call sso-admin attach-managed-policy-to-permission-set --instance-arn "$instance" --permission-set-arn "$arn" \
        --managed-policy-arn "$policy"
fi

request=$(call sso-admin create-account-assignment --instance-arn "$instance" --permission-set-arn "$arn" \
    --principal-type USER --principal-id "$user" --target-type AWS_ACCOUNT --target-id "$account" \
    --query AccountAssignmentCreationStatus.RequestId)
status=IN_PROGRESS
while [ "$status" = IN_PROGRESS ]; do
    sleep 1
    status=$(call sso-admin describe-account-assignment-creation-status --instance-arn "$instance" \
        --account-assignment-creation-request-id "$request" --query AccountAssignmentCreationStatus.Status)
done
[ "$status" = SUCCEEDED ]
