"""Where things lie: the data, the keys, the playbooks and templates, and the page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, Field, SecretStr, field_validator

from breachbot.configured.values import Names, WebAddress
from breachbot.playbook.words import written

DEFAULT_LOCALE = "en"


def bundled(name: Literal["playbooks", "templates"]) -> Path:
    """Where the data that comes with breachbot lies: inside a wheel, or at the root of a checkout."""
    package = Path(__file__).resolve().parent.parent
    in_wheel = package / "bundled" / name
    return in_wheel if in_wheel.is_dir() else package.parent / name


def _sqlite_in(valid: dict[str, Any]) -> SecretStr:
    return SecretStr(f"sqlite:///{valid['data_dir'] / 'breachbot.db'}")


LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_LANGUAGE = written(LANGUAGE, "names no language; a tag such as en, de or pt-BR is wanted")


def _all_languages(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if not re.fullmatch(LANGUAGE, name):
            raise ValueError(f"{name}: names no language; a tag such as en, de or pt-BR is wanted")
    return names


_EACH_A_LANGUAGE = AfterValidator(_all_languages)


class Places(BaseModel):
    """Where things lie, and what the company goes by."""

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
    languages: Annotated[Names, _EACH_A_LANGUAGE] = Field(
        (),
        description="The languages of the security page and of the mail to people, separated by commas, such as "
        "`en,de,fr`. That of `BREACHBOT_LOCALE` is always among them and is authoritative. Not set: that one alone.",
    )
    timezone: str = Field(
        "UTC",
        description="The company's own time zone, such as `Europe/Dublin` (an IANA name): notices show its time beside "
        "UTC.",
    )
    publish_to: Names = Field(
        ("static",), description="Where the security page goes out: names of targets, separated by commas."
    )
    public_url: WebAddress | None = Field(
        None,
        description="Address under which readers find the security page, such as `https://example.com/security`.",
    )

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            return ZoneInfo(value).key
        except (ZoneInfoNotFoundError, ValueError, OSError):  # no such file, a path, a folder
            raise ValueError("names no time zone; an IANA name such as Europe/Dublin is wanted") from None

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr) -> SecretStr:
        scheme, colon, rest = value.get_secret_value().partition("://")
        if scheme in ("postgres", "postgresql", "postgresql+psycopg") and rest:
            return SecretStr(_postgres(f"postgresql+psycopg://{rest}"))
        if scheme == "sqlite" and colon and rest.startswith("/") and len(rest) > 1:
            return value
        raise ValueError("must start with sqlite:/// and a path, or with postgresql://")

    @property
    def on_postgres(self) -> bool:
        """Whether the database is PostgreSQL; otherwise it is SQLite."""
        return self.database_url.get_secret_value().startswith("postgresql")


def _postgres(url: str) -> str:
    """The same address, if SQLAlchemy can read it; its own words might quote the password."""
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError("cannot be read; it reads postgresql://user:password@host:port/name") from None
    return url
