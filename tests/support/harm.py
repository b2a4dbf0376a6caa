"""What hostile files are made of, and how soon they must be refused."""

from hypothesis import strategies as st

SOON = 5
"""Seconds of CPU within which a file must be refused."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)
