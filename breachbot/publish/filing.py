"""A filing pack as files: JSON for machines, Markdown, and a page to work through beside the form of the authority."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from breachbot import private
from breachbot.errors import Refused
from breachbot.incident.filing.pack import STATES, FilingPack, FilledField
from breachbot.notices.render import Templates, markdown_page, scripted_page
from breachbot.notices.values import Count
from breachbot.playbook.authority import SEEN, Authority
from breachbot.playbook.forms import DOUBTS, FORM_MARKS, OriginKind
from breachbot.publish.pdf import pdf

COUNTED = {
    "value": "filled in",
    "to_type": "to type by hand",
    "not_known_yet": "not known yet",
    "not_applicable": "do not apply",
}
"""What is said of how many fields are in each state."""
STATE_WORDS = {
    "to_type": "Type this by hand",
    "not_known_yet": "Not known yet",
    "not_applicable": "Does not apply",
}
"""What stands where a field has no value."""
KINDS = {
    "initial": "First report",
    "follow_up": "Supplement",
    "complete": "Complete report",
    "correction": "Correction",
    "withdrawal": "Withdrawal",
}
ORIGINS: dict[OriginKind, str] = {
    "fact": "From the facts",
    "setting": "From the settings",
    "event": "From the record",
    "assessment": "From the assessment",
    "asked": "Asked of a person",
}


@dataclass(frozen=True)
class ShownField:
    """One field as people read it. doubt: how far the form was not checked, if that is so."""

    id: str
    question: str
    state: str
    text: str
    origin: str
    doubt: str | None


def as_json(pack: FilingPack) -> str:
    """`authority`, `phase`, and `fields`, each with `id`, `state`, `value` and `origin`.

    A value is a text, a list of texts, `min`, `max` and `estimate` of a count, or an instant in UTC; null without one.
    """
    fields = [
        {"id": one.field.id, "state": one.state, "value": _plain(one.value), "origin": one.origin}
        for one in pack.fields
    ]
    found = {"authority": pack.authority, "phase": pack.occasion.phase, "fields": fields}
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def as_markdown(pack: FilingPack, authority: Authority, templates: Templates) -> str:
    """The pack in the order of the form, after what is unknown and what must be typed."""
    return markdown_page(templates, "pack.md.j2", pack=shown(pack, authority, templates))


def as_html(pack: FilingPack, authority: Authority, templates: Templates) -> str:
    """The same as a page that needs nothing from elsewhere, with a button for each value; it reads without a script."""
    return scripted_page(templates, "pack", pack=shown(pack, authority, templates))


def as_pdf(pack: FilingPack, authority: Authority, templates: Templates) -> bytes:
    """The same on paper."""
    said = shown(pack, authority, templates)
    footer = f"{pack.incident} · {pack.authority} · {said['kind']} · {said['as_of']}"
    return pdf(
        {"title": said["title"], "lang": "en", "footer": footer, "blocks": [*_blocks(said)]}, templates
    )


def documents(pack: FilingPack, authority: Authority, templates: Templates) -> dict[str, bytes]:
    """The files of a pack by their names: the same pack gives the same bytes."""
    return {
        "pack.json": as_json(pack).encode(),
        "pack.md": as_markdown(pack, authority, templates).encode(),
        "pack.html": as_html(pack, authority, templates).encode(),
        "pack.pdf": as_pdf(pack, authority, templates),
    }


def write_pack(pack: FilingPack, authority: Authority, templates: Templates, folder: Path) -> list[Path]:
    """Write the files of a pack to a folder; only the owner can read them. Raises Refused if it cannot be written."""
    made = documents(pack, authority, templates)
    try:
        private.make_folder(folder)
        for name, content in made.items():
            private.write(folder / name, content)
    except OSError as error:
        raise Refused(f"The pack cannot be written to {folder}: {error.strerror}.") from error
    return [folder / name for name in made]


def counted(pack: FilingPack) -> str:
    """The four counts, in a line."""
    return ", ".join(f"{pack.count(state)} {COUNTED[state]}" for state in STATES)


def shown(pack: FilingPack, authority: Authority, templates: Templates) -> dict[str, Any]:
    """What the templates show: texts alone, in the order in which they stand."""
    filing = authority.filing
    fields = [_shown(one, templates) for one in pack.fields]
    titles = list(dict.fromkeys(one.section for one in pack.fields))
    return {
        "title": pack.form.title,
        "incident": pack.incident,
        "kind": KINDS[pack.occasion.phase],
        "as_of": templates.words.say(pack.occasion.as_of, templates.zone),
        "says": pack.form.says,
        "channel": list(_channel(authority)),
        "form_url": authority.filing.form,
        "form_doubt": "" if filing.mark == "checked" else f" ({SEEN[filing.mark]})",
        "marks": [
            f"“{DOUBTS[mark]}”: {FORM_MARKS[mark]}."
            for mark in DOUBTS
            if mark in {one.mark for one in pack.fields}
        ],
        "approval": _approval(pack),
        "approved": pack.approved is not None,
        "counts": [(COUNTED[state], pack.count(state)) for state in STATES],
        "unknown": [one for one in fields if one.state == "not_known_yet"],
        "to_type": [one for one in fields if one.state == "to_type"],
        "words_of": STATE_WORDS,
        "sections": [
            {
                "title": title,
                "fields": [
                    text for one, text in zip(pack.fields, fields, strict=True) if one.section == title
                ],
            }
            for title in titles
        ],
    }


def _approval(pack: FilingPack) -> str:
    """Whether what the pack says was approved: the notice with these facts, by its hash."""
    if pack.approved is None:
        return "Not approved: no notice to the authority with these facts is approved yet. File nothing before that."
    return f"Approved: the notice with these facts, draft {pack.approved.version}, SHA-256 {pack.approved.sha256}."


def _channel(authority: Authority) -> Iterator[str]:
    """Who gets it, in which languages, what that needs and what it gives."""
    filing, languages = authority.filing, ", ".join(authority.languages.codes)
    yield f"To: {authority.title}. It takes reports in: {languages}."
    for name, said in (
        ("Needs", filing.needs),
        ("If it is down", filing.fallback),
        ("Receipt", filing.receipt),
    ):
        if said:
            yield f"{name}: {said}"


def _shown(one: FilledField, templates: Templates) -> ShownField:
    return ShownField(
        id=one.field.id,
        question=one.field.question,
        state=one.state,
        text=_text(one, templates),
        origin=f"{ORIGINS[one.field.origin]}: {one.origin.partition(':')[2]}"
        if one.field.source
        else ORIGINS["asked"],
        doubt=DOUBTS.get(one.mark),
    )


def _text(one: FilledField, templates: Templates) -> str:
    """What is copied into the form."""
    if one.value is None or isinstance(one.value, str):
        return one.value or ""
    if isinstance(one.value, tuple):
        return "\n".join(map(templates.words.say, one.value))
    return templates.words.say(one.value, templates.zone)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Count):
        return value.model_dump()
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return list(value) if isinstance(value, tuple) else value


def _blocks(said: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield _heading(1, said["title"])
    yield _paragraph(f"{said['kind']} of {said['incident']}, known as of {said['as_of']}")
    for line in (said["approval"], said["says"], *said["channel"]):
        yield _paragraph(line)
    if said["form_url"]:
        yield _paragraph(f"File it at {said['form_url']}{said['form_doubt']}")
    yield _paragraph(", ".join(f"{number} {name}" for name, number in said["counts"]))
    yield _paragraph(" ".join(said["marks"]))
    for title, fields in (("Still unknown", said["unknown"]), ("To type by hand", said["to_type"])):
        if fields:
            yield _heading(2, title)
            yield {"kind": "list", "items": [[_run(one.question)] for one in fields]}
    for section in said["sections"]:
        yield _heading(2, section["title"])
        yield from map(_field, section["fields"])


def _heading(level: int, text: str) -> dict[str, Any]:
    return {"kind": "heading", "level": level, "runs": [_run(text)]}


def _paragraph(text: str) -> dict[str, Any]:
    return {"kind": "paragraph", "runs": [_run(text)]}


def _run(text: str) -> dict[str, str]:
    return {"style": "plain", "text": text}


def _field(one: ShownField) -> dict[str, Any]:
    note = "" if one.state == "not_applicable" else f"{one.origin}{f' · {one.doubt}' if one.doubt else ''}"
    text = one.text if one.state == "value" else STATE_WORDS[one.state]
    return {"kind": "field", "question": one.question, "state": one.state, "text": text, "note": note}
