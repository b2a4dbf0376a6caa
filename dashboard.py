"""The entry: run by Streamlit it draws the frame and the page; imported by the server it is the ASGI app."""

MENU = {
    "progress": ["overview", "priorities", "countries", "actions"],
    "calendar": ["timeline", "meetings", "changes"],
    "present": ["slides", "documents"],
    "about": ["data", "method", "accessibility"],
}
"""Folders of `pages/` and their scripts, in the order of the menu. A new page is added here."""

if __name__ == "__main__":
    from components.app import shell

    shell.run(MENU)
else:
    import streamlit as st

    from components.app import errors
    from components.server import addresses
    from components.server import app as parts

    addresses.PAGES.update(dict.fromkeys(name for names in MENU.values() for name in names))
    app = st.App(
        __file__,
        routes=parts.ROUTES,
        middleware=parts.MIDDLEWARE,
        lifespan=parts.warm,
        on_script_error=errors.on_script_error,
    )
