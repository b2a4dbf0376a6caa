"""The name of the roadmap beside its sign: whole where it fits, within the picture, and text."""

from xml.etree import ElementTree

import pytest

from components.server import logo

NAMES = {"CLASI": 1, "EU-CLASI Roadmap": 2, "Cooperación " * 12: 3, "<b>W</b>&" * 20: 1}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_length_stands_in_at_most_three_lines_as_text(name):
    tree = ElementTree.fromstring(logo.svg(name))
    lines = tree.findall("{*}text")
    written = " ".join(line.text for line in lines)
    assert tree.get("aria-label") == name
    assert len(lines) == NAMES[name]
    assert written == name or (written.endswith("…") and name.startswith(written[:-2]))
    assert all(0 < float(line.get("y")) < 64 for line in lines)
    sizes = {float(line.get("font-size")) for line in lines}
    assert min(sizes) >= logo.SMALLEST and max(sizes) <= logo.LARGEST
