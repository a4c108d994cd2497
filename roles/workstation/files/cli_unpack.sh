#!/bin/sh
# Unpacks ARCHIVE, whose signature was checked, into the working directory, with unzip or else with
# Python, and prints what the AWS CLI in it says it is.
set -eu
umask 022
if command -v unzip >/dev/null; then
    unzip -q "$ARCHIVE"
else
    # Python's own unpacker forgets which files are programs.
    python3 -m zipfile -e "$ARCHIVE" .
    chmod a+x aws/install aws/dist/aws aws/dist/aws_completer
fi
aws/dist/aws --version
