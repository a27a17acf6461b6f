"""The security page as a folder of plain files, which any web server can show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field

from breachbot.private import unusable
from breachbot.publish.target import ApprovedPage, Given, Site, Target, Written


def write(page: ApprovedPage, site: Site, given: Given) -> Written:
    """Write the version beside the earlier ones, and bring the lists up to date."""
    from breachbot.publish.targets import _folder

    return _folder.write(page, site, given["public_dir"])


def read(place: str, _given: Given) -> bytes:
    """What is in the file of a version now."""
    from breachbot.publish.targets import _folder

    return _folder.read(place)


def fault(given: Given) -> str | None:
    """Whether the folder can be written, now or once it is made."""
    why = unusable(given["public_dir"])
    return f"BREACHBOT_PUBLIC_DIR: {why}" if why else None


def _public_in(valid: dict[str, Any]) -> Path:
    return Path(valid["data_dir"]) / "public"


SETTINGS = {
    "public_dir": (
        Path,
        Field(
            default_factory=_public_in,
            description="Folder that your web server shows as the security page (target `static`). Not set: `public` "
            "in data_dir.",
        ),
    )
}
TARGET = Target("static", SETTINGS, write, read, fault)
