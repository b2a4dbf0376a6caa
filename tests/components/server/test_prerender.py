"""The HTML of a page as a search engine or a browser without scripts reads it."""

import re
from dataclasses import replace

import lxml.html
import pytest

import dashboard
from components.server.prerender import body, head
from components.view import stores
from data.text import words
from tests.support import hostile
from tests.support.heads import meta_content, read

SITE = "https://dashboard.example.org/"
PAGES = list(dashboard.PAGES)

pytestmark = pytest.mark.usefixtures("patient")


@pytest.fixture
def named(monkeypatch):
    """A dashboard whose address the operator has set."""
    monkeypatch.setenv("ROADMAP_ADDRESS", SITE)


def links(tree, rel):
    return {
        link.get("hreflang"): link.get("href")
        for link in tree.xpath("//head/link[@rel=$it]", it=rel)
    }


def test_nothing_leads_to_streamlits_icon_or_to_its_closed_interface(visitor):
    text = visitor.get("/overview").text
    assert "_stcore/agent" not in text
    assert "favicon.png" not in text
    assert "enable JavaScript" not in text


@pytest.mark.usefixtures("named")
def test_one_view_has_one_address_however_it_was_asked_for(visitor):
    unknown = "utm_source=x&nothing=1&country=XXX"
    tree = read(visitor, f"overview?priority=P5&country=ECU&lang=es&{unknown}")
    there = "overview?country=ECU&priority=P5&lang="
    assert (
        links(tree, "canonical")
        == {None: f"{SITE}{there}es"}
        == {None: meta_content(tree, "og:url")}
    )
    assert links(tree, "alternate") == {
        **{code: f"{SITE}{there}{code}" for code in words.languages()},
        "x-default": f"{SITE}overview?country=ECU&priority=P5",
        None: f"{SITE}feeds/changes.atom?country=ECU&priority=P5&lang=es",
    }
    assert links(
        read(visitor, links(tree, "canonical")[None].removeprefix(SITE)), "canonical"
    ) == links(tree, "canonical")


def test_a_participant_of_the_eu_side_has_a_page(visitor):
    tree = read(visitor, "countries?lang=en&eu=EUROPOL")
    assert links(tree, "canonical")[None] == "countries?eu=EUROPOL&lang=en"
    assert tree.findtext(".//noscript//h1") == "Europol"
    listed = read(visitor, "data?lang=en&table=participants")
    assert not [href for href in listed.xpath("//noscript//a/@href") if "country=EU" in href]


def test_what_somebody_searched_for_is_repeated_in_its_field_alone(visitor):
    answer = visitor.get("/actions?lang=en&q=zorzal")
    assert "zorzal" not in re.sub(r'id="first-content">.*?</script>', "", answer.text)
    assert '<link rel="canonical" href="actions?lang=en">' in answer.text


@pytest.mark.parametrize(
    ("address", "listed"),
    [
        ("overview", True),
        ("overview?lang=pt&utm_source=x", True),
        ("actions?action=A001", True),
        ("meetings?meeting=M04", True),
        ("countries?country=ECU", True),
        ("countries?eu=EUROPOL", True),
        ("countries?country=ECU&eu=EUROPOL", False),
        ("overview?eu=EUROPOL", False),
        ("priorities?priority=P1", True),
        ("countries?country=ECU&country=PER", False),
        ("countries?country=ECU&priority=P1", False),
        ("overview?country=ECU", False),
        ("overview?as_of=2025-06-30", False),
        ("overview?behind=reached", False),
        ("overview?edition=III-EU-CLASI", False),
        ("overview?dataset=exercise", False),
        ("changes?before=M14", False),
        ("data?table=sources", False),
    ],
)
def test_search_engines_list_pages_and_not_combinations(visitor, address, listed):
    assert meta_content(read(visitor, address), "robots") == (
        "index,follow" if listed else "noindex,follow"
    )


def test_no_host_that_somebody_made_up_is_repeated(visitor, monkeypatch):
    for headers in ({"host": "evil.example"}, {"x-forwarded-host": "evil.example"}):
        answer = visitor.get("/data?lang=en", headers=headers)
        assert "evil" not in answer.text
        assert meta_content(lxml.html.document_fromstring(answer.text), "og:image") is None
    monkeypatch.setenv("ROADMAP_HOSTS", "dashboard.example.org")
    tree = read(visitor, "data?lang=en", host="dashboard.example.org")
    assert meta_content(tree, "og:image").startswith("http://dashboard.example.org/assets/")


@pytest.mark.parametrize(
    "made_up", ["javascript:alert(1)", "https://a b", 'https://a"><script>', "ftp://a", "//a"]
)
def test_an_address_of_the_dashboard_that_is_none_is_not_used(visitor, monkeypatch, made_up):
    monkeypatch.setenv("ROADMAP_ADDRESS", made_up)
    assert links(read(visitor, "overview?lang=en"), "canonical") == {None: "overview?lang=en"}


def test_titles_made_to_harm_are_read_as_text(visitor, hostile_titles):
    hostile_titles("markup")
    ours = visitor.get("/method?lang=en").text.count("<script")
    codes = [
        f"actions?lang=en&action={code}" for code in stores.dataset_in().actions["action_id"][:8]
    ]
    for address in (
        "overview?lang=en",
        "actions?lang=en",
        "priorities?lang=en&priority=P1",
        "data?lang=en",
        "meetings?lang=en",
        *codes,
    ):
        answer = visitor.get(f"/{address}")
        assert '<script>alert("1")' not in answer.text
        assert answer.text.count("<script") == ours + address.startswith("data")
        tree = lxml.html.document_fromstring(answer.text)
        assert not tree.xpath("//a[starts-with(@href, 'javascript')]")
        assert not tree.xpath("//a[contains(@href, 'evil.example/title')]")
    titles = {read(visitor, address).findtext(".//title").rpartition(" · ")[0] for address in codes}
    assert titles == set(hostile.TITLES["markup"])


def test_titles_of_any_length_keep_a_description_within_bounds(visitor, hostile_titles):
    hostile_titles("long")
    for page in PAGES:
        tree = read(visitor, f"{page}?lang=en")
        assert len(meta_content(tree, "description")) <= head.LONGEST


def test_every_table_of_a_card_has_a_caption_and_names_its_rows_and_columns(visitor):
    for page in PAGES:
        tree = read(visitor, f"{page}?lang=en")
        for table in tree.xpath("//noscript//div[@class='wide']/table"):
            assert table.findtext("caption").strip()
            assert {cell.get("scope") for cell in table.xpath("./thead//th")} == {"col"}
            assert all(
                [cell.get("scope") for cell in row.xpath("./th")] == ["row"]
                for row in table.xpath("./tbody/tr")
            )


def test_every_link_of_the_text_leads_somewhere(visitor):
    found = set()
    for page in ("overview", "actions", "countries", "priorities", "meetings"):
        tree = read(visitor, f"{page}?lang=es")
        found |= {href for href in tree.xpath("//noscript//a/@href") if not href.startswith("http")}
    assert {href.partition("?")[0] for href in found} >= {*PAGES}
    for kind in ("action=A0", "country=BRA", "priority=P3", "meeting=M0"):
        there = next(href for href in sorted(found) if kind in href)
        assert kind in links(read(visitor, there), "canonical")[None]
    assert all(visitor.get(f"/{href}").status_code == 200 for href in sorted(found)[::12])


def test_a_reader_without_scripts_gets_documents_notices_and_sources_by_publisher(visitor):
    links = read(visitor, "documents?lang=en&country=ECU").xpath("//noscript//a/@href")
    assert {"files/slides.pptx?country=ECU&lang=en", "files/note/BRA.pdf?lang=pt"} <= {*links}
    nothing = read(visitor, "agencies?lang=en&priority=P6&country=SUR").xpath("//noscript")[-1]
    assert "is recorded for this selection." in nothing.text_content()
    sources = read(visitor, "changes?lang=en").xpath("//noscript//a[starts-with(@href, 'http')]")
    assert sources and not any(link.text.startswith("http") for link in sources)


def test_what_the_menu_leaves_out_is_in_no_menu_without_scripts():
    agencies = replace(dashboard.PAGES["agencies"], in_menu=False)
    text = body.generic({**dashboard.PAGES, "agencies": agencies}, "en", "overview")
    assert ("agencies?lang=en" in text, "accessibility?lang=en" in text) == (False, True)


def test_the_head_of_a_page_and_its_compressed_form_are_the_same_page(visitor):
    whole = visitor.get("/overview?lang=en", headers={"accept-encoding": "identity"})
    packed = visitor.get("/overview?lang=en", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in whole.headers
    assert int(packed.headers["content-length"]) < len(whole.content) / 3
    assert packed.content == whole.content
    assert (
        "accept-encoding" in packed.headers["vary"] and "accept-language" in packed.headers["vary"]
    )
