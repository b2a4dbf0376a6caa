"""Marks as native shapes, one for all of a state."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from components.charts import theme
from components.charts.slide_figures import BESIDE, UNDER, Marks
from components.documents.deck.slide import Group, Line, Number
from components.documents.pptx import native_map, paint, texts
from components.documents.pptx.native_tables import GAP, HERO_SHARES
from components.documents.pptx.place import Place

TOP = 22
"""Points from the top of a group to its digits."""
INK = 0.78
"""Share of the room of a mark that is its side."""


def rooms(place: Place, items: Sequence[Number | Group | Line]) -> Iterator[tuple[Marks, Place]]:
    """The marks of a slide and where they stand: beside a number, or under the big one."""
    wide, high = place.points
    columns, left = sum(one.columns for one in items if isinstance(one, Group)), 0.0
    for one in items:
        if isinstance(one, Number) and one.marks.states:
            yield one.marks, place.part(0, high - UNDER, HERO_SHARES[0] * wide - GAP, UNDER)
        if isinstance(one, Group):
            each = one.columns * wide / columns
            beside = texts.width(one.number, texts.KEY_SIZE, bold=True) + GAP
            if one.marks.states:
                yield one.marks, place.part(left + beside, TOP, each - beside - GAP, BESIDE)
            left += each


def xml(place: Place, marks: Marks) -> Markup:
    """Marks in XML, row by row, in the middle of the height of their place."""
    across, size = marks.fitted(*place.points)
    number, at, shapes = sum(n for _, n in marks.states), 0, []
    top, side = (place.points[1] - -(-number // across) * size) / 2, INK * size
    for state, n in marks.states:
        squares = ((one % across * size, one // across * size) for one in range(at, at + n))
        steps = f"l{side:.1f} 0 0 {side:.1f} -{side:.1f} 0z"
        drawn = native_map.outline("".join(f"M{x:.1f} {y:.1f}{steps}" for x, y in squares))
        (x, y), look = drawn.corner, paint.look(theme.look(state))
        shapes.append((place.part(x, top + y, *drawn.size), state, drawn.path, look))
        at += n
    return texts.written("marks.xml", place=place, shapes=shapes)
