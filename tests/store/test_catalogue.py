"""The catalogue maps a product's own names to kinds that exist; a slip in it is a sentence with file and line."""

from pathlib import Path

import pytest

from breachbot.assessment.vocabulary import FACTS
from breachbot.errors import BadFile
from breachbot.store.playbooks import load_catalogue

PATH = Path(__file__).parents[2] / "playbooks" / "catalogue.yaml"
SHIPPED = load_catalogue(PATH)
HEAD = "id: catalogue\ntitle: Ours\nversion: 2026-11-28\ncategories:\n"
AVATAR = "  - {id: avatar, title: Picture, kinds: [image], enisa: simple}\n"


def test_every_kind_of_the_vocabulary_has_a_name_in_the_shipped_one() -> None:
    reached = {kind for category in SHIPPED.categories for kind in category.kinds}
    assert reached == set(FACTS["data_categories"].options)
    assert len({category.title for category in SHIPPED.categories}) == len(SHIPPED.categories)


def test_a_name_stands_for_its_kinds_and_a_kind_for_itself() -> None:
    assert SHIPPED.kinds("support_ticket") == ("name", "contact", "communications")
    assert SHIPPED.kinds("health") == ("health",)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (AVATAR, "categories[2].id: “avatar” is used twice"),
        (
            AVATAR.replace("avatar", "a").replace("[image]", "[shoe]"),
            "kinds[1]: there is no kind of data “shoe”",
        ),
        (
            AVATAR.replace("avatar", "a").replace("[image]", "[name, payment]"),
            "the gravest of these kinds is fin",
        ),
        (AVATAR.replace("avatar", "health"), "“health” is a kind of the vocabulary"),
        (
            AVATAR.replace("avatar", "a").replace("kinds", "kind"),
            "this key is not known; did you mean “kinds”?",
        ),
        (AVATAR.replace("avatar", "a").replace("simple", "grave"), "enisa: must be one of: simple"),
        (AVATAR.replace("avatar", "a").replace("[image]", "[]"), "kinds: "),
        (AVATAR.replace("id: avatar", "id: a, id: b"), "the key “id” is here twice"),
    ],
)
def test_a_slip(entry: str, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text(HEAD + AVATAR + entry, encoding="utf-8")
    with pytest.raises(BadFile) as bad:
        load_catalogue(path)
    assert str(bad.value).startswith(f"{path}:6: ")
    assert sentence in str(bad.value)
