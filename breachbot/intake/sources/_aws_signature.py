"""Whether SNS signed a message: RSA over SHA-1 (version 1) or SHA-256 (version 2), with the key of a certificate."""

from __future__ import annotations

from datetime import datetime

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, HashAlgorithm
from cryptography.x509 import load_pem_x509_certificate

_HASHES: dict[str, type[HashAlgorithm]] = {"1": SHA1, "2": SHA256}


def verified(text: bytes, signature: bytes, version: str | None, pem: bytes, at: datetime) -> bool:
    """Whether `signature` is that of `text` by the certificate, which must be valid at that moment. Never raises."""
    digest = _HASHES.get(version or "")
    if digest is None or not text:
        return False
    try:
        certificate = load_pem_x509_certificate(pem)
        valid = certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc
        public = certificate.public_key()
        if not (valid and isinstance(public, RSAPublicKey)):
            return False
        public.verify(signature, text, PKCS1v15(), digest())
    except (ValueError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True
