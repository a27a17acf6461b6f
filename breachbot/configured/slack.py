"""The Slack app, and who does what there."""

from __future__ import annotations

import re

from pydantic import BaseModel, Field, SecretStr, field_validator

from breachbot.configured.values import Names, Secret, web_address


class Slack(BaseModel):
    """The Slack app, its channel for signals, and the team."""

    slack_bot_token: Secret = Field(None, description="Bot token of the Slack app (`xoxb-…`).")
    slack_signing_secret: Secret = Field(None, description="Signing secret of the Slack app.")
    slack_app_token: Secret = Field(
        None,
        description="App-level token (`xapp-…`, scope `connections:write`). Set: Socket Mode, in which breachbot calls "
        "Slack and needs no address of its own. Not set: Slack calls `/slack/events`.",
    )
    slack_config_token: SecretStr | None = Field(
        None,
        description="App configuration token, for `breachbot doctor --live` alone: with it Slack judges the manifest "
        "and says what the installed app hears of. It lives twelve hours.",
    )
    slack_api_url: str = Field("https://slack.com/api/", description="Base address of the Slack Web API.")
    slack_team_id: str | None = Field(
        None,
        description="Id of the one workspace whose members are obeyed (`T…`). Not set: the bot token's.",
    )
    slack_files: bool = Field(
        True,
        description="`off`: notices are not put into Slack as files; messages name the command that writes them.",
    )
    triage_channel: str | None = Field(None, description="Id of the channel for cards about signals (`C…`).")
    responders: Names = Field(
        (),
        description="Slack user ids of those who answer signals, in order of turn. People change the team later "
        "(docs/people.md); each of these three settings counts again when it is changed.",
    )
    dpo: str | None = Field(None, description="Slack user id of the data protection officer (`U…`).")
    deputies: Names = Field((), description="Slack user ids of those who may approve in the DPO's place.")

    @field_validator("responders", "deputies", "dpo")
    @classmethod
    def _user_ids(cls, value: tuple[str, ...] | str | None) -> tuple[str, ...] | str | None:
        for user in (value,) if isinstance(value, str) else value or ():
            if not re.fullmatch(r"[UW][A-Z0-9]+", user):
                raise ValueError("holds a name or an address; a Slack user id such as U012AB3CD is wanted")
        return value

    @field_validator("triage_channel")
    @classmethod
    def _channel_id(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[CG][A-Z0-9]+", value):
            raise ValueError("holds a name or an address; a Slack channel id such as C012AB3CD is wanted")
        return value

    @field_validator("slack_team_id")
    @classmethod
    def _team_id(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[TE][A-Z0-9]+", value):
            raise ValueError("holds a name or an address; a workspace id such as T012AB3CD is wanted")
        return value

    @field_validator("slack_bot_token")
    @classmethod
    def _not_another_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and value.get_secret_value().startswith(("xapp-", "xoxp-")):
            raise ValueError("holds another kind of token; the bot token starts with xoxb-")
        return value

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not value.get_secret_value().startswith("xapp-"):
            raise ValueError("holds another kind of token; the app-level token starts with xapp-")
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _ends_in_slash(cls, value: str) -> str:
        web_address(value)
        return value if value.endswith("/") else value + "/"
