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
    agencies,
    change_starts,
    changes,
    dossier,
    grouped,
    method,
    overview,
    stored,
)
from components.cards import meetings as listed
from components.cards.card import Card
from components.cards.parts import LayoutOf, Own, cards_of
from components.cards.tables import action_titles, priority_titles
from components.view.view import View
from data import contract, meetings, words
from data.archive import SealError
from data.meetings import MeetingStatus
from data.records import record

OWN = ("action", "meeting", "before", "table", "section", "q", "group", "behind", "slides")
"""Parameters of the address that belong to one page."""
OWN_OF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("overview", "priorities", "countries"), ("behind",)),
    "actions": ("action", "q", "group"),
    "meetings": ("meeting",),
    "changes": ("before",),
    "data": ("table",),
}
"""Page to those of them that change its cards."""

ON_PAGE: Mapping[str, tuple[str, ...]] = {
    "method": ("section",),
    "slides": ("slides",),
}
"""Page to those of them that change what it shows and nothing that leaves it."""

LONGEST_KEYS = 2000
"""Most characters of the slides that an address names."""


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
        """The name of the one action, country, meeting or priority shown; else the page's."""
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

    @cached_property
    def texts(self) -> tuple[tuple[str, list[str]], ...]:
        """Heading (blank if it needs none) and paragraphs of what stands before the tables."""
        return tuple(TEXTS.get(self.view.page, _none)(self.view, self.own))

    @cached_property
    def cards(self) -> tuple[Card, ...]:
        """Figures and tables, in the order in which they stand on the page."""
        return tuple(card for card, _ in self._cards_and_views())

    def card(self, key: str) -> tuple[Card, View] | None:
        """One of the cards and the view that it tells of; `None` where there is none such.

        Meetings have no filters, and some cards show another day. Cards in later rows are not made.
        """
        return next((pair for pair in self._cards_and_views() if pair[0].key == key), None)

    def _cards_and_views(self) -> Iterator[tuple[Card, View]]:
        page = CARDS_OF.get(self.view.page, self.view.page)
        return cards_of(LAYOUTS.get(page, _none)(self.view, self.own), self.view)


def page_parameters(
    view: View, query: Mapping[str, str], *, on_page: bool = False
) -> tuple[Own, list[str]]:
    """What an address says for its page alone, and what of it means nothing, as `parameter=value`.

    Args:
        view: what the reader is looking at; its `page` names the page.
        query: parameters of the address.
        on_page: whether what changes nothing that leaves the page is meant too.
    """
    names = (*OWN_OF.get(view.page, ()), *(ON_PAGE.get(view.page, ()) if on_page else ()))
    asked = {name: query[name] for name in names if name in query}
    own = {name: MEANT[name](view, value) for name, value in asked.items()}
    dropped = [f"{name}={asked[name]}" for name in asked if own[name] is None]
    return {name: value for name, value in own.items() if value}, dropped


def _page_name(view: View, _: Own) -> str:
    return view.t(f"page.{view.page}")


def _lead(view: View, _: Own) -> str:
    return view.t(f"lead.{view.page}")


def _country_name(view: View, own: Own) -> str:
    chosen = view.filters.subjects
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
    return listed.title(view, _meeting(view, code)) if code else _page_name(view, own)


NAMES: Mapping[str, Callable[[View, Own], str]] = {
    "countries": _country_name,
    "priorities": _priority_name,
    "actions": _action_name,
    "meetings": _meeting_name,
}
"""Page to what it is about, where that is not always the page itself."""


def _of_choice(view: View, _: Own) -> str:
    return f"{overview.progress_sentence(view)}. {view.sentence}."


def _of_actions(view: View, own: Own) -> str:
    code = _known(view, own, "action")
    if code is None:
        return _of_choice(view, own)
    who = view.dataset.action_participants
    names = [
        view.t.participant(view.dataset, one)
        for one in who.loc[who["action_id"] == code, "participant_id"]
    ]
    facts = [
        dossier.reached_sentence(view, code),
        dossier.status_words(view, code),
        view.t.listed(names),
    ]
    return ". ".join(part.removesuffix(".") for part in facts if part) + "."


def _of_meetings(view: View, own: Own) -> str:
    code = _known(view, own, "meeting")
    if code is None:
        listing = listed.list_of_meetings(listed.without_filters(view))
        return f"{listing.title}. {listing.subtitle.removesuffix('.')}."
    meeting = _meeting(view, code)
    facts = [
        listed.when(view, meeting),
        listed.place(view, meeting),
        listed.status(view, meeting),
    ]
    outcome = "" if meeting["status"] == MeetingStatus.AFTER_CUT_OFF else meeting["outcome"]
    result = view.content("meetings", code, "outcome", outcome)
    return " ".join(filter(None, [", ".join(filter(None, facts)) + ".", result]))


def _of_changes(view: View, own: Own) -> str:
    start = change_starts.chosen_start(view, own)
    return (
        changes.summary(view, start, changes.change_rows(view, start))
        if start
        else _lead(view, own)
    )


OF_CHOICE = ("overview", "priorities", "countries", "actions", "timeline", "slides")
"""Pages that are about what was reached of the choice."""
SENTENCES: Mapping[str, Callable[[View, Own], str]] = {
    **dict.fromkeys(OF_CHOICE, _of_choice),
    "actions": _of_actions,
    "agencies": lambda view, own: agencies.sentence(view) or _lead(view, own),
    "meetings": _of_meetings,
    "changes": _of_changes,
    "data": lambda view, _: stored.dataset_facts(view).replace("**", ""),
}
"""Page to its sentence; any other says what it is for."""


def _action_description(view: View, own: Own) -> Iterator[tuple[str, list[str]]]:
    """What an action is, where it was known by the cut-off."""
    code = _known(view, own, "action")
    if code and dossier.is_listed(view, code):
        description = record(view.dataset.actions, "action_id", code)["description"]
        yield "", [view.content("actions", code, "description", description)]


def _limits(view: View, _: Own) -> Iterator[tuple[str, list[str]]]:
    if limits := overview.limits(view):
        yield view.t("limits.title"), limits


def _method_sections(view: View, _: Own) -> Iterator[tuple[str, list[str]]]:
    return (
        (title, method.plain_text(text).split("\n"))
        for title, text in method.sections(view).values()
    )


def _statement(view: View, _: Own) -> Iterator[tuple[str, list[str]]]:
    """What fails today, in the words of today, also for an edition."""
    sections = accessibility.paragraphs(words.words(view.t.language))
    return (
        (title, [one.replace("**", "") for one in paragraphs]) for title, paragraphs in sections
    )


TEXTS: Mapping[str, Callable[[View, Own], Iterator[tuple[str, list[str]]]]] = {
    "accessibility": _statement,
    "actions": _action_description,
    "data": _limits,
    "method": _method_sections,
}
"""Page to its paragraphs; any other has none."""


def _none(view: View, own: Own) -> Iterator[Any]:  # noqa: ARG001 - every page takes the same
    return iter(())


UNFILTERED = ("meetings", "data", "method", "accessibility")
"""Pages that no filter changes."""
CARDS_OF = {"slides": "overview"}
"""Page to the one whose cards it tells of."""
MENU: dict[str, list[str]] = {}
"""Sections of the menu to the names of their pages, as `dashboard.py` tells them."""
LAYOUTS: dict[str, LayoutOf] = {}
"""Page to its rows, as `dashboard.py` tells them: a page is no part of what it is made from."""


def _before(view: View, code: str) -> str | None:
    """The code of an earlier state.

    Also of an edition that cannot be shown: the page then says so.
    """
    try:
        return (
            code
            if change_starts.find_start(view, code, change_starts.start_options(view))
            else None
        )
    except SealError:
        return code


MEANT: Mapping[str, Callable[[View, str], str | None]] = {
    "action": lambda view, code: _known(view, {"action": code}, "action"),
    "meeting": lambda view, code: _known(view, {"meeting": code}, "meeting"),
    "before": _before,
    "table": lambda _, name: name if name in contract.tables() else None,
    "behind": lambda view, figure: figure if figure in overview.headline_figures(view) else None,
    "section": lambda view, anchor: anchor if anchor in method.sections(view) else None,
    "slides": lambda _, keys: keys[:LONGEST_KEYS],
    "group": lambda _, name: name if name in grouped.GROUPS else None,
    "q": lambda _, text: text[: actions.LONGEST_SEARCH],
}
"""Parameter to what a value of it means; `None` where that is nothing."""


def _known(view: View, own: Own, name: str) -> str | None:
    """The action or meeting that an address names, where there is one."""
    code = own.get(name)
    return code if code in set(view.dataset.tables[f"{name}s"][f"{name}_id"]) else None


def _meeting(view: View, code: str) -> Mapping[str, Any]:
    return record(meetings.known_on(view.dataset, view.as_of), "meeting_id", code)
