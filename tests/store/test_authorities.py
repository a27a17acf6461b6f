"""The directory of authorities: what no source says stays unknown, and a typo is one sentence with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from breachbot.configured.places import bundled
from breachbot.errors import BadFile
from breachbot.playbook.authority import Directory
from breachbot.store.authorities import COMPETENCE, FOLDER, load_authority, load_directory, the_authority
from tests.playbook.page import PAGE, page

HOW_TO = Path(__file__).parents[2] / "docs/how-to/add-an-authority.md"
TEXT = re.findall(r"```yaml\n(.*?)```", HOW_TO.read_text(), re.DOTALL)[0]
EEA = {
    *("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT"),
    *("LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO"),
}
"""The 27 members of the EU with Iceland, Liechtenstein and Norway."""
LÄNDER = {"BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"}


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory(bundled("playbooks"))


def write(folder: Path, text: str, name: str = "xx-dpa") -> Path:
    path = folder / FOLDER / f"{name}.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


def test_every_country_of_the_eea_and_every_land_has_one(directory: Directory) -> None:
    assert {one.country for one in directory if one.law == "gdpr"} == EEA
    lands = {one.land for one in directory if one.country == "DE" and one.serves in ("everybody", "private")}
    assert lands == {f"DE-{one}" for one in LÄNDER}
    assert {one.id: one.law for one in directory if one.law != "gdpr"} == {
        "gb-ico": "uk_gdpr",
        "ch-edoeb": "swiss_fadp",
        "eu-edps": "eu_institutions",
    }


def test_an_address_from_memory_is_never_given_as_a_form(directory: Directory) -> None:
    """A home page is no form either: where no page on breaches is known, it stays unknown."""
    for one in directory:
        if one.filing.mark == "unchecked":
            assert one.filing.form is None, one.id
        if one.filing.form:
            assert one.filing.form.rstrip("/") != one.website.rstrip("/"), one.id


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make docs"


def test_the_page_says_of_each_authority_what_is_not_known(directory: Directory) -> None:
    lines = {line.split("`")[1]: line for line in page().splitlines() if line.startswith("| `")}
    assert lines.keys() == directory.by_id.keys()
    rows = {
        line.split("`")[1]: line for line in page().partition("## Sources")[0].splitlines() if "| `" in line
    }
    for one in directory:
        filing = one.filing
        missing = [filing.form, filing.needs, filing.fallback, filing.receipt].count(None)
        assert rows[one.id].count("not known |") == missing, one.id
        assert f"({filing.mark})" in rows[one.id]


def test_ones_own_file_takes_the_place_of_the_one_that_comes_along(tmp_path: Path) -> None:
    theirs = (bundled("playbooks") / FOLDER / "ie-dpc.yaml").read_text()
    write(tmp_path, theirs.replace("short: DPC", "short: Ours"), "ie-dpc")
    write(tmp_path, TEXT)
    found = load_directory(bundled("playbooks"), tmp_path)
    assert found.by_id["ie-dpc"].short == "Ours"
    assert found.by_id["xx-dpa"].filing.fallback is None
    assert "de-by" in found.by_id


def test_a_rule_that_is_missing_is_named_with_its_file(tmp_path: Path) -> None:
    ours = tmp_path / COMPETENCE
    ours.parent.mkdir()
    ours.write_text((bundled("playbooks") / COMPETENCE).read_text().replace("  lead:", "  # lead:"))
    with pytest.raises(BadFile) as error:
        load_directory(bundled("playbooks"), tmp_path)
    assert "grounds: must have lead" in str(error.value)
    assert str(ours) in str(error.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda t: t.replace("website:", "webstie:"),
            "7: webstie: this key is not known; did you mean “website”?",
        ),
        (lambda t: t.replace("id: xx-dpa", "id: xx-other"), "1: id: is not the name of its file, xx-dpa"),
        (lambda t: t.replace("country: XX", "country: YY"), "1: id: must begin with its country, yy-"),
        (lambda t: t.replace("law: gdpr", "land: DE-BY\nlaw: gdpr"), "5: land: is no part of XX"),
        (
            lambda t: t.replace("form: https", "form: http"),
            "17: filing.form: must be a whole address with https://",
        ),
        (lambda t: t.replace("mark: checked", "mark: sure", 1), "9: mark: must be "),
        (lambda t: t.replace("ways: [portal]", "ways: []"), "16: filing.ways: "),
    ],
    ids=["a key", "the id", "the country", "the Land", "the form", "the mark", "no way"],
)
def test_a_typo_is_one_sentence_with_its_place(
    change: Callable[[str], str], said: str, tmp_path: Path
) -> None:
    path = write(tmp_path, change(TEXT))
    with pytest.raises(BadFile) as raised:
        load_authority(path)
    assert f"{path}:{said}" in str(raised.value)


def test_an_unknown_id_names_the_nearest(directory: Directory) -> None:
    with pytest.raises(
        BadFile, match=r"BREACHBOT_AUTHORITY: there is no authority “ie-dcp”.*did you mean ie-dpc"
    ):
        the_authority(directory, "ie-dcp", "BREACHBOT_AUTHORITY")
