"""docs/authorities.md, from the directory.

`python -m tests.playbook.page` (or `make docs`) writes it again; a test fails while the page says something else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from breachbot.cli.authorities import ways
from breachbot.playbook.authority import SEEN, SERVES, Authority, Read
from breachbot.store.authorities import load_directory

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "authorities.md"
NOT_KNOWN = "not known"
INTRODUCTION = """\
# The supervisory authorities

The directory that comes along (`playbooks/authorities`, one file for each): who takes the notification of a breach, in
which languages, how, what is needed for it, what to do when the portal is down, and what one gets as a receipt. Name
yours by its id: `BREACHBOT_AUTHORITY=ie-dpc`. `breachbot authorities --country IE` prints one in full. A file of your
own in the folder `authorities` of `BREACHBOT_PLAYBOOKS_DIR` takes the place of the one of its name
([how to](how-to/add-an-authority.md)).
This page is written by `make docs`.
"""
HEAD = (
    "Id",
    "Place",
    "Authority",
    "For",
    "Languages",
    "Ways",
    "Form",
    "Needs",
    "If it is down",
    "Receipt",
    "Notes",
)


def page() -> str:
    """The page as it should be."""
    directory = tuple(load_directory(ROOT / "playbooks"))
    lines = [INTRODUCTION, *_share(directory), "", *_table(directory), "", *_sources(directory)]
    return "\n".join(lines) + "\n"


def _share(directory: tuple[Authority, ...]) -> Iterator[str]:
    """How much is known, and how well."""
    yield f"{len(directory)} authorities. How well each part is known:"
    yield ""
    yield from _head("Part", *SEEN)
    parts: dict[str, list[Read]] = {
        "Name, website, e-mail": [*directory],
        "Languages": [one.languages for one in directory],
        "Way of filing": [one.filing for one in directory],
    }
    for name, reads in parts.items():
        found = Counter(one.mark for one in reads)
        yield _row(name, *(str(found[mark]) for mark in SEEN))
    yield ""
    yield "; ".join(f"*{mark}*: {means}" for mark, means in SEEN.items()) + "."
    yield ""
    yield from _head("Known of the filing", "of how many", "share")
    for what in ("form", "needs", "fallback", "receipt", "verified_on"):
        known = sum(getattr(one.filing, what) is not None for one in directory)
        name = "live page looked at" if what == "verified_on" else what
        yield _row(name, f"{known} of {len(directory)}", f"{known / len(directory):.0%}")


def _table(directory: tuple[Authority, ...]) -> Iterator[str]:
    yield from _head(*HEAD)
    for one in directory:
        filing = one.filing
        told = [filing.needs, filing.fallback, filing.receipt]
        yield _row(
            f"`{one.id}`",
            one.place,
            f"[{one.title}]({one.website})",
            SERVES[one.serves],
            f"{', '.join(one.languages.codes)} ({one.languages.mark})",
            f"{ways(one)} ({filing.mark})",
            f"<{filing.form}>" if filing.form else NOT_KNOWN,
            *(each or NOT_KNOWN for each in told),
            filing.notes or "none",
        )


def _sources(directory: tuple[Authority, ...]) -> Iterator[str]:
    yield "## Sources"
    yield ""
    yield from _head("Id", "Name, website, e-mail", "Languages", "Way of filing")
    for one in directory:
        yield _row(f"`{one.id}`", *(_read(each) for each in (one, one.languages, one.filing)))


def _read(read: Read) -> str:
    live = f", live page seen on {read.verified_on}" if read.verified_on else ""
    return f"{read.source} ({read.mark}{live})"


def _head(*names: str) -> tuple[str, str]:
    return _row(*names), _row(*["---"] * len(names))


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
