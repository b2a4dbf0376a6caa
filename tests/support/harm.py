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


def damaged(draw: st.DataObject, content: bytes, longest: int) -> bytes:
    """A file of which one to four bytes are others, or as many pieces up to a length are gone."""
    found = bytearray(content)
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.integers(0, len(found) - 1))
        if draw.draw(st.booleans()):
            found[at] = draw.draw(st.integers(0, 255))
        else:
            del found[at : at + draw.draw(st.integers(1, longest))]
        if not found:
            break
    return bytes(found)
