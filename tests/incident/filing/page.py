"""docs/forms.md: which form asks what, how much of it is known, and where each value comes from.

`python -m tests.incident.filing.page` (or `make docs`) writes it again; a test fails while it says something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from breachbot.playbook.forms import FORM_MARKS, Form, FormField
from tests.incident.filing.incidents import ENOUGH, forms

PAGE = Path(__file__).parents[3] / "docs" / "forms.md"
INTRODUCTION = """\
# Forms of authorities

What authorities ask in their forms, and where `breachbot filing` has it from ([how](filing.md)). No form is copied: the
words are ours, and none of these pages pretends to be the authority's own. What all forms ask together is one list of
fields (`playbooks/forms/fields.yaml`); each form beside it puts some of them in an order. A form of which too little is
known follows the order of Article 33(3) and says so. This page is written by `make docs`.

Each field of a form has a mark:
"""
FILLED = f"""\
For three incidents that are known well (an export that showed foreign rows, a lost archive, ransomware at a processor),
at least {ENOUGH:.0%} of what can be answered is filled in, in the forms of `ie-dpc`, `de-by`, `fr-cnil`, `pl-uodo` and
`gb-ico`; the rest is to be typed. In most it is less than four fifths: what nobody ticked in a list is not put down
as “no”, and how strongly the organisation is affected, for instance, is on no record."""
ORDERS = {"form": "its own", "article_33": "Article 33(3)"}


def page() -> str:
    """The page as it should be."""
    lines = [INTRODUCTION]
    lines += [f"- **{mark}**: {words}" for mark, words in FORM_MARKS.items()]
    lines += ["", "## The forms", "", *_forms(), "", "## Where each comes from", "", *_sources(), ""]
    lines += ["## How much is filled in", "", FILLED, ""]
    lines += ["## The fields", "", "What is *asked* a person types.", "", *_fields()]
    return "\n".join(lines).rstrip() + "\n"


def share(form: Form) -> float:
    """How much of a form is known: the share of its fields that were read somewhere."""
    marks = list(form.marks.values())
    return sum(mark != "unchecked" for mark in marks) / len(marks)


def _forms() -> Iterator[str]:
    yield "| Form | Authority | Order | Fields | " + " | ".join(FORM_MARKS) + " | Known |"
    yield "|---|---|---|---" + "|---" * len(FORM_MARKS) + "|---|"
    for form in forms().forms:
        marks = list(form.marks.values())
        counts = [str(marks.count(mark)) for mark in FORM_MARKS]
        known = [
            ", ".join(f"`{one}`" for one in form.authorities) or "any other",
            ORDERS[form.order],
            str(len(marks)),
        ]
        title = f"{form.title} (not in use)" if form.draft else form.title
        yield f"| {' | '.join([title, *known, *counts])} | {share(form):.0%} |"


def _sources() -> Iterator[str]:
    for form in forms().forms:
        yield f"- **{form.title}**, version {form.version}. {form.says} Read in: {form.source.rstrip('.')}."


def _fields() -> Iterator[str]:
    yield "| Field | Question | Comes from | Asked by |"
    yield "|---|---|---|---|"
    for field in forms().superset.fields:
        asked = [form.id for form in forms().forms if field.id in form.marks]
        yield f"| `{field.id}` | {field.question} | {_origin(field)} | {len(asked)} forms |"


def _origin(field: FormField) -> str:
    return f"{field.source.kind} `{field.source.name}`" if field.source else "*asked*"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
