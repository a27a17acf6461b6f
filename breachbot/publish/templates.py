"""The folder of templates, read as values: one folder for each language, and what all of them share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, tzinfo
from pathlib import Path

import yaml
from jinja2 import Environment, TemplateSyntaxError
from pydantic import BaseModel

from breachbot.assessment.facts import FACTS
from breachbot.assessment.reasons import UNDECIDED_NAME
from breachbot.configured.places import DEFAULT_LOCALE, bundled
from breachbot.errors import BadFile
from breachbot.notices.controller import ControllerFields
from breachbot.notices.fields import AuthorityFields, MailFields, PageFields, open_fields
from breachbot.notices.render import FILING, SHARED_BY_ALL, SHELL, WORDS, Templates
from breachbot.notices.style import STYLE_WORDS, Style
from breachbot.notices.words import Wording
from breachbot.store.strict_yaml import model_of, near, tree, wrong
from breachbot.text_file import read_text

SHARED = Path(SHELL).parent.name
IN_A_LOCALE = (
    WORDS,
    STYLE_WORDS,
    "index.md.j2",
    "authority/notice.md.j2",
    "page/page.md.j2",
    "mail/mail.md.j2",
    "controller/message.md.j2",
)
"""What the folder of each language holds."""

_FIELDS: Mapping[str, type[BaseModel]] = {
    "authority": AuthorityFields,
    "page": PageFields,
    "mail": MailFields,
    "controller": ControllerFields,
}
_TITLES = {notice: open_fields(model) for notice, model in _FIELDS.items()}
_SHOWN = {name for model in _FIELDS.values() for name in model.model_fields}
_ANSWERS = {
    name: tuple(fact.options)
    for name, fact in FACTS.items()
    if name in _SHOWN and not fact.options.keys() <= {"yes", "no"}
}
_TO_PEOPLE = {
    name: tuple(FACTS[name].options) for name in ("recipient", "could_reach", "deletion_confirmed")
} | {"reveals": tuple(option for option in FACTS["reveals"].options if option != "nothing")}


def locales(folder: Path) -> list[str]:
    """The languages that there are: the name of each folder but the shared one."""
    names = {path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")}
    return sorted(names - {SHARED})


def load_templates(folder: Path, locale: str = DEFAULT_LOCALE, zone: tzinfo = UTC) -> Templates:
    """The templates and the words of one language.

    Raises BadFile, with the line if there is one, for a file that is missing, not UTF-8 or no template, and for a key
    of the words that is missing or not known.
    """
    paths = sorted(
        path
        for part in (SHARED, locale)
        for path in (folder / part).rglob("*")
        if path.is_file() and (path.suffix in (".j2", ".css", ".js") or path.name in (WORDS, STYLE_WORDS))
    )
    sources = _of_filings() | {path.relative_to(folder).as_posix(): _read(path) for path in paths}
    for name in (*SHARED_BY_ALL, *(f"{locale}/{one}" for one in IN_A_LOCALE)):
        if name not in sources:
            raise BadFile(str(folder / name), "this template is missing")
    words = _words(sources[f"{locale}/{WORDS}"], str(folder / locale / WORDS))
    name = str(folder / locale / STYLE_WORDS)
    style = model_of(Style, tree(sources[f"{locale}/{STYLE_WORDS}"], name), name)
    return Templates(locale, sources, words, style, zone)


def _of_filings() -> dict[str, str]:
    """What filing packs are made with: that which comes along, where a folder of one's own has none."""
    folder = bundled("templates")
    paths = sorted(path for path in (folder / FILING).iterdir() if path.is_file())
    return {path.relative_to(folder).as_posix(): _read(path) for path in paths}


def check_reasons(templates: Templates, folder: Path, names: Collection[str]) -> None:
    """Raises BadFile, with the line, unless the words have what the playbooks call their reasons, and nothing else.

    The playbooks are written in the default language, so that it need not repeat them.
    """
    place, given = f"{templates.locale}/{WORDS}", templates.words.reasons
    wanted = [
        name for name in names if name in (*given, UNDECIDED_NAME) or templates.locale != DEFAULT_LOCALE
    ]
    name = str(folder / place)
    _same_keys(tree(templates.sources[place], name), name, ("reasons",), given, wanted)


def _read(path: Path) -> str:
    try:
        text = read_text(path).replace("\r\n", "\n")
        if path.suffix == ".j2":
            Environment(autoescape=True).parse(text)
    except TemplateSyntaxError as error:
        raise BadFile(str(path), error.message or "is no template", line=error.lineno) from error
    return text


def _words(text: str, name: str) -> Wording:
    root = tree(text, name)
    words = model_of(Wording, root, name)
    for part, given, wanted in (
        ("answers", words.answers, _ANSWERS),
        ("to_people", words.to_people, _TO_PEOPLE),
        ("titles", words.titles, _TITLES),
    ):
        _same_keys(root, name, (part,), given, wanted)
        for key, names in wanted.items():
            _same_keys(root, name, (part, key), given[key], names)
    _same_keys(root, name, ("advice", "kinds"), words.advice.kinds, FACTS["data_categories"].options)
    return words


def _same_keys(
    root: yaml.Node, name: str, place: tuple[str, ...], given: Mapping[str, object], wanted: Iterable[str]
) -> None:
    missing = [key for key in wanted if key not in given]
    for key in given.keys() - set(wanted):
        raise wrong(root, name, (*place, key), f"this key is not known{near(key, missing)}")
    for key in missing:
        raise wrong(root, name, (*place, key), "this key is missing")
