"""The entry: Streamlit runs it to draw shell and page; the server imports the ASGI app from it.

The server loads the shell as well: the first visitor would wait for it.
"""

from components.app import shell

MENU = {
    "progress": ["overview", "priorities", "countries", "agencies", "actions"],
    "calendar": ["timeline", "meetings", "changes"],
    "present": ["slides", "documents"],
    "about": ["data", "method", "accessibility"],
}
"""Folders of `pages/` and their files, in the order of the menu. A new page is added here."""

if __name__ == "__main__":
    shell.run(MENU)
else:
    from importlib import import_module

    import streamlit as st

    from components.app import errors
    from components.cards import content
    from components.server import addresses, asgi

    PAGES = {name: f"pages.{folder}.{name}" for folder, names in MENU.items() for name in names}
    addresses.PAGES.update(dict.fromkeys(PAGES))
    content.MENU.update(MENU)
    content.LAYOUTS.update({name: import_module(module).layout for name, module in PAGES.items()})
    app = st.App(
        __file__,
        routes=asgi.ROUTES,
        middleware=asgi.MIDDLEWARE,
        lifespan=asgi.warm,
        on_script_error=errors.on_script_error,
    )
