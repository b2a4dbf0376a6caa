"""The titles of the deck: each its own, none longer than a slide has room for."""

import pytest

from components.documents.deck.slide import MOST_OF_A_TITLE, cut
from tests.components.documents.test_deck import EACH, deck
from tests.support import hostile
from tests.support.turns import by_turns


@pytest.mark.parametrize(("language", "query"), EACH)
def test_no_two_slides_have_one_title_and_halves_say_of_what_they_are(query, language):
    """A list of slides, and whoever has it read aloud, knows a slide by its title alone."""
    view, found = deck(language, **query)
    titles = [slide.title for slide in found.values()]
    assert len(set(titles)) == len(titles)
    for key in ("matrix", "matrix-2") if "matrix-2" in found else ():
        first, last = found[key].body.rows[0].name, found[key].body.rows[-1].name
        assert found[key].title.endswith(f"({view.t('deck.from_to', first=first, last=last)})")


@pytest.mark.parametrize(("kind", "language"), by_turns(hostile.TITLES))
def test_titles_of_any_length_leave_room_for_the_number(hostile_titles, kind, language):
    hostile_titles(kind)
    _, found = deck(language)
    _, record = deck(language, dataset=["record"])
    assert list(found) == list(record)
    for key, slide in found.items():
        assert len(slide.title) <= MOST_OF_A_TITLE
        if key.startswith("priority-"):
            assert (
                slide.title.rsplit(": ", 2 if language != "en" else 1)[1:]
                == record[key].title.rsplit(": ", 2 if language != "en" else 1)[1:]
            )


@pytest.mark.parametrize(
    ("text", "most", "kept"),
    [
        ("short", 5, "short"),
        ("one two three", 9, "one two…"),
        ("one two, three", 10, "one two…"),
        ("a" * 40, 50, "a" * 29 + "…"),
        ("a\nb\t c", 9, "a b c"),
        ("45\xa0% of them", 20, "45\xa0% of them"),
        ("", 3, ""),
    ],
)
def test_a_name_is_cut_after_a_word_and_says_so(text, most, kept):
    assert cut(text, most) == kept
