#!/bin/sh
# Makes a new folder that nobody but this account (and root) can read, change, move away or replace, and prints its path.
set -u
umask 077
uid=$(id -u)

# The folder and all above it belong to this account or root, and where others may write too, they cannot take away what
# is not theirs (the sticky bit, as /tmp has it).
safe() {
    folder=$(cd "$1" 2>/dev/null && pwd -P) || return 1
    while :; do
        read -r mode _ owner _ <<END
$(ls -ldn "$folder/.")
END
        case $owner in 0 | "$uid") ;; *) return 1 ;; esac
        case $mode in
        ?????????[tT]*) ;;
        ?????w* | ????????w*) return 1 ;;
        esac
        [ "$folder" != / ] || return 0
        folder=$(dirname "$folder")
    done
}

# What npm and the CDK CLI read of this account's home: a stranger's settings are a stranger's commands.
for file in "${HOME:-}/.npmrc" "${HOME:-}/.cdk.json"; do
    [ -e "$file" ] || continue
    read -r mode _ owner _ <<END
$(ls -ldnL "$file")
END
    case $owner:$mode in
    *:????????w*) ;;
    "0:"* | "$uid:"*) continue ;;
    esac
    echo "$file belongs to another account or can be written by everybody, and says what npm or CDK runs. Run with the" \
        "HOME of the account that runs this, or correct the file's owner and mode." >&2
    exit 1
done

for base in "${XDG_CACHE_HOME:-${HOME:-/nowhere}/.cache}" "${HOME:-/nowhere}" "${TMPDIR:-/tmp}" /tmp; do
    if safe "$base" && made=$(mktemp -d "$(cd "$base" && pwd -P)/.dayone-bootstrap.XXXXXXXX" 2>/dev/null); then
        printf '%s\n' "$made"
        exit 0
    fi
done
echo "There is no place for the CDK CLI that is this account's alone: ~/.cache, ~ and ${TMPDIR:-/tmp} are missing, belong to" \
    "another account, or can be changed by others. Point TMPDIR at a folder of this account's." >&2
exit 1
