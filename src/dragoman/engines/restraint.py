"""A proposal for a changed source beside the text a person approved: what of it the change did not ask for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

from dragoman.alignment.changes import ChangeClass, classify, differences
from dragoman.alignment.words import is_dense, words
from dragoman.language.evidence import has_profile, is_word_of
from dragoman.language.quantities import quantities, value

Kind: TypeAlias = Literal["unchanged", "rewritten", "number", "name", "dropped", "added", "reworded"]

_TAG = re.compile(r"</?[a-z]+[0-9]*/?>")
_ENDS = re.compile(r"[.!?…:;。！？۔؟।\n\"“”„«»‹›「『(\[]")
_VOWELS = re.compile("[aeiouyáéíóúàèìòùâêîôûäëïöüаеёиоуыэюяьъاأإآويىةءؤئًٌٍَُِّ]")
_GRAVE = (ChangeClass.NUMBER, ChangeClass.NAME, ChangeClass.NEGATION, ChangeClass.WORDING)

_MUCH = 3  # words that make a change by itself a clause dropped or added
_MORE = 2  # words that a language may need beyond those the source changes
_DENSE = 4  # characters for a word, in scripts without blanks
_NEAR = 4  # words from a needed change within which others agree with it
_APART = 0.3  # of a text: so far away, another place is no rival
_REWRITTEN = 0.5  # of the approved words kept
_ENDING = 3  # letters at the end of a word that inflection may change


@dataclass(frozen=True, slots=True)
class Unneeded:
    """A change that the source did not ask for: the approved words, and what is proposed in their place.

    `unchanged`: the source's own change was not made. `rewritten`: hardly a word is left. `number`, `name`: a fact that
    the source still has is another one, or gone. `dropped`, `added`: several words. `reworded`: anything else.
    """

    kind: Kind
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Block:
    """A run of old words, from the `start`th to before the `stop`th, and the run in its place; `at` is where it stands,
    from 0 to 1."""

    start: int
    stop: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    at: float

    @property
    def size(self) -> int:
        return max(len(self.before), len(self.after))


def unneeded(
    old_source: str,
    approved: str,
    new_source: str,
    proposal: str,
    *,
    source_language: str,
    language: str,
    names: Collection[str] = (),
) -> tuple[Unneeded, ...]:
    """What of `proposal` the change from `old_source` to `new_source` does not need, in the order of the approved text;
    nothing for the smallest change. Texts have marks as tags, languages are BCP 47 tags, `names` are known ones.

    Nobody can know for sure which words of one language stand for which of another. Numbers and names tell; else the
    place does; and where two changes compete for one, both are flagged, for a person sees at once which was needed.
    Words that agree with a needed change (an article, an ending) are part of it.
    """
    was, now = _plain(approved), _plain(proposal)
    kind = classify(old_source, new_source, names, source_language)
    if was == now:
        return (Unneeded("unchanged", approved, proposal),) if kind in _GRAVE else ()
    asked = _blocks(words(_plain(old_source)), words(_plain(new_source)))
    made = _blocks(words(was), words(now))
    if not made:  # only signs have changed
        return () if not kind.is_grave and not asked else (Unneeded("reworded", approved, proposal),)
    found = _facts(_plain(old_source), was, _plain(new_source), now, source_language, language)
    if _is_rewritten(old_source, was, new_source, asked, made):
        return (*found, Unneeded("rewritten", approved, proposal))
    site = _Site(source_language, language, frozenset(names), frozenset(_initial(was)), is_dense(was), kind)
    needed = _needed(asked, made, _changed_values(old_source, new_source, source_language), site)
    for block in made:
        if block in needed:
            found += _excess(block, needed[block], site)
        elif not _agrees(block, needed, site):
            found.append(_flag(block, site))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class _Site:
    """What judging a change takes: the languages, known names, words that begin sentences, how the source changed."""

    source_language: str
    language: str
    names: frozenset[str]
    initial: frozenset[str]
    dense: bool
    kind: ChangeClass


def _plain(text: str) -> str:
    return " ".join(_TAG.sub("", text).split())


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[_Block]:
    """Where two rows of words differ, in order; capitals do not count."""
    size = max(len(old), 1)
    return [
        _Block(a.start, a.stop, tuple(old[a]), tuple(new[b]), (a.start + a.stop) / 2 / size)
        for a, b in differences([word.casefold() for word in old], [word.casefold() for word in new])
    ]


def _values(text: str, language: str) -> Counter[str]:
    """The numbers of a text, in digits or words."""
    return Counter(each for each in quantities(text, words(text), language).counts if each[:1].isdigit())


def _in_digits(text: str, language: str) -> Counter[str]:
    return Counter(value(word, language).rstrip("%") for word in words(text) if _has_digit(word))


def _changed_values(old_source: str, new_source: str, language: str) -> tuple[Counter[str], Counter[str]]:
    old, new = _values(_plain(old_source), language), _values(_plain(new_source), language)
    return old - new, new - old


def _facts(old_source: str, was: str, new_source: str, now: str, source_language: str, language: str) -> list[Unneeded]:
    """Numbers that the proposal loses or invents, and the source's new ones that it does not have."""
    old, new = _values(old_source, source_language), _values(new_source, source_language)
    before, after = _values(was, language), _values(now, language)
    # Number words are days and articles too: they only excuse digits that are gone.
    lost = _in_digits(was, language) - after - (old - new)
    invented = _in_digits(now, language) - before - (new - old)
    missed = (new - old) - after if (old - new) & before else Counter[str]()
    found = []
    if lost or invented:
        found.append(Unneeded("number", " ".join(lost), " ".join(invented)))
    if missed and not (after - before):
        found.append(Unneeded("unchanged", " ".join((old - new) & before), ""))
    return found


def _is_rewritten(old_source: str, was: str, new_source: str, asked: Sequence[_Block], made: Sequence[_Block]) -> bool:
    """Hardly a word is left, although the source kept most of its own."""
    gone = sum(len(block.before) for block in made)
    changed = sum(len(block.before) for block in asked)
    kept, left = 1 - gone / max(len(words(was)), 1), 1 - changed / max(len(words(_plain(old_source))), 1)
    come = sum(len(block.after) for block in made)
    return kept < _REWRITTEN < left and left - kept > 0.25 and come > gone / 2


def _needed(
    asked: Sequence[_Block], made: Sequence[_Block], values: tuple[Counter[str], Counter[str]], site: _Site
) -> dict[_Block, _Block]:
    """The changes of the proposal that the source asked for, each with the change of the source that did."""
    found: dict[_Block, _Block] = {}
    left = list(made)
    waiting: list[_Block] = []
    for each in asked:
        sure = [block for block in left if _tells(each, block, values, site.language)]
        if sure:
            chosen = min(sure, key=lambda block: abs(block.at - each.at))
            found[chosen] = each
            left.remove(chosen)
        else:
            waiting.append(each)
    for each in waiting:
        fit = [block for block in left if not (each.before and each.after) or (block.before and block.after)]
        rivals = sorted(fit, key=lambda block: abs(block.at - each.at))
        is_little = _is_little(each, site.source_language)  # a negation, an article: answered by such words
        alike = [block for block in rivals if _is_little(block, site.language) is is_little]
        rivals = alike or rivals
        if not rivals:
            continue
        if len(rivals) > 1 and not is_little:
            nearest, second = (abs(block.at - each.at) for block in rivals[:2])
            if second - nearest < _APART and not _is_likelier(rivals[0], rivals[1], each):
                continue  # nobody can tell which: all of them are shown
        found[rivals[0]] = each
        left.remove(rivals[0])
    return found


def _tells(asked: _Block, made: _Block, values: tuple[Counter[str], Counter[str]], language: str) -> bool:
    """A number of the source's change stands in this one, or a word of it, as names do."""
    lost, new = values
    if (asked_numbers := [word for word in (*asked.before, *asked.after) if any(map(str.isdigit, word))]) or (
        lost or new
    ):
        mine = _values(" ".join(made.before), language), _values(" ".join(made.after), language)
        if asked_numbers and ((mine[0] & lost) or (mine[1] & new)):
            return True
    same = {word.casefold() for word in asked.after if len(word) > 2 and word[0].isupper()}
    gone = {word.casefold() for word in asked.before if len(word) > 2 and word[0].isupper()}
    return bool(same & {word.casefold() for word in made.after} or gone & {word.casefold() for word in made.before})


def _is_likelier(first: _Block, second: _Block, asked: _Block) -> bool:
    """A name for a name, although a rival stands near: capitals tell, in scripts that have them."""

    def capitals(block: _Block) -> bool:
        return any(word[0].isupper() for word in (*block.before, *block.after))

    return capitals(asked) and capitals(first) and not capitals(second)


def _is_little(block: _Block, language: str) -> bool:
    """Articles, prepositions, negations and the like."""
    return all(_is_function_word(word, language) for word in (*block.before, *block.after))


def _is_function_word(word: str, language: str) -> bool:
    low = word.casefold()
    return is_word_of(low, language, but_not="") or (len(word) <= 3 and not has_profile(language))


def _excess(block: _Block, asked: _Block, site: _Site) -> list[Unneeded]:
    """What a needed change changes besides."""
    if site.dense:
        return [_flag(block, site)] if block.size > asked.size * _DENSE + _DENSE else []
    if block.size > asked.size + _MORE + (site.kind is ChangeClass.NEGATION):
        return [_flag(block, site)]
    before = [word for word in block.before if _is_content(word, site.language)]
    after = [word for word in block.after if _is_content(word, site.language)]
    gone = [word for word in before if not any(_is_form(word, each) for each in after)]
    come = [word for word in after if not any(_is_form(word, each) for each in before)]
    if any(map(_has_digit, (*asked.before, *asked.after))):
        # Beside a number only the form of what is counted may change: 21 день, 22 дня.
        return [Unneeded("reworded", " ".join(gone), " ".join(come))] if gone or come else []
    rooms = [sum(_is_content(word, site.source_language) for word in row) for row in (asked.before, asked.after)]
    over = [len(row) > room for row, room in zip((gone, come), rooms, strict=True)]
    # A name has about as many words everywhere; other words may need more, but then not on both sides.
    is_wide = any(over) if site.kind is ChangeClass.NAME else all(over)
    return [_flag(block, site)] if is_wide else []


def _is_content(word: str, language: str) -> bool:
    return not _is_function_word(word, language) and not _is_count(word, language)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def _is_count(word: str, language: str) -> bool:
    return _has_digit(word) or bool(_values(f"{word} {word}", language))


def _agrees(block: _Block, needed: Collection[_Block], site: _Site) -> bool:
    """Near a needed change: an article or preposition that goes with it, or other forms of the same words."""
    near = [other for other in needed if _distance(block, other) <= _NEAR]
    if not near:
        return False
    if _is_little(block, site.language) and block.size <= _MORE:
        return any(_distance(block, other) <= _MORE for other in near)
    return len(block.before) == len(block.after) and all(
        _is_form(one, other) for one, other in zip(block.before, block.after, strict=True)
    )


def _distance(one: _Block, other: _Block) -> int:
    return max(one.start - other.stop, other.start - one.stop, 0)


def _is_form(one: str, other: str) -> bool:
    """Two forms of one word: the same beginning and other endings, or the same consonants (Arabic's inner plurals)."""
    first, second = one.casefold(), other.casefold()
    if first == second:
        return True
    common = 0
    while common < min(len(first), len(second)) and first[common] == second[common]:
        common += 1
    if common >= 2 and max(len(first), len(second)) - common <= _ENDING and common * 2 > min(len(first), len(second)):
        return True
    bones = _VOWELS.sub("", first), _VOWELS.sub("", second)
    least, most = sorted(map(len, bones))
    shared = SequenceMatcher(None, *bones, autojunk=False).find_longest_match().size
    return least >= 2 and shared == least and most - least <= 1


def _flag(block: _Block, site: _Site) -> Unneeded:
    before, after = " ".join(block.before), " ".join(block.after)
    gone = [word for word in block.before if word not in block.after and _is_name(word, site)]
    if gone:
        return Unneeded("name", before, after)
    if len(block.before) >= _MUCH and not block.after:
        return Unneeded("dropped", before, after)
    if len(block.after) >= _MUCH and not block.before:
        return Unneeded("added", before, after)
    return Unneeded("reworded", before, after)


def _is_name(word: str, site: _Site) -> bool:
    return word in site.names or (word[0].isupper() and word not in site.initial)


def _initial(text: str) -> set[str]:
    """Words that have their capital only because a sentence begins with them."""
    found = set(words(text)[:1])
    for match in _ENDS.finditer(text):
        found.update(words(text[match.end() : match.end() + 60])[:1])
    return found
