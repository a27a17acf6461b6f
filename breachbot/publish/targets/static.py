"""The security page as a folder of plain files, which any web server can show.

    index.html  feed.xml  feed.json  index.json  SHA256SUMS
    <slug>/index.html  <slug>/v1.html …
    <slug>/index.de.html  <slug>/v1.de.html …    in each other language of the page

`index.json` is the list by which breachbot knows what it wrote.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from breachbot.private import unusable
from breachbot.publish.target import WEB_PAGE, ApprovedPage, Given, Site, Target, Written

if TYPE_CHECKING:
    from breachbot.publish.targets._layout import Files, Layout
    from breachbot.publish.targets._listing import Listing


def write(page: ApprovedPage, site: Site, given: Given) -> Written:
    """Write the version beside the earlier ones, and bring the lists up to date."""
    from breachbot.publish.targets import _folder

    return _folder.write(page, site, given["public_dir"], _layout(), _url(page, site))


def there(page: ApprovedPage, site: Site, given: Given) -> Written:
    """The file of the version."""
    from breachbot.publish.targets import _folder

    return _folder.there(page, given["public_dir"], _layout(), _url(page, site))


def _url(page: ApprovedPage, site: Site) -> str:
    return site.address(f"{page.slug}/")


def read(place: str, _given: Given) -> bytes:
    """What is in the file of a version now."""
    from breachbot.publish.targets import _folder

    return _folder.read(place)


def fault(given: Given) -> str | None:
    """Whether the folder can be written, now or once it is made."""
    why = unusable(given["public_dir"])
    return f"BREACHBOT_PUBLIC_DIR: {why}" if why else None


def _layout() -> Layout:
    from breachbot.publish.targets._layout import Layout

    return Layout(WEB_PAGE, "index.json", _lists, languages=True)


def _lists(listing: Listing, data: bytes, site: Site) -> Files:
    """The list for people, the two for feed readers, and the checksums of all files."""
    from breachbot.publish.targets._feeds import render_atom, render_json_feed
    from breachbot.publish.targets._layout import sha256
    from breachbot.publish.targets._listing import render_index, render_sums

    lists = {
        "index.html": render_index(listing, site.company, site.templates).encode(),
        "feed.xml": render_atom(listing, site),
        "feed.json": render_json_feed(listing, site),
    }
    sums = render_sums(listing, {name: sha256(one) for name, one in {**lists, "index.json": data}.items()})
    return [*lists.items(), ("SHA256SUMS", sums.encode())]


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
TARGET = Target("static", SETTINGS, write, read, there, fault)
