#!/usr/bin/env bash
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A key that is nested below another one (`s3 =`, then indented `region = ...`) belongs to that block: botocore 1.44.8 and the
# JavaScript SDK v3's reader (@smithy/shared-ini-file-loader 4.4.0) keep the profile's own Region. aws-sdk 2.1693.0, the
# JavaScript SDK v2 of many tools that are still in use, takes the nested value for the profile's own.
# Seen 2026-11-27. Needs: python3, node 18 or newer with npm, PyPI, the npm registry.
set -euo pipefail
python=$(command -v "${PYTHON:-python3}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check botocore==1.44.8
(cd "$folder" && npm init -y >npm.log && npm install --silent --no-audit --no-fund aws-sdk@2.1693.0 @smithy/shared-ini-file-loader@4.4.0 >>npm.log 2>&1)

printf '[profile dev]\nregion = eu-central-1\ns3 =\n    region = us-west-2\n' >"$folder/config"
export AWS_CONFIG_FILE="$folder/config" AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_PROFILE=dev
unset AWS_REGION AWS_DEFAULT_REGION
cat >"$folder/v3.cjs" <<'JS'
require("@smithy/shared-ini-file-loader").loadSharedConfigFiles().then((files) => console.log(files.configFile.dev.region));
JS
cat >"$folder/v2.cjs" <<'JS'
console.log(require("aws-sdk").config.region);
JS

failed=0
expect() { # reader, seen, expected
    printf '%-42s Region of the profile: %s\n' "$1" "$2"
    [ "$2" = "$3" ] || { echo "    CHANGED: it was $3"; failed=1; }
}
seen=$("$folder/venv/bin/python" -c 'import botocore.session; print(botocore.session.Session().get_config_variable("region"))')
expect "botocore 1.44.8" "$seen" eu-central-1
expect "@smithy/shared-ini-file-loader 4.4.0" "$(cd "$folder" && node v3.cjs)" eu-central-1
expect "aws-sdk 2.1693.0, AWS_SDK_LOAD_CONFIG=1" "$(cd "$folder" && AWS_SDK_LOAD_CONFIG=1 node v2.cjs 2>/dev/null)" us-west-2
exit "$failed"
