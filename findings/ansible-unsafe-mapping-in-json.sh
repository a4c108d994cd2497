#!/usr/bin/env bash
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A JSON file in which a text is marked {"__ansible_unsafe": "..."}, as ansible-core 2.17 itself writes such texts, is read in
# three ways: as extra variables it becomes the plain text in ansible-core 2.17 and in 2.21; by the filter `from_json`
# 2.17.14 makes an ordinary mapping with that key, and 2.21.5 fails. So no one form of a file suits both ways of loading.
# Seen 2026-11-27 with Python 3.12. Needs: python3.12, PyPI.
set -euo pipefail
python=$(command -v "${PYTHON:-python3.12}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
printf '{"team": {"__ansible_unsafe": "plain words"}}\n' >"$folder/team.json"

failed=0
expect() { # version, how, arguments of debug's msg, expected
    said=$(ANSIBLE_NOCOLOR=1 "$folder/venv-$1/bin/ansible" localhost ${4:+-e "$4"} -m ansible.builtin.debug -a "msg=saw:$3" 2>&1 </dev/null) || true
    seen=$(printf '%s\n' "$said" | sed -n 's/.*"msg": "saw:\(.*\)"/\1/p')
    printf 'ansible-core %-8s %-26s %s\n' "$1" "$2" "${seen:=fails}"
    [ "$seen" = "$5" ] || { echo "    CHANGED: it was: $5"; failed=1; }
}
for version in 2.17.14 2.21.5; do
    "$python" -m venv "$folder/venv-$version"
    "$folder/venv-$version/bin/pip" install -qq --disable-pip-version-check "ansible-core==$version"
done
extra='{{ team }}'
filter="{{ (lookup('ansible.builtin.file', '$folder/team.json') | from_json).team }}"
expect 2.17.14 "as extra variables" "$extra" "@$folder/team.json" "plain words"
expect 2.21.5 "as extra variables" "$extra" "@$folder/team.json" "plain words"
expect 2.17.14 "by from_json" "$filter" "" "{'__ansible_unsafe': 'plain words'}"
expect 2.21.5 "by from_json" "$filter" "" "fails"
exit "$failed"
