"""Give the texts of people in another language, for the page and the mail. breachbot translates nothing by itself."""

from __future__ import annotations

from typing import Annotated

from breachbot.errors import Refused
from breachbot.incident import events as e
from breachbot.incident.act import Act, Command, Context, Obstacle, Told
from breachbot.incident.languages import legible, passages, translations
from breachbot.incident.state import Incident

TEXT = Told("", least=0)


class Translate(Command):
    """Each text by its language and passage, such as `de.what_happened`. An empty one leaves it as it was written."""

    texts: dict[str, Annotated[str, TEXT]]


def ready(incident: Incident, context: Context) -> Obstacle | None:
    if not context.policy.others:
        return Obstacle("The page and the mail are in one language.")
    if not passages(incident, context.policy):
        return Obstacle(
            "Nobody has written a text yet that could be put into another language.", "state_facts"
        )
    return None


def events(incident: Incident, command: Translate, context: Context) -> list[e.IncidentEvent]:
    """Only what changes something is put on record; a text with nothing to read is none."""
    there = passages(incident, context.policy)
    news: list[e.IncidentEvent] = []
    for place, text in command.texts.items():
        language, _, passage = place.partition(".")
        if language not in context.policy.others or passage not in there:
            raise Refused(f"There is no passage {place}; it reads LANGUAGE.PASSAGE.", field=place)
        before = translations(incident, language).get(there[passage])
        given = legible(text)
        if given != before:
            about = {"language": language, "passage": passage, "original": there[passage]}
            news.append(e.PassageTranslated(at=context.now, by=context.by, text=given, **about))
    return news


ACT = Act("translate", Translate, "approver", "give texts in another language", ready, events)
