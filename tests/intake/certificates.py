"""RSA keys and certificates of our own, as a platform would have them."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
SIGNER, STRANGER = (generate_private_key(65537, 2048) for _ in range(2))


def certificate(
    key: RSAPrivateKey = SIGNER, *names: str, begins: datetime = NOW - timedelta(days=1), days: float = 365
) -> bytes:
    """A certificate over its own key, in PEM."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, names[0] if names else "signer")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + timedelta(days=days))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(one) for one in names or ("signer",)]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    return made.public_bytes(Encoding.PEM)


def pem(key: RSAPrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def sns(message: dict[str, str], key: RSAPrivateKey = SIGNER, version: str = "1") -> dict[str, str]:
    """The message with its signature, as Amazon describes it, written down apart from the source."""
    names = ["Message", "MessageId", "Subject", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"]
    if message["Type"] == "Notification":
        names = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
    text = "".join(f"{name}\n{message[name]}\n" for name in names if name in message)
    digest = {"1": SHA1, "2": SHA256}.get(version, SHA256)()
    signature = base64.b64encode(key.sign(text.encode(), PKCS1v15(), digest)).decode()
    return message | {"SignatureVersion": version, "Signature": signature}


def key_set(*keys: tuple[str, RSAPrivateKey]) -> bytes:
    """A JSON Web Key Set."""
    known = [
        json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
        | {"kid": name, "alg": "RS256", "use": "sig"}
        for name, key in keys
    ]
    return json.dumps({"keys": known}).encode()


def token(key: Any = SIGNER, kid: str | None = "k1", algorithm: str = "RS256", **claims: Any) -> str:
    """An identity token as Google makes it, and as it does not."""
    usual = {
        "iss": "https://accounts.google.com",
        "aud": "https://breachbot.example.com/hooks/google_scc",
        "email": "pusher@example.iam.gserviceaccount.com",
        "email_verified": True,
        "iat": NOW.timestamp(),
        "exp": (NOW + timedelta(hours=1)).timestamp(),
    }
    whole = {name: value for name, value in (usual | claims).items() if value is not None}
    return jwt.encode(whole, key, algorithm=algorithm, headers={"kid": kid} if kid else {})
