"""Time and data: editions, the exercise, and changes, each against plain counts of CSV files."""

import csv
import io
import shutil
import zipfile
from collections import Counter
from datetime import date
from urllib.parse import urljoin

import pytest

from data import changes
from data.selection import Known
from data.text import words
from tests.browser.conftest import (
    BOARD,
    ROOT,
    cards,
    figures,
    new,
    server,
    settle,
)
from tests.browser.conftest import go as turn
from tests.support.oracle import last_day
from tests.support.readings import shipped
from tests.test_counts import counted_actions, rows, states
from tests.test_counts import headline as plain_headline

LANGUAGES = words.languages()
EDITION, EVE, DAY = "III-EU-CLASI", "2025-03-04", "2025-03-05"
SUMMIT = "2026-02-26"
DAMAGED = "tables/reports.parquet"


@pytest.fixture(scope="module")
def window(chromium):
    """One window for the tests that need no fresh one, so that the scripts are loaded once."""
    page = new(chromium, locale="en")
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A dashboard that may freeze, on a record with one damaged edition: its address and folder.

    The copy is the secretariat's, who alone freezes.
    """
    folder = tmp_path_factory.mktemp("data") / "own"
    shutil.copytree(ROOT / "data" / "record", folder)
    settings = folder / "dataset.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("fictional", 'audience = "secretariat"\nfictional'),
        "utf-8",
    )
    flip_a_byte(folder / "editions" / f"{EDITION}.edition.zip", DAMAGED)
    with server(folder, ROADMAP_WRITE="1") as found:
        yield found, folder


def flip_a_byte(path, part):
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(part)
    content[info.header_offset + 30 + len(part) + info.compress_size // 2] ^= 1
    path.write_bytes(content)


def go(page, url):
    page.goto(url)
    settle(page)
    assert page.locator('[data-testid="stException"]').count() == 0
    return page


def said(page):
    return page.locator(BOARD).inner_text()


def notices(page):
    """What a page says before all else, the marking of invented data with it."""
    return page.locator(".board-marking").inner_text() + page.locator(".board-notices").inner_text()


def alerts(page):
    """What Streamlit itself says: of a page that cannot be drawn, of a form."""
    return "\n".join(page.locator('[data-testid="stAlert"]').all_inner_texts())


def download(page, card, t):
    """Name and rows of a card's CSV file, and what its headers say of it."""
    link = page.locator(f"[id='{card}'] footer a[download]")
    with page.expect_download() as waiting:
        link.click()
    text = waiting.value.path().read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter="," if t.language == "en" else ";"))
    sent = page.request.get(urljoin(page.url, link.get_attribute("href"))).headers
    about = {key: value for key, value in sent.items() if key.startswith("roadmap-")}
    return waiting.value.suggested_filename, rows, about


def address_holds(page, *parts, without=()):
    page.wait_for_function(
        "([has, lacks]) => has.every(part => location.search.includes(part)) "
        "&& !lacks.some(part => location.search.includes(part))",
        arg=[list(parts), list(without)],
    )
    settle(page)


def due(as_of):
    """Milestones listed by a day whose agreed date had come by then."""
    return {
        row["milestone_id"]
        for row in rows("milestones")
        if row["known_on"] <= as_of
        and row["agreed_on"]
        and str(last_day(date.fromisoformat(row["agreed_on"]), row["agreed_precision"])) <= as_of
    }


def told(language):
    """The words in which the record is told."""
    return words.words_of(shipped("record"), language)


def headline(as_of, own=None):
    """The four numbers of the headline as they are written; of `own` milestones only, if given."""
    return [str(number) for number in plain_headline(as_of, milestones=own)]


# Editions


def owned(priorities, countries):
    """Milestones by priority: of its actions in which at least one of the countries takes part."""
    taking_part = {
        row["action_id"]
        for row in rows("action_participants")
        if row["participant_id"] in countries
    }
    counted = counted_actions()
    under = {
        row["action_id"]: row["priority_id"]
        for row in rows("actions")
        if row["priority_id"] in priorities
    }
    under = {code: priority for code, priority in under.items() if code in counted}
    found = {code: set() for code in priorities}
    for row in rows("milestones"):
        if row["action_id"] in under.keys() & taking_part and row["participant_id"] in (
            "",
            *countries,
        ):
            found[under[row["action_id"]]].add(row["milestone_id"])
    return found


@pytest.mark.parametrize("language", ["en", "pt"])
def test_a_link_to_an_edition_shows_the_numbers_of_its_day(window, address, language):
    """Files in English part their columns by commas, those in other languages by semicolons."""
    t = told(language)
    link = (
        f"/overview?edition={EDITION}&country=COL&country=ECU"
        f"&priority=P1&priority=P5&lang={language}"
    )
    own = owned(("P1", "P5"), ("COL", "ECU"))
    expected = headline(DAY, own["P1"] | own["P5"])
    page = go(window, address + link)
    assert page.title().startswith(t("page.overview"))
    menu = page.locator('[data-testid="stSidebarNav"]').inner_text()
    assert all(t(f"page.{name}") in menu for name in ("overview", "timeline", "changes", "method"))
    day = t.date(date.fromisoformat(DAY))
    assert EDITION in page.locator(".board-notices").inner_text()
    assert day in page.locator(".board-notices").inner_text()
    assert page.locator(".chip").count() == 4
    assert figures(page) == expected
    name, taken, about = download(page, "priorities", t)
    assert name == f"eu-clasi_priorities_COL+ECU_P1+P5_edition-{EDITION}_{language}.csv"
    then, come = states(DAY), due(DAY)
    for row, milestones in zip(taken, own.values(), strict=True):
        counted = Counter(then[code] for code in milestones if code in then)
        for state in (
            "confirmed",
            "awaiting",
            "not_due",
            "no_report_due",
            "not_achieved_due",
            "in_place",
        ):
            assert int(row.get(t(f"state.{state}"), 0)) == counted[state]
        assert int(row[t("column.applicable")]) == sum(counted.values()) - counted["in_place"]
        came = {code for code in come & milestones if then[code] != "in_place"}
        assert int(row[t("column.due")]) == len(came)
        assert int(row[t("column.delivered")]) == sum(then[code] == "confirmed" for code in came)
    assert (about["roadmap-edition"], about["roadmap-as-of"]) == (EDITION, DAY)
    reopens = f"{address}/overview?{about['roadmap-choice']}"
    assert all(
        part in reopens
        for part in (f"edition={EDITION}", "country=COL", "country=ECU", "priority=P5")
    )
    go(page, reopens)
    assert figures(page) == expected
    assert download(page, "priorities", t) == (name, taken, about)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "../../III-EU-CLASI"])
def test_a_name_of_no_edition_is_left_out_with_a_message(window, address, name):
    page = go(window, f"{address}/overview?lang=en&edition={name}")
    assert f"were ignored: edition={name}" in notices(page)
    assert figures(page) == headline("2026-06-04")


# The exercise

PAGES = ["/overview", "/actions?action=EX-A001", "/meetings?meeting=EX-M01"]
"""Of every page tests/components/board/test_content.py holds it, without a browser."""


@pytest.mark.parametrize(
    ("path", "language"), [(path, LANGUAGES[at % len(LANGUAGES)]) for at, path in enumerate(PAGES)]
)
def test_the_exercise_is_marked_on_a_page_on_its_cards_and_in_its_files(
    window, address, path, language
):
    t = words.words(language)
    marking = t("marking.exercise")
    page = go(
        window, f"{address}{path}{'&' if '?' in path else '?'}dataset=exercise&lang={language}"
    )
    assert marking in page.locator(".board-marking").inner_text()
    shown = cards(page)
    assert shown or path == "/actions?action=EX-A001"
    for subtitle in page.locator(".board .card .subtitle").all_text_contents():
        assert subtitle.startswith(marking)
    if shown:
        name, taken, about = download(page, shown[0], t)
        assert name.startswith("eu-clasi_EXERCISE_")
        assert all(row[t("export.marking")].startswith(marking) for row in taken)
        assert about["roadmap-dataset"] == "exercise"


def test_another_dataset_and_an_edition_are_chosen_in_the_bar_and_left_again(window, address):
    t = words.words("en")
    page = go(window, f"{address}/overview?lang=en&as_of=2024-06-30&country=ECU")

    def pick(name, code):
        page.locator(".board-filters button[data-name=as_of]").click()
        turn(page, page.locator(f"#filter-as_of input[name={name}][value='{code}']").click)
        page.keyboard.press("Escape")

    pick("edition", EDITION)
    assert (f"edition={EDITION}" in page.url, "as_of=" in page.url) == (True, False)
    assert page.locator("input[name=as_of]").is_disabled()
    everything = set().union(
        *owned([row["priority_id"] for row in rows("priorities")], ("ECU",)).values()
    )
    assert figures(page) == headline(DAY, everything)
    pick("edition", "")
    assert "edition=" not in page.url
    assert page.locator("input[name=as_of]").is_enabled()
    assert figures(page) == headline("2026-06-04", everything)
    pick("edition", EDITION)
    pick("dataset", "exercise")
    assert "dataset=exercise" in page.url
    assert not {"edition=", "as_of="} & {part[: part.find("=") + 1] for part in page.url.split("&")}
    assert t("marking.exercise") in page.locator(".board-marking").inner_text()
    pick("dataset", "record")
    assert page.locator(".board-marking").inner_text() == ""


def test_dataset_edition_and_filters_follow_by_the_menu_and_back(window, own):
    t = words.words("pt")
    page = go(window, f"{own[0]}/overview?dataset=record&edition={EDITION}&country=ECU&lang=pt")
    before = figures(page)
    menu = page.locator('[data-testid="stSidebarNav"]')
    kept = ("dataset=record", f"edition={EDITION}", "country=ECU", "lang=pt")
    for name in ("priorities", "changes", "method", "overview"):
        turn(page, menu.get_by_text(t(f"page.{name}"), exact=True).click)
        assert f"/{name}?" in page.url
        address_holds(page, *kept)
        title = t(f"page.{name}")
        page.wait_for_function("title => document.title.startsWith(title)", arg=title)
    assert figures(page) == before
    page.go_back()
    page.wait_for_function("location.pathname.endsWith('/method')")
    address_holds(page, *kept)


# Changes


def counted_changes(first, last):
    """Changes by kind after one day and up to another, of actions that count."""
    record = shipped("record")
    known = [Known.on(record, date.fromisoformat(day)) for day in (first, last)]
    found = changes.between(*known)
    return Counter(found.loc[found["action_id"].isin(counted_actions()), "kind"])


ORDER = ("achieved", "reversal", "reported", "newly_due", "moved", "plan", "correction", "method")


def test_the_changes_page_holds_each_report_of_its_time_and_says_the_plain_counts(window, address):
    t = told("pt")
    page = go(window, f"{address}/changes?before={DAY}&as_of={SUMMIT}&lang=pt")
    urls = {row["source_id"]: row["url"] for row in rows("sources")}
    counted_milestones = {
        row["milestone_id"] for row in rows("milestones") if row["action_id"] in counted_actions()
    }
    inside = [
        row
        for row in rows("reports")
        if DAY < row["reported_on"] <= SUMMIT and row["milestone_id"] in counted_milestones
    ]
    expected = counted_changes(DAY, SUMMIT)
    _, taken, about = download(page, "changes", t)
    kinds = {t(f"change.{kind}"): kind for kind in ORDER}
    listed = [
        (
            kinds[row[t("column.change")].split(maxsplit=1)[1]],
            row[t("column.known_on")],
            row[t("column.source")],
        )
        for row in taken
    ]
    assert Counter(kind for kind, _, _ in listed) == expected
    assert Counter(
        (day, url) for kind, day, url in listed if kind in ("achieved", "reversal", "reported")
    ) == Counter(
        (t.short_date(date.fromisoformat(row["reported_on"])), urls[row["source_id"]])
        for row in inside
    )
    assert about["roadmap-as-of"] == SUMMIT
    first, last = (t.date(date.fromisoformat(day)) for day in (DAY, SUMMIT))
    counted = t.listed(
        t(f"change_said.{kind}", n=expected[kind]) for kind in ORDER if expected[kind]
    )
    numbers = {}
    for end, day in (("first", DAY), ("last", SUMMIT)):
        then = Counter(state for code, state in states(day).items() if code in counted_milestones)
        numbers |= {
            f"{end}_reached": then["confirmed"] + then["awaiting"],
            f"{end}_count": then["confirmed"],
        }
    between = t("changes.between", first=first, last=last, said=counted)
    paragraph = f"{between} {t('changes.totals', **numbers)}"
    assert paragraph in said(page)


@pytest.mark.parametrize("before", ["M14", EDITION, DAY])
def test_changes_start_after_an_edition_or_a_day_and_with_a_meeting(window, address, before):
    t = told("en")
    page = go(window, f"{address}/changes?before={before}&as_of={SUMMIT}&lang=en")
    assert notices(page) == ""
    expected = counted_changes(EVE if before == "M14" else DAY, SUMMIT)
    assert t("changes.list", n=expected.total()) in page.locator("h2").all_inner_texts()
    assert t("change_said.achieved", n=expected["achieved"]) in said(page)
    assert f"before={before}" in page.url


@pytest.mark.parametrize("before", ["2026-02-27", "<script>alert(1)</script>"])
def test_a_start_that_means_nothing_or_is_later_than_the_cut_off_is_left_out_with_a_message(
    window, address, before
):
    page = go(window, f"{address}/changes?before={before}&as_of={SUMMIT}&lang=en")
    assert f"were ignored: before={before}" in notices(page)
    assert page.locator("h1").first.inner_text() == "Changes"
    for link in page.locator(".board-top nav a").all():
        assert "before=" not in link.get_attribute("href")


def test_the_changes_are_downloaded_with_the_address_that_shows_them_again(window, address):
    t = words.words("es")
    page = go(window, f"{address}/changes?before=M09&as_of=2025-03-05&priority=P1&lang=es")
    found = download(page, "changes", t)
    go(page, f"{address}/changes?{found[2]['roadmap-choice']}")
    assert download(page, "changes", t) == found


# Damage and freezing


def test_a_damaged_edition_is_refused_by_the_name_of_its_part_and_leads_back_to_live_data(
    window, own
):
    t = words.words("es")
    page = go(window, f"{own[0]}/overview?edition={EDITION}&country=ECU&lang=es")
    assert page.locator("h1").first.inner_text() == t("problems.title")
    assert t("frame.edition_refused", part=DAMAGED, reason=t("edition_problem.altered")) in alerts(
        page
    )
    assert cards(page) == []
    page.get_by_role("button", name=t("frame.leave_edition")).click()
    address_holds(page, "country=ECU", without=["edition="])
    page.locator(".board .tiles .value").first.wait_for()
    assert len(figures(page)) == 4


def test_changes_since_a_damaged_edition_are_refused_by_the_name_of_its_part(window, own):
    page = go(window, f"{own[0]}/changes?before={EDITION}&lang=en")
    assert DAMAGED in said(page)
    assert page.locator("h1").first.inner_text() == "Changes"
    assert "changes" not in cards(page)


def test_an_edition_is_frozen_once_under_a_name(window, own):
    t = words.words("en")
    place = own[1] / "editions"
    files = {path.name for path in place.iterdir()}
    page = go(window, f"{own[0]}/meetings?meeting=M14&lang=en")
    then = figures(page)

    def freeze(name):
        page.get_by_role("textbox", name=t("editions.name")).fill(name)
        page.get_by_role("button", name=t("editions.freeze"), exact=True).click()
        page.wait_for_timeout(300)
        settle(page)
        return alerts(page)

    assert "the name is not valid" in freeze("../out")
    assert {path.name for path in place.iterdir()} == files
    assert "Edition Rehearsal has been created" in freeze("Rehearsal")
    assert {path.name for path in place.iterdir()} == files | {"Rehearsal.edition.zip"}
    content = (place / "Rehearsal.edition.zip").read_bytes()
    assert "already exists" in freeze("Rehearsal")
    assert (place / "Rehearsal.edition.zip").read_bytes() == content
    turn(
        page,
        page.get_by_role(
            "link", name=t("editions.open", name="Rehearsal", day="5 March 2025")
        ).click,
    )
    address_holds(page, "edition=Rehearsal", "meeting=M14")
    assert figures(page) == then == headline(DAY)
    assert page.get_by_role("button", name=t("editions.freeze"), exact=True).count() == 0


def test_where_writing_is_not_allowed_there_is_nothing_to_freeze_with(window, address):
    t = words.words("en")
    page = go(window, f"{address}/meetings?meeting=M14&lang=en")
    assert (
        page.get_by_role("link", name=t("editions.open", name=EDITION, day="5 March 2025")).count()
        == 1
    )
    assert page.get_by_role("button", name=t("editions.freeze"), exact=True).count() == 0
    assert page.locator('[data-testid="stForm"]').count() == 0
