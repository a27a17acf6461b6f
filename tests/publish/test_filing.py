"""The files of a filing pack: what machines read, what people read, and a page that needs nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import stat
from pathlib import Path

import pytest

from breachbot.errors import Refused
from breachbot.publish.filing import as_html, as_json, as_markdown, write_pack
from tests.incident import cast
from tests.incident.filing.incidents import ARCHIVE, AUTHORITIES, DEMOS, directory, packed, told

TEMPLATES = cast.policy().templates
ODD = "A <script>alert(1)</script> # heading\n\n- *one* [two](http://x.example) & `three`"


def html_of(authority: str, **facts: str) -> str:
    pack = packed(told(DEMOS | facts), authority)
    return as_html(pack, directory().by_id[authority], TEMPLATES)


@pytest.mark.parametrize("authority", AUTHORITIES)
def test_the_json_has_the_four_things_of_each_field(authority: str) -> None:
    found = json.loads(as_json(packed(told(ARCHIVE), authority)))
    assert (found["authority"], found["phase"]) == (authority, "initial")
    assert all(list(one) == ["id", "state", "value", "origin"] for one in found["fields"])
    values = {one["id"]: one["value"] for one in found["fields"]}
    assert values["aware_at"] == "2026-11-24T12:00:00Z"
    assert values["confidentiality"] == "yes"
    assert values["subjects_count"] == {"min": 6000, "max": 7500, "estimate": None}
    assert isinstance(values["data_categories"], list)


def test_what_is_unknown_or_to_be_typed_comes_before_the_form() -> None:
    pack, to = packed(told({**ARCHIVE, "harm_seen": None}), "pl-uodo"), directory().by_id["pl-uodo"]
    for text in (as_markdown(pack, to, TEMPLATES), as_html(pack, to, TEMPLATES)):
        parts = (
            "Still unknown",
            "Has anybody already suffered harm?",
            "To type by hand",
            "Which harm",
            "Kind of report",
        )
        places = [text.index(part) for part in parts]
        assert places == sorted(places)


def test_each_doubt_about_the_form_is_on_the_page() -> None:
    page = html_of("ie-dpc")
    assert "The web form of this authority was not seen" in page
    assert page.count("<b>not checked</b>") > 40
    assert "“second-hand”: read in a page that reproduces the form." in html_of("pl-uodo")


def test_each_page_says_first_whether_the_notice_with_these_facts_is_approved() -> None:
    to, approved = directory().by_id["ie-dpc"], cast.approving(cast.drafted(), "authority")
    sha256 = cast.the_draft(approved, "authority").sha256
    for incident, says in (
        (cast.drafted(), "Not approved: no notice"),
        (approved, f"Approved: the notice with these facts, draft 1, SHA-256 {sha256}."),
        (cast.stating(approved, people_count=9000), "Not approved: no notice"),
    ):
        assert says in as_html(packed(incident, "ie-dpc"), to, TEMPLATES)


def test_a_fact_acts_in_no_format() -> None:
    page = html_of("gb-ico", what_happened=ODD)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    text = as_markdown(
        packed(told(DEMOS | {"what_happened": ODD}), "gb-ico"), directory().by_id["gb-ico"], TEMPLATES
    )
    assert r"\<script\>" in text
    assert r"\[two\]" in text


def test_the_page_allows_only_its_own_style_and_script() -> None:
    page = html_of("fr-cnil")
    for name in ("style", "script"):
        (inside,) = re.findall(rf"<{name}>(.*?)</{name}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in page
    assert "default-src 'none'" in page
    assert not re.findall(r"<(?:link|img|iframe)\b", page)
    assert not re.findall(r"\ssrc=", page)


def test_without_a_script_every_answer_can_be_read_and_no_dead_button_shows() -> None:
    page = html_of("fr-cnil")
    buttons = re.findall(r"<button [^>]*>", page)
    assert len(buttons) == packed(told(DEMOS), "fr-cnil").count("value")
    assert all(" hidden>" in button for button in buttons)
    ids = re.findall(r'id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in re.findall(r'href="(#[^"]+)"', page)} <= set(ids)


def test_the_files_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "pack"
    written = write_pack(packed(told(DEMOS), "de-by"), directory().by_id["de-by"], TEMPLATES, folder)
    assert [path.name for path in written] == ["pack.json", "pack.md", "pack.html", "pack.pdf"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in written} == {0o600}


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="The pack cannot be written to"):
        write_pack(packed(told(DEMOS), "de-by"), directory().by_id["de-by"], TEMPLATES, tmp_path / "file")
