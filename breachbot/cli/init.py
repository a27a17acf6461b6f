"""`breachbot init`: from answers to a `.env` that `serve` can start with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from breachbot.cli.init_ask import Answerer
    from breachbot.cli.init_checks import SlackSays
    from breachbot.cli.init_questions import Question

Answers = dict[str, str]
"""What was answered, by the name of the setting."""
WORDS = {"ok": "ok", "wrong": "wrong", "unknown": "not known"}
SLACK = "https://slack.com/api/"


def init(
    slack_api_url: Annotated[
        str, typer.Option(metavar="URL", help="Base address of the Slack Web API.")
    ] = SLACK,
) -> None:
    """Ask for what a company needs, look up in Slack what can be looked up, and write it to `.env`.

    Without a terminal the answers are read from standard input, one a line, an empty one for what is not known.
    """
    from breachbot.cli.address import check_address
    from breachbot.cli.env_file import refuse_existing, write_new
    from breachbot.cli.init_ask import who_answers
    from breachbot.cli.init_checks import SlackSays
    from breachbot.settings import ENV_FILE

    check_address(slack_api_url, "--slack-api-url")
    refuse_existing(ENV_FILE)
    answers: Answers = {} if slack_api_url == SLACK else {"slack_api_url": slack_api_url}
    try:
        answers |= _ask(who_answers(), SlackSays(slack_api_url))
        write_new(ENV_FILE, _file(answers))
    except (KeyboardInterrupt, EOFError):
        print("\nStopped. Nothing was written.")
        raise typer.Exit(1) from None
    print(f"\nWrote {ENV_FILE}; only you can read it.")
    for line in _next():
        print(line)


def _ask(answerer: Answerer, slack: SlackSays) -> Answers:
    from breachbot.cli.init_questions import SECTIONS

    print("An empty answer leaves a setting open. Ctrl-C ends this, and nothing is written.")
    answers: Answers = {}
    for section in SECTIONS:
        print(f"\n{section.title}")
        for question in section.questions:
            if given := _answer(question, answerer, slack):
                answers[question.setting(given)] = given
    return answers


def _answer(question: Question, answerer: Answerer, slack: SlackSays) -> str:
    """One answer that a setting takes. What Slack objects to may be given once more, or kept."""
    from breachbot.errors import Refused

    if question.hint:
        print(f"\n  {question.hint}")
    kept = ""
    while True:
        given = answerer.ask(question, kept)
        if not given:
            return kept
        if wrong := _misfit(question, given):
            if not answerer.can_correct:
                raise Refused(f"{wrong}. Nothing was written.")
            print(f"  wrong: {wrong}.")
            continue
        if _looked_up(question, given, slack) or not answerer.can_correct:
            return given
        kept = given


def _misfit(question: Question, given: str) -> str | None:
    """Why no setting takes this answer; it never shows the answer itself."""
    from breachbot.cli.env_file import fault
    from breachbot.settings import fault_in, variable

    name = question.setting(given)
    return f"{variable(name)}: {wrong}" if (wrong := fault(given)) else fault_in(name, given)


def _looked_up(question: Question, given: str, slack: SlackSays) -> bool:
    """Print what Slack says, and whether it objects to nothing."""
    found = list(slack.about(question, given))
    for one in found:
        print(f"  {WORDS[one.state]}: {one.says}.")
    return all(one.state != "wrong" for one in found)


def _file(answers: Answers) -> Iterator[str]:
    """The lines of `.env`: what was answered, and what was left open as remarks."""
    from breachbot.cli.env_file import line
    from breachbot.cli.init_questions import SECTIONS
    from breachbot.settings import variable

    yield "# Settings of breachbot. Whoever can read this file can speak for it: keep it private."
    yield "# Every other setting: `breachbot settings`."
    asked = {question.name for section in SECTIONS for question in section.questions}
    for section in SECTIONS:
        yield from ("", f"# {section.title}")
        for question in section.questions:
            if question.name in answers:
                yield line(question.name, answers[question.name])
            elif question.name == "slack_signing_secret" and "slack_app_token" in answers:
                yield line("slack_app_token", answers["slack_app_token"])
            else:
                yield f"# {variable(question.name)}="
    rest = [line(name, value) for name, value in answers.items() if name not in asked | {"slack_app_token"}]
    yield from ["", *rest] if rest else []


def _next() -> Iterator[str]:
    """What has to be put right first, or the commands to run."""
    from breachbot.cli.particulars import notes
    from breachbot.cli.refusals import refusals
    from breachbot.settings import ENV_FILE, load

    settings = load()
    yield from (f"note: {one}" for one in notes(settings))
    if found := refusals(settings):
        yield f"Before it can start, add to {ENV_FILE}:"
        yield from (f"  {sentence}" for sentence in found)
        yield "Then: `breachbot check`."
        return
    yield "Next: `breachbot migrate`, `breachbot serve`, and beside it `breachbot doctor`."
    if not settings.slack_app_token:
        yield (
            "Once it serves: api.slack.com/apps, your app, “Event Subscriptions”, “Retry” beside an address that Slack "
            "has not verified yet."
        )
