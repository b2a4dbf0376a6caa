"""The frame of every page: language, dataset, filters and cut-off become the View that a page receives."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import streamlit as st

from components import filters, problems, stores
from components.memory import Kept
from components.text import distinct, escape
from data import editions, load, select, words
from data.editions import Edition
from data.model import Dataset
from data.problems import BadDatasetError
from data.sealed import SealError
from data.select import Filters, Known, Selection
from data.words import Words

ROOT = Path(__file__).parent.parent
ICON = ROOT / "components/assets/icon.png"
LOGO = ROOT / "components/assets/logo.svg"
MOST_CHOICES = 128
"""Choices kept in memory; each holds the rows that it leaves."""
MOST_LISTS = 16
"""Lists of filter values kept in memory, one for each dataset and language."""
WHERE = ("dataset", "edition")
"""Parameters of the address that say what is looked at, before any filter."""


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
        folder: where the live data of the dataset lie.
        edition: the edition that pins this view; `None` for live data.
        dropped: values of the address that mean nothing here.
    """

    page: str
    t: Words
    dataset: Dataset
    filters: Filters
    selection: Selection
    allowed: Mapping[str, list[str]]
    folder: Path
    edition: Edition | None = None
    dropped: list[str] = field(default_factory=list)

    @property
    def as_of(self) -> date:
        """The cut-off."""
        return self.selection.known.as_of

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Equal for two views that must show the same numbers and words."""
        return self.dataset.fingerprint, self.as_of, self.filters, self.t.language

    @cached_property
    def sentence(self) -> str:
        """The choice in words."""
        return filters.sentence(self.filters, self.dataset, self.as_of, self.t, self.edition and self.edition.entry.name)

    @property
    def method(self) -> str:
        """Version of the method behind every figure."""
        return self.selection.known.method

    @property
    def state(self) -> str:
        """The name of the edition, or that the data are live."""
        return self.t("filters.said_edition", name=self.edition.entry.name) if self.edition else self.t("export.live")

    @property
    def marking(self) -> str:
        """Who may see it; or that it is invented."""
        if self.dataset.fictional:
            return self.t("marking.exercise")
        return self.t(f"marking.{self.edition.entry.marking if self.edition else 'public'}")

    def on(self, day: date) -> Known:
        """The same data as known on another day, never later than this view."""
        if self.edition and day >= self.as_of:
            return self.selection.known
        return stores.known_on(self.dataset, min(day, self.as_of))

    @property
    def live(self) -> Dataset:
        """The data as they are today, also where the view is pinned to an edition."""
        return stores.dataset_in(self.folder) if self.edition else self.dataset

    @cached_property
    def where(self) -> dict[str, str]:
        """Address parameters that say what is looked at; the default dataset and live data need none."""
        default = next(iter(load.available().values())) == self.folder
        found = {} if default else {"dataset": self.folder.name}
        return {**found, "edition": self.edition.entry.name} if self.edition else found

    def query(self, chosen: Filters | None = None, **more: str) -> dict[str, list[str] | str]:
        """Address parameters that keep this view, or that show another choice, on any page."""
        return {**filters.query(self.filters if chosen is None else chosen), **self.where, "lang": self.t.language, **more}

    def content(self, table: str, row: str, column: str, original: str) -> str:
        """A content field in the reader's language."""
        return self.t.content(self.dataset, table, row, column, original)


_selections: Kept[Selection] = Kept(MOST_CHOICES)
_lists: Kept[Mapping[str, list[str]]] = Kept(MOST_LISTS)
_frozen_words: Kept[Words] = Kept(MOST_LISTS)


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
    _follow(page.url_path)
    try:
        _open_view(page.url_path, t, fallen)
    except BadDatasetError as error:
        problems.show(error, t)
        return
    except SealError as error:
        problems.show_edition(error, t)
        return
    view = current_view()
    with st.sidebar:
        _draw_sidebar(view)
    if view.dataset.fictional:
        st.warning(f"**{view.t('marking.exercise')}**")
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
    if view.edition:
        entry = view.edition.entry
        day = view.t.date(entry.as_of)
        st.caption(view.t("frame.frozen", name=escape(entry.name), day=day, method=entry.method, checksum=entry.checksum[:16]))
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


def _follow(page: str) -> None:
    """Let the last choice follow to another page, unless the address brings one of its own.

    Streamlit empties the address when the reader turns to another page.
    """
    last: View | None = st.session_state.get("view")
    if last and last.page != page and not any(name in st.query_params for name in (*WHERE, *filters.PARAMETERS)):
        for name, value in last.where.items():
            filters.write(name, [value])
        for name, values in filters.query(last.filters).items():
            filters.write(name, values)


def _open_view(page: str, t: Words, fallen: list[str]) -> None:
    """Make the view of this run, and keep it until the next."""
    folder, edition = _where(fallen)
    dataset = edition.known.dataset if edition else stores.dataset_in(folder)
    if edition:
        own = edition.catalogues[t.language]
        t = _frozen_words.get((edition.entry.checksum, t.language), lambda: Words(t.language, own))
    allowed = _allowed(dataset, t)
    query = {name: st.query_params.get_all(name) for name in filters.PARAMETERS}
    chosen, dropped = filters.parse(query, allowed)
    if edition and chosen.as_of:
        dropped.append(f"as_of={chosen.as_of.isoformat()}")
        chosen = chosen.with_(as_of=None)
    known = edition.known if edition else stores.known_on(dataset, chosen.as_of)
    st.session_state["view"] = _view(page, t, known, chosen, allowed, folder, edition, fallen + dropped)


def _where(fallen: list[str]) -> tuple[Path, Edition | None]:
    """The folder and the edition that the address names; what it names in vain is added to `fallen`."""
    folders = load.available()
    asked = st.query_params.get("dataset")
    if asked is not None and asked not in folders:
        fallen.append(f"dataset={asked}")
    folder = folders.get(asked or "", next(iter(folders.values())))
    name = st.query_params.get("edition")
    entry = next((one for one in stores.entries_in(folder) if one.name == name), None)
    if name is not None and entry is None:
        if path := editions.path_of(editions.folder_of(folder), name):
            entry = editions.entry(path)
        else:
            fallen.append(f"edition={name}")
    return folder, stores.edition_of(entry) if entry else None


def _allowed(dataset: Dataset, t: Words) -> Mapping[str, list[str]]:
    return _lists.get((dataset.fingerprint, t.language), lambda: filters.options(dataset, t))


def _view(
    page: str,
    t: Words,
    known: Known,
    chosen: Filters,
    allowed: Mapping[str, list[str]],
    folder: Path,
    edition: Edition | None,
    dropped: list[str],
) -> View:
    selection = _selections.get((known.dataset.fingerprint, known.as_of, chosen), lambda: select.choose(known, chosen))
    return View(page, t, known.dataset, chosen, selection, allowed, folder, edition, dropped)


def likely_views(page: str) -> Iterator[View]:
    """The views that readers ask for most: no filter, one CLASI state, or one priority, in each language."""
    folder = load.default_folder()
    known = stores.known_on(stores.dataset_in(folder))
    people = known.dataset.participants
    states = people.loc[people["kind"] == "clasi_state", "participant_id"]
    choices = [Filters(), *(Filters(country=(code,)) for code in states)]
    choices += [Filters(priority=(code,)) for code in known.dataset.priorities["priority_id"]]
    for language in words.languages():
        t = words.words(language)
        allowed = _allowed(known.dataset, t)
        for chosen in choices:
            yield _view(page, t, known, chosen, allowed, folder, None, [])


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
    _draw_where(view)
    filters.draw(view.dataset, view.filters, view.allowed, t, pinned=view.edition is not None)


def _draw_where(view: View) -> None:
    """What is looked at: the dataset, and live or as frozen in an edition."""
    t, folders = view.t, load.available()
    if len(folders) > 1:
        st.session_state["dataset"] = view.folder.name
        titles = distinct({name: _title(folder, t) for name, folder in folders.items()})
        st.selectbox(t("frame.dataset"), list(folders), format_func=titles.__getitem__, key="dataset", on_change=_write_dataset)
    if found := {entry.name: entry for entry in stores.entries_in(view.folder)}:
        st.session_state["edition"] = view.edition.entry.name if view.edition else ""
        st.selectbox(
            t("frame.edition"),
            ["", *reversed(found)],
            format_func=lambda name: f"{name} ({t.short_date(found[name].as_of)})" if name else t("frame.live"),
            key="edition",
            on_change=_write_edition,
            help=t("frame.edition_help"),
        )


def _title(folder: Path, t: Words) -> str:
    """Title of a dataset that a reader can choose, from its settings alone; the name of its folder where they cannot be read."""
    told = load.settings_of(folder)
    if told is None:
        return folder.name
    return t.titled(told["title"], fictional=told["fictional"])


def _write_language() -> None:
    st.query_params["lang"] = st.session_state["language"]


def _write_dataset() -> None:
    """Another dataset has other editions and its own horizon."""
    for name in ("edition", "as_of"):
        filters.write(name, [])
    default = next(iter(load.available()))
    chosen = st.session_state["dataset"]
    filters.write("dataset", [] if chosen == default else [chosen])


def _write_edition() -> None:
    filters.write("as_of", [])
    filters.write("edition", [st.session_state["edition"]] if st.session_state["edition"] else [])
