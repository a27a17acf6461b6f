"""All commands, and the one place where an error becomes a line and an exit code.

0: done. 1: stopped by the user or by a bug. 2: refused, with one line on standard error that says why.
"""

from __future__ import annotations

import sys

import typer

from breachbot.cli import (
    alert,
    assess,
    authorities,
    check,
    clock,
    demo,
    doctor,
    filing,
    incident,
    init,
    keys,
    onepager,
    outbox,
    playbook,
    register,
    run,
    settings,
    setup,
    signals,
    sources,
    team,
)
from breachbot.errors import LONGEST, BreachbotError
from breachbot.visible import visible

app = typer.Typer(
    help="Gets a company through a personal data breach: signal, clock, notices, approval, register.",
    no_args_is_help=True,
    add_completion=False,
    # A traceback with local variables, typer's default, would print what an incident is about.
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(init.init)
app.command()(run.serve)
app.command()(setup.migrate)
app.command()(setup.manifest)
app.command("master-key")(keys.master_key)
app.command("settings")(settings.show)
app.command()(check.check)
app.command()(doctor.doctor)
app.command()(assess.assess)
app.command()(assess.explain)
app.command()(assess.schema)
app.command()(alert.signal)
app.command()(alert.send)
app.command()(sources.sources)
app.command()(authorities.authorities)
app.command()(clock.clock)
app.command()(demo.demo)
app.command()(register.notices)
app.command()(filing.filing)
app.command()(onepager.onepager)
app.add_typer(incident.acting, name="incident")
app.add_typer(register.register, name="register")
app.add_typer(outbox.outbox, name="outbox")
app.add_typer(playbook.playbook, name="playbook")
app.add_typer(signals.signals, name="signals")
app.add_typer(team.team, name="team")


def main() -> None:
    """Run one command."""
    try:
        app(prog_name="breachbot")
    except BreachbotError as error:
        # Settings may be wrong in several places, each worth a line.
        for sentence in getattr(error, "sentences", [str(error)]):
            print(f"breachbot: {visible(sentence, LONGEST)}", file=sys.stderr)
        sys.exit(2)
