"""Sealing: what opens with which key, and where the master key comes from."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.errors import NotReady
from breachbot.store.keys import (
    KEY_FILE,
    MasterKeys,
    WrappedKey,
    load_master_key,
    new_master_key,
    parse_master_keys,
    seal,
    unseal,
)

KEY = bytes(range(32))


@given(st.binary(), st.text(min_size=1))
def test_what_was_sealed_opens_for_the_same_row(plain: bytes, row: str) -> None:
    sealed = seal(KEY, plain, "event", row)
    assert unseal(KEY, sealed, "event", row) == plain
    assert len(sealed) == len(plain) + 12 + 16


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert seal(KEY, b"text", "event", "1") != seal(KEY, b"text", "event", "1")


@pytest.mark.parametrize(
    ("key", "sealed", "row"),
    [
        (bytes(32), seal(KEY, b"text", "event", "1"), ("event", "1")),
        (KEY, seal(KEY, b"text", "event", "1"), ("event", "2")),
        (KEY, seal(KEY, b"text", "event", "1"), ("delivery", "1")),
        (KEY, seal(KEY, b"text", "event", "1")[:-1], ("event", "1")),
        (KEY, seal(KEY, b"text", "event", "1")[:5], ("event", "1")),
        (KEY, b"", ("event", "1")),
    ],
    ids=["another key", "another row", "another table", "cut", "cut short", "empty"],
)
def test_anything_else_does_not_open(key: bytes, sealed: bytes, row: tuple[str, ...]) -> None:
    with pytest.raises(NotReady, match="does not open with its key"):
        unseal(key, sealed, *row)


def test_a_data_key_opens_with_its_master_key_alone() -> None:
    master, other = MasterKeys({"a": KEY}), MasterKeys({"a": bytes(32)})
    key, wrapped = master.new_key("pdb-1")
    assert master.unwrap(wrapped) == key
    assert key not in wrapped.wrapped
    with pytest.raises(NotReady):
        other.unwrap(wrapped)
    with pytest.raises(NotReady):
        master.unwrap(WrappedKey("pdb-2", wrapped.wrapped, "a"))
    with pytest.raises(NotReady, match="“b” is needed"):
        master.unwrap(WrappedKey("pdb-1", wrapped.wrapped, "b"))


def test_a_replaced_master_key_still_reads_what_the_old_one_sealed() -> None:
    old = new_master_key()
    key, wrapped = parse_master_keys(old, "here").new_key("pdb-1")
    both = parse_master_keys(f"{new_master_key()}, {old}", "here")
    assert both.unwrap(wrapped) == key
    assert both.new_key("pdb-2")[1].master_id == both.current != wrapped.master_id


@pytest.mark.parametrize(
    "text",
    ["", "nothing", "id:", ":" + "A" * 43 + "=", "id:AAAA", "id:" + "!" * 44, "id:" + "A" * 44 + ",", "ü:ü"],
)
def test_a_wrong_key_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(NotReady) as refused:
        parse_master_keys(text, "BREACHBOT_MASTER_KEY")
    assert "BREACHBOT_MASTER_KEY" in str(refused.value)
    assert "AAAA" not in str(refused.value)


def test_two_keys_with_one_id_are_refused() -> None:
    one = new_master_key()
    with pytest.raises(NotReady):
        parse_master_keys(f"{one},{one}", "here")


def test_a_key_file_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    made = load_master_key(tmp_path, None, may_make=True)
    assert stat.S_IMODE((tmp_path / KEY_FILE).stat().st_mode) == 0o600
    assert load_master_key(tmp_path, None, may_make=True).fingerprints == made.fingerprints


def test_a_missing_key_file_is_not_replaced_where_something_may_be_sealed(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="master key is missing"):
        load_master_key(tmp_path, None, may_make=False)
    assert not (tmp_path / KEY_FILE).exists()


def test_the_setting_goes_before_the_file(tmp_path: Path) -> None:
    load_master_key(tmp_path, None, may_make=True)
    text = new_master_key()
    chosen = load_master_key(tmp_path, text, may_make=True)
    assert chosen.fingerprints == parse_master_keys(text, "here").fingerprints


def test_a_damaged_key_file_is_named(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_bytes(b"\xff\x00")
    with pytest.raises(NotReady, match=KEY_FILE):
        load_master_key(tmp_path, None, may_make=True)
