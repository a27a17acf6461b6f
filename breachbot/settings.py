"""Settings: environment variables with the prefix BREACHBOT_, or an `.env` file in the working directory.

Read once at the door (cli, demo) and handed on as one frozen value. No error and no representation ever shows
the value of a secret; every error names the variable.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    Field,
    SecretStr,
    TypeAdapter,
    ValidationError,
    create_model,
    field_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from breachbot.errors import BadFile
from breachbot.hosts import EVERYWHERE, LOOPBACK, host_names
from breachbot.intake.registry import SOURCES
from breachbot.intake.source import Source
from breachbot.model_words import in_words
from breachbot.notices.values import Email
from breachbot.playbook.timing import Duration
from breachbot.playbook.types import written
from breachbot.publish.registry import TARGETS
from breachbot.publish.target import Given, Target

PREFIX = "BREACHBOT_"
DEFAULT_LOCALE = "en"
ENV_FILE = Path(".env")

Names = Annotated[tuple[str, ...], NoDecode]
"""Separated by commas in the environment."""


def bundled(name: Literal["playbooks", "templates"]) -> Path:
    """Where the data that comes with breachbot lies: inside a wheel, or at the root of a checkout."""
    package = Path(__file__).resolve().parent
    in_wheel = package / "bundled" / name
    return in_wheel if in_wheel.is_dir() else package.parent / name


def _sqlite_in(valid: dict[str, Any]) -> SecretStr:
    return SecretStr(f"sqlite:///{valid['data_dir'] / 'breachbot.db'}")


def _as_it_was_copied(value: SecretStr | None) -> SecretStr | None:
    if value is not None and value.get_secret_value() != value.get_secret_value().strip():
        raise ValueError("begins or ends with white space, which no signature would fit: copy it again")
    return value


Secret = Annotated[SecretStr | None, AfterValidator(_as_it_was_copied)]
"""A secret that somebody copied from elsewhere."""

_LANGUAGE = written(
    r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "names no language; a tag such as en, de or pt-BR is wanted"
)


class _House(BaseSettings):
    """The settings that do not depend on which sources and targets there are."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    # where things lie
    data_dir: Path = Field(
        Path(".breachbot"),
        description="Folder for the SQLite database, its master key and the published page.",
    )
    database_url: SecretStr = Field(
        default_factory=_sqlite_in,
        description="`sqlite:///path` for one process, `postgresql://user:password@host/name` for several. "
        "Not set: `breachbot.db` in the data folder.",
    )
    master_key: SecretStr | None = Field(
        None,
        description="`id:` and 32 bytes in base64, older keys after a comma. It wraps the keys that seal every "
        "incident. Required with PostgreSQL; on SQLite it is made at first start. Keep a copy: without it nothing "
        "can be read again.",
    )
    playbooks_dir: Path = Field(
        default_factory=lambda: bundled("playbooks"),
        description="Your own playbooks. Not set: those that come along.",
    )
    regimes: Names = Field(
        ("gdpr",),
        description="The laws that the company goes by, separated by commas: beside the playbooks in that folder the "
        "packs `uk_gdpr`, `swiss_fadp`, `nis2`, `dora`, `cra` and `eprivacy`, or your own in `packs` there. A pack "
        "sets a clock once a person has confirmed that it applies to the incident.",
    )
    templates_dir: Path = Field(
        default_factory=lambda: bundled("templates"),
        description="Your own templates. Not set: those that come along.",
    )
    locale: Annotated[str, _LANGUAGE] = Field(
        DEFAULT_LOCALE,
        description="The language of notices: a folder of the templates.",
    )
    timezone: str = Field(
        "UTC",
        description="The company's own time zone, such as `Europe/Dublin` (an IANA name): notices show its time beside "
        "UTC.",
    )
    publish_to: Names = Field(
        ("static",), description="Where the security page goes out: names of targets, separated by commas."
    )
    public_url: str | None = Field(
        None,
        description="Address under which readers find the security page, such as `https://example.com/security`.",
    )

    # who listens where
    host: str = Field("127.0.0.1", description="Address that the HTTP server listens on.")
    port: int = Field(
        8080, ge=1, le=65535, description="Port of the web hooks, Slack requests and health checks."
    )
    url: str | None = Field(
        None,
        description="Address under which breachbot itself is reached, such as `https://breachbot.example.com`. "
        "Calendars of deadlines need it.",
    )
    metrics_port: int = Field(
        9108, ge=1, le=65535, description="Port of `/metrics`; always on 127.0.0.1 alone."
    )

    health_hosts: Names = Field(
        (),
        description="Names of hosts, separated by commas, under which `/healthz`, `/readyz` and `/metrics` may be "
        "asked beside `localhost`, `127.0.0.1`, `::1`, the address of `BREACHBOT_HOST` and the host of "
        "`BREACHBOT_PUBLIC_URL`; `*`: under any, as probes need that ask by the address of a container. Whoever asks "
        "for another host gets 421.",
    )

    # Sentry for breachbot's own errors
    sentry_dsn: SecretStr | None = Field(
        None, description="Where breachbot reports its own errors, scrubbed. Not set: nowhere."
    )
    sentry_own_project: str | None = Field(
        None,
        description="Slug of the Sentry project behind that DSN; its alerts are never taken in (loop guard).",
    )

    # Slack
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

    # reaching people beside Slack: the codename and the time left, and nothing else
    mail_host: str | None = Field(
        None,
        description="Mail server for reminders that reach nobody in Slack, or that nobody answers. Not set: no mail.",
    )
    mail_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    mail_security: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        description="`starttls`, `tls` (from the first byte, usually port 465), or `none`, for one on this machine.",
    )
    mail_user: str | None = Field(None, description="User at the mail server, if it asks for one.")
    mail_password: Secret = Field(None, description="Password of that user.")
    mail_from: str | None = Field(None, description="Address that these mails come from.")
    mail_to: SecretStr | None = Field(
        None,
        description="Whose mail goes where: `U012AB3CD=dpo@example.com`, separated by commas, for the Slack user ids "
        "of the team, and for `director` and `operators`, who need no Slack; the same name may come several times.",
    )
    pager_url: SecretStr | None = Field(
        None,
        description="Address of the web hook by which somebody is paged (`https://…`). Not set: no web hook; with "
        "`BREACHBOT_PAGER_FORM=pagerduty` PagerDuty's own.",
    )
    pager_form: Literal["generic", "pagerduty"] = Field(
        "generic", description="`generic`: JSON with a signature; `pagerduty`: an event of its Events API v2."
    )
    pager_secret: Secret = Field(
        None, description="Key of the web hook's signature, or the integration key of PagerDuty."
    )

    ping_url: SecretStr | None = Field(
        None,
        description="Address that is asked (GET) once a minute as long as reminders are raised. Whoever watches it "
        "tells you when breachbot has stopped.",
    )

    # what the notices say about the company
    company_name: str | None = Field(None, description="Name of the controller, as in the notices.")
    company_address: str | None = Field(None, description="Postal address of the controller.")
    contact_role: str | None = Field(
        None,
        description="What the contact in the notices is, such as `Privacy team`. Not set: `Data protection officer`.",
    )
    dpo_name: str | None = Field(None, description="Name of that contact, as in the notices.")
    dpo_email: str | None = Field(None, description="E-mail address where the DPO can be reached.")
    dpo_phone: str | None = Field(None, description="Telephone number where the DPO can be reached.")
    authority_name: str | None = Field(None, description="The competent supervisory authority.")
    authority_form_url: str | None = Field(
        None,
        description="Address of the form on which that authority takes notifications of breaches (`https://…`).",
    )
    security_contact: str | None = Field(
        None, description="Address for readers of the security page, if it is not the DPO's."
    )

    @field_validator("responders", "deputies", "publish_to", "health_hosts", "regimes", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(part for part in (part.strip() for part in value.split(",")) if part)

    @field_validator("responders", "deputies", "dpo")
    @classmethod
    def _user_ids(cls, value: tuple[str, ...] | str | None) -> tuple[str, ...] | str | None:
        for user in (value,) if isinstance(value, str) else value or ():
            if not re.fullmatch(r"[UW][A-Z0-9]+", user):
                raise ValueError("holds a name or an address; a Slack user id such as U012AB3CD is wanted")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            return ZoneInfo(value).key
        except (ZoneInfoNotFoundError, ValueError, OSError):  # no such file, a path, a folder
            raise ValueError("names no time zone; an IANA name such as Europe/Dublin is wanted") from None

    @field_validator("publish_to")
    @classmethod
    def _known_targets(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := [name for name in value if name not in TARGETS]:
            raise ValueError(f"names {unknown[0]}, which is no target; there are: {', '.join(TARGETS)}")
        return tuple(dict.fromkeys(value))

    @field_validator("health_hosts")
    @classmethod
    def _hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return host_names(value)

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

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr) -> SecretStr:
        scheme, colon, rest = value.get_secret_value().partition("://")
        if scheme in ("postgres", "postgresql", "postgresql+psycopg") and rest:
            return SecretStr(_postgres(f"postgresql+psycopg://{rest}"))
        if scheme == "sqlite" and colon and rest.startswith("/") and len(rest) > 1:
            return value
        raise ValueError("must start with sqlite:/// and a path, or with postgresql://")

    @field_validator("slack_api_url")
    @classmethod
    def _ends_in_slash(cls, value: str) -> str:
        web_address(value)
        return value if value.endswith("/") else value + "/"

    @field_validator("public_url", "url")
    @classmethod
    def _no_slash(cls, value: str | None) -> str | None:
        return web_address(value).geturl().rstrip("/") if value else value

    @field_validator("authority_form_url")
    @classmethod
    def _encrypted(cls, value: str | None) -> str | None:
        if value is not None and web_address(value).scheme != "https":
            raise ValueError("must be a whole address with https://")
        return value

    @field_validator("sentry_dsn")
    @classmethod
    def _dsn(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parts = web_address(value.get_secret_value())
            if not (parts.username and parts.path.rpartition("/")[2].isdigit()):
                raise ValueError("is no DSN; it reads https://key@host/number")
        return value

    @field_validator("mail_to")
    @classmethod
    def _whose(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            _addresses(value.get_secret_value())
        return value

    @field_validator("pager_url", "ping_url")
    @classmethod
    def _safe_hook(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parts = web_address(value.get_secret_value())
            if parts.scheme != "https" and parts.hostname not in LOOPBACK:
                raise ValueError("must be a whole address with https://")
        return value

    @field_validator("dpo_email", "security_contact", "mail_from")
    @classmethod
    def _email(cls, value: str | None) -> str | None:
        try:
            _EMAIL.validate_python(value)
        except ValidationError:
            raise ValueError("is no e-mail address; one such as privacy@example.com is wanted") from None
        return value

    @property
    def addresses(self) -> Mapping[str, tuple[str, ...]]:
        """The addresses for mail, by Slack user id, `director` or `operators`."""
        return _addresses(self.mail_to.get_secret_value()) if self.mail_to else {}

    @property
    def on_postgres(self) -> bool:
        """Whether the database is PostgreSQL; otherwise it is SQLite."""
        return self.database_url.get_secret_value().startswith("postgresql")


EXPECTED = "{}_expected_every"
"""The setting of a source that says how often something comes from it."""


def _of_sources(sources: Mapping[str, Source]) -> dict[str, Any]:
    """The fields of what the sources are set up with, and of their rhythm."""
    fields: dict[str, Any] = {}
    for source in sources.values():
        fields |= {name: (Secret, Field(None, description=what)) for name, what in source.settings.items()}
        what = (
            f"{source.title}: people are told when nothing has come for so long, such as `PT12H` or `P7D`. "
            "Not set: its silence is not noticed."
        )
        fields[EXPECTED.format(source.name)] = (Duration | None, Field(None, description=what))
    return fields


if TYPE_CHECKING:
    _WithRegistries = _House
else:
    _WithRegistries = create_model(
        "_WithRegistries",
        __base__=_House,
        **_of_sources(SOURCES),
        **{name: field for target in TARGETS.values() for name, field in target.settings.items()},
    )


class Settings(_WithRegistries):
    """Everything that differs between installations. A variable set to nothing counts as not set.

    tables: the sources that are data, by name.
    """

    tables: ClassVar[Mapping[str, Source]] = {}

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source there is, by name."""
        return {**SOURCES, **self.tables}

    def of_source(self, source: Source) -> dict[str, str]:
        """The settings of a source that are set, in its order; none of them if the first is not."""
        known: dict[str, SecretStr | None] = {name: getattr(self, name) for name in source.settings}
        on = bool(next(iter(known.values())))
        return {name: secret.get_secret_value() for name, secret in known.items() if on and secret}

    def rhythm(self, source: Source) -> timedelta | None:
        """How often at least something comes from a source; None if that is not set, or the source is not."""
        every: timedelta | None = getattr(self, EXPECTED.format(source.name))
        return every if self.of_source(source) else None

    def rhythms(self) -> dict[str, timedelta]:
        """That of each source that has one, by name."""
        known = {name: self.rhythm(source) for name, source in self.sources.items()}
        return {name: every for name, every in known.items() if every}

    def names(self) -> frozenset[str]:
        """The hosts under which health and metrics may be asked."""
        public = web_address(self.public_url).hostname if self.public_url else None
        own = {self.host.lower(), public or ""} - EVERYWHERE
        return LOOPBACK | own | {*self.health_hosts}

    def targets(self) -> list[tuple[Target, Given]]:
        """Where the security page goes out, each with the settings that it declares."""
        found = [TARGETS[name] for name in self.publish_to]
        return [(target, {name: getattr(self, name) for name in target.settings}) for target in found]


_EMAIL: TypeAdapter[Any] = TypeAdapter(Email)
"""What a notice takes for an address, so that none fails on a setting in the middle of an incident."""


def _addresses(text: str) -> dict[str, tuple[str, ...]]:
    """Whose mail goes where. Raises ValueError, with the place and without an address."""
    found: dict[str, tuple[str, ...]] = {}
    for number, entry in enumerate(text.split(","), start=1):
        name, _, address = (part.strip() for part in entry.partition("="))
        if not re.fullmatch(r"[UW][A-Z0-9]+|director|operators", name):
            raise ValueError(
                f"entry {number} does not begin with a Slack user id, director or operators, and ="
            )
        try:
            _EMAIL.validate_python(address)
        except ValidationError:
            raise ValueError(f"entry {number} holds no e-mail address behind the =") from None
        found[name] = (*found.get(name, ()), address)
    return found


def web_address(url: str) -> SplitResult:
    """The parts of a whole web address. Raises ValueError."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number, a bracket that is not closed
        raise ValueError("must be a whole address with https://") from None
    if not whole or re.search(r"\s", url):
        raise ValueError("must be a whole address with https://")
    return parts


def _postgres(url: str) -> str:
    """The same address, if SQLAlchemy can read it; its own words might quote the password."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError("cannot be read; it reads postgresql://user:password@host:port/name") from None
    return url


def variable(field: str) -> str:
    """The environment variable of a field."""
    return PREFIX + field.upper()


class BadSettings(BadFile):
    """Settings that cannot be read; `sentences` names one variable each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("settings", "; ".join(sentences))
        self.sentences = sentences


def with_tables(*folders: Path) -> type[Settings]:
    """The settings with those of the tables beside the playbooks of these folders; a later one takes the place of an
    earlier one of its name. Raises BadFile."""
    from breachbot.store.source_tables import FOLDER, load_tables

    tables: dict[str, Source] = {}
    for folder in dict.fromkeys(folders):
        tables |= load_tables(folder / FOLDER, Settings.model_fields)
    model = create_model("Settings", __base__=Settings, **_of_sources(tables))
    model.tables = tables
    return model


def load(env_file: Path | None = ENV_FILE) -> Settings:
    """Read the environment, then the file where it is silent. Raises BadSettings naming the variables, and BadFile if
    the table of a source is wrong."""
    own = _load(Settings, env_file).playbooks_dir
    return _load(with_tables(bundled("playbooks"), own), env_file)


def _load(model: type[Settings], env_file: Path | None) -> Settings:
    try:
        return model(_env_file=env_file)
    except ValidationError as error:
        # A default that could not be worked out because another field is wrong is not a fault of its own.
        faults = [fault for fault in error.errors() if fault["type"] != "default_factory_not_called"]
        raise BadSettings([_fault(fault) for fault in faults]) from None


def fault_in(name: str, value: str) -> str | None:
    """What is wrong with the value of one setting, whatever the others are: a sentence that names it, or None."""
    given: dict[str, Any] = {name: value}
    try:
        Settings(_env_file=None, _env_prefix="NO_ENVIRONMENT_", **given)
    except ValidationError as error:
        return next((_fault(fault) for fault in error.errors() if fault["loc"][0] == name), None)
    return None


def _fault(fault: ErrorDetails) -> str:
    """One sentence; the only numbers among the settings are ports."""
    is_port = fault["type"] in ("int_parsing", "greater_than_equal", "less_than_equal")
    what = "must be a whole number from 1 to 65535" if is_port else in_words(fault)
    return f"{variable(str(fault['loc'][0]))}: {what}"
