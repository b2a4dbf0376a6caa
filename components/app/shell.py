"""The frame of every page: language, choice and cut-off become the view for its layout."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import streamlit as st

from components.app import address, documents, drawing, failure, navigation, sidebar
from components.app.navigation import Menu, current_view, menu_page
from components.app.script_run import by_history, page_hash
from components.cards import revisions
from components.cards.content import Content, page_parameters
from components.cards.parts import LayoutOf
from components.view import choice, stores
from components.view import view as views
from components.view.labels import escape
from components.view.view import WHERE, View
from data import words
from data.archive import SealError
from data.problems import BadDatasetError, shorten

ROOT = Path(__file__).parents[2]
ICON = ROOT / "components/assets/icon.png"
LOGO = ROOT / "components/assets/logo.svg"
BACK = {"action": "dossier.back", "meeting": "meetings.back"}
"""Parameter of a page that is about one thing to the words of the way back to all of them."""


def run(menu: Menu) -> None:
    """Draw what stands around the page that the address names, and the page."""
    language, dropped = _language()
    _follow(language)
    t = words.words(language)
    pages = navigation.pages(menu, t)
    # Set before the view is made, which can take a while; only the view knows the title.
    st.set_page_config(page_icon=str(ICON), layout="wide")
    page = st.navigation(pages, expanded=True)
    navigation.visit().script = page_hash()
    st.logo(str(LOGO), size="large")
    if page is pages[""][0]:
        page.run()
    try:
        view = views.open_view(page.url_path, language, query := address.query())
    except (BadDatasetError, SealError) as error:
        st.set_page_config(page_title=f"{page.title} · {t('product.name')}")
        if isinstance(error, BadDatasetError):
            failure.show_problems(error, t)
        else:
            failure.show_edition(error, t)
        return
    view = replace(view, dropped=dropped + view.dropped)
    navigation.keep_view(view)
    st.set_page_config(page_title=Content(view, page_parameters(view, address.own())[0]).window)
    navigation.remember(page.url_path, query)
    with st.sidebar:
        sidebar.draw(view)
    if view.dataset.fictional:
        st.warning(f"**{view.t('marking.exercise')}**")
    if not view.edition and (trouble := stores.trouble_of(view.folder)):
        st.warning(escape(trouble.sentence(view.t)))
    _resume()
    page.run()


@st.fragment(run_every="24h")
def _resume() -> None:
    """Let a browser that lost its server run the page anew once it is connected again.

    The new session (on another replica, after a restart, or when a laptop wakes up) does not know
    what is on screen. Streamlit's browser side asks for a new run only if a page has a part that
    runs by itself; without it, the next click is lost. So this is such a part, and it is empty.
    """


def draw(layout: LayoutOf, *, filtered: bool = True) -> None:
    """Draw the page that is run.

    Args:
        layout: its rows.
        filtered: whether the filters change it: the sentence that says them then stands above.
    """
    view = current_view()
    asked = address.own()
    own, dropped = page_parameters(view, asked, on_page=True)
    about = next((name for name in BACK if name in own), None)
    if about:
        with _beside_menu(view):
            drawing.turn(view.t(BACK[about]), about, icon=":material/arrow_back:")
    else:
        _head(view, filtered=filtered)
    for name in (name for name in asked if f"{name}={asked[name]}" in dropped):
        _leave_out(view, name, asked[name])
    drawing.draw(view, own, layout(view, own))


def _leave_out(view: View, name: str, value: str) -> None:
    """Say what became of a value that means nothing here, and take it out of the address."""
    former = revisions.former(view, value) if name == "action" else None
    if former is None:
        address.leave_out(name, value, view.t)
        return
    sentence, into = former
    st.info(escape(sentence))
    address.write(action=[])
    for page, kind in (("meetings", "meeting"), ("actions", "action")):
        if into in set(view.dataset.tables[page][f"{kind}_id"]):
            st.page_link(menu_page(page), label=into, query_params=view.query(**{kind: into}))


def _head(view: View, *, filtered: bool) -> None:
    """Title and sentence of purpose; where filters change the page, the sentence that says them."""
    t = view.t
    with _beside_menu(view):
        st.title(t(f"page.{view.page}"), anchor=False, width="content")
    st.markdown(t(f"lead.{view.page}"))
    if filtered:
        st.caption(escape(view.sentence))
    if view.edition:
        entry = view.edition.entry
        frozen = t(
            "frame.frozen",
            name=escape(entry.name),
            day=t.date(entry.as_of),
            method=entry.method,
            checksum=entry.checksum[:16],
        )
        st.caption(frozen)
    if view.dropped:
        st.warning(t("filters.dropped", values=escape(", ".join(map(shorten, view.dropped)))))
    if view.filters.as_of and view.filters.as_of > view.dataset.horizon:
        st.info(t("filters.after_horizon", day=t.date(view.dataset.horizon)))


@contextmanager
def _beside_menu(view: View) -> Iterator[None]:
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
    last = navigation.last_view()
    if last and not by_history():
        return last.t.language, dropped
    return _browser_language(), dropped


def _browser_language() -> str:
    known, wanted = words.languages(), (st.context.locale or "")[:2].lower()
    return wanted if wanted in known else known[0]


def _follow(language: str) -> None:
    """Keep the last choice and the language on another page, unless its address has its own.

    Streamlit empties the address when the reader turns to another page. The parameters are put
    back before the page is named, and in their old order. So the browser keeps one address for
    the page, and Back leads to the page before.
    """
    last, visit = navigation.last_view(), navigation.visit()
    if not last or not visit.here or by_history():
        return
    follows: dict[str, list[str]] = {}
    _, before = visit.here
    if st.query_params.get("lang") != language and (
        "lang" in before or language != _browser_language()
    ):
        follows["lang"] = [language]
    if visit.script != page_hash() and not any(
        name in st.query_params for name in (*WHERE, *choice.PARAMETERS)
    ):
        follows |= {name: [value] for name, value in last.where.items()} | choice.query(
            last.filters
        )
    place = {name: number for number, name in enumerate(before)}
    address.write(**dict(sorted(follows.items(), key=lambda item: place.get(item[0], len(place)))))
