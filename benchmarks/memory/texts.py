"""Made-up news, in sentences: words by Zipf's law, and sentences that come again, whole or in other words."""

from __future__ import annotations

import random
import re
import tomllib
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

WORDS = Path(__file__).parent / "words.toml"
LANGUAGES = ("en", "zh", "ar")
_SHIFT = 2.7  # Mandelbrot's: the first ranks are less far apart
_AGAIN = 0.06  # sentences that are an earlier one, changed a little
_KEPT = 5_000  # earlier ones to choose from
_SLOT = re.compile(r"\{(\w)\}")


class Zipf:
    """Draws items: the r-th about as often as 1 / (r + 2.7)."""

    def __init__(self, items: Sequence[str]) -> None:
        self.items = items
        self._sums = list(accumulate(1 / (rank + _SHIFT) for rank in range(len(items))))

    def draw(self, chance: random.Random) -> str:
        return self.items[bisect(self._sums, chance.random() * self._sums[-1])]


class Source:
    """Sentences of one language, and words for editing them."""

    def __init__(self, language: str, seed: int) -> None:
        self.language = language
        self.chance = random.Random(f"{language} {seed}")
        said = tomllib.loads(WORDS.read_text(encoding="utf-8"))[language]
        self._patterns: list[str] = said["patterns"]
        self._slots = _SLOTS[language](said, self.chance)
        self._earlier: list[str] = []

    def sentences(self, count: int) -> Iterator[str]:
        """`count` different sentences."""
        seen: set[int] = set()
        while len(seen) < count:
            text = self._sentence()
            if (mark := hash(text)) not in seen:
                seen.add(mark)
                yield text

    def edited(self, text: str, share: float) -> str:
        """`text` with about so many of its words replaced, taken out, added, or in each other's place."""
        words = self.parts(text)
        for _ in range(max(1, round(share * len(words)))):
            at = self.chance.randrange(len(words))
            what = self.chance.random()
            if what < 0.6:
                words[at] = self.word()
            elif what < 0.75 and len(words) > 2:
                del words[at]
            elif what < 0.9:
                words.insert(at, self.word())
            elif at:
                words[at - 1], words[at] = words[at], words[at - 1]
        return ("" if self.language == "zh" else " ").join(words)

    def parts(self, text: str) -> list[str]:
        """What an edit changes: words, in Chinese two characters."""
        return re.findall(r"[一-鿿]{1,2}|.", text) if self.language == "zh" else text.split(" ")

    def word(self) -> str:
        return self._slots[self.chance.choice([name for name in self._slots if name in "nvaw"])]()

    def _sentence(self) -> str:
        if self._earlier and self.chance.random() < _AGAIN:
            return self.edited(self.chance.choice(self._earlier), 0.12)
        pattern = self.chance.choice(self._patterns)
        text = _SLOT.sub(lambda slot: self._slots[slot[1]](), pattern).replace(" .", ".").replace(" ,", ",")
        text = text.replace("“ ", "“").replace(" ”", "”")
        if len(self._earlier) < _KEPT:
            self._earlier.append(text)
        else:
            self._earlier[self.chance.randrange(_KEPT)] = text
        return text


_Slots = dict[str, Callable[[], str]]


def _english(said: dict[str, str], chance: random.Random) -> _Slots:
    onsets, vowels, codas = (said[name].split() for name in ("onsets", "vowels", "codas"))

    def stems(count: int, syllables: Sequence[int]) -> list[str]:
        made: dict[str, None] = {}
        while len(made) < count:
            parts = range(chance.choice(syllables))
            made["".join(chance.choice(onsets) + chance.choice(vowels) for _ in parts) + chance.choice(codas)] = None
        return list(made)

    def words(known: str, endings: str, count: int) -> Zipf:
        ends = [end.replace("-", "") for end in said[endings].split()]
        made = [stem + chance.choice(ends) for stem in stems(count, (1, 2))]
        return Zipf(list(dict.fromkeys([*said[known].split(), *made])))

    nouns = words("nouns", "noun_endings", 25_000)
    verbs = words("verbs", "verb_endings", 6_000)
    adjectives = words("adjectives", "adjective_endings", 9_000)
    ends = said["name_endings"].split()
    names = Zipf([stem.capitalize() + chance.choice(ends) for stem in stems(20_000, (1, 1, 2))])
    days, months = said["days"].split(), said["months"].split()
    return {
        "n": lambda: nouns.draw(chance),
        "v": lambda: verbs.draw(chance),
        "p": lambda: verbs.draw(chance).removesuffix("ed"),
        "a": lambda: adjectives.draw(chance),
        "N": lambda: names.draw(chance),
        "D": lambda: chance.choice(days),
        "M": lambda: chance.choice(months),
        "k": lambda: _number(chance),
    }


def _chinese(said: dict[str, str], chance: random.Random) -> _Slots:
    characters = Zipf(list(dict.fromkeys(said["characters"])))
    made: dict[str, None] = dict.fromkeys(said["words"].split())
    while len(made) < 30_000:
        made["".join(characters.draw(chance) for _ in range(chance.choice((2, 2, 2, 3))))] = None
    words = Zipf(list(made))
    return {
        "w": lambda: words.draw(chance),
        "d": lambda: chance.choice("一二三四五六日"),
        "k": lambda: _number(chance),
    }


def _arabic(said: dict[str, str], chance: random.Random) -> _Slots:
    letters, shapes, proclitics = (said[name].split() for name in ("letters", "shapes", "proclitics"))
    roots = list(dict.fromkeys(tuple(chance.sample(letters, 3)) for _ in range(4_000)))
    made: dict[str, None] = {}
    while len(made) < 30_000:
        root = chance.choice(roots)
        made[re.sub(r"[123]", lambda place: root[int(place[0]) - 1], chance.choice(shapes))] = None  # noqa: B023
    words = Zipf([*said["words"].split(), *made])
    verbs = Zipf([*said["verbs"].split(), *list(made)[:4_000]])
    days = said["days"].split()

    def word() -> str:
        found = words.draw(chance)
        return found if found.startswith("ال") else chance.choice(proclitics).replace("-", "") + found

    return {
        "w": word,
        "v": lambda: verbs.draw(chance),
        "d": lambda: chance.choice(days),
        "k": lambda: _number(chance),
    }


_SLOTS: dict[str, Callable[[dict[str, str], random.Random], _Slots]] = {
    "en": _english,
    "zh": _chinese,
    "ar": _arabic,
}


def _number(chance: random.Random) -> str:
    return str(int(10 ** chance.uniform(0.3, 3.5)))
