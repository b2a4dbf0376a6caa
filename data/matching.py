"""Which texts hold the words that a reader typed: accents, capitals, plurals and a typo forgiven.

The words of a text are compared by their stem, which is the same for the singular and the plural
in English, Spanish and Portuguese. It is no word of a language and is shown nowhere.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from string import ascii_lowercase

MARKS = re.compile(r"[\u0300-\u036f]|['\u2019]s\b")
WORD = re.compile(r"[^\W_]+")
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})
MOST_WORDS = 12
"""Words of a search that are looked at."""
WEIGHTS = (8, 4, 2, 1)
"""What a word counts in the first text of an entry, which names it, and in those after it."""
WHOLE, BEGINNING, TYPO = 1.0, 0.6, 0.3
"""What it counts where it is the same word, the beginning of one, or the same but for a typo."""
SHORTEST_BEGINNING, SHORTEST_TYPO = 2, 5
"""Letters from which a word is taken for a beginning, and from which it may hold a typo."""
SHORTEST_STEM = 3
ENDINGS = (
    *(("oes", "o"), ("aes", "o"), ("aos", "o"), ("ao", "o"), ("ies", "y"), ("ie", "y")),
    *(("ais", "al"), ("eis", "el"), ("ois", "ol"), ("uis", "ul"), ("ns", "n"), ("is", "il")),
    *(("es", ""), ("s", ""), ("e", ""), ("m", "n"), ("z", "c")),
)
"""Endings in which singular and plural differ, and what stands for both, the first that fits."""


def words_of(text: str) -> list[str]:
    """The words of a text in order, in small letters and without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(PLAIN)
    return WORD.findall(MARKS.sub("", plain))


def stem(word: str) -> str:
    """What the singular and the plural of a word have in common."""
    while True:
        ending, instead = next(
            (
                (ending, instead)
                for ending, instead in ENDINGS
                if word.endswith(ending)
                and len(word) - len(ending) + len(instead) >= SHORTEST_STEM
                and not word.endswith("ss")
            ),
            ("", ""),
        )
        if not ending:
            return word
        word = word.removesuffix(ending) + instead


@lru_cache(maxsize=MOST_WORDS)
def typos(word: str) -> frozenset[str]:
    """Every word of which this one is a typo: a letter left out, added, changed or exchanged."""
    return frozenset(_typos(word))


def _typos(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in ascii_lowercase:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


class Texts:
    """Texts to be searched.

    Args:
        texts: code of an entry to its texts, the one that names it first, at most as many as there
            are `WEIGHTS`. A text may be the same in several languages, one after the other.
        small: words such as "of", which a search passes over unless it has no others.
    """

    def __init__(self, texts: Mapping[str, Sequence[str]], small: Collection[str] = ()) -> None:
        self._codes, self._small = list(texts), frozenset(small)
        stems: dict[str, str] = {}
        held: dict[str, dict[int, int]] = {}
        for place, own in enumerate(texts.values()):
            for weight, text in zip(WEIGHTS, own, strict=False):
                for word in dict.fromkeys(words_of(text)):
                    root = stems.get(word) or stems.setdefault(word, stem(word))
                    held.setdefault(root, {}).setdefault(place, weight)
        self._stems, self._words = stems, sorted(stems)
        self._begun = frozenset(word[:end] for word in stems for end in range(len(word)))
        self._places = {root: array("I", found) for root, found in held.items()}
        self._weights = {root: array("B", found.values()) for root, found in held.items()}

    def find(self, text: str) -> dict[str, float]:
        """The entries that hold every word of a text, each with how well: higher is better.

        A word may be the beginning of one in the entry. That it holds a typo is supposed where no
        entry holds it as it stands. A text without words finds nothing.
        """
        asked = words_of(text)
        asked = [word for word in asked if word not in self._small] or asked
        found: dict[int, float] | None = None
        for word in asked[:MOST_WORDS]:
            held = self._holding(word)
            found = (
                held
                if found is None
                else {place: found[place] + held[place] for place in found.keys() & held.keys()}
            )
            if not found:
                return {}
        return {self._codes[place]: score for place, score in sorted((found or {}).items())}

    def _holding(self, word: str) -> dict[int, float]:
        """Place of each entry that holds a word to how well it does."""
        found: dict[int, float] = {}
        root = stem(word)
        self._add(found, [root], WHOLE)
        if len(word) >= SHORTEST_BEGINNING:
            self._add(found, self._beginning(word), BEGINNING)
        if not found and len(word) >= SHORTEST_TYPO and word.isalpha():
            meant = typos(word)
            self._add(found, {self._stems[one] for one in meant & self._stems.keys()}, TYPO)
            self._add(found, {one for one in typos(root) if len(one) > SHORTEST_STEM}, TYPO)
            if not found:
                begun = (self._beginning(one) for one in meant & self._begun)
                self._add(found, {root for roots in begun for root in roots}, TYPO)
        return found

    def _beginning(self, word: str) -> set[str]:
        """The stems of the words that begin with this one."""
        first = bisect_left(self._words, word)
        following = (self._words[place] for place in range(first, len(self._words)))
        return {self._stems[one] for one in takewhile(lambda one: one.startswith(word), following)}

    def _add(self, found: dict[int, float], roots: Collection[str], how: float) -> None:
        """Add the entries that hold a word of these stems, each with the best it is found by."""
        for root in roots:
            if root in self._places:
                for place, weight in zip(self._places[root], self._weights[root], strict=True):
                    if (score := weight * how) > found.get(place, 0):
                        found[place] = score
