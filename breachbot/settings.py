"""Settings: environment variables with the prefix BREACHBOT_, or an `.env` file in the working directory.

Read once at the door (cli, demo) and handed on as one frozen value. No error and no representation ever shows
the value of a secret; every error names the variable.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field, SecretStr, ValidationError, create_model, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from breachbot.configured.company import Company
from breachbot.configured.filing import Filing
from breachbot.configured.listening import Listening, OwnErrors
from breachbot.configured.places import Places, bundled
from breachbot.configured.reach import Reach
from breachbot.configured.slack import Slack
from breachbot.configured.values import Secret, web_address
from breachbot.errors import BadFile
from breachbot.hosts import EVERYWHERE, LOOPBACK
from breachbot.intake.registry import SOURCES
from breachbot.intake.source import Source
from breachbot.model_words import in_words
from breachbot.playbook.timing import Duration
from breachbot.publish.registry import TARGETS
from breachbot.publish.target import Given, Target

PREFIX = "BREACHBOT_"
ENV_FILE = Path(".env")


class _House(Filing, Company, Reach, Slack, OwnErrors, Listening, Places, BaseSettings):
    """The settings that do not depend on which sources and targets there are, in the order of these blocks from the
    last to the first."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    @field_validator("publish_to")
    @classmethod
    def _known_targets(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := [name for name in value if name not in TARGETS]:
            raise ValueError(f"names {unknown[0]}, which is no target; there are: {', '.join(TARGETS)}")
        return tuple(dict.fromkeys(value))


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
