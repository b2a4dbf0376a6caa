"""What a page says, however it is shown: its title, a sentence with its numbers, and its cards.

The page's HTML and the files of a page are made from it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from components.cards import (
    accessibility,
    actions,
    changes,
    countries,
    dossier,
    overview,
    priorities,
    revisions,
    stored,
    tables,
    timeline,
)
from components.cards import meetings as calendar
from components.cards import method as definitions
from components.cards.card import Card, Metric, metrics
from components.cards.tables import action_titles, priority_titles
from components.view.view import View
from data import contract, meetings, words
from data.meetings import MeetingStatus
from data.records import record

OWN = ("action", "meeting", "before", "table", "section", "q", "behind")
"""Parameters of the address that belong to one page."""
OWN_OF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("overview", "priorities", "countries"), ("behind",)),
    "actions": ("action", "q"),
    "meetings": ("meeting",),
    "changes": ("before",),
    "data": ("table",),
}
"""Page to those of them that change its cards."""

Own = Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Content:
    """What a page says.

    Attributes:
        view: what the reader is looking at; its `page` names the page.
        own: those of `OWN` that the address has; a value that means nothing is passed over.
    """

    view: View
    own: Own

    @cached_property
    def title(self) -> str:
        """What the page is about: an action, a country, a meeting or a priority by its name, else the page's."""
        return NAMES.get(self.view.page, _page_name)(self.view, self.own)

    @property
    def window(self) -> str:
        """Title of the browser's window and of a link; an invented dataset says so first."""
        t = self.view.t
        marking = [t("marking.exercise")] if self.view.dataset.fictional else []
        return " · ".join([*marking, self.title, t("product.name")])

    @cached_property
    def description(self) -> str:
        """The page in a sentence or two, with its numbers and the choice behind them."""
        return SENTENCES.get(self.view.page, _lead)(self.view, self.own)

    @property
    def figures(self) -> list[Metric]:
        """The four figures of the choice, on pages that are about a choice and not about one action."""
        if self.view.page not in OF_CHOICE or "action" in self.own or self.view.selection.is_empty:
            return []
        return metrics(self.view, overview.headline(self.view))

    @cached_property
    def texts(self) -> tuple[tuple[str, list[str]], ...]:
        """What the page says in paragraphs, before its tables: heading, blank where it needs none, and paragraphs."""
        return tuple(TEXTS.get(self.view.page, _none)(self.view, self.own))

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Figures and tables, in the order in which they stand on the page."""
        return tuple(self._cards())

    def card(self, key: str) -> Card | None:
        """One of the cards; `None` where there is none such. Those after it are not made."""
        return next((card for card in self._cards() if card.key == key), None)

    def _cards(self) -> Iterator[Card]:
        return CARDS.get(self.view.page, _none)(self.view, self.own)

    def seen(self, card: Card) -> View:
        """The view that a card tells of: meetings have no filters, and numbers beside one are those of its day."""
        if self.view.page != "meetings":
            return self.view
        code = _known(self.view, self.own, "meeting")
        if code is None or card.key == calendar.DECISIONS:
            return calendar.of_all(self.view)
        return calendar.on_its_day(self.view, _meeting(self.view, code))


def given(view: View, query: Mapping[str, str]) -> tuple[Own, list[str]]:
    """What an address says for its page alone, as far as it means something; and what of it means nothing, as `parameter=value`."""
    asked = {name: query[name] for name in OWN_OF.get(view.page, ()) if name in query}
    own = {name: MEANT[name](view, value) for name, value in asked.items()}
    return {name: value for name, value in own.items() if value}, [
        f"{name}={asked[name]}" for name in asked if own[name] is None
    ]


def _page_name(view: View, _: Own) -> str:
    return view.t(f"page.{view.page}")


def _lead(view: View, _: Own) -> str:
    return view.t(f"lead.{view.page}")


def _country_name(view: View, own: Own) -> str:
    chosen = view.filters.country
    return (
        view.t.participant(view.dataset, chosen[0]) if len(chosen) == 1 else _page_name(view, own)
    )


def _priority_name(view: View, own: Own) -> str:
    chosen = view.filters.priority
    return priority_titles(view)[chosen[0]] if len(chosen) == 1 else _page_name(view, own)


def _action_name(view: View, own: Own) -> str:
    code = _known(view, own, "action")
    return action_titles(view)[code] if code else _page_name(view, own)


def _meeting_name(view: View, own: Own) -> str:
    code = _known(view, own, "meeting")
    return calendar.title(view, _meeting(view, code)) if code else _page_name(view, own)


NAMES: Mapping[str, Callable[[View, Own], str]] = {
    "countries": _country_name,
    "priorities": _priority_name,
    "actions": _action_name,
    "meetings": _meeting_name,
}
"""Page to what it is about, where that is not always the page itself."""


def _of_choice(view: View, _: Own) -> str:
    return f"{overview.sentence(view)}. {view.sentence}."


def _of_actions(view: View, own: Own) -> str:
    code = _known(view, own, "action")
    if code is None:
        return _of_choice(view, own)
    who = view.dataset.action_participants
    names = [
        view.t.participant(view.dataset, one)
        for one in who.loc[who["action_id"] == code, "participant_id"]
    ]
    said = [dossier.how_far(view, code), dossier.status_words(view, code), view.t.listed(names)]
    return ". ".join(part.removesuffix(".") for part in said if part) + "."


def _of_meetings(view: View, own: Own) -> str:
    code = _known(view, own, "meeting")
    if code is None:
        listing = calendar.listing(calendar.of_all(view))
        return f"{listing.title}. {listing.subtitle.removesuffix('.')}."
    meeting = _meeting(view, code)
    said = [
        calendar.when(view, meeting),
        calendar.place(view, meeting),
        calendar.status(view, meeting),
    ]
    outcome = "" if meeting["status"] == MeetingStatus.AFTER_CUT_OFF else meeting["outcome"]
    told = view.content("meetings", code, "outcome", outcome)
    return " ".join(filter(None, [", ".join(filter(None, said)) + ".", told]))


def _of_changes(view: View, own: Own) -> str:
    start = _start(view, own)
    return changes.summary(view, start, changes.found(view, start)) if start else _lead(view, own)


OF_CHOICE = ("overview", "priorities", "countries", "actions", "timeline", "slides")
"""Pages that are about what was reached of the choice."""
SENTENCES: Mapping[str, Callable[[View, Own], str]] = {
    **dict.fromkeys(OF_CHOICE, _of_choice),
    "actions": _of_actions,
    "meetings": _of_meetings,
    "changes": _of_changes,
    "data": lambda view, _: stored.facts(view).replace("**", ""),
}
"""Page to its sentence; any other says what it is for."""


def _described(view: View, own: Own) -> Iterator[tuple[str, list[str]]]:
    """What an action is, where it was known by the cut-off."""
    code = _known(view, own, "action")
    if code and dossier.is_listed(view, code):
        told = record(view.dataset.actions, "action_id", code)["description"]
        yield "", [view.content("actions", code, "description", told)]


def _limits(view: View, _: Own) -> Iterator[tuple[str, list[str]]]:
    if told := overview.limits(view):
        yield view.t("limits.title"), told


def _defined(view: View, _: Own) -> Iterator[tuple[str, list[str]]]:
    return (
        (title, definitions.plain(text).split("\n"))
        for title, text in definitions.sections(view).values()
    )


def _stated(view: View, _: Own) -> Iterator[tuple[str, list[str]]]:
    """What fails today, in the words of today, also for an edition."""
    told = accessibility.paragraphs(words.words(view.t.language))
    return ((title, [one.replace("**", "") for one in paragraphs]) for title, paragraphs in told)


TEXTS: Mapping[str, Callable[[View, Own], Iterator[tuple[str, list[str]]]]] = {
    "accessibility": _stated,
    "actions": _described,
    "data": _limits,
    "method": _defined,
}
"""Page to its paragraphs; any other has none."""


def _none(view: View, own: Own) -> Iterator[Any]:  # noqa: ARG001 - every page takes the same
    return iter(())


def _there(*cards: Card | None) -> Iterator[Card]:
    return (card for card in cards if card is not None)


def _headline(view: View, own: Own) -> Iterator[Card]:
    yield overview.headline_card(view)
    if (figure := own.get("behind")) in overview.figures(view) and figure:
        yield overview.behind(view, figure)


def _overview(view: View, own: Own) -> Iterator[Card]:
    if view.selection.is_empty:
        return
    yield from _headline(view, own)
    yield from _there(overview.over_time(view), overview.priorities(view))
    if tables.countries(view):
        yield overview.matrix(view)
    yield from _there(overview.latest(view))


def _priorities(view: View, own: Own) -> Iterator[Card]:
    if view.selection.is_empty:
        return
    yield from _headline(view, own)
    if len(view.filters.priority) != 1:
        yield priorities.all_of_them(view)
        return
    if tables.countries(view):
        yield priorities.by_country(view)
    yield from _there(
        priorities.timeline(view),
        actions.actions(view, view.selection.actions),
        actions.open_steps(view),
    )


def _countries(view: View, own: Own) -> Iterator[Card]:
    chosen = view.filters.country
    if not chosen:
        yield countries.all_of_them(view)
    elif len(chosen) == 1:
        yield from _headline(view, own)
    elif len(chosen) <= countries.MOST_COMPARED:
        yield countries.compare(view)
    if len(chosen) != 1:
        yield from _there(countries.agencies(view))
    elif not view.selection.is_empty:
        yield countries.by_priority(view, chosen[0])
        yield from _there(
            countries.agreements(view, chosen[0]),
            actions.open_steps(view),
            actions.actions(view, view.selection.actions),
        )


def _actions(view: View, own: Own) -> Iterator[Card]:
    code = _known(view, own, "action")
    if code is None:
        yield actions.actions(view, actions.matching(view, own.get("q", "")))
        return
    if not dossier.is_listed(view, code):
        return
    yield from (dossier.participants(view, code), dossier.ladder(view, code))
    yield from _there(dossier.statements(view, code))
    yield dossier.history(view, code)
    yield from _there(revisions.of_row(view, "actions", code))


def _timeline(view: View, own: Own) -> Iterator[Card]:  # noqa: ARG001
    if not view.selection.is_empty and (card := timeline.card(view)).chart.groups:
        yield card


def _meetings(view: View, own: Own) -> Iterator[Card]:
    code = _known(view, own, "meeting")
    if code is None:
        whole, dataset = calendar.of_all(view), view.dataset
        if len(dataset.meetings) or len(dataset.presidencies):
            yield calendar.axis(whole)
        if len(dataset.meetings):
            yield calendar.listing(whole)
        return
    meeting = _meeting(view, code)
    if meeting["status"] == MeetingStatus.AFTER_CUT_OFF:
        return
    yield from _there(calendar.decisions(view, code))
    if meeting["status"] == MeetingStatus.HELD:
        then = calendar.on_its_day(view, meeting)
        yield overview.headline_card(then)
        yield from _there(calendar.was_due(then))


def _changes(view: View, own: Own) -> Iterator[Card]:
    start = _start(view, own)
    if start and len(rows := changes.found(view, start)):
        yield from (
            changes.by_priority(view, rows),
            changes.listing(view, rows),
            changes.by_country(view, rows),
        )
    if view.has_today and (view.edition or view.as_of != view.dataset.horizon):
        yield from _there(*changes.shown_and_today(view))


def _data(view: View, own: Own) -> Iterator[Card]:
    yield stored.table(view, stored.asked_for(own.get("table")))
    yield stored.conflicts(view)
    yield from _there(revisions.of_all(view))


CARDS: Mapping[str, Callable[[View, Own], Iterator[Card]]] = {
    "overview": _overview,
    "priorities": _priorities,
    "countries": _countries,
    "actions": _actions,
    "timeline": _timeline,
    "meetings": _meetings,
    "changes": _changes,
    "slides": _overview,
    "data": _data,
}
"""Page to its cards; any other has none."""


MEANT: Mapping[str, Callable[[View, str], str | None]] = {
    "action": lambda view, code: _known(view, {"action": code}, "action"),
    "meeting": lambda view, code: _known(view, {"meeting": code}, "meeting"),
    "before": lambda view, code: code if changes.start(view, code, changes.offered(view)) else None,
    "table": lambda _, name: name if name in contract.tables() else None,
    "behind": lambda view, figure: figure if figure in overview.figures(view) else None,
    "q": lambda _, text: text[: actions.LONGEST_SEARCH],
}
"""Parameter to what a value of it means; `None` where that is nothing."""


def _known(view: View, own: Own, name: str) -> str | None:
    """The action or meeting that an address names, where there is one."""
    code = own.get(name)
    return code if code in set(view.dataset.tables[f"{name}s"][f"{name}_id"]) else None


def _meeting(view: View, code: str) -> Mapping[str, Any]:
    return record(meetings.known_on(view.dataset, view.as_of), "meeting_id", code)


def _start(view: View, own: Own) -> changes.Start | None:
    """The earlier state that the Changes page compares with: the one asked for, else the last meeting."""
    offered = changes.offered(view)
    asked = own.get("before")
    start = changes.start(view, asked, offered) if asked else None
    return start or (changes.start(view, next(iter(offered)), offered) if offered else None)
