# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finding stores and resources, and what their ids may look like."""

from __future__ import annotations

from ..errors import not_found, validation

READS = ("Describe", "Get", "List", "IsMemberIn")


def bare(identifier: str) -> str:
    """The id in an ARN, or the id itself."""
    return identifier.rsplit("/", 1)[-1]


def store(call):
    """The store that the call names. It only answers in the instance's Region.

    The organization's accounts may read its store (botocore's model says so of every read); an account instance's
    store belongs to its account alone.
    """
    store_id = bare(call.parameters["IdentityStoreId"])
    found = call.state.stores.get(store_id)
    if found is None or call.region != call.options.region:
        raise not_found("IdentityStore not found.", "IDENTITY_STORE", store_id)
    if found.account != call.state.organization.management:
        allowed = call.account == found.account
    else:
        allowed = call.manages or call.operation.startswith(READS)
    if not allowed:
        raise call.denied("the identity store belongs to account %s" % found.account)
    return found


def resource(call, items: dict, identifier: str, resource_type: str):
    """A user, group or membership by id. Reads do not see what is too fresh."""
    found = items.get(bare(identifier))
    if found is None or (call.operation.startswith(READS) and not call.visible(found.created)):
        raise not_found("%s not found." % resource_type, resource_type, bare(identifier))
    return found


def user(call, found, identifier: str):
    return resource(call, found.users, identifier, "USER")


def group(call, found, identifier: str):
    return resource(call, found.groups, identifier, "GROUP")


def by_unique_attribute(call, items: dict, names: dict, paths: dict, resource_type: str):
    """GetUserId and GetGroupId.

    :param names: the store's `names`
    :param paths: attribute path -> (kind of name, function that reads it from the attributes)
    """
    identifier = call.parameters["AlternateIdentifier"]
    unique = identifier.get("UniqueAttribute")
    if unique:
        if unique["AttributePath"] not in paths:
            raise validation("AttributePath %s is not a unique attribute." % unique["AttributePath"])
        wanted = unique["AttributeValue"]
        if not isinstance(wanted, str):
            raise validation("The value of %s must be a string." % unique["AttributePath"])
        kind, read = paths[unique["AttributePath"]]
        item = items.get(names.get((kind, wanted.lower())))
        if item and call.visible(item.created) and same(call, read(item.attributes), wanted):
            return item
    # Nobody can set an external id through this API, so a lookup by ExternalId finds nothing.
    raise not_found("%s not found." % resource_type, resource_type)


def same(call, one: str | None, other: str) -> bool:
    """[?] Strict: lookups are exact, though names are unique without regard to case. Lenient: case is ignored."""
    return one == other if call.strict else (one or "").lower() == other.lower()


def stamps(item) -> dict:
    """CreatedAt and so on, and the revision."""
    return {
        "CreatedAt": item.created,
        "CreatedBy": item.actor,
        "UpdatedAt": item.updated or item.created,
        "UpdatedBy": item.actor,
        "Revision": str(item.revision),
    }


def filtered(call, items, attribute: str):
    """ListUsers and ListGroups: visible items, by at most one filter. Another attribute is an error."""
    found = [item for item in items if call.visible(item.created)]
    for item in call.parameters.get("Filters", []):
        if item["AttributePath"] != attribute:
            raise validation("The filter attribute %s is not supported." % item["AttributePath"])
        found = [one for one in found if same(call, one.attributes[attribute], item["AttributeValue"])]
    return found
