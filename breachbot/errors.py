"""Every error that crosses a room's wall.

    BreachbotError
    ├── Refused          a person asked for something that is not allowed now; the text is fit to show them
    ├── BadFile          a playbook, template, setting or facts file is wrong, with the place
    ├── NotReady         the process cannot start or go on (schema, key, lock), with what to do
    └── DeliveryError    an effect could not be carried out; `permanent` says whether to try again
        └── NotToBeTold  the person may not be told (any more)

Each edge maps them once: Slack to a private sentence, HTTP to a status, the CLI to a line and exit code 2.
"""

from breachbot.visible import visible

LONGEST = 1000
"""Characters of what is wrong with a file: more is no sentence, but something that it quotes."""


class BreachbotError(Exception):
    """The root; never raised itself."""


class Refused(BreachbotError):
    """A request that the rules refuse. `str(error)` is one plain sentence for the person who asked.

    `field` names the modal input that the sentence belongs to, if one does.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class BadFile(BreachbotError):
    """A file of data is wrong. `str(error)` reads `path:line: field: what is wrong`, in one line fit to print."""

    def __init__(self, path: str, what: str, *, line: int | None = None, field: str | None = None) -> None:
        place = path if line is None else f"{path}:{line}"
        said = ": ".join(part for part in (place, field, visible(what, LONGEST)) if part)
        super().__init__(visible(said))
        self.path, self.line, self.field, self.what = path, line, field, what


class NotReady(BreachbotError):
    """The process cannot run as set up; the sentence says what to do about it."""


class Outdated(NotReady):
    """A newer version has migrated the database: this one can do no more work on it."""


class DeliveryError(BreachbotError):
    """An effect failed outside. A permanent failure is not tried again; a person is told instead.

    `retry_after` is in seconds, where the other side named it. `repair` names what somebody has to put right before it
    can work, such as `is_archived:C0123`; until then it is tried again. `tellable`: people can still be told of it.
    """

    def __init__(
        self,
        why: str,
        *,
        permanent: bool = False,
        retry_after: float | None = None,
        repair: str | None = None,
        tellable: bool = True,
    ) -> None:
        super().__init__(why)
        self.permanent, self.retry_after = permanent, retry_after
        self.repair, self.tellable = repair, tellable


class NotToBeTold(DeliveryError):
    """The person a message was for has no part, or no longer any, in what it says. It is not sent."""

    def __init__(self, why: str) -> None:
        super().__init__(f"not sent: {why}", permanent=True)
