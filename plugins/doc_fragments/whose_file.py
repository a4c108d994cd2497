# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

from __future__ import annotations


class ModuleDocFragment:
    """Whose config file it is, and how it is reached."""

    DOCUMENTATION = r"""
options:
  account:
    description:
      - The local account whose file it is, such as V(ada) or V(EXAMPLE\\ada). Anybody else than this account and root
        is an error that names both.
      - Root has that account's rights and home then, as the system knows them, whatever E(HOME) and E(AWS_CONFIG_FILE)
        say. A path that is somebody else's is an error.
      - On Windows letters of either case are the same, and a domain is compared where it is stated as C(DOMAIN\user).
    type: str
    version_added: 1.1.0
notes:
  - Root follows nobody. Where the way to the file leads through a directory or link that is not root's, all is done
    with the rights of its owner, unless O(account) says whose. So what is made is that person's, and what the person
    could not do by hand is an error. Links of root's own are followed, but none where others may write; a directory of
    root's in which others may replace everything is refused.
  - A file of more than 32 MiB and what is no plain file are an error at once. A lock that another process holds on the
    file's directory is waited for half a minute.
"""
