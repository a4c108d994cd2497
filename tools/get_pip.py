# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for the get-pip script that ansible-test wants from a host of its own.

ansible-test starts it, with pip's options and "pip==version", in virtual environments without pip.
It takes Python's bundled pip, which then fetches the wanted one from where the machine's pip is configured to look.
"""

import ensurepip
import os
import subprocess
import sys

environment = dict(os.environ)  # ensurepip turns pip's configuration off in os.environ
ensurepip.bootstrap()
wanted = [argument for argument in sys.argv[1:] if argument not in ("--no-setuptools", "--no-wheel")]
sys.exit(subprocess.call([sys.executable, "-m", "pip", "install", "-qq"] + wanted, env=environment))
