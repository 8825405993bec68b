"""How a translation spells names: whether one that the source has stands there, and what stands behind a first name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import pairwise
from operator import and_

from dragoman.checks.sides import Side
from dragoman.language.calendar import days_and_months
from dragoman.language.capitals import has_case
from dragoman.language.facts import table
from dragoman.language.mentions import may_be_in_characters
from dragoman.language.people import given_names, given_names_of, spells_names
from dragoman.language.scripts import is_latin
from dragoman.language.skeletons import closeness, fold, looks_like, may_spell, skeleton, sounds_of
from dragoman.language.tags import primary

_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,}")
_KATAKANA_END = re.compile(r"[\u30a1-\u30fa\u30fc]+\Z")
# What stands before the first word of a sentence.
BREAK = re.compile(r"(?:\A|[.!?…:“„”‘‚»‹›(—–\[•|\"\n]) *[«“„]?\Z")
_OWNING = re.compile(r"['’].*")
_POINT = re.compile("[·・＝=‧•]")
_JOINT = re.compile("[-'’‐‑·]")
_CLITICS = {"ar": "وفبلك", "he": "ובלמשהכ"}
_ENDINGS = dict.fromkeys(("ru", "uk", "bg", "be", "sr", "mk"), ("ом", "ем", "ым", "им", "ой", "ей", "ою", "ею"))
_ARTICLE = {"ar": "ال", "fa": "ال"}
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
        return list(_forms(self._target))[:_WORDS]

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

    def plainly_has(self, names: Sequence[str], written: str) -> bool:
        """True when a name, `written` in the source, stands here for sure: the cheap question, and mostly the last."""
        if self.is_latin and written in self._target.running:
            return True
        if self.is_latin or self._code == "zh":
            return False
        heard = self._heard
        own, first = sounds_of(names[-1]), sounds_of(names[-2]) if len(names) > 1 else None
        if any(sounds in own and (first is None or (at and heard[at - 1] in first)) for at, sounds in enumerate(heard)):
            return True
        words = self.words if self._code == "ja" else self._target.words
        common = function_words(self._code)
        places = [
            at for at, word in enumerate(words) if closeness(names[-1], word[0]) >= SURE and word[0] not in common
        ]
        if len(names) < 2 or not places:
            return bool(places)
        return any(at and closeness(names[-2], words[at - 1][0]) >= SURE for at in places)

    @cached_property
    def _heard(self) -> list[str]:
        """What each word sounds like; "" for words that hardly sound or are no names."""
        words = self.words if self._code == "ja" else self._target.words
        common = function_words(self._code)
        found = (skeleton(word[0]) if word[0] not in common else "" for word in words)
        return [sounds if len(sounds) > 1 else "" for sounds in found]

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
            return any(
                closeness(name, form) >= (IN_CHINESE if spells_surely(form) else SURE)
                for forms in self.words
                for form in forms
                if len(form) > max(1, len(forms[0]) - 4)  # beside the name stands little that could belong to it
                for name in names
            )
        if len(names) == 1 or self.tells_strangers:
            parts = [part for name in names for part in whole_and_parts(name)]
            return any(closeness(part, form) >= LIKELY for part in parts for form in self.forms)
        parts = [part for name in names for part in whole_and_parts(name) if len(skeleton(part)) > 1]
        if any(closeness(part, form) >= SURE for part in parts for form in self.forms):
            return True
        rows = [[any(closeness(name, form) >= LIKELY for form in forms) for forms in self.words] for name in names]
        return any(any(map(and_, row, following[1:])) for row, following in pairwise(rows))

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
                    found += _stretches(following[:8]) if reach > 1 else [following[:size] for size in range(1, 9)]
                else:
                    run = _KATAKANA.match(following)
                    found.append(run.group() if run else following[:3])
        return [form for form in found if form]

    def behind(self, given: str) -> str:
        """The word with a capital, in small letters, that stands directly behind a first name as it stands in the
        source; "" where none does."""
        return next((family for first, family, _ in self._pairs if fold(first) == fold(given)), "")

    def nearly(self, family: str) -> str:
        """A word with a capital that has most of a name's letters, in small letters; "" for none."""
        return next((_OWNING.sub("", form) for form in sorted(self.forms) if looks_like(family, form)), "")

    def has_another_given(self, given: str, family: str) -> bool:
        """True when a first name that is surely another stands before a family name, and the right one nowhere."""
        if self._code in ("ja", "zh"):
            return self._is_joined_to_another(given, family)
        if self.is_latin:
            if self.has(given) or any(looks_like(given, form) for form in self.forms if fold(form) != fold(family)):
                return False
            sure = [(first, begins) for first, last, begins in self._pairs if fold(last) == fold(family)]
            tells = self._code not in table("people")["capital_titles"]
            return any(
                name.capitalize() in given_names() or (tells and not is_first and name not in _titles())
                for name, is_first in sure
            )
        if len(skeleton(given)) < 2 or any(closeness(given, form) >= SURE for form in self.forms):
            return False
        if has_case(self._target.language):  # titles have no capital here
            firsts = [first for first, last, begins in self._pairs if not begins and closeness(family, last) >= SURE]
            return any(closeness(given, first) < NEAR for first in firsts)
        known = given_names_of(self._code)
        places = [at for at, forms in enumerate(self.words) if any(closeness(family, form) >= SURE for form in forms)]
        firsts = [form for at in places if at for form in self.words[at - 1]]
        return any(form in known and closeness(given, form) < NEAR for form in firsts)

    def _is_joined_to_another(self, given: str, family: str) -> bool:
        parts = _POINT.split(self._target.running)
        if len(skeleton(given)) < 2 or len(parts) != 2 or any(closeness(given, form) >= NEAR for form in self.forms):
            return False
        if self._code == "ja":
            first, last = _KATAKANA_END.search(parts[0]), _KATAKANA.match(parts[1])
            return first is not None and last is not None and closeness(family, last.group()) >= SURE
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


def looks_or_sounds(name: str, form: str) -> bool:
    return fold(name) == fold(form) or looks_like(name, form) or closeness(name, form) >= SURE


def _forms(target: Side) -> Iterator[tuple[str, ...]]:
    """The words of a translation that may spell a foreign name, each as it stands and without clitics."""
    code, text = primary(target.language), target.running
    if code == "ja":
        yield from ((run,) for run in _KATAKANA.findall(text))
        return
    if code == "zh":
        # A run holds what stands beside the name, too: each stretch of it may be the name.
        yield from (_stretches(run) for run in spells_names().findall(text))
        return
    is_cased = has_case(target.language)
    signs, article = _CLITICS.get(code, ""), _ARTICLE.get(code, "")
    common = frozenset[str]() if is_cased else function_words(code)
    for word, start, end in target.words:
        if is_cased and not any(letter.isupper() for letter in text[start:end]):
            continue
        if word in common:
            yield ()
            continue
        forms = [word, *parts_of(word)]
        if code in _ENDINGS and len(word) > 5 and word.endswith(_ENDINGS[code]):
            forms.append(word[:-2])
        for at in (1, 2, 3):
            if len(word) <= at + 1 or word[at - 1] not in signs:
                break
            forms.append(word[at:])
        if article:
            forms += [form[2:] for form in forms if form.startswith(article) and len(form) > 4]
        yield tuple(forms)


def whole_and_parts(name: str) -> tuple[str, ...]:
    return (name, *parts_of(name))


def parts_of(word: str) -> list[str]:
    """The parts of a word with a hyphen or an apostrophe."""
    return [part for part in _JOINT.split(word) if len(part) > 1] if _JOINT.search(word) else []


def _stretches(run: str) -> tuple[str, ...]:
    return (run, *(run[at : at + size] for at in range(len(run)) for size in range(1, 7)))


def spells_surely(run: str) -> bool:
    """True for Chinese characters of which two are no common words: they are there for their sounds."""
    return sum(sign not in _common_signs() for sign in run) > 1


@cache
def _common_signs() -> frozenset[str]:
    return frozenset(table("people")["chinese"]["common"])


@cache
def _titles() -> frozenset[str]:
    return frozenset(str(table("people")["titles_before"]).split())


@cache
def _behind(code: str) -> frozenset[str]:
    return frozenset(str(table("people")["behind"].get(code, "")).split())


@cache
def function_words(code: str) -> frozenset[str]:
    small = str(table("function_words")["words"].get(code, "")).split()
    return frozenset(small) | frozenset(word.lower() for word in days_and_months(code))
