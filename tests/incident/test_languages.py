"""A page and a mail in three languages: texts of people are theirs, and each language is approved by its own hash."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from breachbot.configured.places import bundled
from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Context
from breachbot.incident.acts.approve import Approve, unopened
from breachbot.incident.acts.draft import Draft
from breachbot.incident.acts.translate import Translate
from breachbot.incident.documents import file_shown, opening
from breachbot.incident.guidance import decide, offers
from breachbot.incident.languages import passages
from breachbot.incident.policy import Policy
from breachbot.incident.state import Incident
from breachbot.publish.templates import load_templates
from breachbot.register.entry import incident_entry
from tests.incident import cast

GERMAN = "Ein Export für Geschäftskunden enthielt Zeilen anderer Kunden."
NOTE = "(Dieser Abschnitt liegt nur auf Englisch vor.)"


@cache
def policy() -> Policy:
    return replace(
        cast.policy(),
        others={name: load_templates(bundled("templates"), name) for name in ("de", "fr")},
    )


def context(by: str = cast.DPO) -> Context:
    return Context(by, cast.TEAM, policy(), cast.NOON, head="0" * 64)


def taking(incident: Incident, command: Any, by: str = cast.DPO) -> Incident:
    return cast.after(incident, decide(incident, command, context(by)))


@cache
def known() -> Incident:
    return cast.assessed(cast.NOON)


@cache
def drafted() -> Incident:
    return taking(known(), Draft(), cast.ENGINEER)


def page(incident: Incident) -> e.NoticeDrafted:
    found = incident.draft("page")
    assert found is not None
    return found


def opening_all(incident: Incident, *languages: str | None) -> Incident:
    for language in languages:
        incident = cast.after(incident, list(opening(incident, page(incident), context(), language)))
    return incident


ALONE = "The deputy is on a plane until tomorrow, and nobody else may approve."


def approve(incident: Incident, break_glass: str | None = None, by: str = cast.DPO) -> Incident:
    draft = page(incident)
    command = Approve(
        audience="page",
        version=draft.version,
        sha256=draft.sha256,
        capacity="controller_decision",
        break_glass=break_glass,
    )
    return taking(incident, command, by)


def test_a_draft_has_documents_in_each_language_with_a_hash_of_their_own() -> None:
    draft = page(drafted())
    assert draft.language == "en"
    assert set(draft.languages) == {"de", "fr"}
    for name, there in draft.languages.items():
        text = draft.documents[there.primary]
        assert hashlib.sha256(text.encode()).hexdigest() == there.sha256 == draft.files[there.primary]
        assert f'<html lang="{name}">' in text
        assert file_shown(draft, name) == f"page.{name}.md"
    assert file_shown(draft) == "page.md"
    authority = drafted().draft("authority")
    assert authority is not None
    assert not authority.languages


def test_what_nobody_gave_stands_as_written_with_a_note_and_its_language() -> None:
    text = page(drafted()).documents["page.de.html"]
    assert NOTE in text
    assert re.search(r'<div lang="en">\s*<p>An export for business customers', text)
    assert text.count('<div lang="en">') == text.count("</div>") - 1 == 5
    assert "Wer ist betroffen" in text
    assert "<div lang=" not in page(drafted()).documents["page.html"]


def test_a_passage_within_a_line_names_its_language_too() -> None:
    told = cast.stating(known(), cast.NOON, people_told_how="By <span lang='x'> e-mail </span> \ue000")
    draft = page(taking(told, Draft(), cast.ENGINEER))
    html = draft.documents["page.de.html"]
    assert (
        "<dd><span lang=\"en\">By &lt;span lang='x'&gt; e-mail &lt;/span&gt; </span> (Original auf Englisch)</dd>"
        in html
    )
    assert "<span" not in draft.documents["page.html"]
    assert html.count("<span") == html.count("</span>") == 1


def test_every_page_names_every_language_and_a_translation_the_authoritative_text() -> None:
    draft = page(drafted())
    for name in ("page.html", "page.de.html", "page.fr.html"):
        html = draft.documents[name]
        assert re.findall(r'<link rel="alternate" hreflang="(\w+)"', html) == ["en", "de", "fr"]
        assert re.findall(r'<a href="([^"]+)" hreflang', html)
        assert "English" in html
        assert "Deutsch" in html
        assert "Français" in html
    assert "Maßgeblich ist die englische Fassung" in draft.documents["page.de.md"]
    assert "Seule la version en anglais fait foi" in draft.documents["page.fr.md"]
    assert "authoritative" not in draft.documents["page.md"]
    alone = cast.the_draft(cast.drafting(known()), "page").documents["page.html"]
    assert "hreflang" not in alone


def test_the_dpo_gives_a_text_and_the_next_draft_has_it() -> None:
    assert "translate" in offers(known(), context())
    assert "translate" not in offers(known(), context(cast.ENGINEER))
    assert passages(known(), policy())["what_happened"] == cast.FACTS["what_happened"]
    given = taking(drafted(), Translate(texts={"de.what_happened": GERMAN, "fr.what_happened": ""}))
    with pytest.raises(Refused, match="It reads otherwise now in German"):
        approve(opening_all(given, None, "de", "fr"))
    again = page(taking(given, Draft(), cast.ENGINEER))
    assert GERMAN in again.documents["page.de.md"]
    assert again.documents["page.de.html"].count('<div lang="en">') == 4
    assert "what_happened" not in again.languages["de"].left
    assert "what_happened" in again.languages["fr"].left


def test_a_text_falls_with_what_it_translates() -> None:
    given = taking(known(), Translate(texts={"de.what_happened": GERMAN}))
    other = cast.stating(given, cast.NOON, what_happened="Something quite different happened on that day.")
    text = page(taking(other, Draft(), cast.ENGINEER)).documents["page.de.md"]
    assert GERMAN not in text
    assert "Something quite different" in text


def test_a_text_can_be_taken_back_and_nothing_is_recorded_twice() -> None:
    given = taking(known(), Translate(texts={"de.what_happened": GERMAN}))
    assert decide(given, Translate(texts={"de.what_happened": GERMAN}), context()) == []
    back = taking(given, Translate(texts={"de.what_happened": ""}))
    assert NOTE in page(taking(back, Draft(), cast.ENGINEER)).documents["page.de.md"]


@pytest.mark.parametrize("place", ["es.what_happened", "de.cause", "de", "en.what_happened"])
def test_a_passage_that_is_not_there_is_refused(place: str) -> None:
    with pytest.raises(Refused, match="There is no passage"):
        decide(known(), Translate(texts={place: "Text"}), context())


def test_what_cannot_be_seen_in_a_translation_is_made_visible() -> None:
    hidden = "Ein Export \u202eefpo ella\u202c enthielt \x1b[31mZeilen\x00 anderer."
    given = taking(known(), Translate(texts={"de.what_happened": hidden}))
    draft = page(taking(given, Draft(), cast.ENGINEER))
    for name in ("page.de.html", "page.de.md"):
        text = draft.documents[name]
        assert not {"\u202e", "\u202c", "\x1b", "\x00"} & set(text)
        assert "Ein Export \ufffdefpo ella\ufffd enthielt" in text
    again = Translate(texts={"de.what_happened": hidden})
    assert decide(given, again, context()) == []


@pytest.mark.parametrize("nothing", ["\u200b", "\x00", ".", "\u2063", " \u00ad\n"])
def test_a_translation_with_nothing_to_read_is_none(nothing: str) -> None:
    assert decide(known(), Translate(texts={"de.what_happened": nothing}), context()) == []
    early = e.PassageTranslated(
        at=cast.NOON,
        by=cast.DPO,
        language="de",
        passage="what_happened",
        original=cast.FACTS["what_happened"],
        text=nothing,
    )
    draft = page(taking(cast.after(known(), [early]), Draft(), cast.ENGINEER))
    assert "what_happened" in draft.languages["de"].left
    assert NOTE in draft.documents["page.de.md"]


def test_who_gave_a_translation_says_why_nobody_else_can_approve_it() -> None:
    given = taking(known(), Translate(texts={"de.what_happened": GERMAN}))
    opened = opening_all(taking(given, Draft(), cast.ENGINEER), None, "de", "fr")
    with pytest.raises(Refused, match="gave a text of it in another language"):
        approve(opened)
    done = approve(opened, ALONE)
    assert done.approvals[-1].event.own == ("translation",)
    assert "of which the same person gave a text in another language" in str(incident_entry(done, policy()))


def test_a_translation_that_the_draft_does_not_show_is_nobodys_own() -> None:
    given = taking(known(), Translate(texts={"de.what_happened": GERMAN}))
    other = cast.stating(given, cast.NOON, what_happened="Something quite different happened on that day.")
    opened = opening_all(taking(other, Draft(), cast.ENGINEER), None, "de", "fr")
    assert approve(opened).approvals[-1].event.own == ()


@pytest.mark.parametrize(
    ("text", "warned"),
    [
        ("Ein Export enthielt Zeilen von 2.300 Kunden, vom 2. bis 24. November 2026.", False),
        ("Ein Export enthielt Zeilen von 23 Kunden, vom 2. bis 24. November 2026.", True),
        ("Ein Export enthielt Zeilen von 2.300 Kunden, vom 2. bis 24. Oktober 2026.", True),
        ("Es ist nichts passiert. Niemand ist betroffen.", True),
    ],
)
def test_other_figures_or_dates_than_those_of_the_original_are_a_warning(text: str, warned: bool) -> None:
    original = "An export held rows of 2,300 customers, from 2 to 24 November 2026."
    told = cast.stating(known(), cast.NOON, what_happened=original)
    given = taking(told, Translate(texts={"de.what_happened": text}))
    problems = page(taking(given, Draft(), cast.ENGINEER)).problems
    assert any(one.startswith("warn figures: German") for one in problems) is warned


def test_a_language_that_was_not_opened_cannot_be_approved() -> None:
    with pytest.raises(Refused, match="You have not opened draft 1 yet"):
        approve(drafted())
    one = opening_all(drafted(), None)
    assert unopened(one, page(one), cast.DPO) == ("de", "fr")
    with pytest.raises(Refused, match="draft 1 in German and in French yet"):
        approve(one)
    with pytest.raises(Refused, match="draft 1 in French yet"):
        approve(opening_all(one, "de"))
    done = approve(opening_all(one, "de", "fr"))
    (approval,) = done.approvals_of("page")
    draft = page(done)
    assert approval.event.languages == {name: there.sha256 for name, there in draft.languages.items()}
    assert set(approval.event.files) == set(draft.documents)


@pytest.mark.parametrize("language", ["xx", "", "en"])
def test_a_language_in_which_a_version_is_not_cannot_be_opened(language: str) -> None:
    incident = drafted()
    for by in (cast.DPO, cast.ENGINEER):
        with pytest.raises(Refused, match=f"Draft 1 is not translated into “{language}”, but into de and fr"):
            opening(incident, page(incident), context(by), language)


def test_the_register_says_who_gave_which_text_and_which_languages_were_opened() -> None:
    given = taking(known(), Translate(texts={"de.what_happened": GERMAN}))
    done = approve(opening_all(taking(given, Draft(), cast.ENGINEER), None, "de", "fr"), ALONE)
    entry = incident_entry(done, policy())
    said = " ".join(entry.approvals)
    assert "opened in German" in said
    assert "opened in French" in said
    assert f"what_happened in German, given as sha256 {hashlib.sha256(GERMAN.encode()).hexdigest()}" in said


def test_the_mail_of_each_language_leads_to_the_page_of_that_language() -> None:
    mail = drafted().draft("mail")
    assert mail is not None
    assert mail.languages["de"].primary == "mail.de.eml"
    assert "index.de.html" in mail.documents["mail.de.md"]
    assert "Content-Language: de" in mail.documents["mail.de.eml"]
    ids = [
        re.search(r"Message-ID: (\S+)", mail.documents[name])
        for name in ("mail.eml", "mail.de.eml", "mail.fr.eml")
    ]
    assert len({one[1] for one in ids if one}) == 3


def test_the_style_of_a_passage_is_judged_in_its_own_language_alone() -> None:
    bad = "There was a cyber incident. It is long. We stopped it."
    told = cast.stating(known(), cast.NOON, what_happened=bad)
    problems = page(taking(told, Draft(), cast.ENGINEER)).problems
    assert [one for one in problems if "German" in one or "French" in one] == []
    given = taking(told, Translate(texts={"de.what_happened": "Wir nehmen Ihre Daten sehr ernst."}))
    again = page(taking(given, Draft(), cast.ENGINEER)).problems
    assert any("cyber" in one for one in again)


def test_what_helps_an_attacker_is_refused_in_a_translation_too() -> None:
    given = taking(
        known(), Translate(texts={"de.what_happened": "Die Lücke in /api/export ist noch nicht geschlossen."})
    )
    problems = page(taking(given, Draft(), cast.ENGINEER)).problems
    assert any(one.startswith("refuse") and "German" in one for one in problems)
