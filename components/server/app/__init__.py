"""The Streamlit shell: menu, session, address, filters, failure. Nothing else touches Streamlit."""
