"""The entry: run by Streamlit it draws the frame and the page; imported by the server it is the ASGI app."""

MENU = {
    "progress": ["overview", "priorities", "countries", "actions"],
    "calendar": ["timeline", "meetings", "changes"],
    "present": ["slides", "documents"],
    "about": ["data", "method", "accessibility"],
}
"""Folders of `pages/` and their scripts, in the order of the menu. A new page is added here."""

if __name__ == "__main__":
    from components import frame

    frame.run(MENU)
else:
    import streamlit as st

    from components.server import addresses, errors, parts

    addresses.PAGES.update(dict.fromkeys(name for names in MENU.values() for name in names))
    app = st.App(__file__, routes=parts.ROUTES, middleware=parts.MIDDLEWARE, lifespan=parts.warm, on_script_error=errors.on_script_error)
