"""The script that Streamlit runs: menu, place of the page, and the controls of the page."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.parse import urlencode
from weakref import WeakValueDictionary
from zlib import crc32

import streamlit as st
from streamlit.components.v2 import component

from components.layout.page import Pages
from components.server import limits, log, logo, refusals
from components.server.app import acting, opening, returns, room
from components.server.board import assets, content, scripts
from components.server.board.content import RenderedPage
from components.view import stores
from components.view import view as views
from components.view.labels import escape
from components.view.view import View
from data import editions
from data.archive import EditionError
from data.reading.problems import BadDatasetError
from data.text import words
from data.text.words import Words

ICON = Path(__file__).parents[2] / "assets/icon.png"
MENU_WIDTH = 200
"""Width of the menu in pixels; what a browser draws before Streamlit is there has the same."""
HTML = '<div class="board-place"></div>'
LOADS = f"""export default async (component) =>
  (await import(new URL("{assets.address(scripts.BOARD)}", document.baseURI).href)).mount(component)
"""
"""All that is sent of the script with the page; the rest is loaded once, as any file is."""
_board = component("roadmap_board", html=HTML, js=LOADS, isolate_styles=False)
_of_all = threading.BoundedSemaphore(limits.RUNS)
_of_one: WeakValueDictionary[str, threading.Semaphore] = WeakValueDictionary()
_guard = threading.Lock()


@contextmanager
def turn() -> Iterator[None]:
    """Hold a run until it is its turn: few work at a time, however many one address opens.

    Where its reader has gone meanwhile or has chosen anew, Streamlit ends it at its first message.
    """
    client = limits.client_of({"client": (st.context.ip_address or "", 0)})
    with _guard:
        own = _of_one.setdefault(client, threading.Semaphore(limits.RUNS_OF_ONE))
    with own, _of_all:
        yield


@turn()
def run(pages: Pages) -> None:
    """Draw the menu, mount the board in the page of the address, and draw its controls below."""
    language = language_of_run()
    t = stores.default_words(language)
    home = st.Page(
        _go_home, title=t("page.overview"), url_path="home", default=True, visibility="hidden"
    )
    # Twice: width and menu must stand before the view is made, which can take a while,
    # or the page moves; and only the view knows the title. The second call adds to the first.
    st.set_page_config(page_icon=str(ICON), layout="wide", initial_sidebar_state=MENU_WIDTH)
    page = st.navigation({"": [home], **_menu(pages, t)}, expanded=True)
    st.logo(logo.svg(t("product.name")), size="large")
    if page is home:
        page.run()
    st.session_state["page"] = page.url_path
    query = _query()
    last = {name: values[-1] for name, values in query.items() if values}
    address, drawn = f"{page.url_path}?{urlencode(query, doseq=True)}", None
    try:
        view = views.open_view(page.url_path, language, query)
        acting.hold(view)
        if pages[page.url_path].has_controls:
            drawn = content.draw(pages, view, last)
    except (BadDatasetError, EditionError) as error:
        st.set_page_config(page_title=f"{page.title} · {t('product.name')}")
        _mount(address, language)
        _refuse(error, t)
        return
    st.set_page_config(page_title=content.window(pages[view.page], view, last))
    shown = drawn.controls if drawn else ()
    _mount(address, language, drawn if shown else None)
    for control in shown:
        CONTROLS[control.name](view, **control.given)


def _mount(asked: str, language: str, drawn: RenderedPage | None = None) -> None:
    """Give the board its place in the page; its content comes another way (`board.js`).

    The frame of the page mounts it and not the page, so that Streamlit gives it one identity. Of a
    page that has controls, which is drawn, the board asks anew for what they have changed.
    """
    run = {"asked": asked, "language": language, "controls": bool(drawn)}
    _board(key="board", data={**run, "version": crc32(drawn.json) if drawn else 0})


def _freeze(view: View, meeting: str, day: date) -> None:
    """Freeze an edition for a meeting: a form, so that a name is not frozen half written."""
    t = view.t
    with st.form("freeze", border=True):
        st.caption(t("editions.help", day=t.date(day)))
        name = st.text_input(t("editions.name"), max_chars=40)
        submitted = st.form_submit_button(t("editions.freeze"), type="primary")

    def frozen() -> str:
        folder = editions.folder_of(view.folder)
        entry = editions.freeze(view.dataset, folder, name.strip(), day, meeting)
        return t("editions.done", name=entry.name, checksum=entry.checksum[:16])

    if submitted:
        acting.do(view, frozen)


CONTROLS: Mapping[str, Callable[..., None]] = {
    "freeze": _freeze,
    "round": opening.draw,
    "returns": returns.draw,
    "room": room.draw,
}
"""What only Streamlit can show, below the board: its name in layouts to what draws it."""


def _refuse(error: BadDatasetError | EditionError, t: Words) -> None:
    """Why nothing is shown, and the way on: by the command line, or out of an edition."""
    st.title(t("problems.title"), anchor=False)
    st.error("  \n".join(map(escape, refusals.sentences(error, t))))
    if isinstance(error, BadDatasetError):
        st.caption(t("problems.command"))
    else:
        st.button(t("frame.leave_edition"), on_click=_leave_edition, type="primary")


def _leave_edition() -> None:
    st.query_params.pop("edition")


def on_script_error(error: Exception) -> bool:
    """Log a failure of a page and show its number in the reader's language.

    Returns:
        `True`, so that Streamlit does not show its own message.
    """
    number = log.failure("page_error", error, page=st.session_state.get("page", "none"))
    st.error(words.words(language_of_run())("problems.failed", number=number))
    return True


def language_of_run() -> str:
    """The language of the address, else of the browser, else the first."""
    known = words.languages()
    wanted = (st.query_params.get("lang", ""), (st.context.locale or "")[:2].lower())
    return next((code for code in wanted if code in known), known[0])


def _menu(pages: Pages, t: Words) -> dict[str, list[st.Page]]:
    menu: dict[str, list[st.Page]] = {}
    for page in pages.values():
        path, title = f"{page.module.replace('.', '/')}.py", t(f"page.{page.name}")
        shown = "visible" if page.in_menu else "hidden"
        entry = st.Page(path, title=title, url_path=page.name, visibility=shown)
        menu.setdefault(t(f"section.{page.section}"), []).append(entry)
    return menu


def _query() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _go_home() -> None:
    """Lead the bare address to the Overview, so that each page has an address of its own."""
    st.switch_page("pages/progress/overview.py", query_params=_query())
