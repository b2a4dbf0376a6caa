"""The Streamlit shell: menu, session, controls below the board, failure."""
