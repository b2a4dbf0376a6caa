"""The frame of every page: language, dataset, filters and cut-off become the View that a page receives."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.app import failure, filters
from components.app.sections import documents
from components.cards import content
from components.view import choice, stores
from components.view import view as views
from components.view.labels import distinct, escape
from components.view.view import WHERE, View
from data import load, words
from data.archive import SealError
from data.model import Clearance
from data.problems import BadDatasetError, shorten
from data.words import Words

ROOT = Path(__file__).parents[2]
ICON = ROOT / "components/assets/icon.png"
LOGO = ROOT / "components/assets/logo.svg"


def run(menu: dict[str, list[str]]) -> None:
    """Draw the frame and the page that the address names.

    Args:
        menu: folder of `pages/` to the names of its scripts, in the order of the menu.
    """
    language, fallen = _language()
    _follow(language)
    t = words.words(language)
    pages = _pages(menu, t)
    st.set_page_config(page_icon=str(ICON), layout="wide")
    page = st.navigation(pages, expanded=True)
    st.session_state["turned_to"] = _page_asked_for()
    st.logo(str(LOGO), size="large")
    if page is pages[""][0]:
        page.run()
    try:
        _open_view(page.url_path, language, fallen)
    except (BadDatasetError, SealError) as error:
        st.set_page_config(page_title=f"{page.title} · {t('product.name')}")
        if isinstance(error, BadDatasetError):
            failure.show(error, t)
        else:
            failure.show_edition(error, t)
        return
    view = current_view()
    own = {name: st.query_params[name] for name in content.OWN if name in st.query_params}
    st.set_page_config(page_title=content.Content(view, own).window)
    _remember(page.url_path)
    with st.sidebar:
        _draw_sidebar(view)
    if view.dataset.fictional:
        st.warning(f"**{view.t('marking.exercise')}**")
    if not view.edition and (trouble := stores.trouble_of(view.folder)):
        st.warning(escape(trouble.said(view.t)))
    _resume()
    page.run()


@st.fragment(run_every="24h")
def _resume() -> None:
    """Let a browser that lost its server run the page anew once it is connected again.

    The new session (on another replica, after a restart, or once a laptop wakes up) knows nothing of
    what is on screen; without this, Streamlit's browser side asks for nothing, and the reader's next
    click is lost. It asks wherever a page has a part that runs by itself; this one is empty.
    """


def _pages(menu: dict[str, list[str]], t: Words) -> dict[str, list[st.Page]]:
    """The menu in a language, the hidden start page first.

    Streamlit marks the page that it is about to run, so each session keeps pages of its own.
    """
    kept: dict[str, dict[str, list[st.Page]]] = st.session_state.setdefault("pages", {})
    if t.language not in kept:
        home = st.Page(
            _go_home, title=t("page.overview"), url_path="home", default=True, visibility="hidden"
        )
        kept[t.language] = {"": [home]} | {
            t(f"section.{section}"): [
                st.Page(f"pages/{section}/{name}.py", title=t(f"page.{name}"), url_path=name)
                for name in names
            ]
            for section, names in menu.items()
        }
    return kept[t.language]


def menu_page(name: str) -> st.Page:
    """A page of the menu, to link to: a path would be looked for among the files at each use."""
    pages = st.session_state["pages"][current_view().t.language]
    return next(one for group in pages.values() for one in group if one.url_path == name)


def _remember(page: str) -> None:
    """Keep where the reader is, and on which other page the reader was before, each with its address."""
    here = (page, {name: st.query_params.get_all(name) for name in st.query_params})
    last = st.session_state.get("here", here)
    if last[0] != page:
        st.session_state["came_from"] = last
    st.session_state["here"] = here


def leave(view: View) -> None:
    """Turn back to the page from which the reader came, as it was left; to the Overview where there is none."""
    page, query = st.session_state.get("came_from", ("overview", view.query()))
    st.switch_page(menu_page(page), query_params=query)


def _go_home() -> None:
    """The bare address leads to the Overview, which so has an address of its own like every page."""
    st.switch_page(
        "pages/progress/overview.py",
        query_params={name: st.query_params.get_all(name) for name in st.query_params},
    )


def current_view() -> View:
    """The view of this run. Every page starts with it."""
    return st.session_state["view"]


def head(*, filtered: bool = True) -> View:
    """Title and sentence of purpose; on pages that the filters change, also the sentence that says them."""
    view = current_view()
    with beside_menu(view):
        st.title(view.t(f"page.{view.page}"), anchor=False, width="content")
    st.markdown(view.t(f"lead.{view.page}"))
    if filtered:
        st.caption(escape(view.sentence))
    if view.edition:
        entry = view.edition.entry
        day = view.t.date(entry.as_of)
        st.caption(
            view.t(
                "frame.frozen",
                name=escape(entry.name),
                day=day,
                method=entry.method,
                checksum=entry.checksum[:16],
            )
        )
    if view.dropped:
        st.warning(view.t("filters.dropped", values=escape(", ".join(map(shorten, view.dropped)))))
    if view.filters.as_of and view.filters.as_of > view.dataset.horizon:
        st.info(view.t("filters.after_horizon", day=view.t.date(view.dataset.horizon)))
    return view


@contextmanager
def beside_menu(view: View) -> Iterator[None]:
    """Draw what opens a page, with the documents of this view at the other end of the line."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        yield
        with st.container(width="content"):
            documents.menu(view)


def _language() -> tuple[str, list[str]]:
    """The reader's language: of the address, else of the last page, else of the browser."""
    asked = st.query_params.get("lang")
    known = words.languages()
    if asked in known:
        return asked, []
    dropped = [f"lang={asked}"] if asked is not None else []
    if "view" in st.session_state and not filters.by_history():
        return current_view().t.language, dropped
    return _browser_language(), dropped


def _browser_language() -> str:
    known, wanted = words.languages(), (st.context.locale or "")[:2].lower()
    return wanted if wanted in known else known[0]


def _page_asked_for() -> str:
    run = get_script_run_ctx()
    return run.page_script_hash if run else ""


def _follow(language: str) -> None:
    """Let the last choice and the language follow to another page, unless the address brings its own.

    Streamlit empties the address when the reader turns to another page. What stood in it is put back before the page is
    named and in the order in which it stood: the browser then keeps one address for the page, and Back leads to the one before.
    """
    last: View | None = st.session_state.get("view")
    if not last or filters.by_history():
        return
    follows: dict[str, list[str]] = {}
    _, before = st.session_state["here"]
    if st.query_params.get("lang") != language and (
        "lang" in before or language != _browser_language()
    ):
        follows["lang"] = [language]
    if st.session_state["turned_to"] != _page_asked_for() and not any(
        name in st.query_params for name in (*WHERE, *choice.PARAMETERS)
    ):
        follows |= {name: [value] for name, value in last.where.items()} | choice.query(
            last.filters
        )
    place = {name: number for number, name in enumerate(before)}
    filters.write(**dict(sorted(follows.items(), key=lambda item: place.get(item[0], len(place)))))


def _open_view(page: str, language: str, fallen: list[str]) -> None:
    """Make the view of this run, and keep it until the next."""
    view = views.opened(
        page,
        language,
        {name: st.query_params.get_all(name) for name in (*WHERE, *choice.PARAMETERS)},
    )
    st.session_state["view"] = replace(view, dropped=fallen + view.dropped)


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
    filters.draw(view.dataset, view.filters, view.allowed, t, pinned=view.edition is not None)
    _draw_where(view)


def _draw_where(view: View) -> None:
    """What is looked at: the dataset, and live or as frozen in an edition."""
    t, folders = view.t, load.available()
    if len(folders) > 1:
        st.session_state["dataset"] = view.folder.name
        titles = distinct({name: _title(folder, t) for name, folder in folders.items()})
        st.selectbox(
            t("frame.dataset"),
            list(folders),
            format_func=titles.__getitem__,
            key="dataset",
            on_change=_write_dataset,
        )
    if view.dataset.fictional:
        st.session_state["clearance"] = str(view.clearance)
        levels = [str(one) for one in Clearance]
        st.selectbox(
            t("frame.clearance"),
            levels,
            format_func=lambda one: t(f"clearance.{one}"),
            key="clearance",
            on_change=_write_clearance,
            help=t("frame.clearance_help"),
        )
    if found := {entry.name: entry for entry in stores.entries_in(view.folder)}:
        st.session_state["edition"] = view.edition.entry.name if view.edition else ""
        st.selectbox(
            t("frame.edition"),
            ["", *reversed(found)],
            format_func=lambda name: (
                f"{name} ({t.short_date(found[name].as_of)})" if name else t("frame.live")
            ),
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
    filters.chosen(lang=[st.session_state["language"]])


def _write_dataset() -> None:
    """Another dataset has other editions and its own horizon."""
    default = next(iter(load.available()))
    chosen = st.session_state["dataset"]
    filters.chosen(
        edition=[], as_of=[], clearance=[], dataset=[] if chosen == default else [chosen]
    )


def _write_clearance() -> None:
    chosen = st.session_state["clearance"]
    filters.chosen(clearance=[] if chosen == Clearance.PUBLIC else [chosen])


def _write_edition() -> None:
    filters.chosen(
        as_of=[], edition=[st.session_state["edition"]] if st.session_state["edition"] else []
    )
