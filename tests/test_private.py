"""Files that only their owner can read, also where somebody else may write in the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from breachbot import private


def test_a_file_that_others_could_read_is_written_anew_for_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "notice.md"
    file.write_text("longer than what comes")
    file.chmod(0o644)
    private.write(file, b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o600)


@pytest.mark.parametrize("there", [True, False])
def test_a_link_is_not_followed(tmp_path: Path, there: bool) -> None:
    key, link = tmp_path / "master.key", tmp_path / "notice.md"
    if there:
        key.write_text("keep me")
        key.chmod(0o640)
    link.symlink_to(key)
    with pytest.raises(OSError, match="it is a link to another file: remove it"):
        private.write(link, b"new")
    assert key.exists() == there
    assert not there or (key.read_text(), key.stat().st_mode & 0o777) == ("keep me", 0o640)
