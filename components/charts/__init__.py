"""Figures by subject: pure functions of a frame and words. No Streamlit."""
