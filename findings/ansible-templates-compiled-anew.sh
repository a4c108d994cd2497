#!/usr/bin/env bash
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
#
# ansible-core compiles the same template anew for every host and for every item of a loop, in all versions looked at; it
# keeps none. (Jinja keeps only templates that it loads from files itself.) Counted are jinja2.Environment.compile's calls
# for one text, in all processes of a run.
# Seen 2026-11-28 with Python 3.13. Needs: python3.12 or python3.13 (these versions ask for it), PyPI.
set -euo pipefail
python=$(command -v "${PYTHON:-python3}")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cat >"$folder/play.yml" <<'YAML'
- hosts: all
  gather_facts: false
  connection: local
  vars:
    base: 40
  tasks:
    - ansible.builtin.debug:
        msg: "the answer {{ base + 2 }}"
      loop: "{{ range(ITEMS) | list }}"
YAML
# Python imports this by itself at its start.
cat >"$folder/sitecustomize.py" <<'PYTHON'
import os
import jinja2.environment

compile_anew = jinja2.environment.Environment.compile


def counted(self, source, *more, **options):
    if isinstance(source, str) and source.startswith("the answer"):
        with open(os.environ["COUNT_FILE"], "a", encoding="utf-8") as file:
            file.write("1\n")
    return compile_anew(self, source, *more, **options)


jinja2.environment.Environment.compile = counted
PYTHON

compiled() { # ansible-playbook, hosts, items
    sed "s/ITEMS/$3/" "$folder/play.yml" >"$folder/this.yml"
    : >"$folder/count"
    hosts=$(seq -s, 1 "$2"),
    COUNT_FILE="$folder/count" PYTHONPATH="$folder" ANSIBLE_NOCOLOR=1 "$1" -i "$hosts" \
        -e "ansible_python_interpreter=$python" "$folder/this.yml" >/dev/null 2>&1 </dev/null || { echo "the play failed"; return; }
    wc -l <"$folder/count" | tr -d ' '
}

failed=0
expect() { # what is looked at, seen, expected
    printf '%-52s %s\n' "$1" "$2"
    [ "$2" = "$3" ] || { echo "    CHANGED: it was: $3"; failed=1; }
}
for version in 2.18.9 2.19.14 2.21.5; do
    "$python" -m venv "$folder/venv-$version"
    "$folder/venv-$version/bin/pip" install -qq --disable-pip-version-check "ansible-core==$version"
    program="$folder/venv-$version/bin/ansible-playbook"
    expect "ansible-core $version, 1 host, 1 item: compiled" "$(compiled "$program" 1 1)" 1
    expect "ansible-core $version, 1 host, 10 items: compiled" "$(compiled "$program" 1 10)" 10
    expect "ansible-core $version, 6 hosts, 1 item: compiled" "$(compiled "$program" 6 1)" 6
done
exit "$failed"
