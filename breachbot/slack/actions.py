"""The names of buttons and forms, once. A button that opens a form has the form's name."""

from __future__ import annotations

from enum import StrEnum


class Act(StrEnum):
    """What a person can ask for with a button or a form."""

    REPORT = "report"
    REPORT_MESSAGE = "report_message"
    CLAIM = "claim"
    OPEN = "open_incident"
    DISMISS = "dismiss"
    SOURCE = "open_source"
    AWARE = "become_aware"
    MOVE = "move_awareness"
    FACTS = "facts"
    GROUP = "facts_group"
    OUTLOOK = "outlook"
    DRAFT = "draft"
    REDRAFT = "redraft"
    READ = "read_draft"
    CHANGES = "changes"
    OBJECT = "turn_down_here"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    REJECT = "reject"
    FILE = "file"
    TELL = "tell_people"
    WAIVE = "waive"
    CONTROLLER = "tell_controller"
    NO_BREACH = "no_breach"
    CLOSE = "close"
    PAGE_BACK = "home_page_back"
    PAGE_ON = "home_page_on"
