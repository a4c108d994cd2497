# -*- coding: utf-8 -*-
# Copyright: dayone.identity_center contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The control calls under /_emulator/: journal, load, reset, state, fill, faults, credentials... JSON in, JSON out."""

from __future__ import annotations

import json

from werkzeug.wrappers import Response

from .fill import fill
from .iam_enforcement import limit
from .options import FAULTS


def handle(stand_in, request) -> Response:
    name = request.path[len("/_emulator/") :]
    handler = HANDLERS.get((request.method, name))
    if handler is None:
        return _json({"error": "unknown control call %s %s" % (request.method, request.path)}, 404)
    try:
        return _json(handler(stand_in, json.loads(request.get_data() or b"{}")))
    except (ValueError, KeyError, TypeError) as error:
        return _json({"error": "%s: %s" % (type(error).__name__, error)}, 400)


def _json(value, status: int = 200) -> Response:
    return Response(json.dumps(value, default=str), status, content_type="application/json")


def _journal(stand_in, _body) -> list:
    return stand_in.journal.entries()


def _clear_journal(stand_in, _body) -> dict:
    stand_in.journal.clear()
    stand_in.state.load.clear()
    stand_in.state.limits.asked.clear()
    return {}


def _load(stand_in, _body) -> dict:
    with stand_in.state.lock:
        stand_in.state.settle()
        return stand_in.state.load.shown()


def _fill(stand_in, body) -> dict:
    return fill(stand_in.state, body)


def _reset(stand_in, _body) -> dict:
    stand_in.reset()
    return {}


def _faults(stand_in, body) -> dict:
    unknown = set(body) - set(FAULTS)
    if unknown:
        raise ValueError("unknown fault %s; known are %s" % (", ".join(sorted(unknown)), ", ".join(FAULTS)))
    if isinstance(body.get("fail_account"), str):
        body["fail_account"] = [body["fail_account"]]
    with stand_in.state.lock:
        for name, value in body.items():
            setattr(stand_in.options, name, value)
    stand_in.faults.restart()
    return stand_in.options.faults()


def _credentials(stand_in, body) -> dict:
    state = stand_in.state
    if state.account(body["account_id"]) is None:
        raise ValueError("account %s is not in the organization" % body["account_id"])
    return state.administrator_credentials(body["account_id"])


def _actions(stand_in, _body) -> list:
    return sorted(stand_in.state.limits.asked)


def _limit(stand_in, body) -> dict:
    return limit(stand_in.state, body)


def _state(stand_in, _body) -> dict:
    """Enough to look at in a test that fails; not a database dump."""
    state = stand_in.state
    with state.lock:
        state.settle()
        return {
            "instance": state.instance,
            "users": {user.id: user.attributes for store in state.stores.values() for user in store.users.values()},
            "groups": {
                group.id: group.attributes for store in state.stores.values() for group in store.groups.values()
            },
            "memberships": [item.attributes for store in state.stores.values() for item in store.memberships.values()],
            "permission_sets": {
                item.arn: {name: value for name, value in vars(item).items() if name not in ("arn", "instance")}
                for item in state.permission_sets.values()
            },
            "assignments": [list(key) for key in state.assignments],
            "provisioned": [
                {"account": account, "permission_set": arn, "role": record.role, "version": record.version}
                for (account, arn), record in state.provisioned.items()
            ],
            "jobs": {job.request_id: [job.kind, job.status, job.reason] for job in state.jobs.values()},
            "faults": stand_in.options.faults(),
        }


def _external(stand_in, body) -> dict:
    """Let an external identity provider own these users and groups, as SCIM provisioning does."""
    state = stand_in.state
    with state.lock:
        for kind, option in (("users", "UserName"), ("groups", "DisplayName")):
            for name in body.get(kind, ()):
                (found,) = (
                    item
                    for store in state.stores.values()
                    for item in getattr(store, kind).values()
                    if item.attributes[option] == name
                )
                found.attributes["ExternalIds"] = [{"Issuer": "https://scim.example.com", "Id": "external-" + name}]
    return {}


HANDLERS = {
    ("GET", "journal"): _journal,
    ("DELETE", "journal"): _clear_journal,
    ("GET", "load"): _load,
    ("POST", "fill"): _fill,
    ("POST", "reset"): _reset,
    ("POST", "faults"): _faults,
    ("POST", "credentials"): _credentials,
    ("POST", "limited-credentials"): _limit,
    ("GET", "actions"): _actions,
    ("POST", "external"): _external,
    ("GET", "state"): _state,
}
