"""One sample of each shape is kept, and nothing where nobody asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from breachbot.workspace.samples import VARIABLE, Sample, keeper, read, shape


def test_what_differs_in_words_alone_is_kept_once(tmp_path: Path) -> None:
    keep = keeper(str(tmp_path))
    keep("chat.postMessage", {"text": "first", "blocks": [{"type": "divider"}]})
    keep("chat.postMessage", {"text": "second", "blocks": [{"type": "divider"}, {"type": "divider"}]})
    keep("chat.postMessage", {"text": "third", "blocks": [{"type": "section"}]})
    keep("chat.update", {"text": "fourth", "blocks": [{"type": "divider"}]})
    assert sorted(sample.payload["text"] for sample in read(tmp_path)) == ["first", "fourth", "third"]


def test_two_processes_share_a_folder(tmp_path: Path) -> None:
    for word in ("one", "two"):
        keeper(str(tmp_path))("chat.delete", {"ts": word})
    assert read(tmp_path) == [Sample(method="chat.delete", payload={"ts": "one"})]


def test_a_style_makes_another_shape_and_a_label_does_not() -> None:
    assert shape({"style": "danger", "text": "a"}) == shape({"style": "danger", "text": "b"})
    assert shape({"style": "danger", "text": "a"}) != shape({"style": "primary", "text": "a"})


def test_nothing_is_kept_unless_a_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    keeper()("chat.delete", {"ts": "1"})
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv(VARIABLE, str(tmp_path / "made"))
    keeper()("chat.delete", {"ts": "1"})
    assert len(read(tmp_path / "made")) == 1
