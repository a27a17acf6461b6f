"""The security page in the docs of a Docusaurus site: approved Markdown below a front matter, every version kept."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from breachbot.configured.places import bundled
from breachbot.errors import DeliveryError, Refused
from breachbot.incident.recorded import Published
from breachbot.notices.draft import draft
from breachbot.publish.target import ApprovedPage, Site, publish
from breachbot.publish.targets.docusaurus import TARGET
from breachbot.publish.templates import load_templates, locales
from tests.notices.samples import PAGE, TEMPLATES
from tests.publish.targets.test_static import BASE, FIRST, page, tree

SLUG = "pdb-7k2m9x4q"
KINDS = ("notice", "correction", "withdrawal")


def put(folder: Path, one: ApprovedPage, url: str | None = None) -> Published:
    given = {"docusaurus_dir": folder, "docusaurus_url": url}
    return publish(TARGET, one, Site(BASE, "Example & Sons", TEMPLATES), given)


def front(content: bytes) -> dict[str, object]:
    """The front matter, as any reader of YAML sees it."""
    head = content.decode().split("---\n")[1]
    read = yaml.safe_load(head)
    assert isinstance(read, dict)
    return read


def test_the_file_of_a_version_is_the_approved_markdown_below_its_front_matter(tmp_path: Path) -> None:
    done = put(tmp_path, page())
    content = (tmp_path / SLUG / "v1.md").read_bytes()
    assert content.startswith(b"---\n")
    assert content.endswith(b"\n---\n\n" + page().markdown)
    assert front(content) == {
        "id": "v1",
        "title": f"A breach of personal data, {SLUG} v1",
        "sidebar_label": "v1",
        "mdx": {"format": "md"},
    }
    assert (done.path, done.url) == (str(tmp_path / SLUG / "v1.md"), f"{BASE}/{SLUG}")
    assert done.sha256 == hashlib.sha256(page().markdown).hexdigest()
    assert done.files[f"{SLUG}/v1.md"] == hashlib.sha256(content).hexdigest()
    assert sorted(tree(tmp_path)) == ["breachbot.json", "index.md", f"{SLUG}/index.md", f"{SLUG}/v1.md"]


def test_the_newest_version_stands_at_an_address_that_stays(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    put(tmp_path, page(2))
    newest = (tmp_path / SLUG / "index.md").read_bytes()
    assert newest.endswith(page(2).markdown)
    assert front(newest)["id"] == SLUG
    assert front(newest)["sidebar_label"] == "25 November 2026, 17:00 UTC"
    assert (tmp_path / SLUG / "v1.md").read_bytes().endswith(page(1).markdown)


def test_what_a_title_holds_stays_a_title(tmp_path: Path) -> None:
    title = 'Breach: "a" # {b} <c>\n---\nid: x'
    put(tmp_path, page(title=title))
    content = (tmp_path / SLUG / "v1.md").read_bytes()
    assert front(content)["title"] == f"{title}, {SLUG} v1"
    assert TARGET.read(str(tmp_path / SLUG / "v1.md"), {}) == page().markdown


def test_the_list_names_every_notice_and_its_links_lead_to_files(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    put(tmp_path, page(2, state="withdrawal", line="It was no breach."))
    put(tmp_path, page(1, slug="pdb-aaaa1111"))
    listed = (tmp_path / "index.md").read_text()
    links = re.findall(r"\]\(([^)]*)\)", listed)
    assert sorted(links) == [f"{SLUG}/index.md", "pdb-aaaa1111/index.md"]
    assert all((tmp_path / link).is_file() for link in links)
    assert "**Withdrawn** 26 November 2026, 17:00 UTC: It was no breach." in listed


@pytest.mark.parametrize("locale", locales(bundled("templates")))
def test_the_links_of_the_list_lead_to_files_in_every_language(tmp_path: Path, locale: str) -> None:
    site = Site(BASE, "Example & Sons", load_templates(bundled("templates"), locale))
    publish(TARGET, page(), site, {"docusaurus_dir": tmp_path, "docusaurus_url": None})
    assert re.findall(r"\]\(([^)]*)\)", (tmp_path / "index.md").read_text()) == [f"{SLUG}/index.md"]


def test_each_language_has_an_address_of_its_own(tmp_path: Path) -> None:
    german = {**page().documents, "page.de.md": b"# Eine Verletzung\n"}
    first = page(
        documents=german, approved={name: hashlib.sha256(text).hexdigest() for name, text in german.items()}
    )
    put(tmp_path, first)
    version, newest = ((tmp_path / SLUG / f"{name}.de.md").read_bytes() for name in ("v1", "index"))
    assert (front(version)["id"], front(newest)["id"]) == ("v1-de", "de")
    titles = (front(version)["title"], front(newest)["title"])
    assert titles == (f"Eine Verletzung, {SLUG} v1-de", f"Eine Verletzung, {SLUG}")
    assert (front(version)["sidebar_label"], front(newest)["sidebar_label"]) == ("v1, Deutsch", "Deutsch")
    assert version.endswith(b"\n---\n\n# Eine Verletzung\n")
    assert newest.endswith(b"\n---\n\n# Eine Verletzung\n")
    put(tmp_path, page(2))  # in the authoritative language alone, which its readers then get
    newest = (tmp_path / SLUG / "index.de.md").read_bytes()
    assert front(newest)["id"] == "de"
    assert newest.endswith(page(2).markdown)
    before = tree(tmp_path)
    put(tmp_path, first)
    put(tmp_path, page(2))
    assert tree(tmp_path) == before


def test_publishing_again_changes_nothing(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    put(tmp_path, page(2))
    before = tree(tmp_path)
    put(tmp_path, page(1))
    put(tmp_path, page(2, published_at=FIRST + timedelta(days=50)))
    assert tree(tmp_path) == before


def test_what_was_changed_in_the_site_is_noticed(tmp_path: Path) -> None:
    put(tmp_path, page(1))
    path = tmp_path / SLUG / "v1.md"
    path.write_bytes(path.read_bytes().replace(b"id:", b"draft: true\nid:"))
    before = tree(tmp_path)
    with pytest.raises(
        DeliveryError, match=f"Version 1 of {SLUG} was changed where it is published"
    ) as refused:
        put(tmp_path, page(2))
    assert refused.value.permanent
    assert tree(tmp_path) == before


def test_a_page_that_was_there_before_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("# The company's own page\n")
    with pytest.raises(DeliveryError, match=r"index\.md was not written by breachbot") as refused:
        put(tmp_path, page())
    assert refused.value.permanent
    assert tree(tmp_path) == {"index.md": b"# The company's own page\n"}


def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="small letters"):
        put(tmp_path / "docs", page(slug="../x"))
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("name", [SLUG, "index.md", "breachbot.json"])
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    docs, elsewhere = tmp_path / "docs", tmp_path / "elsewhere"
    docs.mkdir()
    elsewhere.mkdir()
    (docs / name).symlink_to(elsewhere / "x" if "." in name else elsewhere)
    with pytest.raises(DeliveryError, match="leads out of the folder") as refused:
        put(docs, page())
    assert refused.value.permanent
    assert tree(elsewhere) == {}


def test_an_approval_that_does_not_name_the_markdown_publishes_none(tmp_path: Path) -> None:
    whole = page()
    old = page(documents={"page.html": whole.html}, approved={"page.html": whole.approved["page.html"]})
    with pytest.raises(DeliveryError, match=r"does not name page\.md") as refused:
        put(tmp_path, old)
    assert refused.value.permanent


def test_the_address_is_that_of_the_site_where_one_is_set(tmp_path: Path) -> None:
    assert put(tmp_path, page(), "https://docs.example.com/x").url == f"https://docs.example.com/x/{SLUG}"


def test_it_says_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "BREACHBOT_DOCUSAURUS_DIR is not set" in str(TARGET.fault({"docusaurus_dir": None}))
    assert "BREACHBOT_DOCUSAURUS_DIR: the folder" in str(TARGET.fault({"docusaurus_dir": tmp_path / "file"}))
    assert TARGET.fault({"docusaurus_dir": tmp_path / "docs"}) is None


@pytest.mark.parametrize("state", KINDS)
def test_the_links_of_a_page_lead_to_earlier_versions_in_the_form_of_the_document(state: str) -> None:
    change = "It was ](v1.html) no breach." if state != "notice" else "First ](v1.html)."
    made = draft(PAGE.model_copy(update={"state": state, "version": 3, "change": change}), TEMPLATES)
    earlier = {f"v{entry.version}" for entry in PAGE.log}
    markdown, html = made.documents["page.md"], made.documents["page.html"]
    assert set(re.findall(r"(?<!\\)\]\((v[^)]*)\)", markdown)) == {f"{name}.md" for name in earlier} != set()
    assert set(re.findall(r'href="(v[^"]*)"', html)) == {f"{name}.html" for name in earlier}
    assert r"\](v1.html)" in markdown  # somebody's words stay as they are
