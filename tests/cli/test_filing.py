"""`breachbot filing`: what it writes and says, and what it refuses in one sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from breachbot.incident.acts.confirm_authorities import ConfirmAuthorities
from breachbot.incident.acts.file import File
from tests.cli.commands import Ended, run_here
from tests.conftest import Database
from tests.incident import cast
from tests.usecases.stage import Stage


@pytest.fixture
def stated(sqlite_database: Database) -> tuple[Path, str]:
    """A folder with an incident whose facts are stated, and its codename."""
    stage = Stage(sqlite_database.open()).team()
    incident = stage.aware()
    stage.state(incident)
    stage.store.close()
    return sqlite_database.data_dir, incident


def filing(folder: Path, *words: str, **settings: str) -> Ended:
    return run_here(folder.parent, "filing", *words, data_dir=str(folder), **settings)


def test_a_pack_is_four_files_and_four_counts(stated: tuple[Path, str], tmp_path: Path) -> None:
    folder, incident = stated
    out = tmp_path / "out"
    ended = filing(folder, incident, "--out", str(out), authority="ie-dpc", company_name="Example Shop Ltd")
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stderr
    assert {path.name for path in out.iterdir()} == {"pack.json", "pack.md", "pack.html", "pack.pdf"}
    pack = json.loads((out / "pack.json").read_text())
    assert (pack["authority"], pack["phase"]) == ("ie-dpc", "initial")
    states = [one["state"] for one in pack["fields"]]
    assert (
        f"ie-dpc: {states.count('value')} filled in, {states.count('to_type')} to type by hand, "
        in ended.stdout
    )
    assert "were not checked against the form: the page marks them." in ended.stdout
    values = {one["id"]: one["value"] for one in pack["fields"]}
    assert values["controller_name"] == "Example Shop Ltd"
    assert values["controller_address"] is None


def test_after_a_filing_it_is_a_supplement(sqlite_database: Database, tmp_path: Path) -> None:
    stage = Stage(sqlite_database.open()).team()
    incident = stage.aware()
    stage.state(incident)
    stage.draft(incident)
    stage.approve(incident, "authority")
    stage.take(incident, File.of(version=1, filed_at=stage.clock(), channel="web form", reference="IN-26-1"))
    stage.store.close()
    ended = filing(sqlite_database.data_dir, incident, "--out", str(tmp_path / "out"), authority="pl-uodo")
    assert ended.returncode == 0, ended.stderr
    pack = json.loads((tmp_path / "out" / "pack.json").read_text())
    values = {one["id"]: one["value"] for one in pack["fields"]}
    assert pack["phase"] == "follow_up"
    assert values["sa_reference"] == "IN-26-1"
    assert "subjects_count" not in values


def test_of_several_authorities_each_gets_what_it_has_not_had(
    sqlite_database: Database, tmp_path: Path
) -> None:
    stage = Stage(sqlite_database.open()).team()
    stage.house = replace(stage.house, policy=cast.in_the_directory("none"))
    incident = stage.aware()
    stage.state(incident)
    why = "People in Ireland and in France are affected."
    stage.take(incident, ConfirmAuthorities.of(authorities=("ie-dpc", "fr-cnil"), reason=why), by=cast.DPO)
    stage.draft(incident)
    stage.approve(incident, "authority")
    receipt = {"channel": "web form", "reference": "IN-26-1", "authority": "ie-dpc"}
    stage.take(incident, File.of(version=1, filed_at=stage.clock(), **receipt))
    stage.store.close()
    phases = {}
    for authority in ("ie-dpc", "fr-cnil"):
        out = tmp_path / authority
        ended = filing(sqlite_database.data_dir, incident, "--out", str(out), "--authority", authority)
        assert ended.returncode == 0, ended.stderr
        phases[authority] = json.loads((out / "pack.json").read_text())["phase"]
    assert phases == {"ie-dpc": "follow_up", "fr-cnil": "initial"}
    written = run_here(
        tmp_path, "notices", incident, "--out", str(tmp_path / "n"), data_dir=str(sqlite_database.data_dir)
    )
    assert "Libertés takes the notice at https://notifications.cnil.fr/notifications/.\n" in written.stdout
    assert "dataprotection.ie" not in written.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            (),
            "Name the authority: --authority ID, or BREACHBOT_AUTHORITY; `breachbot authorities` lists them.",
        ),
        (("--authority", "ie-dpb"), "there is no authority “ie-dpb” in the directory; did you mean ie-dpc?"),
        (
            ("--authority", "ie-dpc", "--phase", "last"),
            "--phase: “last” is no phase of a report; there are: initial",
        ),
        (("--authority", "ie-dpc", "--phase", "correction"), "Nothing was filed with this authority yet"),
        (
            ("--authority", "ie-dpc", "--complete-by", "soon"),
            "--complete-by: “soon” is no day such as 2026-12-04.",
        ),
    ],
)
def test_what_cannot_be_made_is_one_sentence(
    stated: tuple[Path, str], tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    folder, incident = stated
    ended = filing(folder, incident, "--out", str(tmp_path / "out"), *words)
    assert (ended.returncode, ended.stdout) == (2, "")
    (sentence,) = ended.stderr.splitlines()
    assert says in sentence
    assert not (tmp_path / "out").exists()


def test_the_common_template_is_used_from_its_day(stated: tuple[Path, str], tmp_path: Path) -> None:
    folder, incident = stated
    for authority, title in (
        ("ie-dpc", "Common template of the EDPB"),
        ("gb-ico", "Information Commissioner"),
    ):
        out = tmp_path / authority
        words = ("--out", str(out), "--authority", authority)
        assert filing(folder, incident, *words, common_form_from="2026-01-01").returncode == 0
        assert title in (out / "pack.md").read_text().splitlines()[0]
