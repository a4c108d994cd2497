#!/usr/bin/env bash
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ansible-core 2.21.5: with ANSIBLE_DUPLICATE_YAML_DICT_KEY=error a YAML file with a key twice is refused (exit status 4), the
# same content as JSON is taken without a word, and the last one wins (exit status 0). A YAML file in JSON's flow style
# is refused, so it is the parser that decides, and that goes by whether the text is JSON, not by the file's name.
# Seen 2026-11-27 with Python 3.13. Needs: python3.12 or newer, PyPI.
set -euo pipefail
python=$(command -v "${PYTHON:-python3}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$python" -m venv "$folder/venv"
"$folder/venv/bin/pip" install -qq --disable-pip-version-check ansible-core==2.21.5

printf 'teams: [web]\nteams: []\n' >"$folder/block.yml"
printf '{teams: [web], teams: []}\n' >"$folder/flow.yml"
printf '{"teams": ["web"], "teams": []}\n' >"$folder/json.json"
printf '{"teams": ["web"], "teams": []}\n' >"$folder/json.yml"

failed=0
expect() { # file, expected exit status, expected value
    status=0
    said=$(ANSIBLE_NOCOLOR=1 ANSIBLE_DUPLICATE_YAML_DICT_KEY=error "$folder/venv/bin/ansible" localhost -e "@$folder/$1" \
        -m ansible.builtin.debug -a 'msg=teams:{{ teams }}' 2>&1 </dev/null) || status=$?
    value=$(printf '%s\n' "$said" | sed -n 's/.*"msg": "teams:\(.*\)"/\1/p')
    printf '%-10s exit status %s, teams: %s\n' "$1" "$status" "${value:-not loaded}"
    [ "$status ${value:-not loaded}" = "$2 $3" ] || { echo "    CHANGED: it was $2, $3"; failed=1; }
}
expect block.yml 4 "not loaded"
expect flow.yml 4 "not loaded"
expect json.json 0 "[]"
expect json.yml 0 "[]"
exit "$failed"
