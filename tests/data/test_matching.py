"""What a search finds: accents, capitals, plurals and one typo make no difference."""

import pytest

from data.matching import Texts, stem


def found(text, *entries, small=()):
    """The places of the entries that a text finds; an entry is one text."""
    return [
        int(code) for code in Texts({str(n): [e] for n, e in enumerate(entries)}, small).find(text)
    ]


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("agency", "agencies"),
        ("service", "services"),
        ("process", "processes"),
        ("status", "statuses"),
        ("puerto", "puertos"),
        ("operación", "operaciones"),
        ("red", "redes"),
        ("voz", "voces"),
        ("país", "países"),
        ("crimen", "crímenes"),
        ("operação", "operações"),
        ("policial", "policiais"),
        ("homem", "homens"),
        ("fuzil", "fuzis"),
        ("papel", "papéis"),
        ("cidadão", "cidadãos"),
    ],
)
def test_a_word_is_found_by_its_plural_and_the_plural_by_the_word(singular, plural):
    assert found(plural, f"a {singular} here") == found(singular, f"the {plural}") == [0]


@pytest.mark.parametrize(
    ("one", "other"),
    [("police", "policy"), ("port", "part"), ("mesa", "mes"), ("country", "count")],
)
def test_words_that_are_no_plural_of_each_other_stay_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "typed", ["SÃO PAULO", "sao paulo", "São  Paulo!", "paulo são", "s\u0061\u0303o paulo"]
)
def test_accents_capitals_order_and_punctuation_make_no_difference(typed):
    assert found(typed, "São Paulo (Brasil)", "San Pablo") == [0]


@pytest.mark.parametrize("typed", ["Jorgensen", "JØRGENSEN", "Łodz", "commissions", "l'union"])
def test_letters_without_an_accent_of_their_own_and_apostrophes_are_found(typed):
    text = "Jørgensen in Łódź on the Commission’s day; l’union"
    assert found(typed, text) == [0]


@pytest.mark.parametrize("typed", ["colmbia", "colombbia", "kolombia", "coolmbia", "colombai"])
def test_one_typo_in_a_word_of_five_letters_is_forgiven(typed):
    assert found(typed, "Peru", "Colombia") == [1]


@pytest.mark.parametrize("typed", ["clmbia", "kolumbia", "peri", "A0O1", "2026"])
def test_two_typos_a_short_word_and_a_code_are_not(typed):
    assert found(typed, "Colombia 2025", "Peru A001") == []


def test_a_word_that_is_held_as_it_stands_is_no_typo_of_another():
    assert found("ports", "the ports", "sports", "the posts") == [0]


def test_the_beginning_of_a_word_finds_it_but_one_letter_does_not():
    assert found("euro", "Europol", "Peru") == [0]
    assert found("e", "Europol") == []
    assert found("5", "Priority 5", "Priority 55") == [0]


def test_every_word_must_be_held():
    assert found("ecuador puertos", "Puertos de Ecuador", "Ecuador", "puertos") == [0]


def test_small_words_are_passed_over_unless_there_are_no_others():
    assert found("the agreement with Peru", "Peru agreement", small=["the", "with"]) == [0]
    assert found("with", "with Peru", "Peru", small=["with"]) == [0]


@pytest.mark.parametrize("typed", ["", "  ", "!?", "—", "\x00", "\u0301"])
def test_a_text_without_words_finds_nothing(typed):
    assert found(typed, "Peru") == []


def test_what_names_an_entry_counts_more_than_what_is_said_of_it():
    texts = Texts(
        {"said": ["", "", "Europol"], "named": ["Europol"], "source": ["", "", "", "Europol"]}
    )
    scores = texts.find("europol")
    assert sorted(scores, key=lambda code: -scores[code]) == ["named", "said", "source"]


def test_the_same_word_counts_more_than_a_beginning_and_that_more_than_a_typo():
    same, begun, typo = (
        Texts({"a": [text]}).find("puerto")["a"] for text in ("puertos", "puertorriqueño", "puesto")
    )
    assert same > begun > typo
