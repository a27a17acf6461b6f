"""Whether Google made the token of a request: an OpenID Connect identity token, signed with RS256."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import jwt
from jwt.types import Options

from breachbot.intake.signature import same
from breachbot.intake.source import Request

ISSUERS = ("https://accounts.google.com", "accounts.google.com")
APART = timedelta(minutes=1)
"""How far clocks may differ."""
LONGEST = 8_192
"""Characters of a header with a token."""


def lacks_its_key(request: Request, keys: bytes | None) -> bool:
    """Whether the token names a key that is not in the set."""
    name = _head(_token(request)).get("kid")
    return isinstance(name, str) and _key(keys or b"", name) is None


def verified(request: Request, keys: bytes | None, account: str, audience: str) -> bool:
    """Whether one of the keys signed the token, and it is for us, from our account, and valid. Never raises."""
    token = _token(request)
    key = _key(keys or b"", _head(token).get("kid"))
    if key is None:
        return False
    checks: Options = {"verify_exp": False, "verify_iat": False, "verify_nbf": False}  # by our clock, below
    try:
        claims = jwt.decode(
            token, key, algorithms=["RS256"], audience=audience, issuer=ISSUERS, options=checks
        )
    except (jwt.PyJWTError, ValueError, TypeError):
        return False
    from_account = claims.get("email_verified") is True and same(_text(claims.get("email")), [account])
    return from_account and _now(claims, request.at)


def _now(claims: Mapping[str, Any], at: datetime) -> bool:
    begins, ends = claims.get("iat"), claims.get("exp")
    if isinstance(begins, bool) or isinstance(ends, bool):
        return False
    if not (isinstance(begins, int | float) and isinstance(ends, int | float)):
        return False
    now, apart = at.timestamp(), APART.total_seconds()
    return begins - apart <= now <= ends + apart


def _token(request: Request) -> str:
    shown = request.headers.get("authorization", "")
    scheme, _, token = shown.partition(" ")
    return token if scheme == "Bearer" and len(shown) <= LONGEST else ""


def _head(token: str) -> Mapping[str, Any]:
    try:
        return jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, TypeError):
        return {}


def _key(keys: bytes, name: object) -> jwt.PyJWK | None:
    """The RSA key of this name in a set."""
    try:
        known = jwt.PyJWKSet.from_json(keys.decode("utf-8")).keys
    except (jwt.PyJWTError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None
    return next((key for key in known if name and key.key_id == name and key.key_type == "RSA"), None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
