#!/bin/sh
# Prints what the role has to know before it makes a timer, a line each, name=value.
# PROGRAM: the path of ansible-pull, empty where it is to be looked for.
set -u

uid=$(id -u)
pull=$PROGRAM
if [ -z "$pull" ]; then
    pull=$(command -v ansible-pull)
    for candidate in "$HOME/.local/bin/ansible-pull" /opt/homebrew/bin/ansible-pull /usr/local/bin/ansible-pull; do
        [ -n "$pull" ] || [ ! -x "$candidate" ] || pull=$candidate
    done
fi
[ -x "$pull" ] || pull=
printf '%s\n' "system=$(uname -s)" "uid=$uid" "home=$HOME" "program=$pull"
# Where the person's own systemd can be spoken to.
run=${XDG_RUNTIME_DIR:-/run/user/$uid}
[ ! -S "$run/systemd/private" ] || printf '%s\n' "runtime=$run"
