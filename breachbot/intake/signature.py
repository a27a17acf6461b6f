"""Who sent these bytes: Sentry signs a body with the client secret of the integration.

`Sentry-Hook-Signature` is the lowercase hex HMAC-SHA256 of the body. Neither timestamp nor request id is signed.
https://docs.sentry.io/organization/integrations/integration-platform/webhooks/#sentry-hook-signature
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence


def verify(body: bytes, given: str | None, secrets: Sequence[str]) -> bool:
    """Whether `given` is the signature of exactly these bytes under one of the active secrets.

    An empty secret never verifies. Never raises, and takes as long for a wrong signature as for the right one.
    """
    if given is None:
        return False
    shown = given.encode("utf-8", "surrogatepass")  # compare_digest refuses text beyond ASCII
    good = False
    for secret in secrets:
        if secret:
            wanted = (
                hmac.digest(secret.encode("utf-8", "surrogatepass"), body, "sha256").hex().encode("ascii")
            )
            good |= hmac.compare_digest(shown, wanted)
    return good
