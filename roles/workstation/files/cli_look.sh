#!/bin/sh
# Prints what the role has to know of a Linux or macOS machine before it decides about AWS CLI, a line each, name=value.
# PLACES: where aws may be beside $PATH, which is seldom the person's own in a connection of Ansible.
# LEAST: the version that will do.
# "found" comes once for each AWS CLI v2 up to the first one that will do: version, a space, path.
set -u

# By sudo root may still have a person's home.
if [ "$(id -u)" = 0 ] && [ -n "$(find "$HOME/." -prune ! -user 0 2>/dev/null)" ]; then
    HOME=$(cd / && eval 'echo ~root')
fi
printf '%s\n' "system=$(uname -s)" "machine=$(uname -m)" "uid=$(id -u)" "home=$HOME" "path=$PATH"
for tool in gpg gpgv unzip python3; do
    printf '%s\n' "$tool=$(command -v "$tool")"
done
# AWS builds for glibc only
for loader in /lib/ld-musl-*; do
    [ ! -e "$loader" ] || printf '%s\n' "musl=$loader"
done
[ ! -r /etc/os-release ] || sed -n 's/^ID=/distribution=/p' /etc/os-release | tr -d "\"'"

# Says which AWS CLI v2 this is; success where it will do, so that no other one needs to be started.
found() {
    printf '%s\n' "found=$1 $2"
    [ "$(printf '%s\n' "$1" "$LEAST" | sort -t . -k 1,1n -k 2,2n -k 3,3n | head -n 1)" = "$LEAST" ]
}

# Whether root may start this program: nobody else can change or replace it. Where root is not asked anything may.
may_start() {
    [ "$(id -u)" = 0 ] || return 0
    program=$1
    for _link in 1 2 3 4 5 6 7 8; do
        step=$program
        while :; do
            # a directory such as /tmp lets nobody replace what is root's in it
            [ -n "$(find "$step" -prune -user 0 \( -type l -o ! -perm -020 ! -perm -002 -o -type d -perm -1000 \) 2>/dev/null)" ] ||
                return 1
            [ "$step" != / ] || break
            step=$(dirname "$step")
        done
        [ -L "$program" ] || return 0
        target=$(readlink "$program")
        case $target in /*) program=$target ;; *) program=$(dirname "$program")/$target ;; esac
    done
    return 1
}

seen=:
for aws in $(command -v aws) $PLACES; do
    case $aws in \~/*) aws=$HOME/${aws#??} ;; esac
    case $seen in *":$aws:"*) continue ;; esac
    seen=$seen$aws:
    { [ -x "$aws" ] && may_start "$aws"; } || continue
    # AWS's installer has the version in the path, which is quicker than a start of AWS CLI
    real=$(readlink -f "$aws" 2>/dev/null)
    case $real in
    */v2/2.*/dist/aws) real=${real%/dist/aws} && said=aws-cli/${real##*/} ;;
    *) said=$("$aws" --version 2>/dev/null </dev/null) || continue ;;
    esac
    case $said in
    aws-cli/2.*) said=${said#aws-cli/} && found "${said%% *}" "$aws" && break ;;
    esac
done
exit 0
