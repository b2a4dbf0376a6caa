"""What is found in a view: functions from a View to cards, words and rows. Pages and documents show the same ones; knows no Streamlit."""
