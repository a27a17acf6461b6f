"""Who listens where, and under which names; and where breachbot's own errors go."""

from __future__ import annotations

from pydantic import BaseModel, Field, SecretStr, field_validator

from breachbot.configured.values import Names, WebAddress, web_address
from breachbot.hosts import host_names


class Listening(BaseModel):
    """Who listens where."""

    host: str = Field("127.0.0.1", description="Address that the HTTP server listens on.")
    port: int = Field(
        8080, ge=1, le=65535, description="Port of the web hooks, Slack requests and health checks."
    )
    url: WebAddress | None = Field(
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

    @field_validator("health_hosts")
    @classmethod
    def _hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return host_names(value)


class OwnErrors(BaseModel):
    """Sentry for breachbot's own errors."""

    sentry_dsn: SecretStr | None = Field(
        None, description="Where breachbot reports its own errors, scrubbed. Not set: nowhere."
    )
    sentry_own_project: str | None = Field(
        None,
        description="Slug of the Sentry project behind that DSN; its alerts are never taken in (loop guard).",
    )

    @field_validator("sentry_dsn")
    @classmethod
    def _dsn(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            parts = web_address(value.get_secret_value())
            if not (parts.username and parts.path.rpartition("/")[2].isdigit()):
                raise ValueError("is no DSN; it reads https://key@host/number")
        return value
