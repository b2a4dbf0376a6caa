"""One choice gives the same numbers wherever they are shown, and they are those of the method.

What is true is told by the method in plain Python (`tests/support/oracle.py`), a row at a time.
"""

import csv
import io
import random
from collections import Counter
from dataclasses import asdict
from functools import cache

import pytest

from components.cards import change_starts, changes, course, events, overview, steps, tiles
from components.cards import meetings as listed
from components.documents.deck import story
from components.documents.note import note, sections
from components.documents.workbook import selection_sheets
from components.layout import files
from components.server.api.schemas import PARTS
from components.view import totals
from components.view.view import open_view
from data.model import Plan
from data.text import words
from tests.support import oracle, sums
from tests.support.open_data import BASE, got, unbounded
from tests.support.opened import content_of, open_board, table_of
from tests.support.wall import digits

CHOICES = 50
REACHED = ("confirmed", "awaiting")
ASIDE = ("in_place", "before_or_since")
VALUES = {
    "country": ("ECU", "PER", "BRA", "URY", "CRI", "MEX", "ARG"),
    "eu": ("EUROPOL", "EUROJUST", "EU"),
    "priority": ("P1", "P2", "P3", "P5"),
    "kind": ("agreement", "training", "operation", "meeting"),
    "status": ("completed", "under_way", "no_report", "in_place"),
}
PERIODS = ({"from": ["2025-12-01"], "to": ["2025-12-31"]}, {"from": ["2025-03-05"]})
DAYS = {
    "record": ("2026-06-04", "2025-12-01", "2025-03-06"),
    "exercise": ("2026-10-15", "2026-09-01", "2025-12-01"),
}
"""Days on which the choices are asked about: the last one, and some before."""
FIGURES = {
    Plan.OPEN: (
        *("reached", "confirmed", "awaiting", "to_come", "passed"),
        *("in_place", "before_or_since"),
    ),
    Plan.COMPLETE: ("completed", "due", "delivered", "missing", "applicable"),
}
"""The numbers of a headline that the API gives the rows of."""
LISTED = {
    Plan.OPEN: ("reached", "to_come", "passed", "in_place"),
    Plan.COMPLETE: ("completed", "due", "missing", "applicable"),
}
"""Those of them whose list the Overview shows."""
OPEN = {"overdue": "not_achieved_due", "missing": "no_report_due", "passed": "no_report_due"}
"""List of what is open to the state of its milestones; all else is still to come."""


def choices():
    """Random choices of both datasets by turns, the same at every run."""
    draw = random.Random(23)
    for at in range(CHOICES):
        dataset = ("record", "exercise")[at % 2]
        names = draw.sample(sorted(VALUES), draw.choice([0, 1, 1, 2]))
        query = {name: draw.sample(VALUES[name], draw.choice([1, 1, 2])) for name in names}
        if draw.random() < 0.25:
            query |= draw.choice(PERIODS)
        query |= {"dataset": [dataset], "as_of": [draw.choice(DAYS[dataset])]}
        yield words.languages()[at % 3], query


@cache
def states(dataset, day):
    return oracle.states(dataset, day)


def truth(known, filters):
    """The state and the due date of each milestone of a choice, by the method in plain Python."""
    dataset, day = known.dataset, known.as_of
    found, statuses = states(dataset, day), known.parts["status"].to_dict()
    _, kept = oracle.choice(dataset, found, statuses, day, asdict(filters))
    own, moved = set(kept), oracle.by_milestone(dataset.date_changes)
    return {
        row["milestone_id"]: (
            found[row["milestone_id"]],
            oracle.due_on(row, moved[row["milestone_id"]], day),
        )
        for row in oracle.rows(dataset.milestones)
        if row["milestone_id"] in own
    }


def figures(plan, milestones, day):
    """Every figure of a headline as its numbers, and the length of each list behind one."""
    count = Counter(state for state, _ in milestones.values())
    if plan == Plan.OPEN:
        lists = {name: count[name] for name in (*REACHED, *ASIDE)} | {
            "reached": sum(count[state] for state in REACHED),
            "to_come": count["not_due"] + count["not_achieved_due"],
            "passed": count["no_report_due"],
        }
        shown = {name: [lists[name]] for name in ("reached", "to_come", "passed", "in_place")}
        return shown, lists
    due = Counter(
        state
        for state, due_on in milestones.values()
        if state in oracle.COUNTED and due_on and due_on <= day
    )
    applicable, confirmed = sum(count[state] for state in oracle.COUNTED), count["confirmed"]
    silent = count["no_report_due"]
    lists = {"completed": confirmed, "due": due.total(), "delivered": due["confirmed"]}
    lists |= {"missing": silent, "applicable": applicable}
    shown = {
        "completed": [confirmed, applicable] if applicable else [],
        "delivered": [due["confirmed"], due.total()] if due.total() else [],
        "range": [confirmed, confirmed + count["awaiting"] + silent] if applicable else [],
        "coverage": [due.total() - silent, due.total()] if due.total() else [],
    }
    return shown, lists


def written(figures):
    """Figures by their names as the numbers that their texts say."""
    return {name: digits(text) for name, text in figures.items()}


def in_table(rows):
    """The table of a headline by its measures: the count, and of what."""
    return {
        name: [int(number) for number in map(str, numbers) if number.isdigit()]
        for name, *numbers in rows
    }


@pytest.fixture(scope="module")
def client():
    return unbounded()


@pytest.mark.parametrize(("language", "query"), list(choices()), ids=str)
def test_a_choice_has_the_same_numbers_everywhere(client, language, query):
    view = open_view("overview", language, query)
    t, known, plan, day = view.t, view.selection.snapshot, view.dataset.plan, view.as_of
    own = truth(known, view.filters)
    shown, lists = figures(plan, own, day)
    sums.sentences(content_of(view, {}).cards)
    milestones = got(client, "measures", **query, lang=language)["measures"]
    assert _of_api(plan, {row["measure"]: row for row in milestones}) == lists
    each = got(client, "by_priority", **query, lang=language)["by_priority"]
    parts = {row["measure"]: row["count"] for row in milestones if row["measure"] in PARTS}
    assert parts == {name: sum(row[name] for row in each) for name in PARTS}
    cover = in_table(tiles.headline_tiles(view, {}).table.itertuples(index=False, name=None))
    answer = client.get(f"/{files.file_address(view, 'overview/headline.csv')}")
    file = csv.reader(
        io.StringIO(answer.content.decode("utf-8-sig")), delimiter=t.facts.cell_separator
    )
    if own:
        assert answer.status_code == 200
        assert in_table(list(file)[1:]) == cover
    if plan == Plan.OPEN:
        assert cover == {t(f"headline.{name}"): [lists[name]] for name in FIGURES[plan]}
    _of_workbook(view, plan, lists)
    for figure, number in lists.items():
        chosen = {**query, "figure": figure, "limit": 1}
        milestones = client.get(f"{BASE}/milestones", params=chosen).json()
        assert milestones["meta"]["rows"] == number, figure
    if not own:
        return
    figure = random.Random(str(query)).choice(LISTED[plan])
    page = open_board("overview", {**query, "lang": language, "behind": figure})
    sent = dict(zip(shown, page.cards["headline"]["body"]["rows"], strict=True))
    assert written({name: row["number"] for name, row in sent.items()}) == shown
    behind = page.cards[f"behind-{figure.replace('_', '-')}"]["body"]
    if lists[figure]:
        assert len(table_of(behind).rows) == lists[figure]
    else:
        assert behind == [f"<p>{view.t('behind.none')}</p>\n"]
    slide = [digits(number.value)[:1] for number in story.answer(view).body]
    # The title has the range; a record leaves out what is nought, but never its first number.
    first, *others = [numbers[:1] for name, numbers in shown.items() if name != "range"]
    assert slide == [first, *(one for one in others if plan == Plan.COMPLETE or one != [0])]
    _of_open(view, own)
    _of_sentence(view, plan, lists, shown, own)
    _of_figures(view, own)
    if plan == Plan.OPEN:
        _grounds(view, own, lists)
    _since(view, own, {name: row["below"] for name, row in sent.items()})
    if len(view.filters.country) == 1:
        _of_note(view, plan)


def _of_api(plan, head):
    if plan == Plan.OPEN:
        return {name: head[name]["count"] for name in FIGURES[plan]}
    assert head["low"]["count"] == head["completed"]["count"]
    return {
        "completed": head["completed"]["count"],
        "due": head["delivered"]["of"],
        "delivered": head["delivered"]["count"],
        "missing": head["coverage"]["of"] - head["coverage"]["count"],
        "applicable": head["completed"]["of"],
    }


def _of_workbook(view, plan, lists):
    total = selection_sheets.figures(view).frame.iloc[-1]
    names = {
        "due": "column.due",
        "delivered": "column.delivered",
        "applicable": "column.applicable",
    }
    names |= {"completed": "state.confirmed", "missing": "state.no_report_due"}
    if plan == Plan.OPEN:
        names = {name: f"headline.{name}" for name in FIGURES[plan]}
    assert {name: total[view.t(key)] for name, key in names.items()} == lists


def _of_open(view, own):
    """The list of what is open, with the number of each of its parts, and the slide of it."""
    count = Counter(state for state, _ in own.values())
    if view.dataset.plan == Plan.OPEN:
        count["not_due"] += count.pop("not_achieved_due", 0)
    card = events.open_milestones(view)
    found = {one.id: digits(one.number) for one in card.chart.lists}
    expected = {name: [count[OPEN.get(name, "not_due")]] for name in found}
    assert found == expected
    whole = sum(count[state] for state in {*OPEN.values(), "not_due"})
    assert sum(number for [number] in found.values()) == whole
    if whole:
        assert digits(card.title)[0] == whole
    reached = view.t("deck_group.reached")
    slides = [one.body for one in story.what_is_open(view)]
    groups = {(one.title, one.number) for body in slides for one in body if one.title != reached}
    if slides:
        assert sum(digits(number)[0] for _, number in groups) == whole


def _of_sentence(view, plan, lists, shown, own):
    """What the first lines of the Overview say, after the name of the choice."""
    numbers = digits(overview.sentence(view).removeprefix(overview.named(view)))
    if plan == Plan.COMPLETE:
        overdue = sum(state == "not_achieved_due" for state, _ in own.values())
        named = [lists["delivered"], overdue, lists["missing"]]
        awaiting = lists["due"] - sum(named)
        assert numbers == shown["completed"]
        if lists["due"]:
            due = [lists["due"], named[0], awaiting, *named[1:]]
            assert digits(overview.facts(view)[0]) == due
        return
    still = [lists[name] for name in ("to_come", "passed") if lists[name]]
    start = digits(view.t.date(view.dataset.period.starts))
    reached = [lists["reached"], totals.grounds(view).actions, *start]
    reached += [lists["confirmed"], lists["awaiting"]]
    assert numbers == [*(reached if lists["reached"] else start), *still]


def _of_figures(view, own):
    """Rows, sums and ends of the grid, the bars and the time line of the priorities."""
    rows = oracle.rows(view.dataset.milestones)
    priority = {row["action_id"]: row["priority_id"] for row in oracle.rows(view.dataset.actions)}
    reached = Counter(
        priority[row["action_id"]]
        for row in rows
        if own.get(row["milestone_id"], ("",))[0] in REACHED
    )
    grid = steps.steps(view).chart
    assert digits(grid.reached) == [reached.total()]
    bars = steps.priorities_since(view).chart.rows
    for drawn, number in ((grid.rows, "reached"), (bars, "number")):
        found = {row.id: (digits(getattr(row, number)) or [0])[0] for row in drawn}
        assert found == {code: reached[code] for code in found}
        assert sum(found.values()) == reached.total()
    # A dash where no milestone counts.
    ends = {row.id: digits(row.end)[:1] or [0] for row in course.card(view).chart.rows}
    assert ends == {code: [reached[code]] for code in ends}


def _of_note(view, plan):
    """The note is of the country alone, on the same day."""
    [code] = view.filters.country
    seen = note.of_participant(view, code)
    shown, _ = figures(plan, truth(seen.selection.snapshot, seen.filters), view.as_of)
    [row] = sections.standing(seen).blocks[0].rows
    texts = [cell.text for cell in row]
    assert [digits(text.split("(")[0]) for text in texts] == list(shown.values())


def _grounds(view, own, lists):
    """What is said of what the milestones reached stand on adds up to them."""
    rows = oracle.rows(view.dataset.milestones)
    reached = [row for row in rows if own.get(row["milestone_id"], ("",))[0] in REACHED]
    stand = totals.grounds(view)
    assert stand.milestones == lists["reached"]
    assert stand.actions == len({row["action_id"] for row in reached})
    assert stand.occasions == len({row["occasion"] or row["milestone_id"] for row in reached})
    assert stand.official + stand.two_origins == lists["confirmed"]
    assert stand.one_origin == lists["awaiting"]


def _since(view, own, shown):
    """Tile, Timeline, slide and Changes count from the day before the last ministerial."""
    start = change_starts.last_meeting(view)
    if start is None or view.filters.status:
        return
    then = truth(view.on(start.day), view.filters.with_(as_of=None))
    (first, _), (last, _) = (
        figures(view.dataset.plan, one, day) for one, day in ((then, start.day), (own, view.as_of))
    )
    t = view.t
    for name in set(shown) - {"in_place", "range"}:
        change = (last[name] or [0])[0] - (first[name] or [0])[0]
        sign = "+" if change > 0 else "\N{MINUS SIGN}"
        expected = f"{sign}{t.number(abs(change))} " if change else t("tiles.unchanged", day="")
        assert shown[name].startswith(expected), name
    ends = {}
    for end, milestones in (("first", then), ("last", own)):
        count = Counter(state for state, _ in milestones.values())
        ends |= {
            f"{end}_count": count["confirmed"],
            f"{end}_reached": sum(count[state] for state in REACHED),
            f"{end}_of": sum(count[state] for state in oracle.COUNTED),
        }
    expected = t("changes.totals", **ends)
    assert expected == changes.totals_sentence(view, start)
    new = [
        name
        for name, (state, _) in own.items()
        if state in REACHED and then.get(name, ("",))[0] not in (*REACHED, *ASIDE)
    ]
    if card := course.card(view):
        last = listed.last_ministerial(view)
        day = t.short_date(last["starts_on"], last["precision"])
        assert card.title == t("course.reached_since", n=len(new), day=day)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "do not add up to the total"),
        ("es", "no equivale al total"),
        ("pt", "não corresponde ao total"),
    ],
)
def test_the_pages_say_that_countries_do_not_add_up_to_the_total(open_page, language, words):
    for name in ("overview", "countries"):
        assert words in " ".join(open_page(name, lang=language).words)
