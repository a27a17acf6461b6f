"""In Slack: texts are given in other languages in one form, and each language is opened before any is approved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from breachbot.errors import Refused
from breachbot.incident.act import Context
from breachbot.incident.documents import opening
from breachbot.incident.guidance import decide
from breachbot.incident.state import Incident
from breachbot.slack.actions import Act
from breachbot.slack.acts import translate
from breachbot.slack.button import Asked
from breachbot.slack.kit.refs import NoticeRef, read_notice_ref
from breachbot.slack.listeners.looks import read_or_decide
from breachbot.workspace import seed
from tests.incident import cast
from tests.incident.test_languages import GERMAN, context, drafted, known, page
from tests.slack.acts import aware, state_facts
from tests.slack.judges import judged_view, text_of
from tests.slack.test_forms import submitted
from tests.slack.world import World, play


def about(incident: Incident, language: str | None = None) -> Asked:
    draft = page(incident)
    ref = NoticeRef(incident.id, "page", draft.version, draft.sha256, language)
    return Asked(incident, context(), str(ref))


def reading(incident: Incident, language: str | None = None) -> tuple[Incident, dict[str, Any]]:
    """As the click records it: the opening first, then the view."""
    incident = cast.after(incident, list(opening(incident, page(incident), context(), language)))
    view = read_or_decide(about(incident, language))
    judged_view(view)
    return incident, view


def next_button(view: dict[str, Any]) -> NoticeRef:
    found = [
        one
        for block in view["blocks"]
        for one in block.get("elements", ())
        if one.get("action_id") == "read_next_draft"
    ]
    return read_notice_ref(found[0]["value"])


def test_the_form_shows_what_was_written_and_asks_for_it_in_each_language() -> None:
    asked = Asked(known(), context(), known().id)
    view = translate.every_passage(asked)
    judged_view(view)
    assert cast.FACTS["what_happened"] in text_of(view)
    names = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    assert {"de.what_happened", "fr.what_happened", "de.advice"} <= set(names)
    sent = submitted(view, **{"de.what_happened": GERMAN})
    given = cast.after(known(), decide(known(), translate.command(asked, sent), context()))
    assert [(one.language, one.passage, one.text) for one in given.translations] == [
        ("de", "what_happened", GERMAN)
    ]
    again = translate.every_passage(Asked(given, context(), given.id))
    assert GERMAN in str(again)


def test_each_language_is_read_before_the_decision_is_offered() -> None:
    incident, view = reading(drafted())
    assert "the authoritative text" in text_of(view)
    assert view.get("submit") is None
    assert next_button(view).language == "de"
    incident, view = reading(incident, "de")
    assert "Was ist geschehen?" in text_of(view)
    assert "<div" not in text_of(view)
    assert "6 passages are not in this language" in text_of(view) or "passages are not" in text_of(view)
    assert view.get("submit") is None
    assert next_button(view).language == "fr"
    incident, view = reading(incident, "fr")
    assert view["callback_id"] == "approve"
    assert view["submit"]["text"] == "Approve"


def test_a_language_that_the_draft_does_not_have_is_refused() -> None:
    with pytest.raises(Refused, match="not in that language"):
        read_or_decide(about(drafted(), "es"))


def test_a_house_with_one_language_reads_as_ever() -> None:
    alone: Context = replace(context(), policy=cast.policy())
    incident = cast.drafting(known())
    incident = cast.after(incident, list(opening(incident, page(incident), alone)))
    draft = page(incident)
    ref = NoticeRef(incident.id, "page", draft.version, draft.sha256)
    view = read_or_decide(Asked(incident, alone, str(ref)))
    assert view["callback_id"] == "approve"
    assert "authoritative" not in text_of(view)


@pytest.mark.slow
def test_the_form_is_opened_in_slack_once_somebody_has_said_what_happened(tmp_path: Path) -> None:
    async def story(world: World) -> None:
        channel = await aware(world)
        await state_facts(world, channel, "account")
        await world.put_away(seed.ENGINEER)
        await world.click(seed.DPO, Act.TRANSLATE, channel)
        view = await world.player.wait_for_view(seed.DPO, Act.TRANSLATE.value)
        assert "German" in view.words

    play(tmp_path, story, context().policy)
