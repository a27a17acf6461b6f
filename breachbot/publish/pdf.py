"""Documents as PDF: one template that is never touched, and what it says as data beside it.

The fonts are those of the library, embedded, and never those of the machine, so that the same gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from breachbot.notices.reading import outline
from breachbot.notices.render import Templates, paper

EPOCH = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
"""What a file says of when it was made: the documents say themselves of which moment they speak."""


def notice_pdf(markdown: str, templates: Templates, footer: str) -> bytes:
    """A notice, from the bytes that were approved. footer: what stands below each page."""
    blocks = outline(markdown)
    title = "".join(run["text"] for run in blocks[0]["runs"]) if blocks else footer
    return pdf({"title": title, "lang": templates.locale, "footer": footer, "blocks": blocks}, templates)


def pdf(data: Mapping[str, Any], templates: Templates) -> bytes:
    """A document of `title`, `lang`, `footer` and `blocks` (notices/reading.py, and `field` of a pack)."""
    import typst

    found = typst.compile(
        paper(templates).encode(),
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=EPOCH,
    )
    assert isinstance(found, bytes), "one document was asked for"
    return found
