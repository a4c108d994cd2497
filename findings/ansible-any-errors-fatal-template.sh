#!/usr/bin/env bash
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ansible-core 2.19.14 and 2.20.6: a play whose `any_errors_fatal` is a template that evaluates to false ends for every host
# at the first failure, as if it were true. A plain `false` does not. 2.21.5 evaluates the template and goes on.
# Seen 2026-11-27 with Python 3.13. Needs: python3.12 or python3.13 (these versions ask for it), PyPI.
set -euo pipefail
python=$(command -v "${PYTHON:-python3}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/play.yml" <<'YAML'
- hosts: all
  gather_facts: false
  connection: local
  any_errors_fatal: FATAL
  tasks:
    - ansible.builtin.command: "false"
      when: inventory_hostname == 'one'
      changed_when: false
    - ansible.builtin.debug:
        msg: "went on"
YAML

outcome() { # ansible-playbook, value of any_errors_fatal
    sed "s/FATAL/$2/" "$folder/play.yml" >"$folder/this.yml"
    # The run fails in any case: host one does.
    said=$(ANSIBLE_NOCOLOR=1 "$1" -i one,two, -e "ansible_python_interpreter=$python" "$folder/this.yml" 2>/dev/null </dev/null) || true
    case $said in
    *"went on"*) echo "host two goes on" ;;
    *"TASK [ansible.builtin.command]"*) echo "host two is ended too" ;;
    *) echo "the play did not start" ;;
    esac
}

failed=0
expect() { # what is looked at, seen, expected
    printf '%-58s %s\n' "$1" "$2"
    [ "$2" = "$3" ] || { echo "    CHANGED: it was: $3"; failed=1; }
}
for version in 2.19.14 2.20.6 2.21.5; do
    "$python" -m venv "$folder/venv-$version"
    "$folder/venv-$version/bin/pip" install -qq --disable-pip-version-check "ansible-core==$version"
    program="$folder/venv-$version/bin/ansible-playbook"
    expect "ansible-core $version, any_errors_fatal: false" "$(outcome "$program" false)" "host two goes on"
    expected="host two is ended too"
    [ "$version" = 2.21.5 ] && expected="host two goes on"
    expect "ansible-core $version, any_errors_fatal: \"{{ 1 == 2 }}\"" "$(outcome "$program" '"{{ 1 == 2 }}"')" "$expected"
done
exit "$failed"
