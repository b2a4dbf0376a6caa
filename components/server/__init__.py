"""The ASGI app around Streamlit: middleware, routes, warm-up."""
