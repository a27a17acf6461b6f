"""The tables of sources on disk: a typo is one sentence with file, line and field, and each makes a source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from breachbot.configured.places import bundled
from breachbot.errors import BadFile
from breachbot.intake.registry import SOURCES
from breachbot.settings import Settings, load, variable, with_tables
from breachbot.store.source_tables import FOLDER, load_table, load_tables

PAGE = Path(__file__).parents[2] / "docs/how-to/add-a-table.md"
TEXT = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(), re.DOTALL)[0]


def write(folder: Path, text: str, name: str = "lookout.yaml") -> Path:
    path = folder / FOLDER / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    return path


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field in with_tables(bundled("playbooks")).model_fields:
        monkeypatch.delenv(variable(field), raising=False)
    monkeypatch.chdir(tmp_path)


def test_every_table_that_comes_along_has_a_name_of_its_own() -> None:
    tables = load_tables(bundled("playbooks") / FOLDER, Settings.model_fields)
    assert {"crowdstrike", "elastic", "wazuh", "falco", "datadog", "snyk", "cloudflare"} <= tables.keys()
    assert not tables.keys() & SOURCES.keys()


def test_a_table_of_ones_own_is_a_source_with_its_own_secret(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(tmp_path, TEXT)
    write(tmp_path, TEXT.replace("title: Lookout", "title: Our Falco"), "falco.yaml")
    monkeypatch.setenv("BREACHBOT_PLAYBOOKS_DIR", str(tmp_path))
    monkeypatch.setenv("BREACHBOT_LOOKOUT_SECRET", "the one now")
    monkeypatch.setenv("BREACHBOT_LOOKOUT_SECRET_PREVIOUS", "the one before")
    settings = load()
    source = settings.sources["lookout"]
    assert settings.of_source(source) == {
        "lookout_secret": "the one now",
        "lookout_secret_previous": "the one before",
    }
    assert settings.sources["falco"].title == "Our Falco", "it takes the place of the one that comes along"
    assert "snyk" in settings.sources
    assert "the one now" not in repr(settings)
    assert settings.of_source(settings.sources["falco"]) == {}


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("series: [findings.id]", "serie: [findings.id]", "this key is not known; did you mean “series”?"),
        ("mark: checked", "mark: sure", "mark"),
        ("bucket: public_access", "bucket: public", "type.words.bucket"),
        ("critical: 90", "deadly: 90", "severity.at_least"),
        ("critical: 90", "critical: most", "severity.at_least.critical"),
        ("link: findings.url", "link: findings..url", "link"),
        ("link: findings.url", "link: findings. url", "link"),
        ("header: x-lookout-signature", "header: X-Lookout Signature", "signature.header"),
        ("alerts: findings", "token: {header: x-token}", "a sender either signs or shows a token"),
        ("title: Lookout\n", "", "title: this key is missing"),
        ("  otherwise: misconfiguration\n", "", "type.otherwise: this key is missing"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_place(
    tmp_path: Path, before: str, after: str, sentence: str
) -> None:
    assert before in TEXT
    path = write(tmp_path, TEXT.replace(before, after))
    with pytest.raises(BadFile) as refused:
        load_table(path)
    said = str(refused.value)
    assert re.match(rf"{re.escape(str(path))}:\d+", said), said
    assert sentence in said
    assert "\n" not in said


@pytest.mark.parametrize("name", ["Lookout.yaml", "look-out.yaml", "9lives.yaml", "look out.yaml"])
def test_a_name_that_can_be_no_source_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile, match="its name becomes that of the source"):
        load_table(write(tmp_path, TEXT, name))


@pytest.mark.parametrize("name", ["sentry.yaml", "slack_signing.yaml"])
def test_a_name_whose_settings_are_something_else_is_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, TEXT, name)
    with pytest.raises(BadFile, match="is something else: give the file another name"):
        with_tables(tmp_path)
