"""The frame of every page: language, dataset, filters and cut-off become the View that a page receives."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import streamlit as st

from components import filters, problems
from components.memory import Kept
from components.text import escape
from data import load, select, words
from data.model import METHOD_VERSION, Dataset
from data.problems import BadDatasetError
from data.select import Filters, Known, Selection
from data.words import Words

ROOT = Path(__file__).parent.parent
ICON = ROOT / "components/assets/icon.png"
LOGO = ROOT / "components/assets/logo.svg"
MOST_DATASETS = 4
"""Datasets kept in memory, one for each state of their files."""
MOST_DATES = 8
"""Cut-offs kept in memory; each holds the states of every milestone."""
MOST_CHOICES = 128
"""Choices kept in memory; each holds the rows that it leaves."""
MOST_LISTS = 16
"""Lists of filter values kept in memory, one for each dataset and language."""


@dataclass(frozen=True, eq=False)
class View:
    """What one reader is looking at.

    Attributes:
        page: name of the page, such as `overview`.
        t: the words of the reader's language.
        dataset: the dataset.
        filters: what the reader chose.
        selection: what that leaves.
        allowed: the codes that each filter may hold.
        dropped: values of the address that mean nothing here.
    """

    page: str
    t: Words
    dataset: Dataset
    filters: Filters
    selection: Selection
    allowed: Mapping[str, list[str]]
    dropped: list[str] = field(default_factory=list)

    @property
    def as_of(self) -> date:
        """The cut-off."""
        return self.selection.known.as_of

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Equal for two views that must show the same numbers and words."""
        return self.dataset.fingerprint, self.as_of, self.filters, self.t.language

    @property
    def sentence(self) -> str:
        """The choice in words."""
        return filters.sentence(self.filters, self.dataset, self.as_of, self.t)

    @property
    def method(self) -> str:
        """Version of the method behind every figure."""
        return METHOD_VERSION

    def query(self, chosen: Filters | None = None, **more: str) -> dict[str, list[str] | str]:
        """Address parameters that keep this view, or that show another choice, on any page."""
        return {**filters.query(self.filters if chosen is None else chosen), "lang": self.t.language, **more}

    def content(self, table: str, row: str, column: str, original: str) -> str:
        """A content field in the reader's language."""
        return self.t.content(self.dataset, table, row, column, original)


_datasets: Kept[Dataset] = Kept(MOST_DATASETS)
_states: Kept[Known] = Kept(MOST_DATES)
_selections: Kept[Selection] = Kept(MOST_CHOICES)
_lists: Kept[Mapping[str, list[str]]] = Kept(MOST_LISTS)


def known_on(as_of: date | None = None) -> Known:
    """The dataset of this server as known on a day; its horizon where no day is given.

    Raises:
        BadDatasetError: the dataset does not keep the contract.
    """
    folder = load.default_folder()
    state = (folder, load.stamp(folder))
    dataset = _datasets.get(state, lambda: load.load(folder))
    day = min(as_of or dataset.horizon, dataset.horizon)
    return _states.get((*state, day), lambda: Known.on(dataset, day))


def run(menu: dict[str, list[str]]) -> None:
    """Draw the frame and the page that the address names.

    Args:
        menu: folder of `pages/` to the names of its scripts, in the order of the menu.
    """
    language, fallen = _language()
    t = words.words(language)
    pages = _pages(menu, t)
    page = st.navigation(pages, expanded=True)
    st.set_page_config(page_title=f"{page.title} · {t('product.name')}", page_icon=str(ICON), layout="wide")
    st.logo(str(LOGO), size="large")
    if page is pages[""][0]:
        page.run()
    name = page.url_path
    try:
        known = known_on()
    except BadDatasetError as error:
        problems.show(error, t)
        return
    _open_view(name, known, t, fallen)
    with st.sidebar:
        _draw_sidebar(current_view())
    page.run()


def _pages(menu: dict[str, list[str]], t: Words) -> dict[str, list[st.Page]]:
    """The menu in a language, the hidden start page first.

    Streamlit marks the page that it is about to run, so each session keeps pages of its own.
    """
    kept: dict[str, dict[str, list[st.Page]]] = st.session_state.setdefault("pages", {})
    if t.language not in kept:
        home = st.Page(_go_home, title=t("page.overview"), url_path="home", default=True, visibility="hidden")
        kept[t.language] = {"": [home]} | {
            t(f"section.{section}"): [st.Page(f"pages/{section}/{name}.py", title=t(f"page.{name}"), url_path=name) for name in names]
            for section, names in menu.items()
        }
    return kept[t.language]


def menu_page(name: str) -> st.Page:
    """A page of the menu, to link to: a path would be looked for among the files at each use."""
    pages = st.session_state["pages"][current_view().t.language]
    return next(one for group in pages.values() for one in group if one.url_path == name)


def _go_home() -> None:
    """The bare address leads to the Overview, which so has an address of its own like every page."""
    st.switch_page("pages/progress/overview.py", query_params={name: st.query_params.get_all(name) for name in st.query_params})


def current_view() -> View:
    """The view of this run. Every page starts with it."""
    return st.session_state["view"]


def head(*, filtered: bool = True) -> View:
    """Title and sentence of purpose; on pages that the filters change, also the sentence that says them."""
    view = current_view()
    st.title(view.t(f"page.{view.page}"), anchor=False)
    st.markdown(view.t(f"lead.{view.page}"))
    if filtered:
        st.caption(escape(view.sentence))
    if view.dropped:
        st.warning(view.t("filters.dropped", values=escape(", ".join(view.dropped))))
    if view.filters.as_of and view.filters.as_of > view.dataset.horizon:
        st.info(view.t("filters.after_horizon", day=view.t.date(view.dataset.horizon)))
    return view


def _language() -> tuple[str, list[str]]:
    """The reader's language: of the address, else of the last page, else of the browser."""
    asked = st.query_params.get("lang")
    known = words.languages()
    if asked in known:
        return asked, []
    dropped = [f"lang={asked}"] if asked is not None else []
    if "view" in st.session_state:
        language = current_view().t.language
        st.query_params["lang"] = language
        return language, dropped
    browser = (st.context.locale or "")[:2].lower()
    return (browser if browser in known else known[0]), dropped


def _open_view(page: str, latest: Known, t: Words, fallen: list[str]) -> None:
    """Make the view of this run, and keep it until the next.

    Streamlit empties the address when the reader turns to another page; the filters of the
    last view follow, unless the address brings its own.
    """
    last: View | None = st.session_state.get("view")
    if last and last.page != page and not any(name in st.query_params for name in filters.PARAMETERS):
        for name, values in filters.query(last.filters).items():
            filters.write(name, values)
    allowed = _allowed(latest.dataset, t)
    query = {name: st.query_params.get_all(name) for name in filters.PARAMETERS}
    chosen, dropped = filters.parse(query, allowed)
    known = known_on(chosen.as_of) if chosen.as_of else latest
    st.session_state["view"] = _view(page, t, known, chosen, allowed, fallen + dropped)


def _allowed(dataset: Dataset, t: Words) -> Mapping[str, list[str]]:
    return _lists.get((dataset.fingerprint, t.language), lambda: filters.options(dataset, t))


def _view(page: str, t: Words, known: Known, chosen: Filters, allowed: Mapping[str, list[str]], dropped: list[str]) -> View:
    selection = _selections.get((known.dataset.fingerprint, known.as_of, chosen), lambda: select.choose(known, chosen))
    return View(page, t, known.dataset, chosen, selection, allowed, dropped)


def likely_views(page: str) -> Iterator[View]:
    """The views that readers ask for most: no filter, one CLASI state, or one priority, in each language."""
    known = known_on()
    people = known.dataset.participants
    states = people.loc[people["kind"] == "clasi_state", "participant_id"]
    choices = [Filters(), *(Filters(country=(code,)) for code in states)]
    choices += [Filters(priority=(code,)) for code in known.dataset.priorities["priority_id"]]
    for language in words.languages():
        t = words.words(language)
        allowed = _allowed(known.dataset, t)
        for chosen in choices:
            yield _view(page, t, known, chosen, allowed, [])


def _draw_sidebar(view: View) -> None:
    t = view.t
    st.session_state["language"] = t.language
    st.radio(
        t("frame.language"),
        words.languages(),
        format_func=str.upper,
        help=t.listed(words.words(code)("language.name") for code in words.languages()),
        key="language",
        horizontal=True,
        on_change=_write_language,
    )
    filters.draw(view.dataset, view.filters, view.allowed, t)
    if len(load.shipped()) > 1:
        st.caption(view.dataset.title[t.language])


def _write_language() -> None:
    st.query_params["lang"] = st.session_state["language"]
