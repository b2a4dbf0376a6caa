"""What is true: datasets, their contract and the measures. No Streamlit, no Plotly, no clock."""
