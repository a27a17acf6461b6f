"""`breachbot authorities`, and the authority that the settings name by its id."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from breachbot.configured.places import bundled
from breachbot.policy import build_policy
from breachbot.settings import Settings
from breachbot.store.authorities import load_directory
from tests.cli.commands import run_here
from tests.conftest import Database
from tests.usecases.stage import Stage


def test_the_list_holds_each_with_its_mark(tmp_path: Path) -> None:
    heading, *lines = run_here(tmp_path, "authorities").stdout.splitlines()
    directory = load_directory(bundled("playbooks"))
    assert heading.split() == ["id", "place", "short", "languages", "ways", "mark", "form"]
    assert [line.split()[0] for line in lines] == [*directory.by_id]
    assert all(f"  {one.filing.mark}  " in line for one, line in zip(directory, lines, strict=True))


def test_those_of_a_country_are_told_in_full(tmp_path: Path) -> None:
    said = run_here(tmp_path, "authorities", "--country", "no").stdout
    assert "needs: The Altinn role" in said
    assert "receipt: not known" in said
    assert "live page not looked at" in said
    nobody = run_here(tmp_path, "authorities", "--country", "Atlantis")
    assert (nobody.returncode, nobody.stdout) == (2, "")
    assert nobody.stderr == "breachbot: --country: the directory has no authority of “Atlantis”.\n"


def test_a_machine_reads_what_is_unknown_as_null(tmp_path: Path) -> None:
    lines = run_here(tmp_path, "authorities", "--country", "DE", "--json").stdout.splitlines()
    found = {one["id"]: one for one in map(json.loads, lines)}
    assert found["de-by"]["filing"]["form"] == "https://lda.bayern.de/datenpanne"
    assert found["de-be"]["filing"]["form"] is None
    assert found["de-be"]["filing"]["mark"] == "unchecked"


def notices(folder: Path, **given: str) -> str:
    """What the doctor says of the notices."""
    return state(folder, "notices", **given)[1]


def state(folder: Path, name: str, **given: str) -> tuple[str, str]:
    ended = run_here(folder, "doctor", "--without-slack", "--json", data_dir=str(folder), **given)
    (found,) = [each for each in json.loads(ended.stdout) if each["name"] == name]
    return found["state"], found["says"]


COMPANY = {"company_name": "Shop", "dpo_email": "privacy@shop.example.com"}


def test_an_id_stands_for_name_and_form(tmp_path: Path) -> None:
    assert "BREACHBOT_AUTHORITY" not in notices(tmp_path, **COMPANY, authority="ie-dpc")
    assert "not set: " in notices(tmp_path, **COMPANY, authority="de-be")
    assert "BREACHBOT_AUTHORITY_FORM_URL" in notices(tmp_path, **COMPANY, authority="de-be")
    ok, said = state(tmp_path, "authority", **COMPANY, authority="no-datatilsynet")
    assert (ok, said.startswith("no-datatilsynet, Datatilsynet; how to file: the named source was read")) == (
        "ok",
        True,
    )
    assert "it needs: The Altinn role" in said


def test_one_under_another_law_is_said_to_be_so(tmp_path: Path) -> None:
    ok, said = state(tmp_path, "authority", **COMPANY, authority="gb-ico")
    law = (
        "it takes notifications under another law, while the notices and the clock here are those of the GDPR"
    )
    assert (ok, law in said) == ("ok", True)
    checked = run_here(tmp_path, "check", "--without-slack", data_dir=str(tmp_path), authority="gb-ico")
    assert f"note: BREACHBOT_AUTHORITY: gb-ico: {law}" in checked.stdout
    assert law not in state(tmp_path, "authority", **COMPANY, authority="ie-dpc")[1]


def test_an_unknown_id_is_wrong_and_names_the_nearest(tmp_path: Path) -> None:
    ok, said = state(tmp_path, "authority", **COMPANY, authority="ie-dcp")
    assert ok == "wrong"
    assert said.startswith(
        "BREACHBOT_AUTHORITY: there is no authority “ie-dcp” in the directory; did you mean ie-dpc?"
    )
    checked = run_here(tmp_path, "check", "--without-slack", data_dir=str(tmp_path), authority="ie-dcp")
    assert checked.returncode == 2
    assert f"wrong: {said}" in checked.stdout.splitlines()


@pytest.mark.parametrize(
    ("given", "name", "form", "doubt"),
    [
        (
            {"authority": "ie-dpc"},
            "Irish Data Protection Commission",
            "https://forms.dataprotection.ie",
            None,
        ),
        (
            {"authority": "nl-ap"},
            "Autoriteit Persoonsgegevens",
            "https://datalekken",
            "only seen in somebody else's list",
        ),
        ({"authority": "de-be"}, "Berliner Beauftragte", None, None),
        (
            {"authority": "nl-ap", "authority_form_url": "https://x.example/f"},
            "Autoriteit",
            "https://x.example/f",
            None,
        ),
        ({"authority": "ie-dpc", "authority_name": "Ours"}, "Ours", "https://forms.dataprotection.ie", None),
        ({}, None, None, None),
    ],
    ids=["checked", "second-hand", "no form known", "own form", "own name", "none"],
)
def test_what_is_set_goes_before_the_directory(
    given: dict[str, str], name: str | None, form: str | None, doubt: str | None
) -> None:
    firm = build_policy(Settings.model_validate(given)).firm
    for found, wanted in (
        (firm.authority_name, name),
        (firm.authority_form_url, form),
        (firm.authority_form_doubt, doubt),
    ):
        assert (found is None) if wanted is None else str(found).startswith(wanted)


def test_who_is_responsible_for_an_incident_is_proposed(sqlite_database: Database) -> None:
    stage = Stage(sqlite_database.open()).team()
    incident = stage.aware()
    stage.state(incident, countries=["IE", "DE", "GB"])
    stage.store.close()
    folder = sqlite_database.data_dir
    given = {"data_dir": str(folder), "established_in": "IE"}
    said = run_here(folder.parent, "authorities", "--incident", incident, **given).stdout.splitlines()
    assert said[0] == "lead authority: ie-dpc, DPC (Irish Data Protection Commission)"
    assert (
        "and the breach also concerns Germany. (GDPR Art. 56(1); from memory, with high confidence)"
        in said[1]
    )
    assert said[2] == "concerned: name it to the lead authority: which one of DE is not known"
    assert (
        "a filing of its own under another law: gb-ico, ICO (The Information Commissioner’s Office)" in said
    )
    assert said[-1].startswith("Not known: Germany: the part of the country decides which authority it is")
    lines = run_here(
        folder.parent, "authorities", "--incident", incident, "--json", **given
    ).stdout.splitlines()
    read = [json.loads(one) for one in lines]
    assert [one.get("authority") for one in read] == ["ie-dpc", None, "gb-ico", None]
    assert len(read[1]["choices"]) == 16
    assert read[-1].keys() == {"unknown"}
