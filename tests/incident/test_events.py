"""What was written once stays readable for ever: rows as earlier versions stored them."""

from __future__ import annotations

from breachbot.incident import events as e

STORED = {
    "a draft from before each file had its hash": b"""{"as_of":"2026-11-24T12:00:00Z","at":"2026-11-24T12:00:00Z",
        "audience":"page","by":"U_ENGINEER","change":null,"documents":{"page.html":"<p>x</p>","page.md":"x"},
        "fields_sha256":"f","kind":"notice_drafted","late_without_reasons":false,"outcome":"required",
        "primary":"page.html","problems":[],"sha256":"s","state":"notice","still_unknown":[],"template_sha256":"t",
        "version":1}""",
    "an approval from before it named every file": b"""{"at":"2026-11-24T12:00:00Z","audience":"page",
        "break_glass":null,"by":"U_DPO","capacity":"dpo_advice","head":"1:00","kind":"notice_approved","sha256":"s",
        "version":1}""",
    "a dismissal from before the count was kept": b"""{"at":"2026-11-24T12:00:00Z","by":"U_ENGINEER",
        "kind":"signal_dismissed","reason":"test data of our own"}""",
    "a signal raised before it said why": b"""{"at":"2026-11-24T12:00:00Z","by":"sentry","delivery":"d2",
        "findings":[],"kind":"signal_raised","reasons":[],"verdict":"candidate"}""",
    "a publication from before it named what else changed": b"""{"at":"2026-11-24T12:00:00Z","by":"breachbot",
        "kind":"page_published","path":"p","sha256":"s","state":"notice","url":"u","version":1}""",
}


def test_early_drafts_and_approvals_read_as_naming_the_primary_file_alone() -> None:
    draft, approval = [e.decode(row) for row in STORED.values()][:2]
    assert isinstance(draft, e.NoticeDrafted)
    assert isinstance(approval, e.NoticeApproved)
    assert draft.files == approval.files == {}
    assert (draft.sha256, approval.sha256) == ("s", "s")


def test_early_judgements_of_signals_say_that_they_do_not_know() -> None:
    dismissed, raised = [e.decode(row) for row in STORED.values()][2:4]
    assert isinstance(dismissed, e.SignalDismissed)
    assert isinstance(raised, e.SignalRaised)
    assert (dismissed.count, raised.environment, raised.why) == (None, None, None)


def test_an_early_publication_names_no_other_files() -> None:
    published = e.decode(list(STORED.values())[4])
    assert isinstance(published, e.PagePublished)
    assert published.files == {}


def test_what_is_written_now_is_read_back_the_same() -> None:
    for row in STORED.values():
        event = e.decode(row)
        assert e.decode(e.encode(event)) == event
