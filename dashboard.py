"""The entry: Streamlit runs it to draw shell and page; the server imports the ASGI app from it.

The server loads the shell as well: the first visitor would wait for it.
"""

from components.layout import writing
from components.server.app import shell
from pages.about import accessibility, data, method
from pages.calendar import changes, meetings, timeline
from pages.present import documents, slides
from pages.progress import actions, agencies, countries, overview, priorities
from pages.round import returns, room

MODULES = (
    *(overview, priorities, countries, agencies, actions),
    *(timeline, meetings, changes),
    *(returns, room),
    *(slides, documents),
    *(data, method, accessibility),
)
"""Modules of the pages, section by section, in the order of the menu. A new page is added here."""
PAGES = {
    page.name: page
    for page in (module.PAGE for module in MODULES)
    if writing.is_on() or not page.writes
}

if __name__ == "__main__":
    shell.run(PAGES)
else:
    from functools import partial

    import streamlit as st

    from components.server import asgi

    ROUTES = asgi.routes(PAGES)
    MIDDLEWARE = asgi.middleware(PAGES, ROUTES)
    app = st.App(
        __file__,
        routes=ROUTES,
        middleware=MIDDLEWARE,
        lifespan=partial(asgi.warm, PAGES),
        on_script_error=shell.on_script_error,
    )
