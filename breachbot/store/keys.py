"""Sealing. Every stream and every delivery has a data key of its own, wrapped by a master key; without the data
key the content is gone for ever while the chain stays whole. No command deletes one yet.

AES-256-GCM throughout. The additional data name the table and the row, so that a sealed body that was moved to another
row does not open. No unwrapped key is kept: unwrapping costs microseconds, and a deleted key is gone at once.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from breachbot.errors import NotReady

KEY_FILE = "master.key"
DIGEST = "digest"
"""The data key of keyed digests. It is wrapped like the others, so that a new master key does not change them."""
Draw = Callable[[int], bytes]
"""Gives that many random bytes, never the same ones twice."""
KEY_BYTES = 32
NONCE = 12
"""Bytes, random for each sealing and written before the ciphertext."""


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A data key as it is stored. `id` is the name of its stream or delivery."""

    id: str
    wrapped: bytes = field(repr=False)
    master_id: str


class MasterKeys:
    """The master keys of this process: the first wraps, all can unwrap, so that a key can be replaced."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = {name: AESGCM(key) for name, key in keys.items()}
        self._fingerprints = {
            name: hmac.new(key, b"breachbot master key", hashlib.sha256).hexdigest()
            for name, key in keys.items()
        }
        self.current = next(iter(keys))

    @property
    def fingerprints(self) -> dict[str, str]:
        """For each key, what proves later that it is the same one, without revealing it."""
        return dict(self._fingerprints)

    def new_key(self, name: str, draw: Draw = os.urandom) -> tuple[bytes, WrappedKey]:
        """A fresh data key, plain and wrapped."""
        key = draw(KEY_BYTES)
        sealed = _seal(self._keys[self.current], key, ("data_key", name), draw)
        return key, WrappedKey(name, sealed, self.current)

    def unwrap(self, wrapped: WrappedKey) -> bytes:
        """The data key. Raises NotReady if its master key was not given or does not fit."""
        master = self._keys.get(wrapped.master_id)
        if master is None:
            raise NotReady(
                f"The master key “{wrapped.master_id}” is needed to read older rows: add it to "
                "BREACHBOT_MASTER_KEY after the current one, with a comma between."
            )
        return _unseal(master, wrapped.wrapped, "data_key", wrapped.id)


def seal(key: bytes, plain: bytes, *row: str, draw: Draw = os.urandom) -> bytes:
    """The nonce and the ciphertext of `plain`, tied to the row: the table and what identifies it there."""
    return _seal(AESGCM(key), plain, row, draw)


def unseal(key: bytes, sealed: bytes, *row: str) -> bytes:
    """What `seal` was given. Raises NotReady if the bytes, the key or the row are others."""
    return _unseal(AESGCM(key), sealed, *row)


def _seal(cipher: AESGCM, plain: bytes, row: tuple[str, ...], draw: Draw) -> bytes:
    nonce = draw(NONCE)
    return nonce + cipher.encrypt(nonce, plain, json.dumps(row).encode())


def _unseal(cipher: AESGCM, sealed: bytes, *row: str) -> bytes:
    try:
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], json.dumps(row).encode())
    except (InvalidTag, ValueError):
        raise NotReady(
            f"A row of {row[0]} ({' '.join(row[1:])}) does not open with its key: it was changed in the database "
            "after it was written. Run `breachbot register verify`, and restore it from a backup."
        ) from None


# --- where the master key comes from --------------------------------------------------------------------------


def new_master_key() -> str:
    """A fresh master key in the form of the setting: `id:` and 32 bytes in base64."""
    return f"{secrets.token_hex(4)}:{base64.b64encode(secrets.token_bytes(32)).decode()}"


def load_master_key(data_dir: Path, setting: str | None, *, may_make: bool) -> MasterKeys:
    """The keys of the setting, else of the file in the data folder.

    `may_make`: on SQLite before anything was sealed, a missing file is made. Raises NotReady if there is no key, or
    it cannot be read.
    """
    if setting:
        return parse_master_keys(setting, "BREACHBOT_MASTER_KEY")
    path = data_dir / KEY_FILE
    try:
        return parse_master_keys(path.read_text("ascii"), str(path))
    except FileNotFoundError:
        if not may_make:
            raise NotReady(
                "The master key is missing: set BREACHBOT_MASTER_KEY, or put the file master.key back into the "
                "data folder. Without it nothing that was sealed can be read."
            ) from None
    except (OSError, UnicodeError) as error:
        raise NotReady(f"{path} cannot be read: {type(error).__name__}.") from None
    return _make_file(path)


def _make_file(path: Path) -> MasterKeys:
    """Write a new key, for its owner alone, and have it on disk before anything is sealed with it."""
    text = new_master_key()
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(file, "w") as opened:
            opened.write(text + "\n")
            opened.flush()
            os.fsync(opened.fileno())
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise NotReady(f"{path} cannot be written: {error.strerror}.") from None
    return parse_master_keys(text, str(path))


def parse_master_keys(text: str, where: str) -> MasterKeys:
    """`id:base64`, the current one first, older ones after commas. Raises NotReady, never showing the value."""
    keys: dict[str, bytes] = {}
    for part in text.strip().split(","):
        name, _, encoded = part.strip().partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if not name or len(key) != 32 or name in keys:
            raise NotReady(f"{where} is not a master key: “id:” and 32 bytes in base64 are wanted.")
        keys[name] = key
    return MasterKeys(keys)
