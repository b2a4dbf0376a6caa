"""Files that a reader takes along: made from data and words alone, without Streamlit."""
