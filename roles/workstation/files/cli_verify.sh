#!/bin/sh
# Is ARCHIVE what the owner of the key FINGERPRINT signed? Prints one word; GnuPG's own text goes to stderr.
# ARCHIVE.sig is the detached signature, KEY the armored public key itself, FINGERPRINT the 40 digits of its primary
# key without spaces.
#   good      yes
#   expired   yes, but the key has expired
#   revoked   yes, but the key was revoked
#   other     another key signed it, or KEY does not hold the one with this fingerprint
#   bad       archive or signature were changed, or the signature is none
#   none      there is no GnuPG here
set -u
umask 077
home=$(mktemp -d) || exit 1
trap 'rm -rf "$home"' EXIT
printf '%s\n' "$KEY" >"$home/key.asc"

# A GnuPG home of its own: nobody's keyring is read or changed. No agent is needed for public keys.
if command -v gpg >/dev/null; then
    gpg --homedir "$home" --batch --no-autostart --import "$home/key.asc" >&2
    gpg --homedir "$home" --batch --no-autostart --status-fd 1 --verify "$ARCHIVE.sig" "$ARCHIVE" >"$home/status"
    status=$?
elif command -v gpgv >/dev/null; then
    # gpgv reads no armor
    sed -n '/^$/,/^[=-]/{/^[A-Za-z0-9+/]/p;}' "$home/key.asc" | base64 -d >"$home/key.gpg"
    gpgv --homedir "$home" --keyring "$home/key.gpg" --status-fd 1 "$ARCHIVE.sig" "$ARCHIVE" >"$home/status"
    status=$?
else
    echo none
    exit
fi

# VALIDSIG ends with the fingerprint of the primary key and follows the line that tells the state (GnuPG's doc/DETAILS).
awk -v wanted="$FINGERPRINT" -v status="$status" '
    $2 ~ /^(GOODSIG|EXPSIG|EXPKEYSIG|REVKEYSIG|BADSIG|ERRSIG)$/ { state = $2 }
    $2 == "VALIDSIG" && $NF == wanted { ours = state }
    END {
        if (ours == "GOODSIG" && status == 0) print "good"
        else if (ours == "EXPKEYSIG") print "expired"
        else if (ours == "REVKEYSIG") print "revoked"
        else if (ours == "" && (state == "ERRSIG" || state == "GOODSIG" || state ~ /KEYSIG/)) print "other"
        else print "bad"
    }' "$home/status"
