"""docs/how-to/add-an-act.md, carried out on a copy: two new files, and people are offered it, asked, and heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recipes.tree import code_of, copy_of_the_tree, run

pytestmark = pytest.mark.slow

IN_SLACK = """
from breachbot.errors import Refused
from breachbot.incident.guidance import offers
from breachbot.register.entry import incident_entry
from breachbot.slack.buttons import BUTTONS
from breachbot.slack.more import more
from breachbot.slack.listeners.acts import opened
from tests.incident import cast
from tests.slack.judges import judged_view
from tests.slack.samples import asked_about, at
from tests.slack.test_forms import submitted

incident, button = cast.assessed(), BUTTONS["report_harm"]


def last_button(incident):
    view = more(asked_about(incident), at_home=False)
    judged_view(view)
    shown = next(block["elements"] for block in view["blocks"] if block["type"] == "actions")
    return [one["text"]["text"] for one in shown if one["action_id"] in BUTTONS][-1]


print("behind More:", last_button(incident))
asked = asked_about(incident)
view = opened(button, asked)
judged_view(view)
try:
    button.command(asked, submitted(view, what="Short."))
except Refused as refused:
    print("refused:", refused)
command = button.command(asked, submitted(view, what="An account was taken over."))
try:
    cast.taking(incident, command, by=cast.OUTSIDER)
except Refused as refused:
    print("refused:", refused)
after = cast.taking(incident, command)
for one in (incident, after):
    print("register:", incident_entry(one, cast.policy()).facts["harm_seen"])
print("offered again:", "report_harm" in offers(after, at()))
"""


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The copy with the two new files."""
    copy = copy_of_the_tree(tmp_path_factory.mktemp("act"))
    for room, code in zip(("incident", "slack"), code_of("add-an-act.md"), strict=True):
        (copy / "breachbot" / room / "acts/report_harm.py").write_text(code)
    return copy


def test_it_is_offered_asked_for_refused_and_recorded(tree: Path) -> None:
    ended = run(tree, "-c", IN_SLACK)
    assert ended.stdout.splitlines() == [
        "behind More: Report harm",
        "refused: Say in a sentence what happened to them.",
        "refused: Only the breach response team can do this. Ask one of them, or report it with /breach.",
        "register: No",
        "register: Yes",
        "offered again: False",
    ], ended.stderr


def test_the_tests_of_acts_hold_for_it(tree: Path) -> None:
    ended = run(tree, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/incident/test_acts.py")
    assert ended.returncode == 0, ended.stdout
