#!/bin/sh
# Prints what the role has to know before it makes a timer, a line each, name=value; who owns the account decides what is in
# them, so that a value with a line break is left out.
# PROGRAM: the path of ansible-pull, empty where it is to be looked for. ACCOUNT: whom the timer is for.
set -u

say() {
    case $2 in *[[:cntrl:]]*) ;; *) printf '%s=%s\n' "$1" "$2" ;; esac
}

uid=$(id -u)
pull=$PROGRAM
if [ -z "$pull" ]; then
    pull=$(command -v ansible-pull)
    for candidate in "$HOME/.local/bin/ansible-pull" /opt/homebrew/bin/ansible-pull /usr/local/bin/ansible-pull; do
        [ -n "$pull" ] || [ ! -x "$candidate" ] || pull=$candidate
    done
fi
[ -x "$pull" ] || pull=
# Whose the home is: with another's this account would write into a folder that somebody else can change meanwhile.
read -r _ _ owner _ <<END
$(ls -ldn "$HOME/." 2>/dev/null)
END
say system "$(uname -s)"
say uid "$uid"
say runs_as "$(id -un)"
say asked "$(id -u "$ACCOUNT" 2>/dev/null)"
say home "$HOME"
say home_of "${owner:-}"
say program "$pull"
# Where the person's own systemd can be spoken to.
run=${XDG_RUNTIME_DIR:-/run/user/$uid}
[ ! -S "$run/systemd/private" ] || say runtime "$run"
