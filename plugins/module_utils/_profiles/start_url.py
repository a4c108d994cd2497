# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The AWS access portal's URL: what it looks like, and what a typo in it looks like."""

from __future__ import annotations

import difflib
import re
from urllib.parse import urlsplit

# Sources: the AWS CLI's customizations/sso/resolve.py (2.36), the
# .NET SDK's tests of its SSOEndpointResolver (EU), the user guides of IAM Identity Center and of AWS GovCloud.
_LABEL = r"[a-z0-9][a-z0-9-]*"
_REGION = r"[a-z0-9-]+"
_DIRECTORY = r"/directory/[^/]+/?"
_PORTAL = r"(?:/start)?/?"
_FORMS = (
    # host, path, form for people
    (
        rf"start\.(?:{_REGION}\.)?us-gov-home\.awsapps\.com",
        _DIRECTORY,
        "https://start.us-gov-home.awsapps.com/directory/d-1234567890",
    ),
    (rf"start\.(?:{_REGION}\.)?home\.awsapps\.cn", _DIRECTORY, "https://start.home.awsapps.cn/directory/d-1234567890"),
    (rf"{_LABEL}\.awsapps\.(?:com|cn)", r"/start/?", "https://{host}/start"),
    (rf"{_LABEL}\.{_REGION}\.portal\.amazonaws\.(?:com|com\.cn|eu)", _PORTAL, "https://{host}"),
    (rf"{_LABEL}\.portal\.{_REGION}\.app\.(?:aws|amazonwebservices\.(?:com\.cn|eu))", _PORTAL, "https://{host}"),
    (rf"{_LABEL}\.portal\.{_REGION}\.api\.amazonwebservices\.eu", _PORTAL, "https://{host}"),
    (
        r"identitycenter\.(?:us-gov\.)?amazonaws\.(?:com|com\.cn|eu)",
        r"/[^/]+/?",
        "https://{host}/ssoins-1234567890abcdef",
    ),
)
_SUFFIXES = (
    "awsapps.com",
    "awsapps.cn",
    "amazonaws.com",
    "amazonaws.com.cn",
    "amazonaws.eu",
    "app.aws",
    "amazonwebservices.com.cn",
    "amazonwebservices.eu",
)
_WANTED = "wanted: https://d-1234567890.awsapps.com/start, or your own address as the console's Settings page shows it"
_STORE = re.compile(r"d-[a-z0-9]{10}")
_NEAR = 0.85


def check_start_url(url: str, identity_store_id: str | None = None) -> str | None:
    """What is wrong with a start URL; None where nothing is. A host that is not AWS's is a domain of the user's own.

    :param identity_store_id: the directory (``d-…``) that the URL must not contradict
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower().rstrip(".")
    except ValueError:
        parts, host = None, ""
    if parts is None or re.search(r"\s|[\x00-\x1f\x7f\\]", url) or not url.isascii():
        return "%r is not a URL; %s" % (url, _WANTED)
    if parts.scheme != "https" or not host:
        return "%r does not begin with https:// and a host; %s" % (url, _WANTED)
    if "@" in parts.netloc or parts.query:
        return "%r holds a user name or a query; %s" % (url, _WANTED)
    problem = _host_problem(url, host, parts.path)
    if problem:
        return problem
    named = _STORE.findall("%s %s" % (host.split(".")[0], parts.path.split("/directory/")[-1]))
    if identity_store_id and named and identity_store_id not in named:
        return "%r is the portal of directory %s, but the instance's is %s" % (url, named[0], identity_store_id)
    return None


def same_portal(url: str, other: str) -> bool:
    """Whether two start URLs are those of one access portal. People and AWS's own pages write it with ``#``, ``/`` or
    ``#/`` at the end, and AWS CLI takes all of them."""
    return url == other or (url is not None and other is not None and _portal(url) == _portal(other))


def _portal(url: str) -> str:
    bare = url.split("#")[0].rstrip("/")
    scheme, mark, rest = bare.partition("://")
    host, slash, path = rest.partition("/")
    return scheme.lower() + mark + host.lower().rstrip(".") + slash + path


def default_start_url(identity_store_id: str, region: str) -> str:
    """The portal's URL where the organization has set none of its own. AWS has no API that tells it.

    Sources: the user guides of IAM Identity Center and of AWS GovCloud. China: aws/aws-cli#10464 and the tests of AWS's
    own toolkits, no guide could be read. The European sovereign partition: not verified; its portals seem to be named
    by the instance, so state the URL there.

    :param identity_store_id: ``d-1234567890``
    :param region: the instance's home Region, which tells the partition
    """
    if region.startswith("us-gov-"):
        return "https://start.us-gov-home.awsapps.com/directory/%s" % identity_store_id
    if region.startswith("cn-"):
        return "https://start.home.awsapps.cn/directory/%s" % identity_store_id
    return "https://%s.awsapps.com/start" % identity_store_id


def _host_problem(url: str, host: str, path: str) -> str | None:
    for pattern, wanted_path, form in _FORMS:
        if re.fullmatch(pattern, host):
            if re.fullmatch(wanted_path, path):
                return None
            return "%r has the path %r; wanted: %s" % (url, path, form.format(host=host))
    labels = host.split(".")
    for suffix in _SUFFIXES:
        size = suffix.count(".") + 1
        tail = ".".join(labels[-size:])
        if tail == suffix or ".%s." % suffix in ".%s." % host:
            return "%r: no access portal is at a host of this form; %s" % (url, _WANTED)
        if difflib.SequenceMatcher(None, tail, suffix).ratio() >= _NEAR:
            return "%r: did you mean %s instead of %s? %s" % (url, suffix, tail, _WANTED)
    return None
