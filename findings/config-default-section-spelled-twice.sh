#!/usr/bin/env bash
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A config file with both [profile default] and, after it, [default]: botocore 1.44.8 reads the later of the two, whichever it is;
# the JavaScript SDK v3's reader (@smithy/shared-ini-file-loader 4.4.0) always reads [profile default]. So the same file
# signs AWS CLI v1 and a Node.js program in as two different roles. Neither says a word.
# Seen 2026-11-27. Needs: python3, node 18 or newer with npm, PyPI, the npm registry.
set -euo pipefail
python=$(command -v "${PYTHON:-python3}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check botocore==1.44.8
(cd "$folder" && npm init -y >npm.log && npm install --silent --no-audit --no-fund @smithy/shared-ini-file-loader@4.4.0 >>npm.log 2>&1)

printf '[profile default]\nsso_role_name = first\n\n[default]\nsso_role_name = second\n' >"$folder/prefixed-first"
printf '[default]\nsso_role_name = first\n\n[profile default]\nsso_role_name = second\n' >"$folder/prefixed-last"
cat >"$folder/read.cjs" <<'JS'
const { loadSharedConfigFiles } = require("@smithy/shared-ini-file-loader");
loadSharedConfigFiles().then((files) => console.log(files.configFile.default.sso_role_name));
JS

failed=0
expect() { # reader, file, seen, expected
    printf '%-34s %-15s takes the %s section\n' "$1" "$2" "$3"
    [ "$3" = "$4" ] || { echo "    CHANGED: it was the $4"; failed=1; }
}
for file in prefixed-first prefixed-last; do
    export AWS_CONFIG_FILE="$folder/$file" AWS_SHARED_CREDENTIALS_FILE=/dev/null
    seen=$("$folder/venv/bin/python" -c 'import botocore.session; print(botocore.session.Session().full_config["profiles"]["default"]["sso_role_name"])')
    expect "botocore 1.44.8" "$file" "$seen" second
    expected=first
    [ "$file" = prefixed-last ] && expected=second
    expect "@smithy/shared-ini-file-loader 4.4.0" "$file" "$(node "$folder/read.cjs")" "$expected"
done
exit "$failed"
