"""Which texts hold the words that a reader typed: accents, capitals, plurals and a typo forgiven.

The words of a text are compared by their stem, which is the same for the singular and the plural
in English, Spanish and Portuguese. It is no word of a language and is shown nowhere.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache

MARKS = re.compile(r"[\u0300-\u036f]|['\u2019]s\b")
WORD = re.compile(r"[^\W_]+")
TOKEN = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+(?:['\u2019]s\b)?")
"""A word as it stands in a text, with its accents, that `words_of` makes plain."""
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
    """Return the words and numbers of a text in order, in small letters, without accents or 's."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(PLAIN)
    return WORD.findall(MARKS.sub("", plain))


def stem(word: str) -> str:
    """Return what singular and plural of a word have in common; it may be no word itself."""
    for ending, instead in ENDINGS:
        rest = word.removesuffix(ending)
        is_long = len(rest) + len(instead) >= SHORTEST_STEM
        if rest != word and is_long and not word.endswith("ss"):
            return stem(rest + instead)
    return word


def typo_pattern(word: str) -> str:
    """Return a regular expression of all words of which this one, of letters alone, may be a typo.

    A letter was left out, added, changed, or exchanged with the next one.
    """
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    forms = [f"{before}.{after}|{before}.?{after[1:]}" for before, after in parts]
    exchanged = [before + after[1] + after[0] + after[2:] for before, after in parts[:-2]]
    return "|".join([*forms, *exchanged])


class Texts:
    """Texts to be searched.

    Args:
        texts: code of an entry to its texts, the one that names it first, at most as many as there
            are `WEIGHTS`. A text may be the same in several languages, one after the other.
        small: words such as "of", which a search passes over unless it has no others.
        alike: groups of words that are found by each other, such as "port" and "maritime".
    """

    def __init__(
        self,
        texts: Mapping[str, Sequence[str]],
        small: Collection[str] = (),
        alike: Iterable[Sequence[str]] = (),
    ) -> None:
        self._small = frozenset(small)
        self._alike = {stem(word): stem(group[0]) for group in alike for word in group}
        self._stems: dict[str, str] = {}
        self._held: dict[str, dict[str, int]] = {}
        for code, own in texts.items():
            for weight, text in zip(WEIGHTS, own, strict=False):
                for word in dict.fromkeys(words_of(text)):
                    root = self._stems.get(word) or self._stems.setdefault(word, self._root(word))
                    self._held.setdefault(root, {}).setdefault(code, weight)
        self._words = "\n".join(["", *({**self._stems, **dict.fromkeys(self._held)}), ""])

    def find(self, text: str) -> dict[str, float]:
        """Return the entries that hold every word of a text, each with how well: higher is better.

        A word of two letters or more may be the beginning of one in the entry. That it holds a typo
        is supposed from five letters, where no entry holds it as it stands. Words after the first
        `MOST_WORDS` are not looked for; a text without words finds nothing.
        """
        held = [self._scored(roots) for roots in self._sought(text)]
        codes = set.intersection(*map(set, held)) if held else set()
        return {code: sum(found[code] for found in held) for code in codes}

    def places(self, text: str) -> Callable[[str], list[tuple[int, int, int]]]:
        """Return what says where a passage of these texts holds the words that `find` looks for.

        Of each it says which one it is, and where it begins and ends in the passage.
        """
        sought = self._sought(text)

        @cache
        def number(token: str) -> int | None:
            own = {self._stems.get(word) or self._root(word) for word in words_of(token)}
            return next((n for n, roots in enumerate(sought) if own & roots.keys()), None)

        return lambda passage: [
            (which, *token.span())
            for token in TOKEN.finditer(passage)
            if (which := number(token[0])) is not None
        ]

    def _sought(self, text: str) -> list[dict[str, float]]:
        """Return each word that is looked for, as the stems that hold it, each with how well."""
        sought = words_of(text)
        sought = [word for word in sought if word not in self._small] or sought
        return [self._holding(word) for word in sought[:MOST_WORDS]]

    def _root(self, word: str) -> str:
        return self._alike.get(stem(word), stem(word))

    def _holding(self, word: str) -> dict[str, float]:
        """Return each stem that holds a word with how well it does."""
        root = self._root(word)
        begun = self._matching(f"{word}.*") if len(word) >= SHORTEST_BEGINNING else ()
        found = dict.fromkeys(begun, BEGINNING) | {root: WHOLE}
        if self._held.keys() & found or len(word) < SHORTEST_TYPO or not word.isalpha():
            return found
        like = "|".join(typo_pattern(one) for one in {word, root} if len(one) > SHORTEST_STEM)
        roots = self._matching(like) or self._matching(f"(?:{like}).*")
        return dict.fromkeys(roots, TYPO)

    def _matching(self, pattern: str) -> set[str]:
        """Return the stems of all words that a pattern matches."""
        words = re.findall(f"\n({pattern})(?=\n)", self._words)
        return {str(self._stems.get(word, word)) for word in words}

    def _scored(self, roots: Mapping[str, float]) -> dict[str, float]:
        """Return the entries that hold a word of `roots` (stem to what it counts), each at best."""
        found: dict[str, float] = {}
        for root, how in roots.items():
            for code, weight in self._held.get(root, {}).items():
                found[code] = max(found.get(code, 0), weight * how)
        return found
