"""Slack's formatting as HTML: what it knows, what it does not, and that nothing in it acts."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.workspace.page import dates
from breachbot.workspace.page.mrkdwn import Reader, html, link
from breachbot.workspace.page.rich import markdown

NOW = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
READER = Reader("U0DPO", "/as/U0DPO", {"U0DPO": "DPO", "U0X": "<b>Bo"}, {"C0TRIAGE": "triage"}, NOW)
AT = int(NOW.timestamp())


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*bold* _it_ ~no~ `a*b*`", "<strong>bold</strong> <em>it</em> <s>no</s> <code>a*b*</code>"),
        ("*bold _both_*", "<strong>bold <em>both</em></strong>"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("a &amp; b &lt;c&gt; &copy;", "a &amp; b &lt;c&gt; &amp;copy;"),
        ("```\nx < *y*\n```", "<pre><code>x &lt; *y*</code></pre>"),
        ("before\n&gt; one\n&gt; two\nafter", "before\n<blockquote>one\ntwo</blockquote>after"),
        ("<@U0DPO>", '<span class="mention me">@DPO</span>'),
        ("<@U0X>", '<span class="mention">@&lt;b&gt;Bo</span>'),
        ("<#C0TRIAGE>", '<a class="mention" href="/as/U0DPO/c/C0TRIAGE">#triage</a>'),
        ("<#C0SECRET|pdb-1>", '<span class="mention">#private channel</span>'),
        ("<!channel>", '<span class="mention loud">@channel</span>'),
        ("&lt;!channel&gt;", "&lt;!channel&gt;"),
        ("<!strange>", "&lt;!strange&gt;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("<javascript:alert(1)|x>", "&lt;javascript:alert(1)|x&gt;"),
        (":warning: :nonesuch:", "⚠️ :nonesuch:"),
        ("https://example.com", "https://example.com"),
    ],
)
def test_mrkdwn(written: str, shown: str) -> None:
    assert html(written, READER) == shown


def test_links_lead_away_and_say_nothing_of_where_they_came_from() -> None:
    shown = html("<https://example.com/?a=1&amp;b=2|look>", READER)
    assert shown == (
        '<a href="https://example.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">look</a>'
    )
    assert 'href="https://example.com/x"' in html("see https://example.com/x.", READER, verbatim=False)
    assert link("javascript:alert(1)", "x") == "x"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("{date_num} {time_secs}", "2026-11-24 09:15:00"),
        ("{date}", "November 24th, 2026"),
        ("{date_short}", "Nov 24, 2026"),
        ("{date_long}", "Tuesday, November 24th, 2026"),
        ("{date_short_pretty} at {time}", "today at 09:15"),
        ("{ago}", "0 minutes ago"),
        ("{nonsense}", "fallback"),
        ("no token", "fallback"),
    ],
)
def test_date_tokens(form: str, words: str) -> None:
    shown = html(f"<!date^{AT}^{form}|fallback>", READER)
    assert words in re.sub("<[^>]*>", "", shown)


@pytest.mark.parametrize("target", ["!date^x^{time}", "!date", "!date^^", f"!date^{'9' * 30}^{{time}}"])
def test_a_date_that_cannot_be_read_falls_back(target: str) -> None:
    assert "soon" in html(f"<{target}|soon>", READER)


def test_dates_stand_in_the_readers_zone() -> None:
    here = NOW.astimezone(ZoneInfo("Asia/Kolkata"))
    assert dates.written(AT, "{time}", here) == "14:45"
    assert dates.written(AT - 86_400, "{date_pretty}", here) == "yesterday"
    assert dates.written(AT + 86_400, "{date_pretty}", here) == "tomorrow"
    assert dates.zone("Nowhere/../../etc/passwd") is UTC
    assert dates.zone("") is UTC


@given(st.text(alphabet="<>!&;|@#^{}*_~`:/abUC0 \n\"'=", max_size=60))
def test_whatever_is_written_makes_no_tag_but_our_own(text: str) -> None:
    """Every tag in the result is one of the few that are made here, and closes; no quote ends an attribute."""
    ours = r'</?(?:strong|em|s|code|pre|blockquote|span|a|time)(?: [a-z]+="[^"<>]*")*>'
    rest = re.sub(ours, "", html(text, READER, verbatim=False))
    assert "<" not in rest
    assert ">" not in rest


def test_markdown_carries_out_no_html_and_fetches_nothing() -> None:
    shown = markdown("# Title\n\n<script>x</script> [a](javascript:x) ![p](https://x.example/p.png) **b**\n")
    assert "<h4>Title</h4>" in shown
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown
    assert "<strong>b</strong>" in shown
    assert 'rel="noopener noreferrer"' in markdown("[a](https://example.com)")
