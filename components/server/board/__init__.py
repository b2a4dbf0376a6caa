"""The surface that draws a page: its layout as JSON, the same by Streamlit's run and by a route."""
