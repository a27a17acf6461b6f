"""What users say of other people's data, and what they say every day, in each language: a file of phrases for each."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.intake.wording import LANGUAGES, MOST_SAID, hints
from breachbot.playbook.triage import Hint

PHRASES = {
    path.stem: path.read_text().splitlines()
    for path in sorted((Path(__file__).parent / "wording").glob("*.txt"))
}
"""By language. `+`: it reports something; `-`: it does not."""
REPORTS = [(language, line[2:]) for language, lines in PHRASES.items() for line in lines if line[0] == "+"]
EVERYDAY = [(language, line[2:]) for language, lines in PHRASES.items() for line in lines if line[0] == "-"]
TOLD: set[Hint] = {"cross_tenant", "exposure", "misdirected", "access_control", "attack"}


def test_each_language_has_twenty_phrases_each_way() -> None:
    assert set(PHRASES) == set(LANGUAGES)
    for language in LANGUAGES:
        assert sum(one == language for one, _ in REPORTS) >= 20
        assert sum(one == language for one, _ in EVERYDAY) >= 20


def test_what_reports_somebody_elses_data_is_heard() -> None:
    """As it is, and in capitals behind something else."""
    unheard = [
        (language, said)
        for language, phrase in REPORTS
        for said in (phrase, f"Shop 3.2: {phrase.upper()}!")
        if not TOLD & set(hints((said,)))
    ]
    assert unheard == []


def test_what_is_said_every_day_is_not() -> None:
    heard = [(language, phrase, found) for language, phrase in EVERYDAY if (found := hints((phrase,)))]
    assert heard == []


FRAMES: list[tuple[str, str, str]] = [
    (
        "I can see {thing} {whose}",
        "the invoice|the invoices|an order|orders|the chats|the photos|the prescription|"
        "the account|the documents|the messages|the data|the address|the payslip|"
        "the medical records|the bookings",
        "of another customer|of other users|of someone else|of a stranger|of another person|"
        "of somebody else|of a different patient|of another member|of other people|"
        "of another company",
    ),
    (
        "we just received {whose} {thing}",
        "invoice|invoices|order|orders|chats|photos|prescription|account|documents|messages|data|"
        "address|payslip|medical records|bookings",
        "another customer's|other users'|someone else's|a stranger's|another person's|"
        "somebody else's|a different patient's|another member's|other people's|another company's",
    ),
    (
        "Sie sieht {thing} {whose}",
        "die Rechnung|die Rechnungen|eine Bestellung|Bestellungen|die Chats|die Fotos|das Rezept|"
        "das Konto|die Dokumente|die Nachrichten|die Daten|die Adresse|die Gehaltsabrechnung|"
        "die Krankenakte|die Buchungen",
        "eines anderen Kunden|anderer Nutzer|von jemand anderem|einer fremden Person|"
        "von fremden Leuten|eines Fremden|einer anderen Patientin|eines anderen Mitglieds|"
        "anderer Leute|einer anderen Firma|von anderen Kunden",
    ),
    (
        "il voit {thing} {whose}",
        "la facture|les factures|une commande|les commandes|les conversations|les photos|"
        "l'ordonnance|le compte|les documents|les messages|les données|l'adresse|la fiche de paie|"
        "le dossier médical|les réservations",
        "d'un autre client|d'autres utilisateurs|de quelqu'un d'autre|d'un inconnu|"
        "d'une autre personne|d'autrui|d'une autre patiente|d'un autre membre|d'autres gens|"
        "d'une autre entreprise|d'un client différent",
    ),
    (
        "nosotros vemos {thing} {whose}",
        "la factura|las facturas|un pedido|los pedidos|los chats|las fotos|la receta|la cuenta|"
        "los documentos|los mensajes|los datos|la dirección|la nómina|el historial médico|"
        "las reservas",
        "de otro cliente|de otros usuarios|de otra persona|de un desconocido|de alguien más|"
        "de una paciente distinta|de otro miembro|de otra gente|de otra empresa|de otros|"
        "de un cliente diferente",
    ),
    (
        "loro vedono {thing} {whose}",
        "la fattura|le fatture|un ordine|gli ordini|le chat|le foto|la ricetta|l'account|"
        "i documenti|i messaggi|i dati|l'indirizzo|la busta paga|la cartella clinica|"
        "le prenotazioni",
        "di un altro cliente|di altri utenti|di un'altra persona|di uno sconosciuto|"
        "di qualcun altro|di un'altra paziente|di un altro membro|di altra gente|"
        "di un'altra azienda|di altri|di un cliente diverso",
    ),
    (
        "zij ziet {thing} {whose}",
        "de factuur|de facturen|een bestelling|bestellingen|de chats|de foto's|het recept|"
        "het account|de documenten|de berichten|de gegevens|het adres|de loonstrook|"
        "het medisch dossier|de boekingen",
        "van een andere klant|van andere gebruikers|van iemand anders|van een vreemde|"
        "van een ander|van een andere patiënt|van een ander lid|van andere mensen|"
        "van een ander bedrijf|van een onbekende",
    ),
    (
        "eles veem {thing} {whose}",
        "a fatura|as faturas|um pedido|as encomendas|as conversas|as fotos|a receita|a conta|"
        "os documentos|as mensagens|os dados|o endereço|o recibo|o prontuário|as reservas",
        "de outro cliente|de outros usuários|de outra pessoa|de um desconhecido|de um estranho|"
        "de outra paciente|de outro membro|de outra gente|de outra empresa|de outros|"
        "de um cliente diferente",
    ),
    (
        "on widzi {thing} {whose}",
        "fakturę|faktury|zamówienie|zamówienia|czaty|zdjęcia|receptę|konto|dokumenty|wiadomości|"
        "dane|adres|pasek wynagrodzenia|kartę pacjenta|rezerwacje",
        "innego klienta|innych użytkowników|kogoś innego|obcej osoby|innej osoby|nieznajomego|"
        "innej pacjentki|innego członka|innych ludzi|innej firmy",
    ),
]
"""A sentence of each language, with things and with whose they are: every one of them may stand there."""


@pytest.mark.parametrize(("frame", "things", "others"), FRAMES, ids=[frame for frame, _, _ in FRAMES])
def test_anything_of_anybody_else_is_heard(frame: str, things: str, others: str) -> None:
    for thing, whose in product(things.split("|"), others.split("|")):
        said = frame.format(thing=thing, whose=whose)
        assert "cross_tenant" in hints((said,)), said


def test_accents_may_be_missing_and_a_german_vowel_may_be_written_with_an_e() -> None:
    for phrase in (
        "Ich kann die Chats anderer Kaeufer oeffnen",
        "J'ai recu l'ordonnance d'une autre patiente",
        "Ha documentos que nao me pertencem",
        "Mozemy czytac wiadomosci innych uzytkownikow",
    ):
        assert TOLD & set(hints((phrase,))), phrase


def test_a_phrase_never_spans_two_sentences_or_two_texts() -> None:
    assert hints(("I looked at the orders of", "another customer asks")) == ()
    assert hints(("These are the orders. Of another customer I know nothing.",)) == ()


def test_wanting_or_not_being_able_is_no_report_and_reporting_is() -> None:
    assert hints(("I cannot see other people's photos",)) == ()
    assert hints(("Ich kann die Fotos anderer Leute nicht sehen",)) == ()
    assert hints(("Je ne vois pas les photos d'autres utilisateurs",)) == ()
    for phrase in (
        "I cannot believe that I can see other people's photos",
        "I want to report that I can see other people's photos",
        "Ich möchte melden, dass ich die Fotos anderer Leute sehe",
        "Je ne comprends pas pourquoi je vois les photos d'autres utilisateurs",
        "Puedo ver las facturas de otro cliente",
    ):
        assert "cross_tenant" in hints((phrase,)), phrase
    assert hints(("¿Puedo ver las facturas de otro cliente?",)) == ()


@pytest.mark.parametrize(
    ("phrase", "hint"),
    [
        ("Mein Konto wurde gehackt", "attack"),
        ("Mon compte a été piraté", "attack"),
        ("Wyciek danych klientów", "exposure"),
        ("Vazamento de dados de clientes", "exposure"),
        ("Datenverlust nach dem Update", "loss"),
        ("Laptop with unencrypted patient files lost", "loss"),
        ("Lösegeldforderung auf dem Server gefunden", "attack"),
        ("On a trouvé une demande de rançon sur le serveur", "attack"),
        ("Los atacantes piden un rescate", "attack"),
        ("Richiesta di riscatto sul server", "attack"),
        ("Er wordt losgeld geëist", "attack"),
        ("Znaleziono żądanie okupu", "attack"),
        ("Pedido de resgate no servidor", "attack"),
        ("Malicious package in the lock file", "malicious_code"),
        ("Brief ging an die falsche Adresse", "misdirected"),
        ("El contrato llegó a la dirección equivocada", "misdirected"),
    ],
)
def test_the_other_hints_have_words_in_each_language_too(phrase: str, hint: Hint) -> None:
    assert hint in hints((phrase,))


def test_more_than_is_looked_at_is_told() -> None:
    long = "not " * (MOST_SAID // 4 + 1)
    assert hints((long,)) == ("not_read_in_full",)
    assert hints(("x. " * MOST_SAID,)) == (), "what holds no telling word needs no closer look"


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(hints((text,)), tuple)


def test_each_slot_of_a_phrase_is_one_that_the_language_has() -> None:
    gaps = {f"gap{most}" for most in (1, 2, 3, 4, 8)}
    for name, language in LANGUAGES.items():
        for phrase in [*language.slots.values(), *(one for said in language.says.values() for one in said)]:
            assert set(re.findall(r"\{([a-z]+\d?)\}", phrase)) <= {*language.slots, *gaps}, (name, phrase)
