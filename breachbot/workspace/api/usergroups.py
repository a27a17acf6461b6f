"""usergroups.users.list. Source: docs.slack.dev/reference/methods."""

from __future__ import annotations

from breachbot.workspace.api.calls import ApiError, required
from breachbot.workspace.state import Json, Workspace


def members(ws: Workspace, args: Json) -> Json:
    """The ids of those in a user group. Refusal: no_such_subteam."""
    (group,) = required(args, "usergroup")
    if group not in ws.groups:
        raise ApiError("no_such_subteam")
    return {"users": list(ws.groups[group].members)}
