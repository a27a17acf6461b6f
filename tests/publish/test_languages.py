"""A language is one folder: a copy whose sentences are all translated leaves no English sentence in a notice."""

from __future__ import annotations

import itertools
import json
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_string
from email.policy import default
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from breachbot.assessment.assess import UNDECIDED
from breachbot.assessment.facts import FACTS
from breachbot.cli.sample import ANSWERS, TIMES
from breachbot.configured.places import bundled
from breachbot.errors import BadFile
from breachbot.incident.act import Context
from breachbot.incident.acts.become_aware import BecomeAware
from breachbot.incident.drafting import AUDIENCES, drafted
from breachbot.incident.events import NoticeDrafted
from breachbot.incident.guidance import decide
from breachbot.incident.policy import Policy
from breachbot.notices.controller import ControllerFields, message
from breachbot.notices.draft import draft
from breachbot.notices.fields import AuthorityFields, Change, Fields, MailFields, PageFields
from breachbot.notices.render import Templates
from breachbot.notices.values import NOT_APPLICABLE, UNKNOWN
from breachbot.publish.target import Site
from breachbot.publish.targets._feeds import render_atom, render_json_feed
from breachbot.publish.targets._listing import Entry, Listing, render_index, render_markdown_index
from breachbot.publish.templates import load_templates, locales
from tests.incident import cast
from tests.notices.reading import html_of, plain_of, plain_text
from tests.publish.another_language import add_language

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
ADDRESS = "https://example.com/security/pdb-test0001/"
OURS = re.compile(r"https://[\w./-]+|pdb-\w+|SHA256SUMS|index\.json")
"""What reads the same in every language."""


@cache
def policy(folder: Path) -> Policy:
    """The house of the stories, whose company has no name but figures, in the second language."""
    firm = cast.policy().firm.model_copy(
        update={
            "name": "11",
            "address": "22",
            "contact_name": "33",
            "contact_email": None,
            "authority_name": "44",
        }
    )
    return replace(cast.policy(), firm=firm, templates=load_templates(folder, "xx"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("languages") / "templates"
    shutil.copytree(bundled("templates"), copy)
    add_language(copy, cast.policy().regimes)
    return copy


@pytest.fixture(scope="module")
def foreign(folder: Path) -> Templates:
    return load_templates(folder, "xx")


def english(name: str, document: str) -> list[str]:
    """The words in Latin letters that a reader sees of a document, title and navigation included."""
    if name.endswith(".eml"):
        mail = message_from_string(document, policy=default)
        document = f"{mail['Subject']} {plain_of(mail)} {plain_text(html_of(mail))}"
    if name.endswith(".md"):
        document = re.sub(r"\]\([^)]*\)", "]", document)
    if name.endswith(".html"):
        titles = " ".join(re.findall(r'title="([^"]*)"', document))
        document = f"{titles} {plain_text(document)}"
    return re.findall(r"[A-Za-z]+", OURS.sub("", document))


def every_fields() -> list[Fields]:
    """Each notice in each of its states, phases and grounds, with nothing known, all known, and nothing asked."""
    made: list[Fields] = []
    models: tuple[type[Fields], ...] = (AuthorityFields, PageFields, MailFields)
    for model, state in itertools.product(models, ("notice", "correction", "withdrawal")):
        for phase, (ground, out) in itertools.product(
            ("initial", "follow_up", "complete"),
            ((None, "out"), ("a", "unclear"), ("b", "nothing_out"), ("c", "out")),
        ):
            for rest in (UNKNOWN, NOT_APPLICABLE, None):
                values = {name: _value(name) if rest is None else rest for name in model.model_fields}
                sure = {
                    name: _value(name) for name, field in model.model_fields.items() if field.is_required()
                }
                sure |= {"audience": model.model_fields["audience"].default, "state": state, "phase": phase}
                sure |= {
                    "waiver_ground": ground,
                    "still_out": out,
                    "version": 2,
                    "page_url": ADDRESS,
                    "reference": "pdb-test0001",
                }
                sure |= {"log": (Change(version=1, at=NOW, sentence="77"),), "others_not_told": rest is None}
                sure |= {"everybody_told": phase == "complete"}
                sure |= {"own_clocks": (), "awaited": (), "published_url": ADDRESS if out == "out" else None}
                sure |= {"authority_because": ("66",) if rest is None else (), "people_because": ()}
                values |= {name: value for name, value in sure.items() if name in values}
                made.append(model.model_validate(values))
    return made


def _value(name: str) -> Any:
    known: dict[str, Any] = {
        "people_count": {"min": 1, "max": 3000},
        "records_count": {"estimate": 2000, "min": 1},
        "people_told_number": {"estimate": 2, "max": 3},
        "data_categories": ("1", "2"),
        "people_kinds": ("3",),
        "countries": ("4",),
        "later_measures": ("5",),
        "authority_outcome": "required",
        "people_outcome": "not_required",
        "contact_email": None,
        "as_of": NOW,
    }
    if name in TIMES:
        return NOW
    return name == "ongoing" if name in ANSWERS else known.get(name, "55. 56")


def test_each_language_is_found_by_its_folder(folder: Path) -> None:
    assert locales(folder) == ["de", "en", "fr", "xx"]
    assert locales(bundled("templates")) == ["de", "en", "fr"]


def test_no_notice_shows_an_english_sentence(foreign: Templates) -> None:
    fields = every_fields()
    assert len(fields) > 300
    for one in fields:
        made = draft(one, foreign)
        for name, document in made.documents.items():
            assert english(name, document) == [], (name, one)
        assert not re.search("[A-Za-z]", "".join(made.still_unknown))
        if "page.html" in made.documents:
            assert '<html lang="xx">' in made.documents["page.html"]


def test_the_same_test_finds_english() -> None:
    templates = load_templates(bundled("templates"))
    for one in every_fields():
        assert all(english(name, document) for name, document in draft(one, templates).documents.items())


CHOSEN: dict[str, Any] = {
    name: value for name, value in cast.FACTS.items() if not isinstance(value, str) or "." not in value
} | dict.fromkeys(("what_happened", "consequences", "measures_taken", "measures_planned", "advice"), "88")
STORIES: dict[str, dict[str, Any]] = {
    "high risk": CHOSEN,
    "harm came": CHOSEN | {"harm_seen": "yes"},
    "encrypted": CHOSEN | {"encryption": "left_encrypted"},
    "no personal data": {"personal_data": "no"},
    "little known": {"role": "controller", "personal_data": "yes"},
}


@pytest.mark.parametrize("story", STORIES)
def test_what_people_chose_and_why_a_duty_applies_is_said_in_that_language(folder: Path, story: str) -> None:
    incident = cast.stating(cast.opened(), cast.NOON, **STORIES[story])
    house, who, when = policy(folder), cast.ENGINEER, cast.NOON
    basis = "Αβψ δεφ γηι"
    context = Context(who, cast.TEAM, house, when)
    news = decide(incident, BecomeAware(aware_at=when, basis=basis), context)
    incident = cast.after(incident, news)
    for audience in AUDIENCES:
        made = drafted(incident, audience, context, None)[-1]
        assert isinstance(made, NoticeDrafted)
        for name, document in made.documents.items():
            assert english(name, document) == [], name


def test_a_message_to_a_controller_shows_none(folder: Path, foreign: Templates) -> None:
    for known in (False, True):
        more = {name: _value(name) for name in ControllerFields.model_fields if known}
        values = {"reference": "pdb-test0001", "as_of": NOW, "controller": "1", "company_name": "2"}
        values |= {"contact_role": "3"}
        assert english("message.txt", message(ControllerFields(**more | values), foreign).text) == []


def test_the_list_and_the_feed_show_none(foreign: Templates) -> None:
    words = foreign.words.page
    entries = tuple(
        Entry(
            slug="pdb-test0001",
            version=version,
            state=state,
            sha256="1",
            title=words.title,
            line=words.first_published,
            published_at=NOW,
        )
        for version, state in ((1, "notice"), (2, "withdrawal"))
    )
    for some in (entries[:1], entries):
        listing = Listing(entries=some)
        assert english("index.html", render_index(listing, "1", foreign)) == []
        site = Site("https://example.com", "1", foreign)
        assert english("index.md", render_markdown_index(listing, site)) == []
        shown = json.loads(render_json_feed(listing, site))
        assert shown["language"] == "xx"
        said = (
            shown["title"],
            *(item[name] for item in shown["items"] for name in ("title", "content_text")),
        )
        assert not re.search("[A-Za-z]", "".join(said))
        feed = render_atom(listing, site).decode()
        assert 'xml:lang="xx"' in feed
        texts = re.findall(r"<(?:title|name|summary)>([^<]*)<", feed)
        assert len(texts) == 4
        assert not re.search("[A-Za-z]", "".join(texts))


FAULTS = {
    "a key that is missing": ("not_asked: not applicable\n", "", r":\d+: not_asked: this key is missing"),
    "a typing error": (
        "  first_published:",
        "  first_publishd:",
        r":\d+: page\.first_publishd: .*“first_published”",
    ),
    "a title that is missing": (
        "    aware_basis:",
        "    #",
        r":\d+: titles\.authority\.aware_basis: .*missing",
    ),
    "a title too many": (
        "  mail:\n",
        "  mail:\n    cause: The cause\n",
        r":\d+: titles\.mail\.cause: .*not known",
    ),
    "an answer that is missing": (
        "    insider:",
        "    # insider:",
        r":\d+: answers\.cause\.insider: .*missing",
    ),
    "a mistyped answer": ("    insider:", "    insidr:", r":\d+: answers\.cause\.insidr: .*“insider”"),
    "a fact that nobody shows": ("answers:\n", "answers:\n  role: {}\n", r":\d+: answers\.role: .*not known"),
    "a lost brace": ("{date}, {time} UTC", "{date} UTC", r":\d+: instant: this must hold \{date\}, \{time\}"),
    "a brace left open": ("about {estimate}\n", "about {estimate\n", r":\d+: count\.estimate: "),
    "a locale that nobody knows": ("cldr: en_GB", "cldr: qq_QQ", r":\d+: cldr: .*know no such locale"),
    "a time without minutes": ("cldr: en_GB", "time: HH\ncldr: en_GB", r":\d+: time: .*HH and mm"),
    "a key twice": (
        "unknown: not",
        "not_asked: x\nunknown: not",
        r":\d+: the key “not_asked” is here twice",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_in_the_words_is_named_with_its_line(tmp_path: Path, fault: str) -> None:
    was, becomes, said = FAULTS[fault]
    shutil.copytree(bundled("templates"), tmp_path / "templates")
    path = tmp_path / "templates/en/words.yaml"
    assert was in path.read_text()
    path.write_text(path.read_text().replace(was, becomes, 1))
    with pytest.raises(BadFile, match=re.escape(str(path)) + said):
        load_templates(tmp_path / "templates")


def test_the_first_language_uses_the_words_of_the_forms() -> None:
    """So that a notice says what was clicked, and the fingerprints of earlier drafts still hold."""
    words = load_templates(bundled("templates")).words
    for name, answers in words.answers.items():
        assert dict(answers) == dict(FACTS[name].options), name
    assert dict(words.reasons) == {"undecided": UNDECIDED}
