"""What must not stand in a notice, as data: how it looks, what to call it, and what to tell the drafter.

Order matters: a match is masked before the next pattern looks, so that a card number is not also a telephone
number. Every repetition is bounded, so that no text, however made, keeps the search busy.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass

from breachbot.notices.style import Style

PERSONAL = "Personal data of those affected does not belong in a notice: {what}."
ATTACK = "This would help an attacker: {what}."


def _any(_match: str) -> bool:
    return True


@dataclass(frozen=True)
class Finder:
    """`what` is shown instead of the text that `pattern` finds and `confirm` accepts."""

    code: str
    what: str
    pattern: re.Pattern[str]
    confirm: Callable[[str], bool] = _any


def _luhn(text: str) -> bool:
    digits = [int(mark) for mark in text if mark.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return len(set(digits)) > 1 and (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _iban(text: str) -> bool:
    code = re.sub(r"\s", "", text).upper()
    return int("".join(str(int(mark, 36)) for mark in code[4:] + code[:4])) % 97 == 1


def _ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return any(mark.isalnum() for mark in text)


def _enough_digits(text: str) -> bool:
    return 8 <= sum(mark.isdigit() for mark in text) <= 15


def _has_path(text: str) -> bool:
    return "." in text or text.count("/") > 1 or len(text) > 3


HARMLESS = re.compile(
    r"""(?ix)
      \b \d{4}-\d{2}-\d{2} (?: [T ] \d{2}:\d{2} (?: :\d{2} )? Z? )? \b   # 2026-11-24, 2026-11-24T09:15Z
    | \b \d{1,2} [./-] \d{1,2} [./-] (?: 19 | 20 ) \d{2} \b              # 24.11.2026
    | \b \d{1,2} (?: \. | er )? \s [^\W\d_]+ \s \d{4} \b                 # 24 November 2026, 1er mai 2026
    | (?<![\w:.]) \d{1,2} : \d{2} (?: : \d{2} )? (?![\w:])               # 09:15
    | \b (?: version | v ) \s? \d+ (?: \. \d+ )+ \b                      # version 1.2.3.4
    | \b \d{1,3} (?: [,\u202f] \d{3} )+ \b                               # 2,300,000
    | (?<![\d.]) \d{1,3} (?: \. \d{3} ){1,2} (?! \.? \w )                # 2.300.000, but no IP address
    | \b 20\d{2} / \d{1,4} \b                                            # Regulation 2016/679
    | \b Art (?: icle | ikel | \. ) \s? \d+ (?: \( \w+ \) )*                    # an article of a law
    """
)
"""Figures that look like numbers of something, and are not: dates, times, versions, amounts, articles."""

PERSONAL_FINDERS = (
    Finder(
        "email", "e-mail address", re.compile(r"(?i)[\w.+'-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
    ),
    Finder(
        "email",
        "e-mail address",
        re.compile(
            r"(?i)\b[\w.+-]{1,64}\s{0,3}[\[({]\s?at\s?[\])}]\s{0,3}[\w-]{1,63}(?:\.[\w-]{1,63}|\W{1,3}dot\W{1,3}\w{1,63}){1,5}"
        ),
    ),
    Finder(
        "iban",
        "bank account number",
        re.compile(r"(?i)\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b"),
        _iban,
    ),
    Finder("card", "payment card number", re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])"), _luhn),
    Finder("national_id", "national identity number", re.compile(r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])")),
    Finder("ip", "IP address", re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)"), _ip),
    Finder(
        "ip", "IP address", re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])"), _ip
    ),
    Finder(
        "phone",
        "telephone number",
        re.compile(r"(?<![\w.,:/+-])(?:\+|00)[1-9][\d ()/.-]{6,25}\d"),
        _enough_digits,
    ),
    Finder(
        "phone",
        "telephone number",
        re.compile(r"(?<![\w.,:/+-])\(?0[1-9]\d{0,3}\)?[ /.-]?\d[\d /.-]{4,25}\d"),
        _enough_digits,
    ),
    Finder(
        "phone", "telephone number", re.compile(r"(?<![\w.,:/+-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])")
    ),
)

SECRET_FINDERS = (
    Finder(
        "secret",
        "key or token",
        re.compile(
            r"""(?x)
              -----BEGIN\ [A-Z ]*KEY-----
            | \b eyJ [\w-]{8,} \. [\w-]{8,} (?: \. [\w-]* )?
            | \b (?: AKIA | ASIA ) [0-9A-Z]{16} \b
            | \b gh[pousr]_ \w{20,}
            | \b xox[abeoprs]- [\w-]{8,}
            | \b [rs]k_ (?: live | test ) _ \w{10,}
            | (?i: \b bearer \s+ [\w.~+/-]{12,} )
            | (?i: \b (?: password | passwort | kennwort | mot\ de\ passe | passwd | pwd | secret | token
                   | api[_ -]?key ) \s* [:=] \s* )
              (?= \S{0,99}\d ) (?= \S{0,99}[A-Za-z] ) \S{6,}
            | \b [0-9a-fA-F]{32,} \b
            """
        ),
    ),
)

ATTACK_FINDERS = (
    Finder(
        "stack_trace",
        "part of a stack trace",
        re.compile(
            r"""(?x)
              Traceback\ \(most\ recent
            | \b File\ "[^"]+",\ line\ \d+
            | \b at\ [\w$.<>]{1,200} \( [\w./$-]+ : \d+ (?: : \d+ )? \)
            | \b [A-Z]\w{0,80} (?: Error | Exception ) \b
            """
        ),
    ),
    Finder(
        "sql",
        "a database query",
        re.compile(
            r"""(?x)
              \b SELECT \s .{1,200}? \s FROM \b | \b INSERT \s+ INTO \b | \b UPDATE \s+ \w+ \s+ SET \b
            | \b DELETE \s+ FROM \b | \b DROP \s+ TABLE \b | \b UNION \s+ (?: ALL \s+ )? SELECT \b
            | (?i: \b select \s+ \* \s+ from \b | ' \s* or \s+ '? 1 '? \s* = \s* '? 1 )
            """
        ),
    ),
    Finder(
        "url", "an address with parameters", re.compile(r"(?i)\bhttps?://[^\s?#]{0,500}[?#]\S{0,500}[=&]\S*")
    ),
    Finder(
        "url",
        "the address of an interface",
        re.compile(
            r"(?i)\bhttps?://[^\s/]{1,200}/\S{0,300}?\b(?:api|v\d+|graphql|rpc|rest|admin|internal|debug|export)\b\S*"
        ),
    ),
    Finder(
        "host",
        "an internal host name",
        re.compile(
            r"""(?ix)
              \b (?:https?://)? (?: [\w-]{1,63} \. ){1,8}
                 (?: internal | local | localdomain | corp | lan | intranet | svc )
                 (?: \. [\w-]{1,63} ){0,8} \b (?: :\d+ )?
            | \b localhost \b (?: :\d+ )?
            | \b (?: [a-z]{1,20}- ){0,4} (?: db | prod | stage | staging | web | app | api | srv | server | node
                 | redis | pg | postgres | mysql | vm | host | ip | worker )
                 (?: - [a-z0-9]{1,20} ){0,4} - \d{1,8} (?: - [a-z0-9]{1,20} ){0,4} \b
            """
        ),
    ),
    Finder("path", "a file path", re.compile(r"\b[A-Za-z]:\\[\w\\ .-]*\w|\\\\[\w.-]+\\[\w\\.$-]+")),
    Finder(
        "path",
        "the name of a source or configuration file",
        re.compile(
            r"(?i)(?<![\w@])(?!(?:node|vue|next|nuxt|express|three|d3|react)\.js\b)"
            r"(?:[\w.-]{1,64}/){0,12}[\w-]{1,64}\.(?:py|js|ts|tsx|jsx|rb|php|java|go|cs|rs|sql|env|ya?ml|conf|ini|log|bak|pem|key)\b(?::\d+)?"
        ),
    ),
    Finder(
        "path",
        "a path on our systems",
        re.compile(r"(?<![\w/:.<)])/(?:[\w{}:.-]{1,64}/){0,12}[\w{}:.-]{0,64}[\w}]/?"),
        _has_path,
    ),
)


def unfixed(style: Style) -> Finder:
    """Finds words for a flaw that is still open, in the language of the text."""
    return Finder("unfixed", "a flaw that is not closed yet", re.compile(f"(?ix){style.unfixed}"))
