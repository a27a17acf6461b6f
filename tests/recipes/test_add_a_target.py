"""docs/how-to/add-a-target.md, carried out on a copy: one new file, and an approved page goes out there as well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.recipes.tree import code_of, copy_of_the_tree, run

pytestmark = pytest.mark.slow

STORY = Path(__file__).with_name("two_targets.py")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The copy with the one new file."""
    copy = copy_of_the_tree(tmp_path)
    (code,) = code_of("add-a-target.md")
    (copy / "breachbot/publish/targets/board.py").write_text(code)
    return copy


def test_its_settings_are_listed_and_asked_for(tree: Path) -> None:
    assert "BREACHBOT_BOARD_DIR=\n    Folder of the board" in run(tree, "-m", "breachbot", "settings").stdout
    both = {"BREACHBOT_PUBLISH_TO": "static,board"}
    checked = run(tree, "-m", "breachbot", "check", "--without-slack", **both).stdout
    assert "BREACHBOT_BOARD_DIR is not set: name the folder of the board." in checked
    strange = run(tree, "-m", "breachbot", "check", BREACHBOT_PUBLISH_TO="bord")
    assert (
        "BREACHBOT_PUBLISH_TO: names bord, which is no target; there are: board, docusaurus, git, static, webhook"
        in strange.stdout
    )


def test_a_page_goes_out_at_both_and_the_duty_is_met_only_then(tree: Path) -> None:
    told = run(
        tree,
        str(STORY),
        BREACHBOT_DATA_DIR=str(tree.parent / "data"),
        BREACHBOT_PUBLISH_TO="static,board",
        BREACHBOT_BOARD_DIR=str(tree.parent / "board"),
        BREACHBOT_PUBLIC_URL="https://example.com/security",
    )
    assert told.returncode == 0, told.stderr
    said = json.loads(told.stdout)
    approved, incident = said["approved"], said["incident"]
    board, folder = f"{incident}-1.html", f"{incident}/v1.html"
    assert said["gaps"] == [["static", "targets"], ["board", None]]
    assert said["published"] == [
        ["static", f"{tree.parent}/data/public/{folder}", approved],
        ["board", f"{tree.parent}/board/{board}", approved],
    ]
    assert said["read_back"] == [approved, approved]
    assert said["versions"] == 1
    (line,) = said["register"]
    assert f"version 1, of draft 1, target static, https://example.com/security/{incident}/, " in line
    assert f"target board, https://example.com/security/board/{board}, sha256 {approved}" in line
