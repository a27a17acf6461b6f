"""The form in which a person says whether a law applies: its criteria with their sources, and what they rest on."""

from __future__ import annotations

from breachbot.incident.acts.confirm_regime import ConfirmRegime
from breachbot.incident.packs import answer, offered, unanswered
from breachbot.playbook.types import Playbook
from breachbot.playbook.words import MARKS
from breachbot.slack.actions import Act
from breachbot.slack.button import Asked, Button, View
from breachbot.slack.kit import form
from breachbot.slack.kit.blocks import Block, ask, choice, line, modal, say
from breachbot.slack.kit.limits import clip
from breachbot.slack.kit.words import escape

ANSWERS = {"yes": "It applies", "no": "It does not apply (the DPO or a deputy says so)"}
MOST_SHOWN = 20


def which_and_why(asked: Asked) -> View:
    day = asked.context.now.date()
    open_ones = unanswered(asked.incident, asked.context.policy, day)
    books = open_ones or offered(asked.context.policy, day)
    names = {one.id: one.title for one in books}
    criteria = {
        f"{one.id}/{each.id}": f"{each.article}: {each.means}" for one in books for each in one.criteria
    }
    return modal(
        Act.REGIME,
        "Does a law apply?",
        "Record",
        asked.incident.id,
        *(_criteria(asked, one) for one in books[:MOST_SHOWN]),
        ask("regime", "Which law?", choice("static_select", names, [*names][:1])),
        ask("applies", "Does it apply to this incident?", choice("static_select", ANSWERS)),
        ask(
            "criteria",
            "If it does: by which criterion?",
            choice("multi_static_select", criteria),
            optional=True,
        ),
        ask("reason", "Why?", line(tall=True, most=ConfirmRegime.most("reason"))),
    )


def _criteria(asked: Asked, book: Playbook) -> Block:
    """A law with who gets its reports, its criteria and how sure we are of each."""
    said = answer(asked.incident, book.id)
    now = f" Said so far: it {'applies' if said.applies else 'does not apply'}." if said else ""
    to = f" Reports go to: {escape(book.authority)}." if book.authority else ""
    met = [f"• {escape(one.means)} _{escape(one.article)}; {MARKS[one.mark]}_" for one in book.criteria]
    return say(clip("\n".join([f"*{escape(book.title)}*.{to}{now}", *met]), 2900))


def command(_asked: Asked, view: View) -> ConfirmRegime:
    regime = form.text(view, "regime")
    chosen = (one.partition("/") for one in form.several(view, "criteria"))
    return ConfirmRegime.of(
        regime=regime,
        applies=form.text(view, "applies") == "yes",
        criteria=tuple(criterion for book, _, criterion in chosen if book == regime),
        reason=form.text(view, "reason"),
    )


BUTTONS = (Button(Act.REGIME, "confirm_regime", "Does a law apply?", command, which_and_why),)
