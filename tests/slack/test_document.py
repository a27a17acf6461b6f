"""A notice as a document: all of its words, what is not known marked, what changed in it, and nothing that acts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breachbot.errors import Refused
from breachbot.incident.act import Context
from breachbot.incident.events import Audience, NoticeDrafted
from breachbot.incident.state import Incident
from breachbot.notices.markdown import escape_markdown
from breachbot.slack import reading
from breachbot.slack.actions import Act
from breachbot.slack.acts import approve
from breachbot.slack.button import View
from breachbot.slack.document import MARK, MOST_CHANGES, change_blocks, changes, document, parts
from breachbot.slack.kit.words import clean
from breachbot.slack.listeners.looks import read_or_decide
from breachbot.slack.notes import channel_note
from breachbot.slack.reading import what_changed
from tests.incident import cast
from tests.slack import samples
from tests.slack.judges import HOSTILE, actions_of, judged_message, judged_view, text_of
from tests.slack.samples import asked_to_decide, at, card_of

MOST = 36
LATE = cast.NOON + timedelta(hours=73)
OURS = at(by=cast.DPO, team=cast.TEAM)


def redrafted() -> Incident:
    """An approved notice, then another fact, then a new version."""
    incident = cast.approving(cast.drafted(), "authority")
    return cast.drafting(cast.stating(incident, people_count=4000))


class TestTheText:
    def test_it_is_parted_by_its_headings_and_loses_its_marks_alone(self) -> None:
        read = parts(
            "# A **b**\n\n- **To:** x \\*y\\* \\<z>\n* [u](#v) <https://w.example/>\n\n## 2\\. C\n\ntext\n"
        )
        assert [(part.heading, part.lines) for part in read] == [
            ("A b", ("• To: x *y* <z>", "• u https://w.example/")),
            ("2. C", ("text",)),
        ]

    def test_what_is_not_known_is_marked_wherever_the_notice_says_so(self) -> None:
        for draft in cast.drafted().drafts:
            text = draft.documents[next(n for n in draft.documents if n.endswith(".md"))]
            shown = text_of({"blocks": document(draft, MOST)})
            assert shown.count(f"{MARK} not known yet") == text.count("*not known yet*") > 0

    def test_a_person_who_writes_the_same_words_does_not_mark_anything(self) -> None:
        (part,) = parts(escape_markdown("*not known yet*"))
        assert part.lines == ("*not known yet*",)

    @given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=200))
    def test_every_mark_that_a_person_wrote_is_shown(self, text: str) -> None:
        assert [line for part in parts(f"x {escape_markdown(text)}") for line in part.lines] == [f"x {text}"]

    @pytest.mark.parametrize("most", [2, 3, 10, MOST])
    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_it_keeps_to_its_blocks_whatever_the_text(self, text: str, most: int) -> None:
        draft = samples.drafted(text)
        blocks = document(draft, most)
        assert 0 < len(blocks) <= most
        judged_message({"text": "x", "blocks": blocks})

    def test_a_text_that_is_too_long_says_so_and_one_that_fits_does_not(self) -> None:
        long = replace_text(
            samples.drafted("x"), "\n\n".join(f"## {n}\n\n{'word ' * 700}" for n in range(60))
        )
        assert "read that before you decide" in text_of({"blocks": document(long, MOST)})
        many_headings = replace_text(samples.drafted("x"), "\n\n".join(f"## {n}\n\nw{n}" for n in range(60)))
        words = text_of({"blocks": document(many_headings, MOST)})
        assert "read that before you decide" not in words
        assert all(f"w{n}" in words for n in range(60))


class TestWhatChanged:
    def test_each_place_says_what_it_was_and_what_it_is(self) -> None:
        incident = redrafted()
        before, after = (incident.draft("authority", version) for version in (1, 2))
        assert before
        assert after
        found = {change.now: change.was for change in changes(before, after)}
        assert found[("• Number of people: about 4,000",)] == ("• Number of people: about 2,300",)
        assert "4. Data and people affected" in [change.heading for change in changes(before, after)]
        assert changes(after, after) == []
        assert "Nothing" in text_of({"blocks": change_blocks(after, after)})

    def test_what_is_new_and_what_is_gone_are_told_apart(self) -> None:
        short = replace_text(samples.drafted("x"), "## A\n\none\n")
        long = replace_text(samples.drafted("x"), "## A\n\none\ntwo\n")
        assert "New: two" in text_of({"blocks": change_blocks(short, long)})
        assert "It was taken out." in text_of({"blocks": change_blocks(long, short)})

    def test_many_places_are_cut_and_counted(self) -> None:
        old = replace_text(samples.drafted("x"), "\n".join(f"same {n}\nold {n}" for n in range(60)))
        new = replace_text(samples.drafted("x"), "\n".join(f"same {n}\nnew {n}" for n in range(60)))
        blocks = change_blocks(old, new)
        assert len(blocks) == MOST_CHANGES + 2
        assert f"And {60 - MOST_CHANGES} more places" in text_of({"blocks": blocks})

    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_nothing_acts_in_it(self, text: str) -> None:
        judged_message({"text": "x", "blocks": change_blocks(samples.drafted("y"), samples.drafted(text))})

    def test_it_is_said_since_which_approved_version(self) -> None:
        incident = redrafted()
        view = what_changed(asked_to_decide(incident, "authority"))
        judged_view(view)
        assert "What changed since draft 1, which was approved" in text_of(view)

    def test_a_page_that_only_says_more_is_called_an_update(self) -> None:
        incident = cast.publishing(cast.approving(cast.drafted(), "page"))
        incident = cast.drafting(
            cast.stating(incident, measures_taken="The export is off."), change="What we did since"
        )
        card = text_of(card_of(incident, "page", at()))
        assert "Security page, draft 2, an update" in card
        assert "correction" not in card
        incident = cast.publishing(cast.approving(incident, "page"))
        out = text_of(channel_note(incident, incident.published[-1], at()))
        assert "The security page has been updated: https://example.com/x" in out

    def test_where_nothing_was_approved_there_is_nothing_to_compare(self) -> None:
        incident = cast.drafted()
        with pytest.raises(Refused, match="nothing to compare"):
            what_changed(asked_to_decide(incident, "page"))


def pressed_read(incident: Incident, audience: Audience, context: Context = OURS) -> View:
    """What whoever presses Read sees: that they opened it is on record first."""
    opened = cast.opening(incident, audience, context.by, team=context.team)
    return read_or_decide(asked_to_decide(opened, audience, context))


class TestReadingAndDeciding:
    @pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
    def test_slack_takes_it_whatever_people_wrote(self, text: str) -> None:
        incident = samples.incident(text)
        draft = incident.drafts[-1]
        asked = asked_to_decide(incident, draft.audience)
        judged_view(read_or_decide(asked))
        judged_view(reading.read_and_decide(asked, approve.questions(asked, draft)))

    def test_it_holds_the_text_the_changes_and_the_decision(self) -> None:
        incident = redrafted()
        draft = cast.the_draft(incident, "authority")
        view = pressed_read(incident, "authority")
        judged_view(view)
        words = text_of(view)
        assert "Was: • Number of people: about 2,300" in words
        assert "Notification of a personal data breach" in words
        assert draft.sha256 in words
        assert view["callback_id"] == Act.APPROVE

    @pytest.mark.parametrize(
        ("audience", "after"),
        [("authority", "files nothing"), ("page", "publishes this page at once"), ("mail", "sends nothing")],
    )
    def test_it_says_what_follows_from_an_approval(self, audience: Audience, after: str) -> None:
        incident = cast.drafted()
        assert after in text_of(pressed_read(incident, audience))

    def test_who_drafted_it_reads_it_and_decides_only_where_nobody_else_can(self) -> None:
        incident = cast.drafted(by=cast.DPO)
        own = read_or_decide(asked_to_decide(incident, "page", OURS))
        assert "submit" not in own
        assert "somebody else has to approve it" in text_of(own)
        only_one = at(by=cast.DPO, team=cast.ONE_DPO)
        alone = pressed_read(incident, "page", only_one)
        assert "break_glass" in [block.get("block_id") for block in alone["blocks"]]

    def test_who_cannot_decide_reads_why_and_what_comes_next(self) -> None:
        incident = cast.drafted()
        engineer = at(by=cast.ENGINEER, team=cast.TEAM)
        seen = read_or_decide(asked_to_decide(incident, "page", engineer))
        assert "submit" not in seen
        assert "Only the DPO or a deputy can" in text_of(seen)
        stale = cast.stating(incident, what_happened="Two exports held rows of other customers.")
        seen = read_or_decide(asked_to_decide(stale, "page", OURS))
        assert "submit" not in seen
        assert "Next: Draft the notices again" in text_of(seen)

    def test_what_was_turned_down_leads_to_the_facts_and_a_new_draft(self) -> None:
        incident = samples.incident("x")
        waiting = replace(incident, ended=None, filings=(), publications=())
        card = card_of(waiting, waiting.drafts[-1].audience, at())
        assert actions_of(card) == [Act.READ, Act.FACTS, Act.DRAFT]
        assert "*Next:* correct the facts, then draft it again." in text_of(card)
        out = replace(waiting, publications=incident.publications)
        assert actions_of(card_of(out, out.drafts[-1].audience, at())) == [Act.READ, Act.FACTS, Act.REDRAFT]

    def test_what_nobody_can_approve_says_why_and_leads_to_what_comes_first(self) -> None:
        stale = cast.stating(cast.drafted(), what_happened="Two exports held rows of other customers.")
        late = cast.drafting(cast.assessed(), LATE)
        for incident, words, acts in (
            (stale, "Next: Draft the notices again", [Act.READ, Act.FACTS, Act.DRAFT]),
            (late, "Art. 33(1) asks for the reasons", [Act.READ, Act.FACTS]),
        ):
            card = card_of(incident, "authority", at(LATE, team=cast.TEAM))
            judged_message(card)
            assert "cannot be approved as it is" in card["text"]
            assert words in text_of(card)
            assert actions_of(card) == acts


def replace_text(draft: NoticeDrafted, text: str) -> NoticeDrafted:
    return draft.model_copy(update={"documents": {"notice.md": clean(text)}})


def test_what_is_unknown_is_counted_above_the_text_and_listed_in_it_alone() -> None:
    incident = cast.drafted()
    draft = cast.the_draft(incident, "authority")
    view = read_or_decide(asked_to_decide(incident, "authority"))
    words = text_of(view)
    assert f"*Still unknown:* {len(draft.still_unknown)} points, marked ⚠ in the text." in words
    assert words.count(draft.still_unknown[0]) == 1
