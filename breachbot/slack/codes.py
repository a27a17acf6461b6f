"""Slack's error codes, by what they mean for a message.

Only a code that is named in FINAL ends a message. A code that an administrator, an owner or a colleague can mend holds
it up, with words for whoever mends it. Everything else, known as passing or not known at all, is tried again. The codes
are those of docs.slack.dev/reference/methods for the methods that breachbot calls.
"""

from __future__ import annotations

from collections.abc import Mapping

FINAL = frozenset(
    {
        # what we sent can never be taken as it is
        "invalid_blocks",
        "invalid_blocks_format",
        "invalid_attachments",
        "msg_too_long",
        "msg_blocks_too_long",
        "no_text",
        "too_many_attachments",
        "view_too_large",
        "invalid_view",
        "invalid_name",
        "invalid_name_maxlength",
        "invalid_name_punctuation",
        "invalid_name_required",
        "invalid_name_specials",
        "name_taken",
        "not_pinnable",
        "invalid_trigger_id",
        "expired_trigger_id",
        "exchanged_trigger_id",
        "trigger_expired",
        "trigger_exchanged",
        # the thing it is about is gone
        "message_not_found",
        "cant_update_message",
        "cant_delete_message",
        "edit_window_closed",
        "view_not_found",
        "hash_conflict",
        "bad_timestamp",
        "already_pinned",
        "already_in_channel",
        "cant_invite_self",
        # the person does not exist, or is not a person
        "user_not_found",
        "users_not_found",
        "cannot_dm_bot",
        "user_is_bot",
    }
)
"""The whole list of what is not tried again."""

NO_SUCH_PERSON = frozenset({"channel_not_found"})
"""Final too where the place is a person: no conversation with them can exist."""

PASSING = frozenset(
    {
        "ratelimited",
        "rate_limited",
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        "team_added_to_org",
        "external_channel_migrating",
    }
)
"""Slack says itself that it is busy, broken or being moved."""

_INSTALL = "install the app again and set its new token"
_TOKEN: Mapping[str, str] = {
    "invalid_auth": "the token is wrong: set the one from the app's page",
    "not_authed": "no token was sent: set the one from the app's page",
    "token_revoked": f"the token was revoked: {_INSTALL}",
    "token_expired": f"the token has expired: {_INSTALL}",
    "account_inactive": f"the app was removed from the workspace: {_INSTALL}",
    "user_removed_from_team": f"the app was removed from the workspace: {_INSTALL}",
    "not_allowed_token_type": "the token is of the wrong kind: set the bot token, xoxb-…",
}
SHUT_OUT = frozenset(_TOKEN)
"""The token is useless: nobody can be told anything in Slack until somebody has repaired that."""

_ORGANISATION: Mapping[str, str] = {
    "accesslimited": "Slack is not allowed from this server's network: an owner has to allow its address",
    "app_restricted_org_wide": "the organisation has restricted the app: an administrator has to approve it",
    "ekm_access_denied": "the organisation's key management suspended posting: a key administrator has to restore it",
    "enterprise_is_restricted": "the token belongs to the organisation: install the app in the workspace",
    "message_limit_exceeded": "the workspace has reached its limit of messages: an owner has to raise it",
    "org_login_required": "the workspace is being moved into an organisation: an administrator has to finish that",
    "paid_teams_only": "the workspace's plan does not include this: an owner has to change it",
    "plan_upgrade_required": "the workspace's plan does not include this: an owner has to change it",
    "team_access_not_granted": "the app may not use this workspace: an administrator has to grant it",
    "team_disabled": "the workspace is switched off: an owner has to restore it",
    "two_factor_setup_required": "the account lacks two-factor authentication, which the workspace asks for: set it up",
}
ORGANISATION = frozenset(_ORGANISATION)
"""A policy, plan or migration of the workspace or organisation. It is the same trouble in every place."""

_POSTING = "the workspace does not allow posting here: an owner has to allow it to the app"
_PLACE: Mapping[str, str] = {
    "restricted_action": "the workspace lets the app make no private channel, or not post: an owner has to allow it",
    "restricted_action_non_threadable_channel": _POSTING,
    "restricted_action_read_only_channel": _POSTING,
    "restricted_action_thread_locked": _POSTING,
    "restricted_action_thread_only_channel": _POSTING,
    "posting_to_channel_denied": _POSTING,
    "posting_to_general_channel_denied": _POSTING,
    "access_denied": "access is denied to the app: an administrator has to grant it",
    "no_permission": "the app is not allowed to do this here: make it a member, or ask an administrator",
    "permission_denied": "the app is not allowed to do this here: ask an administrator",
    "is_archived": "the channel is archived: unarchive it",
    "is_inactive": "the channel is frozen: an administrator has to open it again",
    "channel_not_found": "the channel does not exist, or the app is not in it: invite the app",
    "not_in_channel": "the app is not in the channel: invite it",
    "user_not_in_channel": "the app is not in the channel: invite it",
    "missing_scope": "the app lacks a permission: install it again from `breachbot manifest`",
    "not_enabled": "the app's Home tab is switched off: install the app again from `breachbot manifest`",
    "messages_tab_disabled": "the app's Messages tab is switched off: install the app again from `breachbot manifest`",
    "user_disabled": "the person's account is deactivated: give their role to somebody else",
    "user_not_visible": "the app cannot see the person: ask an administrator, or give the role to somebody else",
    "cannot_dm": "the person accepts no direct messages from the app: an administrator has to allow it",
}
_INVITING: Mapping[str, str] = {
    "cant_invite": "the person cannot be let in: invite them by hand, or give their role to somebody else",
    "invitee_cant_see_channel": "the person is not in the channel's workspace: add them to it",
    "no_external_invite_permission": "the person belongs to another organisation: give their role to a member",
    "team_not_in_channel": "the person is not in the channel's workspace: add them to it",
    "ura_max_channels": "the person is a guest with all the channels they may have: give their role to a member",
    "user_is_restricted": "the person or the app is restricted: give the role to a full member",
    "user_is_ultra_restricted": "the person is a guest of one channel: give their role to a member",
    "user_team_not_in_channel": "the person is not in the channel's workspace: add them to it",
}
_NOT_MEMBERS: Mapping[str, str] = {
    "guest": "a guest is not let into an incident's channel: give their role to a member",
    "stranger": "somebody from another organisation is not let into an incident's channel: give their role to a member",
    "gone": "the person's account is deactivated: give their role to somebody else",
}
REPAIRABLE = frozenset(_PLACE) | ORGANISATION | frozenset(_INVITING)
"""The app, a channel, the workspace or an account is set up wrongly. Nothing may be lost until that is repaired."""

WHAT_TO_DO: Mapping[str, str] = {**_TOKEN, **_ORGANISATION, **_PLACE, **_INVITING, **_NOT_MEMBERS}
"""Why it cannot be done and what to do about it, as `why: what`; the last three are our own words."""

NO_FILES: Mapping[str, str] = {
    "file_uploads_disabled": "the workspace has switched files off",
    "file_uploads_except_images_disabled": "the workspace takes pictures alone",
    "file_type_not_allowed": "the workspace does not take files of this kind",
    "file_upload_size_restricted": "the workspace does not take files of this size",
    "malware_detected": "the workspace's scanner did not let them through",
    "storage_limit_reached": "the workspace has no room for files",
    "not_allowed": "the workspace does not let the app share files",
    "restricted_action": "the workspace does not let the app share files",
    "no_permission": "the workspace does not let the app share files",
    "access_denied": "the workspace does not let the app share files",
    "plan_upgrade_required": "the workspace's plan does not include files",
    "missing_scope": "the app lacks a permission for files",
}
"""Why Slack takes no files. Nothing waits for that: people are told how else they get the notice."""

GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
"""A message that can no longer be edited is posted again."""
