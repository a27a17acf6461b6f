"""What the wording of a text suggests, in eight words of our own.

The text is read here and nothing of it leaves. What programs say is English, as the names of classes nearly always are;
what their users say is in `languages/`, a file for each language.
Art. 4(12) GDPR: destruction, loss, alteration, unauthorised disclosure of, or access to, personal data.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from itertools import islice
from typing import get_args

from breachbot.intake import languages
from breachbot.intake.ideas import heard
from breachbot.intake.lexicon import Lexicon
from breachbot.intake.phrases import Language, folded
from breachbot.members import members
from breachbot.playbook.triage import Hint

LONGEST = 200_000
"""Characters of all texts together."""
MOST = 2_000
"""Texts."""
MOST_SAID = 50_000
"""Characters, for each language, of sentences that hold one of its telling words."""

_HARMLESS_LEAKS = "".join(
    rf"(?<!{what} )"
    for what in (
        *("memory", "connection", "thread", "resource", "handle", "goroutine", "descriptor"),
        *("pool", "socket", "cursor", "heap"),
    )
)
_PHRASES: dict[Hint, tuple[str, ...]] = {
    "access_control": (
        # Where access was refused, the guard did its work.
        r"permissions? (?:violation|missing|check (?:skipped|missing|disabled|bypass\w*))",
        r"access (?:control (?:bypass\w*|missing|broken|disabled|skipped)|violation)|broken access",
        r"privilege escalation|(?:acls?|rbac|rls|row level security) (?:violation|bypass\w*|disabled|off)",
        r"(?<!attempted )unauthori[sz]ed (?:access|read|download|export|disclosure|user)(?! attempt)",
        r"authori[sz]ation (?:bypass\w*|missing|skipped|disabled)",
    ),
    "cross_tenant": (
        r"idor|bola|insecure direct object",
        r"(?:tenant|org|organi[sz]ation|account|customer|owner|user) (?:isolation|mismatch|boundary|mixed|confusion)",
    ),
    "exposure": (
        r"expos(?:ed|ure|es|ing)|disclos(?:ed|ure|es|ing)|exfiltrat\w+",
        rf"{_HARMLESS_LEAKS}leak(?:ed|s|age|ing)?|breach(?:ed|es)?|plain ?text password",
        r"(?<!no )(?<!block )(?<!blocks )(?<!without )"
        r"(?:public|publicly|world) (?:readable|read|writable|accessible|bucket|acl|link|access)",
    ),
    "attack": (
        r"(?:auth\w*|security|login|signature|mfa|2fa) bypass\w*|bypass\w* (?:auth\w*|security|login|mfa|2fa)",
        r"(?:spawned|executed|launched) (?:\w+ )?(?:bin )?(?:ba)?sh as|reverse shell|web ?shell|jndi",
        r"ransomware|malware|compromised|stolen|hijack\w*|intrusion|account takeover",
    ),
    "loss": (
        r"data (?:loss|lost|corruption|corrupted|deleted|destroyed)",
        r"(?:lost|deleted|corrupted) (?:records?|data|backups?)",
    ),
    "misdirected": (
        r"(?:wrong|incorrect|unintended) (?:recipient|address(?:ee)?|inbox)s?",
        r"mis(?:directed|delivered|sent)",
    ),
    "malicious_code": (r"malicious (?:\w+ )?(?:package|code|dependency|library)|trojani[sz]ed|backdoored",),
    "vulnerability": (
        r"vulnerabilit(?:y|ies)|vulnerable|cve \d{4} \d{4,}",
        r"security (?:flaw|hole|weakness|advisory)|unpatched",
    ),
}
_RULES = {hint: re.compile(rf"\b(?:{'|'.join(phrases)})\b") for hint, phrases in _PHRASES.items()}
LANGUAGES: Mapping[str, Language] = members(languages, "LANGUAGE")
END = " . "
"""Between two sentences, so that no words in a row go from one to the next."""
PROGRAMS = ("en", "operations")
"""What programs speak, in few words that may be anything."""
SURE = 2
"""Small words of a language by which it is sure that a text is written in it."""
OWN = {
    name: language.small_words.difference(
        *(
            other.small_words
            for far, other in LANGUAGES.items()
            if {name, far} - set(PROGRAMS) and far != name
        )
    )
    for name, language in LANGUAGES.items()
}
"""The small words that a language shares with no other."""
_HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z](?!s\b)[a-z])")
_ASKS = re.compile(r"\s?\?[?!]*(?=\s|\Z)")
_ENDS = re.compile(r"(?<!\b(?:Dr|Fa|Fr|Hr|Mr|Ms|Nr|St))[.!…]+(?=\s|\Z)")
"""The full stop of `Dr. Vogt` ends no sentence."""
_OWNERS = re.compile(r"(?<=[sS])['’](?=\s)")
"""The apostrophe of `customers' orders`."""
_EVERYONE = re.compile(r"\b[Pp]rincipal\W{1,8}?\*")
"""In a policy, a star is everybody."""
_UNEQUAL = re.compile(r"!==?|≠|<>")
_MARKS = re.compile(r"(?:[^0-9A-Za-z\n?]|\?(?!\n))+")
_EDGES = re.compile(r" ?\n ?")


@cache
def _lexicon(language: str) -> Lexicon:
    """The words of a language, put in order with the first text in it: most processes meet one language or none."""
    return Lexicon.of_ideas(LANGUAGES[language].ideas)


def hints(texts: Iterable[str | None]) -> tuple[Hint, ...]:
    """What the texts together suggest. `CrossTenantAccess` and `cross-tenant access` read the same."""
    taken = list(islice(texts, MOST + 1))
    given = dict.fromkeys(
        text.replace("\n", " ") for text in taken[:MOST] if text
    )  # senders repeat themselves
    joined = "\n".join(given)  # a phrase never spans two texts
    everything = _words(joined[:LONGEST])
    spoken = spoken_in(everything.split())
    words = _reported(everything, spoken)
    apart = words.replace("\n", END).split()
    begins = [at for at, word in enumerate(apart) if word == END.strip()]
    ideas = [_lexicon(name).said(apart) for name in spoken if LANGUAGES[name].ideas]
    harmless = {at for said in ideas for at, one in said if "harmless" in one}
    telling = _without(words, harmless)
    said, whole = _said(telling, spoken)
    said.update(*(heard(one, begins) for one in ideas))
    said.update(hint for hint, rule in _RULES.items() if hint not in said and rule.search(telling))
    found = [hint for hint in get_args(Hint) if hint in said]
    if len(joined) > LONGEST or len(taken) > MOST or not whole:
        found.append("not_read_in_full")
    return tuple(found)


def _words(text: str) -> str:
    """Plain words in small letters, a line for each sentence; one that asks ends with its mark."""
    plain = folded(_UNEQUAL.sub(" isnot ", _EVERYONE.sub(" everyone ", text)))
    ended = _ENDS.sub("\n", _ASKS.sub(" ?\n", _HUMPS.sub(" ", plain)))
    lines = _OWNERS.sub(" s", ended)
    return _EDGES.sub("\n", _MARKS.sub(" ", lines)).strip().lower()


def _without(words: str, harmless: Collection[int]) -> str:
    """The sentences without those in which one of these words stands: a drill, a test, a leak of memory."""
    if not harmless:
        return words
    begin, kept = 0, []
    for line in words.split("\n"):
        end = begin + len(line.split()) + 1
        if not any(begin <= at < end for at in harmless):
            kept.append(line)
        begin = end
    return "\n".join(kept)


def _reported(words: str, spoken: Iterable[str]) -> str:
    """The sentences without those that ask for something or want it, in any of these languages."""
    languages = [LANGUAGES[name] for name in spoken]
    return "\n".join(line for line in words.split("\n") if not any(one.wants(line) for one in languages))


def spoken_in(words: Iterable[str]) -> tuple[str, ...]:
    """The languages in which a text may be written, by its small words; all of them, where it has none.

    A text can be in two: a program speaks English around what its user says. What is heard with a language that is not
    its own is false friends.
    """
    known = set(words)
    counts = {name: len(language.small_words & known) for name, language in LANGUAGES.items()}
    most = max(counts.values())
    if most < SURE:
        counts |= dict.fromkeys(PROGRAMS, most)
    sure = {name for name in LANGUAGES if not OWN[name].isdisjoint(known)}
    least = most if sure or most > SURE else min(1, most)
    return tuple(name for name, count in counts.items() if count >= least or name in sure)


def _said(words: str, spoken: Iterable[str]) -> tuple[set[Hint], bool]:
    """What people say in it, in these languages, and whether all of it was looked at."""
    lines, said, whole = words.split("\n"), set[Hint](), True
    for language in (LANGUAGES[name] for name in spoken):
        telling = "\n".join(line for line in lines if language.telling(line))
        said.update(language.heard(telling[:MOST_SAID]))
        whole = whole and len(telling) <= MOST_SAID
    return said, whole
