# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sphinx's settings of the site that tools/docs_site.py builds. Nothing in it is loaded from another host."""

from __future__ import annotations

project = "dayone.identity_center"
author = "dayone.identity_center contributors"
project_copyright = author

extensions = ["myst_parser", "sphinx.ext.intersphinx", "sphinx_antsibull_ext"]
# Written by tools/docs_site.py, for Ansible's own cannot be fetched everywhere.
intersphinx_mapping = {"ansible": ("https://docs.ansible.com/projects/ansible/latest/", "ansible.inv")}
root_doc = "index"
exclude_patterns = ["LICENSE"]
# Every reference has to lead somewhere, but those to other collections, which are not built here.
nitpicky = True
nitpick_ignore_regex = [("std:ref", r"ansible_collections\.(?!dayone\.).*")]
default_role = "any"

# Anchors as GitHub makes them, so that one link is good in both places.
myst_heading_anchors = 4

pygments_style = "ansible"
highlight_language = "text"

# site.css has the colours of the tables of options
antsibull_ext_color_scheme = "none"
html_theme = "furo"
html_title = "dayone.identity_center"
html_show_sphinx = False
html_copy_source = False
html_static_path = ["_static"]
html_css_files = ["site.css"]
