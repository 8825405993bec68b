"""Names in a translation that nothing in the source accounts for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from dragoman.checks.foreign_words import function_words, parts_of, spells_surely
from dragoman.checks.sides import Side
from dragoman.checks.spelled import BREAK, IN_CHINESE, LIKELY, SURE, looks_or_sounds
from dragoman.language.calendar import days_and_months
from dragoman.language.capital_words import is_common
from dragoman.language.capitals import has_capital_nouns, has_case
from dragoman.language.facts import table
from dragoman.language.people import spells_names
from dragoman.language.places import places
from dragoman.language.scripts import is_latin
from dragoman.language.skeletons import closeness, may_spell, skeleton
from dragoman.language.tags import primary

_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{3,}")
_WORDS = 400  # words of a translation that are compared


class Strangers:
    """The names of a translation beside its source."""

    def __init__(self, source: Side, target: Side) -> None:
        self._source, self._target = source, target
        self._code = primary(target.language)

    def beside(self, names: Sequence[str], *, begins: bool) -> str:
        """A name here, as written, that nothing in the source accounts for, where none may be one of `names`; "" where
        that is not sure. One that begins a sentence counts only with `begins`."""
        found = ""
        for written in self._candidates(begins=begins):
            word = written.lower()
            if any(self._may_be(name, form) for name in names for form in (word, *parts_of(word))):
                return ""
            if not found and not self.is_explained(word):
                found = written
        return found

    def _may_be(self, name: str, form: str) -> bool:
        if is_latin(self._target.language):
            return looks_or_sounds(name, form)
        if self._code == "zh":
            return closeness(name, form) >= IN_CHINESE or any(
                closeness(name, part) >= LIKELY for part in (form[1:], form[:-1])
            )
        return may_spell(name, form)

    def is_explained(self, word: str) -> bool:
        """True when any word of the source may be what is spelled here."""
        forms = [word, *parts_of(word)]
        if is_latin(self._target.language):
            return any(looks_or_sounds(name, form) for name in self._known for form in forms)
        if self._code == "zh":
            return any(self._may_be(name, word) for name in self._names)
        return any(closeness(name, form) >= LIKELY for name in self._names for form in forms) or any(
            closeness(name, form) >= SURE for name in self._known for form in forms
        )

    def _candidates(self, *, begins: bool) -> Iterator[str]:
        text, language = self._target.running, self._target.language
        if self._code == "ja":
            yield from _KATAKANA.findall(text)
        elif self._code == "zh":
            for run in spells_names().findall(text):
                if len(run) > 2 and spells_surely(run):
                    yield run
        elif has_case(language):
            nouns = has_capital_nouns(language)
            for word, start, end in self._target.words[:_WORDS]:
                written = text[start:end]
                if not written[0].isupper() or len(word) < 3 or written.isupper() or word in function_words(self._code):
                    continue
                if BREAK.search(text, max(0, start - 4), start):
                    if not begins and (nouns or not self._is_a_name_anyway(written, end)):
                        continue
                elif nouns and _may_be_a_noun(text, start):
                    continue
                if not places((written,), language):
                    yield written

    def _is_a_name_anyway(self, written: str, end: int) -> bool:
        """True for the first word of a sentence before another capital, or with an ending that only names have."""
        following = self._target.running[end : end + 2]
        if following[:1] == " " and following[1:].isupper():
            return True
        # Where a noun has its article, little else begins a sentence; but verbs, adverbs and many people do.
        endings = tuple(str(table("people")["no_beginning"].get(self._code, "")).split())
        if endings and len(written) > 3 and not written.lower().endswith(endings):
            return True
        return self._code == "tr" and any(sign in written for sign in "'’")

    @cached_property
    def _known(self) -> frozenset[str]:
        """Words of the source that may stand here as they are, or nearly so; days and months do not."""
        dates = {word.lower() for word in days_and_months(self._source.language)}
        return frozenset(word for word, _, _ in self._source.words if len(word) > 2) - dates

    @cached_property
    def _names(self) -> frozenset[str]:
        """Words of the source with a capital, those that may be names."""
        text = self._source.running
        words = (word for word, start, _ in self._source.words if text[start].isupper())
        return frozenset(word for word in words if len(skeleton(word)) > 1 and not is_common(word))


def _may_be_a_noun(text: str, start: int) -> bool:
    """True when an article, a number or an adjective stands before a capital: a German noun, likely."""
    words = text[max(0, start - 40) : start].split()
    before = words[-1].lower() if words else ""
    if before in _determiners():
        return True
    if before.endswith(("te", "ten")) and not before.endswith(("ste", "sten")):
        return len(words) > 1 and words[-2].lower() in _determiners()  # else a verb in the past
    return before.endswith(("en", "er", "es", "em", "e"))


@cache
def _determiners() -> frozenset[str]:
    return frozenset(str(table("people")["determiners"]).split())
