"""The forms of authorities: what they are made of, what is refused, and which one an authority asks for."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from breachbot.configured.places import bundled
from breachbot.errors import BadFile
from breachbot.playbook.forms import Form
from breachbot.store.forms import load_form, load_forms, load_superset, own_forms
from tests.incident.filing.incidents import directory, forms
from tests.incident.filing.page import PAGE, page, share

ASKED = (
    *("ie-dpc", "de-by", "fr-cnil", "pl-uodo", "gb-ico", "nl-ap", "es-aepd", "it-garante"),
    *("dk-datatilsynet", "no-datatilsynet", "se-imy", "mt-idpc", "de-rp", "de-ni", "de-bw"),
)
TODAY = date(2026, 11, 30)


def form_of(authority: str) -> Form:
    return forms().of_authority(directory().by_id[authority], TODAY, None)


def test_every_form_is_that_of_an_authority_of_the_directory() -> None:
    named = {authority for form in forms().forms for authority in form.authorities}
    assert named <= directory().by_id.keys()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the forms to spoil."""
    shutil.copytree(bundled("playbooks") / "forms", tmp_path / "forms")
    return tmp_path


def test_the_page_says_what_the_data_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make docs"


@pytest.mark.parametrize("authority", ASKED)
def test_each_authority_of_the_reference_has_a_form(authority: str) -> None:
    form = form_of(authority)
    assert form.id == authority
    assert 0 < share(form) <= 1


def test_every_field_is_asked_by_some_form() -> None:
    asked = {name for form in forms().forms for name in form.marks}
    assert asked == set(forms().superset.by_id)


def test_a_form_of_which_little_is_known_follows_the_article_and_says_so() -> None:
    for form in forms().forms:
        if form.order == "article_33":
            assert "Article 33(3)" in form.says, form.id
            titles = [section.title[:3] for section in form.sections if section.title.startswith("(")]
            assert titles == ["(a)", "(b)", "(c)", "(d)"], form.id
        elif not form.draft:
            assert share(form) > 0.25, f"{form.id} pretends to be known"


def test_an_authority_without_a_form_gets_the_generic_one() -> None:
    assert form_of("at-dsb").id == "article-33"


def test_the_common_template_is_a_draft_until_a_day_is_set_and_never_binds_outside() -> None:
    for authority, day, begins, expected in (
        ("ie-dpc", TODAY, None, "ie-dpc"),
        ("ie-dpc", TODAY, date(2026, 12, 1), "ie-dpc"),
        ("ie-dpc", TODAY, TODAY, "edpb-common"),
        ("at-dsb", TODAY, TODAY, "edpb-common"),
        ("gb-ico", TODAY, TODAY, "gb-ico"),
    ):
        assert forms().of_authority(directory().by_id[authority], day, begins).id == expected
    common = forms().form("edpb-common")
    assert common is not None
    assert common.draft
    assert "draft" in common.title.lower()


@pytest.mark.parametrize(
    ("file", "right", "wrong", "sentence"),
    [
        ("ie-dpc", "aware_at: checked", "aware_at: sure", "sections[3].fields.aware_at"),
        ("ie-dpc", "aware_at: checked", "awareness: checked", "there is no field “awareness”"),
        ("ie-dpc", "id: ie-dpc", "id: ie-dpb", "its id is “ie-dpb”, and its name says “ie-dpc”"),
        ("fields", "{fact: restore}", "{fact: restored}", "there is no fact “restored”"),
        ("fields", "{setting: company_sector}", "{setting: sector}", "there is no setting “sector”"),
        ("fields", "{event: complete_by}", "{event: done_by}", "there is no event “done_by”"),
        ("fields", "ransomware: malware", "ransom: malware", "the fact “cause” has no answer “ransom”"),
        ("fields", "ransomware: malware", "ransomware: virus", "“virus” is no answer of this field"),
        ("fields", "holds: [criminal]", "holds: [crime]", "the fact “data_categories” has no answer “crime”"),
        (
            "fields",
            "applies: {not_informed: [c]}",
            "applies: {uninformed: [c]}",
            "there is no fact or event “uninformed”",
        ),
        ("fields", "id: harms", "id: severity", "“severity” is here twice"),
        ("fields", "{event: law}", "{event: law, fact: cause}", "names exactly one of"),
    ],
)
def test_a_slip_is_refused_with_its_place(
    folder: Path, file: str, right: str, wrong: str, sentence: str
) -> None:
    path = folder / "forms" / f"{file}.yaml"
    text = path.read_text()
    if right not in text:
        pytest.fail(f"{file} has no “{right}”")
    path.write_text(text.replace(right, wrong, 1))
    with pytest.raises(BadFile) as refused:
        load_superset(path) if file == "fields" else load_form(path, forms().superset)
    assert sentence in str(refused.value)
    assert str(path) in str(refused.value)


def test_an_authority_has_one_form(folder: Path) -> None:
    path = folder / "forms" / "pl-uodo.yaml"
    path.write_text(path.read_text().replace("authorities: [pl-uodo]", "authorities: [ie-dpc]"))
    with pytest.raises(BadFile, match="ie-dpc is the form of ie-dpc already"):
        load_forms(folder)


def test_a_form_of_ones_own_takes_the_place_of_one_that_comes_along(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    text = (bundled("playbooks") / "forms" / "ie-dpc.yaml").read_text()
    (tmp_path / "forms" / "ie-dpc.yaml").write_text(text.replace("title: Report", "title: Our report"))
    found = own_forms(tmp_path)
    assert len(found.forms) == len(forms().forms)
    assert found.of_authority(directory().by_id["ie-dpc"], TODAY, None).title.startswith("Our report")
