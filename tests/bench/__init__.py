"""What the Overview costs, beside the page that most people would write with Streamlit."""
