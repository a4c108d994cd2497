# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start URLs: what is right, and what a typo is told."""

from __future__ import annotations

import pytest
from ansible_collections.dayone.identity_center.plugins.module_utils._profiles.start_url import (
    check_start_url,
    default_start_url,
    same_portal,
)

STORE = "d-1234567890"


@pytest.mark.parametrize(
    "url",
    [
        "https://d-1234567890.awsapps.com/start",
        "https://d-1234567890.awsapps.com/start/",
        "https://d-1234567890.awsapps.com/start#/",
        "https://example.awsapps.com/start",
        "HTTPS://Example.AwsApps.com/start",
        "https://ssoins-1234567890abcdef.us-east-1.portal.amazonaws.com",
        "https://ssoins-1234567890abcdef.us-gov-west-1.portal.amazonaws.com/start",
        "https://ssoins-1234567890abcdef.cn-north-1.portal.amazonaws.com.cn",
        "https://ssoins-1234567890abcdef.eusc-de-east-1.portal.amazonaws.eu",
        "https://ssoins-1234567890abcdef.portal.eu-west-1.app.aws",
        "https://ssoins-1234567890abcdef.portal.cn-north-1.app.amazonwebservices.com.cn",
        "https://ssoins-1234567890abcdef.portal.eusc-de-east-1.api.amazonwebservices.eu",
        "https://start.us-gov-home.awsapps.com/directory/d-1234567890",
        "https://start.us-gov-west-1.us-gov-home.awsapps.com/directory/example",
        "https://start.home.awsapps.cn/directory/d-1234567890",
        "https://start.cn-north-1.home.awsapps.cn/directory/example",
        "https://identitycenter.amazonaws.com/ssoins-1234567890abcdef",
        "https://identitycenter.us-gov.amazonaws.com/ssoins-1234567890abcdef",
        "https://aws.example.com/",
        "https://sso.example.co.uk",
        "https://webapps.com/start",
        "https://myapps.com",
    ],
)
def test_start_urls_that_are_fine(url):
    assert check_start_url(url, STORE) is None


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://example.awsapp.com/start", "did you mean awsapps.com instead of awsapp.com?"),
        ("https://example.awsaps.com/start", "did you mean awsapps.com instead of awsaps.com?"),
        ("https://example.awsapps.cmo/start", "did you mean awsapps.com instead of awsapps.cmo?"),
        ("https://ssoins-1.us-east-1.portal.amazonaw.com", "did you mean amazonaws.com instead of amazonaw.com?"),
        ("https://example.awsapps.com", "has the path ''; wanted: https://example.awsapps.com/start"),
        ("https://example.awsapps.com/", "has the path '/'; wanted: https://example.awsapps.com/start"),
        ("https://example.awsapps.com/star", "has the path '/star'; wanted: https://example.awsapps.com/start"),
        (
            "https://start.us-gov-home.awsapps.com/start",
            "wanted: https://start.us-gov-home.awsapps.com/directory/d-1234567890",
        ),
        ("https://start.home.awsapps.cn/start", "wanted: https://start.home.awsapps.cn/directory/d-1234567890"),
        ("https://a.b.awsapps.com/start", "no access portal is at a host of this form"),
        ("https://awsapps.com/start", "no access portal is at a host of this form"),
        ("https://example.awsapps.com.example.net/start", "no access portal is at a host of this form"),
        ("http://example.awsapps.com/start", "does not begin with https:// and a host"),
        ("https:/example.awsapps.com/start", "does not begin with https:// and a host"),
        ("https//example.awsapps.com/start", "does not begin with https:// and a host"),
        ("example.awsapps.com/start", "does not begin with https:// and a host"),
        ("d-1234567890", "does not begin with https:// and a host"),
        ("", "does not begin with https:// and a host"),
        ("https:///start", "does not begin with https:// and a host"),
        ("https://exam ple.awsapps.com/start", "is not a URL"),
        (" https://example.awsapps.com/start", "is not a URL"),
        ("https://example.awsapps.com/start\n", "is not a URL"),
        ("https://[::1/start", "is not a URL"),
        ("https://exämple.awsapps.com/start", "is not a URL"),
        ("https://ada@example.awsapps.com/start", "holds a user name or a query"),
        ("https://example.awsapps.com/start?x=1", "holds a user name or a query"),
        (
            "https://d-0000000000.awsapps.com/start",
            "is the portal of directory d-0000000000, but the instance's is d-1234567890",
        ),
        (
            "https://start.us-gov-home.awsapps.com/directory/d-0000000000",
            "is the portal of directory d-0000000000, but the instance's is d-1234567890",
        ),
    ],
)
def test_start_urls_that_are_not(url, wanted):
    assert wanted in check_start_url(url, STORE)
    assert repr(url) in check_start_url(url, STORE)


def test_without_a_directory_to_compare_with_any_is_fine():
    assert check_start_url("https://d-0000000000.awsapps.com/start") is None


@pytest.mark.parametrize(
    ("region", "wanted"),
    [
        ("us-east-1", "https://d-1234567890.awsapps.com/start"),
        ("us-gov-west-1", "https://start.us-gov-home.awsapps.com/directory/d-1234567890"),
        ("cn-north-1", "https://start.home.awsapps.cn/directory/d-1234567890"),
    ],
)
def test_the_default_of_each_partition(region, wanted):
    assert default_start_url(STORE, region) == wanted
    assert check_start_url(wanted, STORE) is None


@pytest.mark.parametrize("end", ["", "/", "#", "#/", "/#", "/#/", "#/?tab=accounts"])
def test_one_portal_is_the_same_however_it_is_spelled(end):
    assert same_portal("https://example.awsapps.com/start", "https://Example.awsapps.com/start" + end)
    assert same_portal("https://example.awsapps.com/start" + end, "HTTPS://example.awsapps.com/start/")


@pytest.mark.parametrize("other", [None, "", "https://example.awsapps.com", "https://other.awsapps.com/start", "x"])
def test_two_portals_are_two(other):
    assert not same_portal("https://example.awsapps.com/start", other)
    assert not same_portal(other, "https://example.awsapps.com/start")
