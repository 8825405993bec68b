"""Finds articles and paragraphs that are in another language than they should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from dragoman.checks.leaning import (
    SEVERAL,
    Glance,
    Leaning,
    gathered,
    glance,
    leaning,
    rows_of,
    rows_that_stay,
    summed,
)
from dragoman.checks.rules import Rules, same_language
from dragoman.checks.sides import Side, Sides, sides
from dragoman.glossary.words import MARKS
from dragoman.language.evidence import (
    LEAST,
    TIMES,
    alien_letters,
    are_alike,
    evidence,
    has_profile,
    is_word_of,
    marked_of,
    sole_of,
)
from dragoman.language.identifying import are_near, can_identify, guess, identify
from dragoman.language.quotations import may_quote, quotations
from dragoman.language.scripts import writing_of
from dragoman.language.tags import english_name, primary
from dragoman.model.finding import Finding, Severity
from dragoman.model.translation import Pair

NAME = "wrong-language"
SPAN = "article"
SEVERITY = Severity.WARNING

_LETTERS, _DENSE_LETTERS = 60, 20  # what is shorter may be names
_FEWEST_LETTERS, _FEW, _SHARE = 24, 3, 0.3  # what is shorter still, and function words that tell
_PART, _NO_DOUBT = 0.15, 0.97  # of the words, where py3langid agrees; its certainty, where letters alone tell
_LONG = 120  # letters from which on letters alone are heard
_WORDS = 8
_UNKNOWN = 8  # function words of another language, where those of the right one are not known
_PARTICLES = 3  # small words inside a name
_OWN = 0.05  # of the words: a text in a language has more of its function words
_FOREIGN, _KANA, _HAN = 0.8, 0.15, 30
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")
_LETTERS_ROW = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MARKED = re.compile(rf"[^\W\d_]+(?:[{MARKS}]+[^\W\d_]*)*")
_KANA_LETTER = re.compile("[\u3041-\u309f\u30a1-\u30fa]")
_HAN_LETTER = re.compile("[\u3400-\u9fff]")
_ALONE = ("ko", "th", "he", "el", "ka", "hy")  # languages that have a script nearly to themselves


class _Text(NamedTuple):
    """Sentences that are judged together, quotations and code taken out."""

    target: str
    source: str


def check(pairs: Iterable[Pair], rules: Rules) -> Iterator[Finding]:
    """One finding for an article that is in another language, else one for each paragraph that is. Silent unless
    sure: short texts, names, quotations, and what the source itself says in that language are no evidence."""
    if same_language(rules.source, rules.language):
        return
    rows = [row for row in sides(pairs, rules) if row.source.plain.strip() != row.target.plain.strip()]
    if not rows:
        return
    hint = "was it pasted into the wrong catalog? Translate it anew"
    known = rows_that_stay(rows, rules.language)
    glances = [glance(row.target, _own_words(row.target), known[0], is_apart=known[1]) for row in rows]
    is_right = len(rows) == 1 or _is_plainly_right(rows, glances, rules) or _is_surely_right(rows, rules)
    if not is_right and (found := _another(_text(rows), rules)):
        message = f"the article is in {english_name(found)}, not in {english_name(rules.language)}"
        yield _finding(rows[0].pair, message, hint, rules)
        return
    both = zip(rows, glances, strict=True)
    for _, block in groupby(both, key=lambda row: (row[0].pair.segment.block, row[0].pair.segment.context)):
        paragraph, looks = map(list, zip(*block, strict=True))
        if _is_plainly_right(paragraph, looks, rules) or _is_surely_right(paragraph, rules):
            continue
        if found := _another(_text(paragraph), rules):
            message = f"the paragraph is in {english_name(found)}, not in {english_name(rules.language)}"
            yield _finding(paragraph[0].pair, message, hint, rules)


def _finding(pair: Pair, message: str, hint: str, rules: Rules) -> Finding:
    return rules.finding(NAME, rules.weight(NAME, SEVERITY, pair), message, pair, hint)


def _is_plainly_right(rows: list[Sides], glances: list[Glance], rules: Rules) -> bool:
    """A quick test by whole words. Law: True only where `_another` finds no other language in the text of `rows`."""
    others, code = sum([len(each.others) for each in glances]), primary(rules.language)
    if code in ("zh", "yue", "ja") and not _is_right_by_kana(rows, code):
        return False
    foreign, kept = sum([each.foreign for each in glances]), sum([each.kept for each in glances])
    own, words = sum([len(each.own) for each in glances]), sum([each.words for each in glances])
    if others >= SEVERAL:
        # Words that no other language has are left of the right one, whoever the rival is.
        sole = sum([len(each.own & sole_of(rules.language)) for each in glances])
        if own < SEVERAL or ((others >= max(LEAST, TIMES * sole) or not sole) and _may_be_another(glances, rules)):
            return False
    if (
        _is_mute(rows, rules.language)
        or (foreign and foreign >= _FOREIGN * kept)
        or (own < SEVERAL and _has_alien_letters(rows, rules))
    ):
        return False
    return own > _OWN * words or not (can_identify() and has_profile(rules.language)) or _is_brief(rows)


def _may_be_another(glances: list[Glance], rules: Rules) -> bool:
    leans = gathered(glances, rules.language)
    return leans.own.total() < SEVERAL or leans.may_speak_another()


def _is_mute(rows: list[Sides], language: str) -> bool:
    """True where a language writes its small words with marks, as Hindi does, and a text may have none of them."""
    words = marked_of(language)
    return (
        bool(words)
        and can_identify()
        and all(words.isdisjoint(row.target.said) or may_quote(row.target.characters) for row in rows)
    )


def _has_alien_letters(rows: list[Sides], rules: Rules) -> bool:
    """True where a text has letters that its language does not write, in whatever words."""
    alien = alien_letters(rules.language) if has_profile(rules.language) and can_identify() else None
    return alien is not None and any(alien.search("".join(row.target.characters)) for row in rows)


def _is_brief(rows: list[Sides]) -> bool:
    return sum([len(row.target.running) for row in rows]) < _LONG


def _is_surely_right(rows: list[Sides], rules: Rules) -> bool:
    """The same by every word."""
    writing, code = writing_of(rules.language), primary(rules.language)
    leans = summed(_leanings(rows, rules))
    if writing is not None and writing.is_sure:
        if leans.foreign and leans.foreign >= _FOREIGN * leans.kept:
            return False
        if code in ("zh", "yue", "ja") and not _is_right_by_kana(rows, code):
            return False
    if leans.letters >= _FEWEST_LETTERS and leans.own.total() < 2 and max(leans.others.values(), default=0) > 1:
        return False  # see _by_every_word
    if (
        _is_mute(rows, rules.language)
        or leans.may_speak_another()
        or (leans.own.total() < SEVERAL and _has_alien_letters(rows, rules))
    ):
        return False
    if leans.words < _WORDS:
        return True
    if leans.letters < _LONG or leans.own.total() > _OWN * leans.words:
        return True
    return not can_identify() or not has_profile(rules.language)


def _leanings(rows: list[Sides], rules: Rules) -> Iterator[Leaning]:
    out = rows_of((_own_words(row.source) for row in rows), rules.language)
    for row in rows:
        text = _own_words(row.target)
        words = _WORD.findall(text)
        yield leaning(text, words, [word for word in words if word == word.lower()], rules.language, out)


def _is_right_by_kana(rows: list[Sides], code: str) -> bool:
    """True for Japanese with kana that stay, whatever is taken out, and for Chinese without."""
    may_have = [row.target for row in rows if _KANA_LETTER.search("".join(row.target.characters))]
    has_kana = any(_KANA_LETTER.search(_own_words(target)) for target in may_have)
    if code != "ja":
        return not has_kana
    return has_kana and not any(_KANA_LETTER.search(row.source.plain) for row in rows)


def _text(rows: list[Sides]) -> _Text:
    target, source = (
        " ".join(map(_own_words, side)) for side in zip(*((row.target, row.source) for row in rows), strict=True)
    )
    return _Text(_without_names(target, source), source)


def _own_words(side: Side) -> str:
    """What a side says in its own voice: without its quotations."""
    text, position, kept = side.plain, 0, []
    if not may_quote(side.characters):
        return text
    for start, end in quotations(text):
        kept.append(text[position:start])
        position = end
    return " ".join((*kept, text[position:]))


def _without_names(target: str, source: str) -> str:
    """A target without the names of several words that it has from the source: Mary of the Mill, Médecins sans
    frontières. Their small words say nothing of its language."""
    kept: list[str] = []
    position = 0
    rows = frozenset(_LETTERS_ROW.findall(source))
    found = list(_LETTERS_ROW.finditer(target))
    capitals = [at for at, word in enumerate(found) if word.group()[0].isupper()]
    for first, last in pairwise(capitals):
        start, end = found[first].start(), found[last].end()
        if not 1 < last - first <= _PARTICLES + 1 or any(word.group() not in rows for word in found[first + 1 : last]):
            continue
        if target[start:end] in source:
            kept.append(target[position : found[first].end()])
            position = found[last].start()
    return " ".join((*kept, target[position:]))


def _another(text: _Text, rules: Rules) -> str:
    """The language (a primary subtag) that a text is surely in, when it is not the right one; else ""."""
    letters = sum(map(str.isalpha, text.target))
    is_dense = _DENSE.search(text.target) is not None
    if letters < (_DENSE_LETTERS if is_dense else _FEWEST_LETTERS):
        return ""
    if is_dense or letters >= _LETTERS:
        found = _by_script(text.target, letters, rules.language) or _by_words(text.target, letters, rules)
    else:
        found = _by_script_alone(text.target, letters, rules.language)
    found = found or _by_every_word(text, rules)
    if not found or found == primary(rules.language):
        return ""
    if found != primary(rules.source):
        said = evidence(_small_words(text.source), rules.source)
        if said.language == found and said.may_speak_another(rules.source):
            return ""  # the source quotes that language, too
    return found


def _by_script(text: str, letters: int, language: str) -> str:
    """By the letters alone. Japanese has kana, and Chinese has none."""
    writing = writing_of(language)
    if writing is None or not writing.is_sure:
        return ""
    kana = len(_KANA_LETTER.findall(text))
    if primary(language) in ("zh", "yue"):
        if kana >= _KANA * letters:
            return "ja"
    elif primary(language) == "ja" and not kana:
        han = len(_HAN_LETTER.findall(text))
        if han >= max(_HAN, _FOREIGN * letters):
            return "zh"
    if sum(map(len, writing.foreign.findall(text))) < _FOREIGN * letters:
        return ""
    if kana >= _KANA * letters:
        return "ja"
    said = evidence(_small_words(text), language)
    return said.language or identify(text) or _speaker(text)


def _by_script_alone(text: str, letters: int, language: str) -> str:
    """The same for a short text that has no letters of the language's scripts, and is no list of names."""
    writing = writing_of(language)
    if writing is None or not writing.is_sure or writing.own.search("".join(filter(str.isalpha, text))):
        return ""
    said = evidence(_small_words(text), language)
    if said.other >= SEVERAL:
        return said.language
    is_latin = sum(map(str.isascii, filter(str.isalpha, text))) * 2 > letters
    return "" if is_latin else identify(text) or _speaker(text)


def _speaker(text: str) -> str:
    """The language whose script fills a text, where a script has one; "zh" for Han; "" for the rest."""
    if 2 * len(_HAN_LETTER.findall(text)) > len(text):
        return "zh"
    for language in _ALONE:
        writing = writing_of(language)
        if writing and 2 * sum(map(len, writing.own.findall(text))) > len(text.replace(" ", "")):
            return language
    return ""


def _by_words(text: str, letters: int, rules: Rules) -> str:
    """By function words; by py3langid, too, where the two languages are not near and the words say nothing."""
    words = _small_words(text)
    if len(words) < _WORDS:
        return ""
    said = evidence(words, rules.language)
    if said.speaks_another(rules.language) and _is_borne_out(said.other, len(words), said.language, text, rules):
        return said.language
    if letters < _LONG or _DENSE.search(text) or not can_identify() or not has_profile(rules.language):
        return ""
    own = sum(is_word_of(word, rules.language, but_not="") for word in words)
    if own > _OWN * len(words) or (said.may_speak_another(rules.language) and are_alike(rules.language, said.language)):
        return ""
    guess = identify(text)
    return "" if not guess or are_near(guess, primary(rules.language)) else guess


def _is_borne_out(count: int, words: int, language: str, text: str, rules: Rules) -> bool:
    """Whether function words may be believed. Where those of the right language are not known, many are asked for, and
    py3langid must not say that all is well."""
    if not has_profile(rules.language):
        if count < max(_UNKNOWN, 0.15 * words) or are_near(language, primary(rules.language)):
            return False
        return language == primary(rules.source) or identify(text) == language
    return count >= 2 * _OWN * words and identify(text) != primary(rules.language)


def _by_every_word(text: _Text, rules: Rules) -> str:
    """By function words, also of a short sentence: where it has several of another language, which are a good part of
    it, and next to none that the right one has, too. A sentence of a language without articles may have none."""
    if not has_profile(rules.language):
        return ""
    words = [match.group().lower() for match in _WORD.finditer(text.target)]
    said, small = evidence(words, rules.language), _small_words(text.target)
    own = sum(is_word_of(word, rules.language, but_not="") for word in words)
    tell = sum(is_word_of(word, said.language, but_not=rules.language) for word in small)  # capitals may be names
    if not said.own and tell >= SEVERAL:
        is_many = said.other >= _FEW and said.other >= _SHARE * len(words)
        if is_many and own < 2 and not are_alike(rules.language, said.language):
            return said.language
        if said.other >= _PART * len(words) and guess(text.target) == said.language:
            return said.language
    return (_by_letters(text, small, rules) if own < SEVERAL else "") or _by_silence(text.target, rules.language)


def _by_silence(text: str, language: str) -> str:
    """By py3langid, where a sentence has not one small word of a language that no sentence does without: Marathi is no
    Hindi without के, का and में."""
    words, said = marked_of(language), _MARKED.findall(text.lower())
    return guess(text, share=_NO_DOUBT) if words and len(said) >= _WORDS and words.isdisjoint(said) else ""


def _by_letters(text: _Text, small: list[str], rules: Rules) -> str:
    """By letters that the language does not write, in several words that the source does not have."""
    alien = alien_letters(rules.language)
    if alien is None:
        return ""
    strange = {word for word in small if alien.search(word)}
    strange -= {word.lower() for word in _WORD.findall(text.source)}
    return guess(text.target, share=_NO_DOUBT) if len(strange) >= SEVERAL else ""


def _small_words(text: str) -> list[str]:
    """The words without capitals; with one they may be names."""
    return [word.lower() for word in _WORD.findall(text) if word == word.lower()]
