"""What slides call things, and how lists of names fit: by columns, and over several slides."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from components.charts import theme
from components.charts.bars import Bars
from components.charts.marks import Marks
from components.documents.deck.slide import (
    MOST_OF_A_NAME,
    MOST_WORDS,
    NO_BREAK,
    Body,
    Group,
    Line,
    Slide,
    count_words,
    cut,
    even,
    first_that_fits,
    groups_of,
    lists_of,
)
from components.layout import quotes, reached_dates, tables
from components.view.view import View
from data import measures
from data.measures import latest_events
from data.model import OPEN, REACHED, Plan, State
from data.model.records import records
from data.round.answers.replies import Reply, replies

MOST_SUBJECTS = 2
"""Countries or others that a headline names."""
MOST_NAMES, MOST_OF_A_PART, MOST_OF_A_COLUMN, MOST_LINES = 8, 6, 4, 8
"""Names on a slide, of a list that takes several, and of a column of it; lines below each other."""
LONGEST_LIST = 24
"""Names of a list that takes slides of two columns; of a longer one the first are named."""
WIDE, AROUND = 74, 3
"""Characters of 18 points across a slide, and those that the sign and the gap of a column take."""
MOST_COLUMNS, FEWEST = 3, 3
"""Groups side by side; values that a slide has at least: with fewer it is left out."""
ASIDE = re.compile(r"\s*\([^()]*\)$")
"""What stands in brackets at the end of the title of a meeting."""
HYPHEN = "\N{NON-BREAKING HYPHEN}"
LONGEST_UNPARTED = 20
"""Characters of a word with hyphens that has room in a column of three."""
BY_A_NUMBER = re.compile(r"(?<=[0-9.º]) | (?=[0-9])")
"""A blank beside a number, or behind an ordinal or a shortened month."""
YEAR_TWICE = re.compile(r" (\d{4})(?= – .* \1$)")
"""The year of a first day, where the last one is of the same year."""
REST = 3
"""Words that say how many more there are."""
SIGNATURES = "signed", "in_force"
"""Steps at which an agreement is named as an event: what is done under it has other names."""
AHEAD = {"in_force": "in_force", "signed": "signed", "mandate": "signed"}
"""Step to the group of what is still to come; any other is to take place."""


def subject(view: View) -> str:
    """Whom and what a choice is about, as every headline of its deck names it; else blank."""
    chosen = view.filters
    whose = [view.t.participant(view.dataset, code) for code in chosen.subjects]
    if len(whose) > MOST_SUBJECTS:
        whose = []
    about = priority(view, chosen.priority[0]) if len(chosen.priority) == 1 else ""
    return ", ".join(filter(None, [cut(view.t.listed(whose), MOST_OF_A_NAME), about]))


def headline(view: View, *said: str) -> str:
    """The first sentence with room behind the deck's subject; else alone; else the last."""
    name, alone = subject(view), tuple(map(view.t.capitalised, said))
    return first_that_fits(*(f"{name}: {one}" for one in said if name), *alone)


def action(view: View, code: str) -> str:
    """An action's short name, cut to its room; no line ends at a hyphen but in a very long word."""
    words = cut(tables.action_names(view)[code], MOST_OF_A_NAME).split(" ")
    return " ".join(
        word.replace("-", HYPHEN) if len(word) <= LONGEST_UNPARTED else word for word in words
    )


def priority(view: View, code: str) -> str:
    """What a slide calls a priority: its short name, else its title, cut to its room."""
    return cut(tables.priority_names(view)[code], MOST_OF_A_NAME)


def meeting(view: View, row: Mapping[str, Any]) -> str:
    """What a slide calls a meeting: its title without brackets at its end, cut to its room."""
    title = view.content("meetings", row["meeting_id"], "title", row["title"])
    return cut(ASIDE.sub("", title), MOST_OF_A_NAME)


def unparted(day: str) -> str:
    """A date of which no line ends within; between one day and another of a month it may."""
    day = BY_A_NUMBER.sub(NO_BREAK, YEAR_TWICE.sub("", day))
    return re.sub(r"(?<=\d)–", "–\u2060", day).replace(f"{NO_BREAK}–{NO_BREAK}", " – ")


def lines(view: View, rows: pd.DataFrame) -> tuple[Line, ...]:
    """The actions of some milestones, a line each and for each state, in the order of the rows.

    With the day of the one milestone where it is known, its step where the action has several
    lines, and what participants answered; or with their number. Of what is open, who confirmed it
    is not said: it would read as if it were reached.
    """
    mine = dict[tuple[str, str], list[Any]]()
    for row in records(rows):
        mine.setdefault((row["action_id"], row["state"]), []).append(row)
    times, found = Counter(code for code, _ in mine), []
    for (code, state), listed in mine.items():
        first, day = listed[0], ""
        short = unparted(view.t("deck_counted.milestones", n=len(listed)))
        if len(listed) == 1:
            day = unparted(reached_dates.reached_or_planned(view, first))
            step = lower_first(tables.awaited(view, first)) if times[code] > 1 else ""
            short = ", ".join(filter(None, [step, _answered(view, first)]))
        sign, aside = theme.STATE[State(state)].sign, ", ".join(filter(None, [day, short]))
        codes = tuple(row["milestone_id"] for row in listed)
        found.append(Line(action(view, code), sign, aside, code, codes, short))
    return tuple(found)


def _answered(view: View, milestone: Mapping[str, Any]) -> str:
    """What participants answered about a milestone; of an open one only that it is disputed."""
    code, found = milestone["milestone_id"], replies(view.dataset, view.as_of)
    if milestone["state"] in OPEN and code in found and found[code].reply != Reply.DISPUTED:
        return ""
    return quotes.answered(view, code)


def group(view: View, name: str, rows: pd.DataFrame) -> Group:
    """Some milestones: what they are by `deck_group`, how many, and the names of their actions."""
    title, number = view.t(f"deck_group.{name}"), view.t.number(len(rows))
    return Group(title, number, lines(view, rows), marks=Marks.of(rows["state"]))


def lower_first(text: str) -> str:
    """A heading within a sentence: with a small first letter."""
    return f"{text[:1].lower()}{text[1:]}"


def open_groups(view: View, milestones: pd.DataFrame) -> list[Group]:
    """What is open, by what has to happen next, and what is silent: a number and the names.

    On an open record, what is to enter into force, to be signed and to take place, and dates that
    have passed. On a complete plan, what is overdue, what lacks a report and what is not yet due,
    with the actions first that have most of it.
    """
    listed = measures.open_in_order(view.dataset.plan, milestones)
    rows = milestones.iloc[np.concatenate(list(listed.values()))]
    ahead = rows["step"].map(AHEAD).fillna("begin")
    if view.dataset.plan != Plan.OPEN:
        ahead = ahead.mask(rows["state"] == State.NOT_DUE, "not_due")
        ahead = ahead.mask(rows["state"] == State.NOT_ACHIEVED_DUE, "late")
        most = rows.groupby("action_id")["action_id"].transform("size")
        rows = rows.loc[most.sort_values(ascending=False, kind="stable").index]
    ahead = ahead.mask(rows["state"] == State.NO_REPORT_DUE, "passed")
    return [
        group(view, name, mine)
        for name in ("late", "in_force", "signed", "begin", "passed", "not_due")
        if len(mine := rows[ahead.reindex(rows.index) == name])
    ]


def reached(view: View, milestones: pd.DataFrame) -> Group:
    """What was reached since the start, the newest first: its number and the names."""
    newest, every = latest_events(milestones), np.flatnonzero(milestones["state"].isin(REACHED))
    return group(view, "reached", milestones.iloc[[*newest, *np.setdiff1d(every, newest)]])


def key(view: View, body: Body | None) -> str:
    """What the signs of a slide mean, in the order of the states.

    Blank where all is open in one way: the title or the heads of the lists say so.
    """
    shown = {line.sign for lines in lists_of(body) for line in lines}
    states = [state for state, look in theme.STATE.items() if look.sign in shown]
    signs = (f"{theme.STATE[state].sign} {view.t(f'state.{state}')}" for state in states)
    alone = len(states) == 1 and states[0] in OPEN
    return "" if alone else "; ".join(one.replace(" ", NO_BREAK) for one in signs)


def unwritten(view: View, chart: Bars) -> str:
    """How many milestones the pieces without a number have at most; blank where each has one."""
    numbers = (n for one in chart.with_before(view.t).series for n in one.numbers if n)
    most = max((abs(n) for n in numbers if not chart.has_room(abs(n))), default=0)
    return view.t("deck.unwritten", n=most) if most else ""


def shown_on(page: Iterable[Group]) -> list[str]:
    """Codes of the milestones that the lines of some groups stand for."""
    return [code for group in page for line in group.lines for code in line.milestones]


def numbered(titles: Iterable[str], place: int, number: int) -> list[str]:
    """Titles of one of several slides about the same: with `(2/3)` where there are several."""
    return [f"{title} ({place}/{number})" if number > 1 else title for title in titles]


def fitting(view: View, slides: Sequence[Slide]) -> list[Slide]:
    """Slides of groups, each with as many lines as it has room for beside its title.

    A list that is named whole has its days where they take the place of no name, on all of its
    slides or on none.
    """
    dated = set[str]()
    fits = [_with_days(view, slide, dated) for slide in slides]
    pages = [groups_of(slide.body) for slide in slides]
    for name in dict.fromkeys(group.title for page in pages for group in page):
        mine = [page for page in pages if any(group.title == name for group in page)]
        tried = [_with_days(view, slide, dated | {name}) for slide in slides]
        whole = shown_on(group for page in mine for group in page if group.title == name)
        without, named = ([shown_on(groups_of(one.body)) for one in made] for made in (fits, tried))
        if without == named and {*whole} <= {*chain(*named)} and all(map(_has_room, mine)):
            dated.add(name)
    return [_with_days(view, slide, dated) for slide in slides]


def _has_room(page: Sequence[Group]) -> bool:
    """Whether lists of which one has two columns have room for days beside each other."""
    columns = [column for group in page for column in group.each()]
    if len(columns) == len(page):
        return True
    wide = WIDE // len(columns) - AROUND
    high = (sum(-(-len(line.words) // wide) for line in column) for column in columns)
    return max(high) < MOST_LINES - 1  # a reader may space the text


def _with_days(view: View, slide: Slide, dated: Collection[str]) -> Slide:
    """A slide with the lines that it has room for, with days in the lists that are named.

    A list in two columns has room as it is, with days where it stands alone.
    """
    groups = [
        one
        if one.title in dated
        else replace(one, lines=tuple(replace(line, aside=line.short) for line in one.lines))
        for one in groups_of(slide.body)
    ]
    if any(group.columns > 1 for group in groups):
        return replace(slide, body=tuple(groups))
    most = [MOST_LINES - (one.title in dated) for one in groups]
    return replace(slide, body=_by_turns(view, groups, f"{slide.title} {slide.subtitle}", most))


def _by_turns(
    view: View, groups: Sequence[Group], title: str, most: Sequence[int]
) -> tuple[Group, ...]:
    """Groups that get lines by turns, at most so many below each other; the rest is counted."""
    longest = max((len(group.lines) for group in groups), default=0)
    size = sum(_size(group) for group in groups)
    whole = MOST_WORDS - count_words(title)
    # A sentence before the names always stands.
    kept = [sum(not line.action for line in group.lines) for group in groups]
    heads = (replace(one, lines=one.lines[:n]) for one, n in zip(groups, kept, strict=True))
    used = sum(map(_size, heads))
    room, wide = whole - (REST * len(groups) if size > whole else 0), WIDE // len(groups) - AROUND
    for turn in range(longest):
        for at, group in enumerate(groups):
            if turn == kept[at] < len(group.lines):
                words = count_words(group.lines[turn].words)
                high = sum(-(-len(line.words) // wide) for line in group.lines[: turn + 1])
                # Where the last line is named, nothing more is counted.
                is_last = turn + 1 == len(group.lines)
                more = REST if is_last and size > whole else 0
                if used + words <= room + more and high + 2 * (not is_last) <= most[at]:
                    kept[at], used, room = turn + 1, used + words, room + more
    return tuple(_first(view, group, n) for group, n in zip(groups, kept, strict=True))


def _size(group: Group) -> int:
    """Words of a group with all of its lines."""
    return count_words(group.number, group.title, *(line.words for line in group.lines))


def _first(view: View, group: Group, number: int) -> Group:
    """A group with the first of its lines, and how many milestones the others stand for."""
    rest = sum(len(line.milestones) for line in group.lines[number:])
    is_named = any(line.action for line in group.lines[:number])
    more = (Line(view.t("deck.more", n=rest)),) if rest and is_named else ()
    return replace(group, lines=(*group.lines[:number], *more))


def parted(whole: Group, most: int = MOST_NAMES) -> list[Group]:
    """A list of more than `most` in parts, each with the whole number, in one or two columns.

    One of more than `LONGEST_LIST` stays whole: its first names will be shown.
    """
    names = whole.lines
    if not most < len(names) <= LONGEST_LIST:
        return [whole]
    return [
        replace(whole, lines=part, columns=2 if len(part) > MOST_OF_A_COLUMN else 1)
        for part in even(names, MOST_OF_A_PART)
    ]


def paged(groups: Iterable[Group]) -> list[list[Group]]:
    """Groups on as many slides as they need, the same in every language; few names join others."""
    pages: list[list[Group]] = []
    for one in groups:
        there = pages[-1] if pages else []
        used = sum(len(group.lines) for group in there)
        wide = sum(group.columns for group in there)
        is_few = len(one.lines) < (FEWEST if wide == len(there) else FEWEST - 1)
        fits = used + len(one.lines) <= MOST_NAMES or is_few
        fits &= one.title not in [group.title for group in there]
        if there and fits and wide + one.columns <= MOST_COLUMNS:
            there.append(one)
        else:
            pages.append([one])
    return pages
