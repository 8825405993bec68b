"""How a translation spells names: whether one that the source has stands there, and what stands behind a first name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from operator import and_

from dragoman.checks.foreign_words import (
    KATAKANA,
    forms_in,
    function_words,
    joined_names,
    parts_of,
    spells_surely,
    stretches,
    whole_and_parts,
)
from dragoman.checks.known_spellings import Spelling, said_in
from dragoman.checks.sides import Side
from dragoman.language.capital_words import is_also_given, may_be_in_characters
from dragoman.language.capitals import has_case
from dragoman.language.facts import table
from dragoman.language.people import given_names, given_names_of, spells_names
from dragoman.language.scripts import is_latin
from dragoman.language.skeletons import (
    closeness,
    fold,
    is_a_letter_off,
    looks_like,
    may_spell,
    may_transliterate,
    skeleton,
    sounds_of,
    swaps_a_sound,
)
from dragoman.language.tags import primary

_KATAKANA_END = re.compile(r"[\u30a1-\u30fa\u30fc]+\Z")
# What stands before the first word of a sentence.
BREAK = re.compile(r"(?:\A|[.!?…:“„”‘‚»‹›(—–\[•|\"\n]) *[«“„]?\Z")
_OWNING = re.compile(r"['’].*")
_POINT = re.compile("[·・＝=‧•]")
# How close two spellings must be: where the name belongs, anywhere in a sentence, where little else speaks for it.
NEAR, LIKELY, SURE = 0.58, 0.64, 0.75
IN_CHINESE = 0.5  # instead of NEAR: its syllables leave out and add consonants
_NO_DOUBT = 0.9
_WORDS = 400  # words of a translation that are compared


class Spelled:
    """A translation as a reader of names sees it. `words` are those that may spell a foreign name, in order, each as it
    stands and in the forms that it may be without clitics; read once."""

    def __init__(self, target: Side) -> None:
        self._target = target
        self._code = primary(target.language)

    @cached_property
    def words(self) -> list[tuple[str, ...]]:
        return list(forms_in(self._target))[:_WORDS]

    @cached_property
    def is_latin(self) -> bool:
        """True when names in Latin letters stay nearly as they are."""
        return is_latin(self._target.language)

    @cached_property
    def keeps_names(self) -> bool:
        """True when names in Latin letters stay as they are but for an ending behind them."""
        return self.is_latin and self._code in table("people")["keep_names"]

    def may_stand(self, name: str, word: str) -> bool:
        """True when a word that stands where a name belongs may be it."""
        return closeness(name, word) >= (IN_CHINESE if self._code == "zh" else NEAR)

    @property
    def tells_strangers(self) -> bool:
        """True when foreign names can be told from other words: by their capitals, by katakana, by what spells them."""
        return has_case(self._target.language) or self._code in ("ja", "zh")

    @cached_property
    def plain(self) -> frozenset[str]:
        """The words in Latin letters without accents, and their parts."""
        return frozenset(fold(form) for forms in self.words for form in forms)

    def where(self, names: Sequence[str]) -> Spelling | None:
        """The words here that spell a name for sure, where it is spelled by its sounds: the cheap question, and mostly
        the last. None where nothing does so surely."""
        if self.is_latin or self._code == "zh":
            return None
        said, heard = self._said, self._heard
        own, first = sounds_of(names[-1]), sounds_of(names[-2]) if len(names) > 1 else None
        for at, sounds in enumerate(heard):
            if sounds in own and (first is None or (at and heard[at - 1] in first)):
                return said[at] if first is None else (said[at - 1], said[at])
        for at, word in enumerate(said):
            if heard[at] is None or not _surely_spells(names[-1], word):
                continue
            if first is None:
                return word
            if at and closeness(names[-2], said[at - 1]) >= SURE:
                return said[at - 1], word
        return None

    def where_in_chinese(self, names: Sequence[str], reach: int) -> list[str]:
        """The words here each of which alone lets a name stand: joined names with its first name and, up to `reach`
        parts behind it, another of its words; for one of a single word, what may spell it."""
        if self._code != "zh":
            return []
        if len(names) < 2:
            return [run for run in self._runs if may_spell_in_chinese(names[0], run)]
        found = []
        for joined in joined_names(self._target.running):
            near, _ = Spelled(Side(joined, self._target.language)).after(names[0], reach)
            if any(self.may_stand(name, form) for name in names[1:] for form in near):
                found.append(joined)
        return found

    @cached_property
    def _said(self) -> tuple[str, ...]:
        return said_in(self._target)

    @cached_property
    def _runs(self) -> list[str]:
        """In Chinese, the runs of signs that stand for sounds."""
        return spells_names().findall(self._target.running)[:_WORDS]

    @cached_property
    def _heard(self) -> list[str | None]:
        """What each word sounds like; "" for words that hardly sound, None for those that are no names."""
        common = function_words(self._code)
        found = (skeleton(word) if word not in common else None for word in self._said)
        return [sounds if sounds is None or len(sounds) > 1 else "" for sounds in found]

    def has(self, name: str) -> bool:
        """True when a name (small letters) stands here letter by letter, accents and an ending aside."""
        folded = fold(name)
        if folded in self.plain or any(part in self.plain for part in parts_of(folded)):
            return True
        size, endings = len(folded), _behind(self._code)
        return any(
            word[:size] == folded and (word[size:] in endings if endings else len(word) < size + 5)
            for word in self.plain
        )

    def may_have(self, names: Sequence[str]) -> bool:
        """False only when no word here can be one of the words of a name. Where any word may look like a name, one of
        two must be found for sure, or both of them side by side."""
        if self.keeps_names:
            family = names[-1]
            return any(map(self.has, names)) or any(looks_or_sounds(family, form) for form in self.forms)
        if self.is_latin:
            return any(self.has(name) or any(looks_or_sounds(name, form) for form in self.forms) for name in names)
        if self._code in ("zh", "ja") and may_be_in_characters(names):
            return True
        if self._code == "zh":
            return any(may_spell_in_chinese(name, run) for run in self._runs for name in names)
        if len(names) == 1 or self.tells_strangers:
            parts = [part for name in names for part in whole_and_parts(name)]
            return any(closeness(part, form) >= LIKELY for part in parts for form in self.forms)
        parts = [part for name in names for part in whole_and_parts(name) if len(skeleton(part)) > 1]
        if any(closeness(part, form) >= SURE for part in parts for form in self.forms):
            return True
        rows = [[any(closeness(name, form) >= LIKELY for form in forms) for forms in self.words] for name in names]
        return any(any(map(and_, row, following[1:])) for row, following in pairwise(rows))

    def has_no_room_for(self, names: Sequence[str]) -> bool:
        """True when a name of hardly any sounds cannot stand behind its first name, which leaves no doubt: what stands
        there sounds quite otherwise. Omar Ali and Omar Said."""
        if len(names) < 2 or self.is_latin or self._code == "zh":
            return False
        near, is_sure = self.after(names[0], 1)
        own = set(skeleton(names[-1]))
        return (
            is_sure and bool(near) and all(len(skeleton(form)) > 1 and own.isdisjoint(skeleton(form)) for form in near)
        )

    def swaps(self, family: str, near: Sequence[str]) -> bool:
        """True when the nearest of the words that stand where a family name belongs has one of its sounds in another's
        stead, and nothing here spells it right."""
        if self.is_latin or self._code == "zh":
            return False
        best = max(near, key=lambda form: closeness(family, form))
        return swaps_a_sound(family, best) and not any(closeness(family, form) == 1.0 for form in self.forms)

    def resembles(self, name: str) -> bool:
        """True when any word here may be a name by however little."""
        return any(may_spell(name, form) for form in self.forms)

    def surely_has(self, name: str) -> bool:
        """True when a word here has nearly all the sounds of a name."""
        return any(closeness(name, form) >= SURE for form in self.forms)

    @cached_property
    def forms(self) -> frozenset[str]:
        """Every form of every word."""
        return frozenset(form for forms in self.words for form in forms)

    def after(self, given: str, reach: int) -> tuple[list[str], bool]:
        """The words that stand where a family name belongs, up to `reach` behind a first name, and whether that name
        leaves no doubt."""
        if self._code in ("ja", "zh"):
            return self._joined(given, reach), True
        found = [(_given_closeness(given, forms), at) for at, forms in enumerate(self.words)]
        best = max((close for close, _ in found), default=0.0)
        if best < SURE:
            return [], False
        places = [at for close, at in found if close == best]
        near = [form for at in places for forms in self.words[at + 1 : at + 1 + reach] for form in forms]
        return near, best >= _NO_DOUBT and len(skeleton(given)) > 2

    def _joined(self, given: str, reach: int) -> list[str]:
        """What a point joins to a first name, in whatever characters; in Chinese any beginning of it."""
        parts = _POINT.split(self._target.running)
        found: list[str] = []
        for at, part in enumerate(parts[:-1]):
            ends = [part[-size:] for size in range(1, 11)]
            if self._code == "ja":
                ends = _KATAKANA_END.findall(part[-20:])
            if _given_closeness(given, ends) < SURE:
                continue
            for following in parts[at + 1 : at + 1 + reach]:
                if self._code == "zh":
                    found += stretches(following[:8]) if reach > 1 else [following[:size] for size in range(1, 9)]
                else:
                    run = KATAKANA.match(following)
                    found.append(run.group() if run else following[:3])
        return [form for form in found if form]

    def behind(self, given: str) -> str:
        """The word with a capital, in small letters, that stands directly behind a first name as it stands in the
        source; "" where none does."""
        return next((family for first, family, _ in self._pairs if fold(first) == fold(given)), "")

    def nearly(self, family: str) -> str:
        """A word with a capital that has most of a name's letters, in small letters; "" for none."""
        return next((_OWNING.sub("", form) for form in sorted(self.forms) if looks_like(family, form)), "")

    def a_letter_off(self, family: str) -> str:
        """A word with a capital that has all of a name's letters but one, in small letters; "" for none."""
        return next((form for form in sorted(self.forms) if is_a_letter_off(family, _OWNING.sub("", form))), "")

    def has_another_given(self, given: str, family: str) -> bool:
        """True when a first name that is surely another stands before a family name, and the right one nowhere."""
        if self._code in ("ja", "zh"):
            return self._is_joined_to_another(given, family)
        if self.is_latin:
            sure = [(first, begins) for first, last, begins in self._pairs if fold(last) == fold(family)]
            if self.has(given):
                return False
            if self.keeps_names and any(_is_another_given(given, name) for name, _ in sure):
                return True
            if any(looks_like(given, form) for form in self.forms if fold(form) != fold(family)):
                return False
            tells = self._code not in table("people")["capital_titles"]
            return any(
                name.capitalize() in given_names()
                or (is_also_given(name) and self._code != "en")
                or (tells and not is_first and name not in _titles())
                for name, is_first in sure
            )
        if len(skeleton(given)) < 2 or any(closeness(given, form) >= SURE for form in self.forms):
            return False
        known = given_names_of(self._code)
        if has_case(self._target.language):  # titles have no capital here
            firsts = [
                first
                for first, last, begins in self._pairs
                if closeness(family, last) >= SURE
                and (not begins or first in known or (len(skeleton(first)) > 2 and spells_another(given, first)))
            ]
            return any(closeness(given, first) < NEAR or spells_another(given, first) for first in firsts)
        places = [at for at, forms in enumerate(self.words) if any(closeness(family, form) >= SURE for form in forms)]
        before = [self.words[at - 1] for at in places if at and self.words[at - 1]]
        if any(form in known and closeness(given, form) < NEAR for forms in before for form in forms):
            return True
        # A word with an article is a title.
        return any(
            len(skeleton(word)) > 2 and word[0] not in "اה" and spells_another(given, word) for word, *_ in before
        )

    def _is_joined_to_another(self, given: str, family: str) -> bool:
        parts = _POINT.split(self._target.running)
        if len(skeleton(given)) < 2 or len(parts) != 2:
            return False
        if self._code == "ja":
            first, last = _KATAKANA_END.search(parts[0]), KATAKANA.match(parts[1])
            if first is None or last is None or closeness(family, last.group()) < SURE:
                return False
            return spells_another(given, first.group()) or all(closeness(given, form) < NEAR for form in self.forms)
        if any(closeness(given, form) >= NEAR for form in self.forms):
            return False
        return any(closeness(family, parts[1][:size]) >= SURE for size in range(2, 9))

    @cached_property
    def _pairs(self) -> list[tuple[str, str, bool]]:
        """Two words with a capital side by side, in small letters, and whether a sentence begins with them."""
        text, words = self._target.running, self._target.words[:_WORDS]
        return [
            (first, _OWNING.sub("", second), BREAK.search(text, max(0, begin - 4), begin) is not None)
            for (first, begin, end), (second, start, stop) in pairwise(words)
            if text[end:start] == " "
            and text[begin].isupper()
            and text[start].isupper()
            and not text[start:stop].isupper()
        ]


def _given_closeness(given: str, forms: Sequence[str]) -> float:
    """How sure it is that a word spells a first name; one with a single consonant says little, so that its length must
    agree."""
    sounds = skeleton(given)
    if len(sounds) > 1:
        return max((closeness(given, form) for form in forms), default=0.0)
    for form in forms:
        is_han = "\u4e00" <= form[:1] <= "\u9fff"  # a syllable each
        if sounds and sounds == skeleton(form) and (is_han or (len(form) > 2 and abs(len(form) - len(given)) < 2)):
            return SURE
    return 0.0


@lru_cache(maxsize=16384)
def may_spell_in_chinese(name: str, run: str) -> bool:
    """True when a part of a run of signs may be a name; beside it stands little that could belong to it."""
    return any(
        closeness(name, form) >= (IN_CHINESE if spells_surely(form) else SURE)
        for form in stretches(run)
        if len(form) > max(1, len(run) - 4)
    )


def _surely_spells(name: str, word: str) -> bool:
    return closeness(name, word) >= SURE and not swaps_a_sound(name, word)


def _is_another_given(given: str, other: str) -> bool:
    """True for two known first names that are no spellings of one: Maria and Marta."""
    if not given_names().issuperset((given.capitalize(), other.capitalize())):
        return False
    return skeleton(given) != skeleton(other) and not may_transliterate(given, other)


def spells_another(given: str, form: str) -> bool:
    """True when a word in another script has all the sounds of another known first name, and not those of a known
    one."""
    heard = skeleton(form)
    return (
        len(heard) > 1
        and given.capitalize() in given_names()
        and heard in _given_sounds(is_kana="\u3040" <= form[0] <= "\u30ff")
        and heard not in sounds_of(given)
        and closeness(given, form) < SURE
    )


def looks_or_sounds(name: str, form: str) -> bool:
    return fold(name) == fold(form) or looks_like(name, form) or closeness(name, form) >= SURE


@cache
def _given_sounds(*, is_kana: bool) -> frozenset[str]:
    """What the known first names sound like; Japanese has one sound for r and l."""
    found = frozenset(sounds for name in given_names() for sounds in sounds_of(name.lower()))
    return frozenset(sounds.replace("R", "L") for sounds in found) if is_kana else found


@cache
def _titles() -> frozenset[str]:
    return frozenset(str(table("people")["titles_before"]).split())


@cache
def _behind(code: str) -> frozenset[str]:
    return frozenset(str(table("people")["behind"].get(code, "")).split())
