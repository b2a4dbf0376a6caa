"""What slides call things, and how lists of names fit: by columns, and over several slides."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from components.charts import theme
from components.charts.slide_figures import Bars, Marks
from components.documents.deck import slide
from components.layout import quotes, reached_dates, tables
from components.view.labels import NO_BREAK, in_line
from components.view.memo import memoize
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
WIDE, AROUND = 74, 5
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
    return ", ".join(filter(None, [slide.cut(view.t.listed(whose), slide.MOST_OF_A_NAME), about]))


def headline(view: View, *sentences: str) -> str:
    """The first sentence with room behind the deck's subject; else alone; else the last."""
    name, alone = subject(view), tuple(map(view.t.capitalised, sentences))
    return slide.first_that_fits(*(in_line([name, one], ": ") for one in sentences if name), *alone)


def action(view: View, code: str) -> str:
    """An action's short name, cut to its room; no line ends at a hyphen but in a very long word."""
    words = slide.cut(tables.action_names(view)[code], slide.MOST_OF_A_NAME).split(" ")
    return " ".join(
        word.replace("-", HYPHEN) if len(word) <= LONGEST_UNPARTED else word for word in words
    )


def priority(view: View, code: str) -> str:
    """What a slide calls a priority: its short name, else its title, cut to its room."""
    return slide.cut(tables.priority_names(view)[code], slide.MOST_OF_A_NAME)


def meeting(view: View, row: Mapping[str, Any]) -> str:
    """What a slide calls a meeting: its title without brackets at its end, cut to its room."""
    title = view.content("meetings", row["meeting_id"], "title", row["title"])
    return slide.cut(ASIDE.sub("", title), slide.MOST_OF_A_NAME)


def unparted(day: str) -> str:
    """A date of which no line ends within; between one day and another of a month it may."""
    day = BY_A_NUMBER.sub(NO_BREAK, YEAR_TWICE.sub("", day))
    return re.sub(r"(?<=\d)–", "–\u2060", day).replace(f"{NO_BREAK}–{NO_BREAK}", " – ")


def lines(view: View, rows: pd.DataFrame, *, by_step: bool = False) -> tuple[slide.Line, ...]:
    """The actions of some milestones, a line each and for each state, in the order of the rows.

    With the day of the one milestone where it is known, its step where the action has several
    lines on slides and no head says it (`by_step`), and what participants answered; or with their
    number. Of what is open, who confirmed it is not said: it would read as if it were reached.
    """
    mine = dict[tuple[str, str], list[Any]]()
    for row in records(rows):
        mine.setdefault((row["action_id"], row["state"]), []).append(row)
    times, found = _lines_of_actions(view), []
    for (code, state), listed in mine.items():
        first, day = listed[0], ""
        short = unparted(view.t("deck_counted.milestones", n=len(listed)))
        if len(listed) == 1:
            day = unparted(reached_dates.reached_or_planned(view, first))
            has_step = times[code] > 1 and not by_step
            step = lower_first(tables.awaited(view, first)) if has_step else ""
            short = ", ".join(filter(None, [step.replace("-", HYPHEN), _answered(view, first)]))
        sign, aside = theme.STATE[State(state)].sign, ", ".join(filter(None, [day, short]))
        codes = tuple(row["milestone_id"] for row in listed)
        found.append(slide.Line(action(view, code), sign, aside, code, codes, short))
    return tuple(found)


@memoize
def _lines_of_actions(view: View) -> Mapping[str, int]:
    """Action to how many lines it has on slides: one for each state of its milestones."""
    rows = view.selection.milestones
    shown = rows[rows["state"].isin([*REACHED, *OPEN])]
    return Counter(shown.drop_duplicates(["action_id", "state"])["action_id"])


def _answered(view: View, milestone: Mapping[str, Any]) -> str:
    """What participants answered about a milestone; of an open one only that it is disputed."""
    code, found = milestone["milestone_id"], replies(view.dataset, view.as_of)
    if milestone["state"] in OPEN and code in found and found[code].reply != Reply.DISPUTED:
        return ""
    return quotes.answered(view, code)


def reporters(view: View, milestones: Collection[str], most: int) -> str:
    """Who reports about milestones, given by codes: the names, or of more than `most` how many.

    Blank where nobody does.
    """
    t, people, rows = view.t, view.dataset.participants, view.selection.milestones
    rows = rows[rows["milestone_id"].isin(milestones)]
    every = people.loc[people["reports"].eq(True), "participant_id"]
    listed = measures.explode_by_participant(rows, view.dataset)["participant_id"]
    codes = every[every.isin(listed)]
    if len(codes) > most:
        return t("deck_decide.some", n=len(codes))
    called = (t.participant(view.dataset, one).replace(" ", NO_BREAK) for one in codes)
    return t.listed(sorted(called, key=t.sorting))


def group(view: View, title: str, rows: pd.DataFrame, *, by_step: bool = False) -> slide.Group:
    """Some milestones: what they are, how many, and the names of their actions."""
    number, marks = view.t.number(len(rows)), Marks.of(rows["state"])
    return slide.Group(title, number, lines(view, rows, by_step=by_step), marks=marks)


def lower_first(text: str) -> str:
    """A heading within a sentence: with a small first letter."""
    return f"{text[:1].lower()}{text[1:]}"


def open_groups(view: View, milestones: pd.DataFrame) -> list[slide.Group]:
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
        rows = most_first(rows)
    ahead = ahead.mask(rows["state"] == State.NO_REPORT_DUE, "passed")
    return [
        group(view, view.t(f"deck_group.{name}"), mine, by_step=name in SIGNATURES)
        for name in ("late", "in_force", "signed", "begin", "passed", "not_due")
        if len(mine := rows[ahead.reindex(rows.index) == name])
    ]


def most_first(rows: pd.DataFrame) -> pd.DataFrame:
    """Milestones, those first of whose action there are most."""
    most = rows.groupby("action_id")["action_id"].transform("size")
    return rows.loc[most.sort_values(ascending=False, kind="stable").index]


def reached(view: View, milestones: pd.DataFrame) -> slide.Group:
    """What was reached since the start, the newest first: its number and the names."""
    newest, every = latest_events(milestones), np.flatnonzero(milestones["state"].isin(REACHED))
    rows = milestones.iloc[[*newest, *np.setdiff1d(every, newest)]]
    return group(view, view.t("deck_group.reached"), rows)


def key(view: View, body: slide.Body | None) -> str:
    """What the signs of a slide mean, in the order of the states.

    Blank where all is open in one way: the title or the heads of the lists say so.
    """
    shown = {line.sign for lines in slide.lists_of(body) for line in lines}
    marked = {state for group in slide.groups_of(body) for state, _ in group.marks.states}
    states = [one for one, look in theme.STATE.items() if one in marked or look.sign in shown]
    signs = (f"{theme.STATE[state].sign} {view.t(f'state.{state}')}" for state in states)
    alone = len(states) == 1 and states[0] in OPEN
    return "" if alone else "; ".join(one.replace(" ", NO_BREAK) for one in signs)


def unwritten(view: View, chart: Bars) -> str:
    """How many milestones the pieces without a number have at most; blank where each has one."""
    numbers = (n for one in chart.with_before(view.t).series for n in one.numbers if n)
    most = max((abs(n) for n in numbers if not chart.has_room(abs(n))), default=0)
    return view.t("deck.unwritten", n=most) if most else ""


def shown_on(page: Iterable[slide.Group]) -> list[str]:
    """Codes of the milestones that the lines of some groups stand for."""
    return [code for group in page for line in group.lines for code in line.milestones]


def numbered(titles: Iterable[str], place: int, number: int) -> list[str]:
    """Titles of one of several slides about the same: with `(2/3)` where there are several."""
    return [f"{title}{NO_BREAK}({place}/{number})" if number > 1 else title for title in titles]


def listed(view: View, page: Iterable[slide.Group]) -> str:
    """How many of a list that goes on stand on a slide; blank where none does."""
    numbers = ((view.t.number(len(shown_on([one]))), one.number) for one in page)
    return next((view.t("deck.listed", n=n) for n, of in numbers if n != of), "")


def fitting(view: View, slides: Sequence[slide.Slide]) -> list[slide.Slide]:
    """Slides of groups, each with as many lines as it has room for beside its title.

    Days stand in all of the lists, where every name has room with its own, or in none.
    """
    undated = [tuple(group.undated for group in slide.groups_of(one.body)) for one in slides]
    dated = [_fitted(view, one) for one in slides]
    if [one.body for one in dated] == [one.body for one in slides]:
        return dated
    plain = (replace(one, body=body) for one, body in zip(slides, undated, strict=True))
    return [_fitted(view, one) for one in plain]


def _fitted(view: View, one: slide.Slide) -> slide.Slide:
    """A slide with the lines that it has room for; lists in two columns have it without days."""
    groups = slide.groups_of(one.body)
    if any(group.columns > 1 for group in groups):
        return replace(one, body=tuple(group.undated for group in groups))
    return replace(one, body=_by_turns(view, groups, f"{one.title} {one.subtitle}"))


def _by_turns(view: View, groups: Sequence[slide.Group], title: str) -> tuple[slide.Group, ...]:
    """Groups that get lines by turns, as many as have room; the rest is counted."""
    longest = max((len(group.lines) for group in groups), default=0)
    size = sum(_size(group) for group in groups)
    whole = slide.MOST_WORDS - slide.count_words(title)
    # A sentence before the names always stands.
    kept = [sum(not line.action for line in group.lines) for group in groups]
    heads = (replace(one, lines=one.lines[:n]) for one, n in zip(groups, kept, strict=True))
    used = sum(map(_size, heads))
    room, wide = whole - (REST * len(groups) if size > whole else 0), WIDE // len(groups) - AROUND
    for turn in range(longest):
        for at, group in enumerate(groups):
            if turn == kept[at] < len(group.lines):
                words = slide.count_words(group.lines[turn].words)
                high = sum(-(-len(line.words) // wide) for line in group.lines[: turn + 1])
                # Where the last line is named, nothing more is counted.
                is_last = turn + 1 == len(group.lines)
                more = REST if is_last and size > whole else 0
                if used + words <= room + more and high + (not is_last) <= MOST_LINES:
                    kept[at], used, room = turn + 1, used + words, room + more
    return tuple(_first(view, group, n) for group, n in zip(groups, kept, strict=True))


def _size(group: slide.Group) -> int:
    return slide.count_words(group.number, group.title, *(line.words for line in group.lines))


def _first(view: View, group: slide.Group, number: int) -> slide.Group:
    """A group with the first of its lines, and how many milestones the others stand for."""
    rest = sum(len(line.milestones) for line in group.lines[number:])
    is_named = any(line.action for line in group.lines[:number])
    more = (slide.Line(view.t("deck.more", n=rest)),) if rest and is_named else ()
    return replace(group, lines=(*group.lines[:number], *more))


def has_asides(group: slide.Group) -> bool:
    """Whether steps and numbers stand beside so many names that they take the room of one."""
    return 3 * sum(bool(line.short) for line in group.lines) > len(group.lines)


def parted(whole: slide.Group, most: int = MOST_NAMES) -> list[slide.Group]:
    """A list of more than `most` in parts, each with the whole number, in one or two columns.

    One of more than `LONGEST_LIST` stays whole: its first names will be shown. One that has room on
    a slide is one part.
    """
    names = whole.lines
    if not most < len(names) <= LONGEST_LIST:
        return [whole]
    size = MOST_OF_A_PART - has_asides(whole)
    size = size if len(names) > MOST_NAMES else MOST_NAMES
    return [
        replace(whole, lines=part, columns=2 if len(part) > MOST_OF_A_COLUMN else 1)
        for part in slide.even(names, size)
    ]


def paged(groups: Iterable[slide.Group]) -> list[list[slide.Group]]:
    """Groups on as many slides as they need, the same in every language; few names join others."""
    pages: list[list[slide.Group]] = []
    for one in groups:
        there = pages[-1] if pages else []
        used = sum(len(group.lines) for group in there)
        wide = sum(group.columns for group in there)
        is_few = len(one.lines) < FEWEST
        fits = used + len(one.lines) <= MOST_NAMES or is_few
        fits &= one.title not in [group.title for group in there]
        if there and fits and wide + one.columns <= MOST_COLUMNS:
            there.append(one)
        else:
            pages.append([one])
    return pages
