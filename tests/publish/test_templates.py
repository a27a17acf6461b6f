"""Templates come from a folder; what is wrong in one is named with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from breachbot.errors import BadFile
from breachbot.publish.templates import load_templates
from tests.notices.samples import TEMPLATES

OURS = Path(__file__).parents[2] / "templates"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OURS, tmp_path / "templates"))


def test_the_bundled_templates_load(folder: Path) -> None:
    assert load_templates(folder).sources == TEMPLATES.sources


def test_a_wrong_line_is_named(folder: Path) -> None:
    (folder / "en/page/page.md.j2").write_text("# Notice\n\n{% if f.ongoing %}\nyes\n{% endfi %}\n")
    with pytest.raises(BadFile, match=r"en/page/page\.md\.j2:5: .*unknown tag 'endfi'"):
        load_templates(folder)


def test_a_file_that_is_no_text_is_named(folder: Path) -> None:
    (folder / "en/mail/mail.md.j2").write_bytes(b"\xff\xfe")
    with pytest.raises(BadFile, match=r"mail\.md\.j2:1: is not UTF-8"):
        load_templates(folder)


def test_a_missing_template_is_named(folder: Path) -> None:
    (folder / "en/mail/mail.md.j2").unlink()
    with pytest.raises(BadFile, match=r"mail\.md\.j2: this template is missing"):
        load_templates(folder)
    with pytest.raises(BadFile, match=r"shared/style\.css: this template is missing"):
        load_templates(folder / "nowhere")


def test_line_ends_of_another_system_change_nothing(folder: Path) -> None:
    for path in folder.rglob("*.j2"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_templates(folder).sha256("page") == TEMPLATES.sha256("page")
