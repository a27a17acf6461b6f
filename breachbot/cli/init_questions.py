"""What `breachbot init` asks, in its order: each answer is a setting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Check = Literal["token", "door", "channel", "people"]
"""What of an answer Slack can be asked about."""
APP_LEVEL = "xapp-"


@dataclass(frozen=True)
class Question:
    """`name`: the setting. `asks`: the words before the cursor. `hint`: where the answer is found."""

    name: str
    asks: str
    hint: str = ""
    secret: bool = False
    check: Check | None = None

    def setting(self, answer: str) -> str:
        """The setting that an answer belongs to: of the two ways in, the token says by itself that it is the other."""
        return "slack_app_token" if self.check == "door" and answer.startswith(APP_LEVEL) else self.name


@dataclass(frozen=True)
class Section:
    """Questions that belong together. may_be_left_out: lines that end before it leave all of it open."""

    title: str
    questions: tuple[Question, ...]
    may_be_left_out: bool = False


SECTIONS = (
    Section(
        "Your company, as the notices name it",
        (
            Question("company_name", "Name of the company"),
            Question("company_address", "Its postal address, in one line"),
            Question("timezone", "Its time zone", "An IANA name such as Europe/Dublin. Empty: UTC."),
            Question(
                "public_url",
                "Address of its security page",
                "Such as https://example.com/security: where people read.",
            ),
        ),
    ),
    Section(
        "Whom the authority and the people affected can ask",
        (
            Question(
                "contact_role",
                "What this contact is",
                "Such as Privacy team. Empty: Data protection officer.",
            ),
            Question("dpo_name", "Name"),
            Question("dpo_email", "E-mail address"),
            Question("dpo_phone", "Telephone number"),
        ),
    ),
    Section(
        "The competent supervisory authority",
        (
            Question(
                "authority",
                "Its id in the directory",
                "Such as ie-dpc: docs/authorities.md lists them. Name and form may then stay empty.",
            ),
            Question("authority_name", "Its name"),
            Question(
                "authority_form_url",
                "Address of its form",
                "Where it takes notifications of breaches: https://…",
            ),
        ),
    ),
    Section(
        "Slack (docs/slack.md: make the app from `breachbot manifest` first)",
        (
            Question(
                "slack_bot_token",
                "Bot token",
                "xoxb-…, under “OAuth & Permissions” once the app is installed. Not shown.",
                secret=True,
                check="token",
            ),
            Question(
                "slack_signing_secret",
                "Signing secret, or app-level token",
                "Under “Basic Information”; for Socket Mode the token (xapp-…) in its place. Not shown.",
                secret=True,
                check="door",
            ),
            Question(
                "triage_channel",
                "Channel for alerts",
                "Its id (C…), at the bottom of the channel's details. Invite the app to it first.",
                check="channel",
            ),
            Question(
                "responders",
                "Who answers alerts",
                "Member ids (U…), separated by commas, in order of turn: profile, three dots, “Copy member ID”.",
                check="people",
            ),
            Question("dpo", "Data protection officer", "One member id.", check="people"),
            Question(
                "deputies", "Who may approve in their place", "Member ids; at least one.", check="people"
            ),
        ),
    ),
    Section(
        "Sentry (README: an internal integration with the web hook /hooks/sentry)",
        (
            Question(
                "sentry_secret",
                "Client secret",
                "Sentry cannot be asked about it: `breachbot doctor` tries it. Empty if you have another sender. "
                "Not shown.",
                secret=True,
            ),
        ),
    ),
    Section(
        "What forms of authorities ask about every company (leave open what does not apply)",
        (
            Question("company_country", "Its country", "Two capital letters such as IE."),
            Question("registration_number", "Its registration number"),
            Question("company_sector", "Its sector", "Such as Software."),
            Question("legal_representative", "Who represents it by law", "Name and function."),
            Question("main_establishment", "Its main establishment in the EEA", "Place and country."),
            Question("lead_authority", "The lead supervisory authority"),
            Question(
                "union_representative",
                "Its representative in the Union",
                "For a company without an establishment there; otherwise: none.",
            ),
            Question("contact_preference", "How authorities should reach it", "Such as By e-mail."),
            Question("staff_training", "How staff are trained in data protection", "One sentence."),
            Question("standing_measures", "What always protects the data", "A few sentences, in one line."),
        ),
        may_be_left_out=True,
    ),
)
QUESTIONS = tuple(question for section in SECTIONS for question in section.questions)
LEFT_OUT = frozenset(
    question for section in SECTIONS if section.may_be_left_out for question in section.questions
)
"""Those for which a list of answers may end."""
