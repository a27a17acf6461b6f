"""Two engineers disagree whether the data were encrypted. It shows, it counts as unknown, and the DPO ends it."""

from __future__ import annotations

from breachbot.incident.act import Context
from breachbot.incident.known import settled_facts
from breachbot.incident.outcome import outcome
from breachbot.incident.team import Team
from breachbot.slack.notes import channel_note
from breachbot.slack.outlook_sheet import outlook_sheet
from breachbot.usecases.register import entries
from tests.incident.cast import DEPUTY, DPO, ENGINEER, FACTS
from tests.slack.judges import text_of
from tests.usecases.stage import HOUR, Stage

OTHER = "U_OTHER"
BOTH = Team(responders=(ENGINEER, OTHER), dpo=DPO, deputies=(DEPUTY,))


def test_two_people_disagree_until_the_dpo_settles_it(firm: Stage) -> None:
    firm.team(BOTH)
    incident = firm.aware()
    firm.state(incident, **FACTS)
    assert outcome(firm.incident(incident), "notify_authority") == "required"
    firm.waiting()

    # Another engineer says that the disk was encrypted and the key is safe. That would lift the duty.
    firm.state(incident, by=OTHER, encryption="left_encrypted")
    now = firm.incident(incident)
    assert settled_facts(now)["encryption"].conflict

    # It lifts nothing: what is disputed counts as unknown, and what is open counts as required.
    assert outcome(now, "notify_authority") == "undetermined"
    firm.clock.move(24 * HOUR)
    assert firm.remind() > 0

    # The channel is told once that they disagree, and once what that changes, with both names.
    asked_for = [args for kind, args in firm.waiting() if kind == "channel_note"]
    said = sorted(asked_for, key=lambda args: int(args["seq"]))  # a reminder goes out before what came first
    events = firm.events(incident)
    seen = Context(DPO, BOTH, firm.house.policy, firm.clock())
    notes = [text_of(channel_note(now, events[int(args["seq"]) - 1], seen)) for args in said[:2]]
    assert "People disagree" in notes[0]
    assert ENGINEER in notes[0]
    assert OTHER in notes[0]
    assert "Authority (Art. 33(1)) and People affected (Art. 34): *undetermined*, was required" in notes[1]

    # Whoever asks what would change this sees the dispute first; the register says who says what.
    assert "People disagree" in text_of(outlook_sheet(now, firm.house.policy))
    (entry,) = firm.store.read(lambda tx: entries(tx, firm.house.policy))
    assert entry.facts["encryption"].startswith("disputed: ")
    assert OTHER in entry.facts["encryption"]

    # A notice of that hour does not know how the data were protected.
    firm.draft(incident)
    assert "Whether the data were unintelligible to others" in firm.incident(incident).drafts[0].still_unknown

    # The first engineer looks again and agrees. No conflict is left, and the duty falls away.
    firm.state(incident, encryption="left_encrypted")
    assert outcome(firm.incident(incident), "notify_authority") == "not_required"

    # They disagree again; this time the DPO settles it, and both earlier words stay on record.
    firm.state(incident, by=OTHER, encryption="weak")
    firm.state(incident, by=DPO, encryption="none")
    settled = settled_facts(firm.incident(incident))["encryption"]
    assert (settled.value, settled.conflict, settled.firm) == ("none", False, True)
    assert outcome(firm.incident(incident), "notify_authority") == "required"
    (entry,) = firm.store.read(lambda tx: entries(tx, firm.house.policy))
    assert sum("encryption" in line for line in entry.earlier_facts) >= 3
