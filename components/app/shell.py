"""What stands around every page: language, choice and cut-off become the view that is drawn."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from components.app import address, controls, failure, navigation
from components.app.navigation import Menu
from components.app.run_turns import turn
from components.app.script_run import by_history, page_hash
from components.board import component, content
from components.view import choice
from components.view import view as views
from components.view.view import WHERE
from data import words
from data.archive import SealError
from data.problems import BadDatasetError

ROOT = Path(__file__).parents[2]
ICON = ROOT / "components/assets/icon.png"
LOGO = ROOT / "components/assets/logo.svg"
MENU_WIDTH = 200
"""Width of the menu in pixels; what a browser draws before Streamlit is there has the same."""


def run(menu: Menu) -> None:
    """Draw the page that the address names, when it is the turn of this run."""
    with turn():
        _draw(menu)


def _draw(menu: Menu) -> None:
    language, dropped = _language()
    _follow(language)
    t = words.words(language)
    pages = navigation.pages(menu, t)
    # Twice: width and menu must stand before the view is made, which can take a while,
    # or the page moves; and only the view knows the title. The second call adds to the first.
    st.set_page_config(page_icon=str(ICON), layout="wide", initial_sidebar_state=MENU_WIDTH)
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
    navigation.remember(page.url_path, query)
    asked = f"{page.url_path}?{urlencode(query, doseq=True)}"
    drawn = content.draw(view, {name: values[-1] for name, values in query.items() if values})
    st.set_page_config(page_title=drawn.window)
    component.mount(asked, drawn.json, language, navigation.visit().runs)
    _resume()
    for control in drawn.controls:
        controls.CONTROLS[control.name](view, **control.given)


@st.fragment(run_every="24h")
def _resume() -> None:
    """Let a browser that lost its server run the page anew once it is connected again.

    The new session (on another replica, after a restart, or when a laptop wakes up) does not know
    what is on screen. Streamlit's browser side asks for a new run only if a page has a part that
    runs by itself; without it, the next click is lost. So this is such a part, and it is empty.
    """


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
    if visit.script != page_hash():
        follows["lang"] = [language]
        if not any(name in st.query_params for name in (*WHERE, *choice.PARAMETERS)):
            follows |= {name: [value] for name, value in last.where.items()} | choice.query(
                last.filters
            )
    place = {name: number for number, name in enumerate(before)}
    address.write(**dict(sorted(follows.items(), key=lambda item: place.get(item[0], len(place)))))
