"""Functions from a View to cards, words and rows, for pages and documents. Knows no Streamlit."""
