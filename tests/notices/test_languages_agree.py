"""German and French say what the English notice says: the same numbers, times, kinds of data, and the same gaps."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breachbot.configured.places import bundled
from breachbot.incident.known import settled_facts
from breachbot.incident.particulars import Edition, fields_of
from breachbot.notices.draft import Draft, draft, said
from breachbot.notices.fields import Audience, still_unknown
from breachbot.notices.lint import lint, sentences
from breachbot.notices.render import Templates
from breachbot.notices.values import NOT_APPLICABLE, UNKNOWN
from breachbot.publish.templates import load_templates
from tests.incident import cast
from tests.notices.incidents import SCENARIOS
from tests.notices.samples import AUTHORITY, MAIL, PAGE

LOCALES = ("en", "de", "fr")
AUDIENCES: tuple[Audience, ...] = ("authority", "page", "mail")


@cache
def templates(locale: str) -> Templates:
    return load_templates(bundled("templates"), locale)


@cache
def of(scenario: str, audience: Audience, locale: str) -> Draft:
    policy = replace(cast.policy(), templates=templates(locale))
    incident = cast.stating(cast.aware(), cast.NOON, **SCENARIOS[scenario])
    fields = fields_of(Edition(audience, 1, cast.NOON), incident, settled_facts(incident), policy)
    return draft(fields, policy.templates, own_hosts=(policy.firm.host,))


def markdown(made: Draft) -> str:
    return next(text for name, text in made.documents.items() if name.endswith(".md"))


def numbers(made: Draft) -> list[str]:
    """The figures of a notice, whatever stands between thousands; links are left out."""
    text = re.sub(r"https?://\S+|\(#[^)]*\)|v\d+\.html", "", markdown(made))
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,\u202f](?=\d{3}(?!\d))", "", text)))


@pytest.mark.parametrize("locale", LOCALES[1:])
@pytest.mark.parametrize("audience", ["page", "mail"])
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_numbers_times_and_kinds_of_data_are_those_of_the_english_one(
    scenario: str, audience: Audience, locale: str
) -> None:
    english, other = (of(scenario, audience, one) for one in ("en", locale))
    assert numbers(other) == numbers(english)
    if audience == "page":
        found = [
            re.findall(r'<time datetime="([^"]+)">', one.documents["page.html"]) for one in (english, other)
        ]
        assert found[0] == found[1]
        assert found[0]
    shown = markdown(other)
    for kind in SCENARIOS[scenario]["data_categories"]:
        assert templates(locale).words.answers["data_categories"][kind] in shown.replace("\\", "")
    assert len(other.still_unknown) == len(english.still_unknown)
    assert other.points == english.points


def _one_field(model: Any) -> list[str]:
    asked = ("awaited", "log", "version", "as_of", "audience", "state", "still_out")
    return [
        name for name, field in model.model_fields.items() if name not in asked and not field.is_required()
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([PAGE, MAIL, AUTHORITY]),
    st.sampled_from(LOCALES),
    st.data(),
)
def test_what_is_planted_as_unknown_is_found_as_unknown_in_every_language(
    sample: Any, locale: str, data: st.DataObject
) -> None:
    names = _one_field(type(sample))
    planted = data.draw(st.sets(st.sampled_from(names), min_size=1, max_size=6))
    open_ones = [name for name in planted if getattr(type(sample).model_fields[name].default, "absent", None)]
    fields = sample.model_copy(update=dict.fromkeys(open_ones, UNKNOWN))
    words = templates(locale).words
    made = draft(fields, templates(locale))
    for name in set(open_ones) & set(still_unknown(fields)):
        assert words.titles[fields.audience][name] in made.still_unknown
    shown = said(fields, templates(locale)).words
    for name in open_ones:
        value = getattr(sample, name)
        if isinstance(value, str) and len(value) > 25 and list(dict(sample).values()).count(value) == 1:
            assert value not in shown, name
    if open_ones:
        assert words.unknown in shown.lower() or words.unknown_sentence in shown or made.still_unknown


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("fields", [AUTHORITY, PAGE, MAIL], ids=lambda one: str(one.audience))
def test_our_own_words_pass_the_checks_of_their_own_language(fields: Any, locale: str) -> None:
    """Everything that people write is left out, so that only the templates and the words are judged."""
    free = ("what_happened", "consequences", "measures_taken", "measures_planned", "advice", "change")
    bare = fields.model_copy(
        update={name: "…" for name in free if isinstance(getattr(fields, name, None), str)}
    )
    assert [one for one in draft(bare, templates(locale)).problems] == []


BAD = {
    "de": [
        ("phrase", "Wir nehmen den Schutz Ihrer Daten sehr ernst."),
        ("phrase", "Die Sicherheit Ihrer Daten hat für uns höchste Priorität."),
        ("phrase", "Es gab einen Cybervorfall."),
        ("phrase", "Es war ein hochprofessioneller Angriff auf uns."),
        ("phrase", "Wir entschuldigen uns für die Unannehmlichkeiten."),
        ("no_figure", "Nur eine geringe Anzahl unserer Kunden ist betroffen."),
        ("no_evidence", "Es gibt keine Hinweise auf einen Missbrauch."),
        ("hedged", "Ihre Daten könnten eingesehen worden sein."),
    ],
    "fr": [
        ("phrase", "Nous prenons la sécurité de vos données très au sérieux."),
        ("phrase", "La sécurité est notre priorité absolue."),
        ("phrase", "Nous avons subi un incident de cybersécurité."),
        ("phrase", "Il s’agit d’une attaque particulièrement sophistiquée."),
        ("phrase", "Nous vous prions de nous excuser pour la gêne."),
        ("no_figure", "Un petit nombre de clients est concerné."),
        ("no_evidence", "Nous n’avons aucune preuve d’une utilisation abusive."),
        ("hedged", "Vos données ont pu être consultées."),
    ],
}
OPEN_FLAW = {
    "de": "Die Schwachstelle ist noch nicht geschlossen.",
    "fr": "La faille n’est pas encore corrigée.",
}


@pytest.mark.parametrize(("locale", "code", "sentence"), [(one, *bad) for one in BAD for bad in BAD[one]])
def test_phrases_that_say_nothing_are_found_in_their_language(locale: str, code: str, sentence: str) -> None:
    found = {(one.severity, one.code) for one in lint(sentence, PAGE, templates(locale).style)}
    assert ("warn", code) in found
    assert not {one.code for one in lint(sentence, PAGE, templates("en").style)} & {code}


@pytest.mark.parametrize("locale", OPEN_FLAW)
def test_a_flaw_that_is_open_is_refused_in_every_language(locale: str) -> None:
    found = [one for one in lint(OPEN_FLAW[locale], PAGE, templates(locale).style) if one.code == "unfixed"]
    assert [one.severity for one in found] == ["refuse"]


def test_a_full_stop_of_a_date_or_an_abbreviation_ends_no_german_sentence() -> None:
    text = "Am 24. November 2026 haben wir nach Art. 33 DSGVO gemeldet. Sie müssen nichts tun."
    assert len(sentences(text, templates("de").style)) == 2


@pytest.mark.parametrize(
    ("locale", "plain", "hard"),
    [
        (
            "en",
            "The cat sat on the mat. The dog ran to the gate. We shut the door.",
            "Organisational considerations necessitated comprehensive reconfiguration of "
            "authentication infrastructure. Subsequent investigations established irregularities. "
            "Precautionary notifications accompany international communication.",
        ),
        (
            "de",
            "Wir haben das Tor zugemacht. Der Hund lief weg. Sie müssen nichts tun.",
            "Die Inanspruchnahme der Benachrichtigungsverpflichtung erfolgte unverzüglich. "
            "Datenschutzrechtliche Verantwortlichkeiten bleiben unberührt. "
            "Zugriffsberechtigungskonzepte unterliegen kontinuierlicher Überprüfung.",
        ),
        (
            "fr",
            "Le chat dort sur le lit. Nous avons fermé la porte. Vous ne devez rien faire.",
            "L’investigation complémentaire identifiera ultérieurement les responsabilités "
            "organisationnelles. Des considérations réglementaires nécessitent une intervention "
            "immédiate. Les communications institutionnelles demeurent confidentielles.",
        ),
    ],
)
def test_a_text_of_long_words_is_told_from_a_plain_one(locale: str, plain: str, hard: str) -> None:
    style = templates(locale).style
    assert [one.code for one in lint(plain, PAGE, style)] == []
    assert "hard_to_read" in {one.code for one in lint(hard, PAGE, style)}


def everything(locale: str) -> str:
    """All words of a language, as they are rendered with all known, nothing known, and nothing asked."""
    shown = []
    for sample in (AUTHORITY, PAGE, MAIL):
        for rest in (None, UNKNOWN, NOT_APPLICABLE):
            names = [name for name in _one_field(type(sample)) if rest]
            open_ones = [
                one for one in names if getattr(type(sample).model_fields[one].default, "absent", None)
            ]
            shown.append(
                said(sample.model_copy(update=dict.fromkeys(open_ones, rest)), templates(locale)).words
            )
    words = (bundled("templates") / locale / "words.yaml").read_text()
    return "\n".join(shown) + "\n" + "\n".join(re.findall(r"(?m)^\s+[\w.-]+: ([^#\n]{8,})$", words))


def test_french_keeps_a_narrow_space_before_two_part_marks_and_the_curved_apostrophe() -> None:
    text = re.sub(r"https?://\S+|\[[^\]]*\]", "", everything("fr"))
    assert re.search("\u202f[:;?]", text)
    assert re.findall(r"[^\W\d]+ [;:!?»](?:\s|$)", text) == []
    assert re.findall(r"[^\W\d_]'[^\W\d_]", text) == []


def test_the_first_of_a_month_is_written_as_the_french_write_it() -> None:
    words = templates("fr").words
    said_so = words.say(datetime(2026, 11, 1, 9, 5, tzinfo=UTC))
    assert said_so == "1er novembre 2026 à 09\u00a0h\u00a005 (UTC)"
    (found,) = words.instants.finditer(f"Le {said_so}.")
    assert words.read_instant(found) == datetime(2026, 11, 1, 9, 5, tzinfo=UTC)


def test_german_names_the_authoritative_text_by_an_adjective_also_of_a_language_without_one() -> None:
    words = templates("de").words
    assert (words.adjective("en"), words.adjective("fr")) == ("englische", "französische")
    assert words.adjective("el") == "auf Griechisch verfasste"
    assert templates("fr").words.adjective("de") == "allemand"


def test_no_page_and_mail_address_the_reader_otherwise_than_politely() -> None:
    german, french = (
        "\n".join(said(one, templates(locale)).words for one in (PAGE, MAIL)) for locale in ("de", "fr")
    )
    assert re.search(r"\bSie\b", german)
    assert not re.search(r"\b(?:du|dein\w*|dich|dir|euch)\b", german, re.IGNORECASE)
    assert "vous" in french
    assert not re.search(r"\b(?:tu|ton|ta|tes|toi)\b", french, re.IGNORECASE)
