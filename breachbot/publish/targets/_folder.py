"""The files of the security page in a folder. Each is written whole or not at all, by one writer at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from breachbot.errors import DeliveryError
from breachbot.publish.target import ApprovedPage, Site, Written
from breachbot.publish.targets._files import alone, read_back, write_whole
from breachbot.publish.targets._layout import Layout, sha256


def write(page: ApprovedPage, site: Site, folder: Path, layout: Layout, url: str) -> Written:
    """Write one version and bring the lists up to date; `url` is the address of the page.

    Raises a permanent DeliveryError as `Layout.after` does, and a passing one if the folder cannot be written now.
    """
    with _reaching("written"), alone(folder):
        files = layout.after(page, site, lambda name: _have(folder / name))
        _require_inside(folder, [name for name, _ in files])
        for name, content in files:
            write_whole(folder / name, content)
        seen = {name: sha256(read_back(folder / name)) for name, _ in files}
    version = layout.file_of(page.slug, page.version)
    if seen[version] == page.approved[layout.document]:
        del seen[version]  # it is told apart, as what was approved
    return Written(str(folder / version), url, seen, layout.document)


def there(page: ApprovedPage, folder: Path, layout: Layout, url: str) -> Written:
    """Where the version lies once it is written."""
    return Written(str(folder / layout.file_of(page.slug, page.version)), url, {}, layout.document)


def read(place: str) -> bytes:
    """What is in the file of a version now."""
    with _reaching("read"):
        return read_back(Path(place))


def _require_inside(folder: Path, names: Iterable[str]) -> None:
    """Raises a permanent DeliveryError for a link that somebody laid, by which a file would be written elsewhere."""
    whole = folder.resolve()
    for name in names:
        if not (folder / name).resolve().is_relative_to(whole):
            raise DeliveryError(f"{name} leads out of the folder of the security page.", permanent=True)


def _have(path: Path) -> bytes | None:
    try:
        return read_back(path)
    except FileNotFoundError:
        return None


@contextmanager
def _reaching(done: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DeliveryError(f"The folder of the security page cannot be {done}: {error.strerror}.") from error
