"""A document as HTML that mail programs keep: tables instead of lists of names, and every style in its tag.

They drop style sheets, classes and what older ones do not know, such as grids; nothing is loaded from elsewhere, so
that opening the mail tells nobody of it.
"""

from __future__ import annotations

import re

_AS_TABLES = {
    '<dl class="facts">': "<table>",
    "<dt>": '<tr><th scope="row">',
    "</dt><dd>": "</th><td>",
    "</dd>": "</td></tr>",
    "</dl>": "</table>",
    "<section>\n": "",
    "</section>\n": "",
    "<div lang=": "<blockquote lang=",
    "</div>": "</blockquote>",
}
"""Tags as `notices/reading.py` writes them, and what stands for them. What people wrote is escaped by then."""

_RULE = re.compile(r"(?m)^([a-z][a-z0-9]*) \{ ([^{}]+) \}$")


def in_tables(html: str) -> str:
    """The inside of a page without tags that mail programs do not know."""
    for ours, theirs in _AS_TABLES.items():
        html = html.replace(ours, theirs)
    return html


def styled(html: str, css: str) -> str:
    """The page with the declarations of each rule (a line of its own, for one tag) written into its tags."""
    for tag, declarations in _RULE.findall(css):
        html = re.sub(rf"<{tag}(?=[ >])", f'<{tag} style="{declarations}"', html)
    return html
