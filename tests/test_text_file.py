"""A file that somebody names: read whole, or refused in a sentence; never waited for, never without end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from breachbot.errors import BadFile
from breachbot.text_file import MOST_BYTES, read_text


def test_the_text_is_as_its_bytes_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("é\r\nb".encode())
    assert read_text(path) == "é\r\nb"


def test_the_largest_file_and_one_byte_more(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"a" * MOST_BYTES)
    assert len(read_text(path)) == MOST_BYTES
    path.write_bytes(b"a" * (MOST_BYTES + 1))
    with pytest.raises(BadFile, match="is larger than 1 MiB, the most that is read"):
        read_text(path)


def test_a_named_pipe_is_refused_with_and_without_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    for flags in (None, os.O_RDWR):
        held = None if flags is None else os.open(path, flags)
        with pytest.raises(BadFile, match="is a pipe or a device; a file is wanted"):
            read_text(path)
        if held is not None:
            os.close(held)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/urandom"])
def test_a_device_is_refused_also_behind_a_link(device: str, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(device)
    for path in (Path(device), tmp_path / "link"):
        with pytest.raises(BadFile, match="is a pipe or a device"):
            read_text(path)


def test_what_the_shell_handed_over_is_read_and_bounded() -> None:
    for content, most in ((b"facts: {}\n", None), (b"a" * 1000, None)):
        reader, writer = os.pipe()
        os.write(writer, content)
        os.close(writer)
        assert read_text(Path(f"/dev/fd/{reader}")) == content.decode(), most
        os.close(reader)
    zeros = os.open("/dev/zero", os.O_RDONLY)
    with pytest.raises(BadFile, match="is larger than"):
        read_text(Path(f"/dev/fd/{zeros}"))
    os.close(zeros)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("gone", "cannot be read: No such file or directory"),
        (".", "cannot be read: Is a directory"),
        ("a\0b", "cannot be read: this is no name of a file"),
        ("x" * 300, "cannot be read: File name too long"),
    ],
)
def test_what_is_no_file_is_one_sentence(name: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(BadFile) as bad:
        read_text(tmp_path / name)
    assert bad.value.what == why


def test_other_encodings_are_refused_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.txt"
    path.write_bytes(b"a\nb\ncaf\xe9\n")
    with pytest.raises(BadFile, match=r"latin.txt:3: is not UTF-8 text"):
        read_text(path)
    path.write_bytes("facts: {}".encode("utf-16"))
    with pytest.raises(BadFile, match="is not UTF-8 text"):
        read_text(path)
