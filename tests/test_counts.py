"""The numbers on the pages equal counts of the CSV files by a few lines of plain Python."""

import csv
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from data import measures
from data.filters import Filters
from data.model import State
from data.selection import Known, choose
from tests.support import oracle
from tests.support.readings import shipped

COUNTED = ("roadmap", "eu_clasi", "eu", "member_state")
RECORD = Path(__file__).parent.parent / "data" / "record"
HORIZON = "2026-06-04"


def rows(table):
    with (RECORD / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def states(as_of=HORIZON):
    """State of each milestone on a day, by the method in plain Python."""
    return oracle.states(shipped("record"), date.fromisoformat(as_of))


def counted_actions():
    """Actions that count as cooperation."""
    return {row["action_id"] for row in rows("actions") if row["link"] in COUNTED}


def headline(as_of=HORIZON, actions=None, milestones=None):
    """The four figures of the headline: of all that counts, or of some actions or milestones."""
    found = figures(as_of, actions, milestones)
    return [found[name] for name in ("reached", "to_come", "passed", "in_place")]


def figures(as_of=HORIZON, actions=None, milestones=None):
    """The figures of the headline by name, and the number whose day is not known."""
    own = {
        row["milestone_id"]
        for row in rows("milestones")
        if row["action_id"] in counted_actions() & (actions or counted_actions())
    }
    own &= own if milestones is None else milestones
    counted = Counter(state for milestone, state in states(as_of).items() if milestone in own)
    return {
        "reached": counted["confirmed"] + counted["awaiting"],
        "to_come": counted["not_due"] + counted["not_achieved_due"],
        "passed": counted["no_report_due"],
        "in_place": counted["in_place"],
        "before_or_since": counted["before_or_since"],
    }


@pytest.fixture(scope="module")
def known():
    dataset = shipped("record")
    return Known.on(dataset, dataset.horizon)


def test_actions_by_priority(known):
    chosen = choose(known, Filters()).actions["priority_id"].value_counts().to_dict()
    assert chosen == Counter(
        row["priority_id"] for row in rows("actions") if row["link"] in COUNTED
    )


@pytest.mark.parametrize("as_of", ["2023-12-31", "2025-03-05", "2026-02-26", HORIZON])
def test_milestones_by_state_on_any_day(known, as_of):
    then = Known.on(known.dataset, date.fromisoformat(as_of))
    assert then.milestones.set_index("milestone_id")["state"].to_dict() == states(as_of)


def test_milestones_by_country(known):
    countries = [row["participant_id"] for row in rows("participants") if row["kind"] == "state"]
    owner = {row["milestone_id"]: row["participant_id"] for row in rows("milestones")}
    action = {row["milestone_id"]: row["action_id"] for row in rows("milestones")}
    partners = [(row["action_id"], row["participant_id"]) for row in rows("action_participants")]
    expected = Counter()
    for milestone, state in states().items():
        for country in countries:
            if owner[milestone] == country or (
                not owner[milestone] and (action[milestone], country) in partners
            ):
                expected[country, state] += 1
    listed = measures.listing(known.milestones, known.dataset)
    table = measures.counts(
        listed[listed["participant_id"].isin(countries)], "participant_id", countries
    )
    assert {
        (c, str(s)): int(table.loc[c, s]) for c in countries for s in State if table.loc[c, s]
    } == expected


def test_a_joint_action_is_counted_once_for_two_of_its_partners(known):
    partners = {}
    for row in rows("action_participants"):
        partners.setdefault(row["action_id"], set()).add(row["participant_id"])
    expected = [
        action
        for action, who in partners.items()
        if who & {"ECU", "PER"} and action in counted_actions()
    ]
    chosen = choose(known, Filters(country=("ECU", "PER")))
    assert sorted(chosen.actions["action_id"]) == sorted(expected)
    assert chosen.milestones["milestone_id"].is_unique


def test_the_context_is_counted_nowhere(open_page):
    plain, wide = open_page("overview", lang="en"), open_page("overview", lang="en", context="1")
    assert wide.metrics == plain.metrics


def test_no_figure_of_the_record_is_a_share_or_part_of_a_whole(open_page):
    for language, word in {"en": "of", "es": "de", "pt": "de"}.items():
        for name in ("overview", "priorities", "countries", "actions", "timeline", "changes"):
            page = open_page(name, lang=language)
            said = [*page.metrics, *page.titles]
            said += page.texts("title", "header", "subheader", "caption", "framed")
            said += [card["subtitle"] for card in page.cards.values()]
            said += [
                cell
                for table in page.tables.values()
                for row in table.rows
                for cell in row
                if not cell.startswith("http")
            ]
            # What follows a stroke is the number of an act, such as (EU) 2026/828 of 30 March.
            share = rf"(?<![\d/])\d+ {word} \d+|\d ?%"
            assert re.findall(share, " ".join(said)) == [], (language, name)


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
