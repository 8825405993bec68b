"""Is an answer a translation of its source? What shows that it is none rejects it; what is only odd is said to people.

Nothing is mended: an answer that holds more than its translation may lack some of it too, and what was taken away
could not be told from what should have stayed. The reasons are in docs/decisions/0064-judging.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.alignment.words import is_dense, words
from dragoman.engines.loops import is_doubled, loops
from dragoman.language.chatter import chatter
from dragoman.language.evidence import Evidence, alien_letters, are_alike, evidence, has_profile, is_word_of
from dragoman.language.lengths import growth
from dragoman.language.quantities import quantities
from dragoman.language.scripts import Writing, count_letters, writing_of
from dragoman.language.tags import primary
from dragoman.model.visible import visible

TO_CHECK = "Draft to check: "
"""Begins the remark at a PO entry whose draft is odd."""

_TAG = re.compile(r"</?[a-z]+[0-9]*/?>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|(?!lt;|amp;)[A-Za-z][A-Za-z0-9]{1,15});")
_NOT_A_WORD = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,:/٫٬'’ \u00a0\u202f]\d+)*")
_SCALE = re.compile(
    r"\d[^\w\n]{0,2}(?:thousand|million|billion|trillion|lakh|crore|mil\b|mill|mrd|mio|bn\b|m\b|k\b|тыс|млн|млрд|милл|ألف|مليون"
    r"|مليار|هزار|میلیون|میلیارد|[千万萬亿億兆])",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"([^\w\s])(?:\s*\1){7}")
_HALF_DAY = re.compile(r"\d\s?(?:[ap]\.?\s?m\b|o['’]clock)", re.IGNORECASE)
_MIXED = re.compile("[A-Za-z][\u0430-\u044f\u0451\u0430-\u0457]|[\u0430-\u044f\u0451\u0456\u0457][a-z]")
_LEFT = re.compile(
    r"(?<![\w.@/:+#-])[a-z]{4,}(?![\w@/:+#-]|\.\w)"
)  # a common word in Latin letters, no part of an address
_OPENING = "\"'“‘«‹„‚「『”’»"
_CLOSING = "\"'”’»›“‘」』«"
_QUOTES = frozenset(_OPENING + _CLOSING)
_ENDS = frozenset(".!?…。！？؟۔।॥։”’»\"')」』")

_DOUBLED = 8  # words, or characters of a script without blanks, that are no saying such as "step by step"
_COPY_SURE = 4  # small words that make a copied text more than a name
_SPEAKS = 6  # words from which on a text says which language it is in
_LONG, _SHORT = 3.5, 0.2  # of the length to be expected: surely wrong
_RATHER_LONG, _RATHER_SHORT = 2.0, 0.45  # odd
_SLACK, _ENOUGH = 40, 40  # characters that a long answer may have besides; from which on shortness counts
_OTHER_CHINESE = 3  # characters of the other kind of Chinese that make a text odd


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with an answer: the name of the rule, and the reason as it is said to people."""

    rule: str
    reason: str


def fault(source: str, answer: str, source_language: str, language: str) -> Remark | None:
    """Why `answer` (marks as tags) cannot be a translation of `source`, or None. Languages are BCP 47 tags.

    Cautious: what a good translation could have in common with a bad answer is left to `odd`.
    """
    text = _TAG.sub(" ", answer) if "<" in answer else answer
    plain = _TAG.sub(" ", source) if "<" in source else source
    if (entity := _ENTITY.search(text)) and not _ENTITY.search(plain):
        return Remark("escaped", f"it holds {entity.group()}, which is markup and no text")
    if said := chatter(source, answer, source_language, language):
        return Remark("chatter", said)
    row = words(text)
    if (copies := _loops(text, row)) and not _loops(plain, words(plain)):
        return Remark("loop", f"it repeats itself {copies} times")
    if (signs := _SIGNS.search(text)) and not _SIGNS.search(plain):
        return Remark("loop", f"it repeats the sign {visible(signs[1])}")
    low = [word.lower() for word in row]
    if is_doubled(low, _DOUBLED) and not is_doubled([word.lower() for word in words(plain)], 2):
        return Remark("loop", "it says everything twice")
    are_two = primary(source_language) != primary(language)
    if are_two and _is_copied(plain, low, source_language, language):
        return Remark("copied", "it is the source itself")
    if are_two and _holds_both(plain, text):
        return Remark("copied", "it holds the source beside a translation")
    if remark := _wrong_script(plain, text, language):
        return remark
    if are_two and (other := _other_language(plain, text, low, source_language, language)):
        return Remark("language", f"it is in another language ({other})")
    expected = _expected(plain, source_language, language)
    if len(text) > _LONG * expected + _SLACK:
        return Remark("length", "it is far too long for its source")
    if expected > _ENOUGH and len(text) < _SHORT * expected:
        return Remark("length", "it is far too short for its source")
    return None


def odd(source: str, draft: str, source_language: str, language: str) -> list[Remark]:
    """What a person should look at in a draft that is a translation (see `fault`), each thing once."""
    text, plain = _TAG.sub(" ", draft), _TAG.sub(" ", source)
    row, asked = words(text), words(plain)
    low = [word.lower() for word in row]
    found: list[Remark] = []
    if primary(source_language) != primary(language):
        if _is_rather_copied(asked, low, source_language, language):
            found.append(Remark("copied", "the same as the source"))
        speech = _speech(plain, text, low, source_language, language)
        if has_profile(language) and len(low) >= _SPEAKS and speech.may_speak_another(language):
            found.append(Remark("language", f"perhaps in another language ({speech.language or 'by its letters'})"))
    found += _odd_letters(plain, text, language)
    found += _odd_numbers(plain, text, asked, row, source_language, language)
    expected = _expected(plain, source_language, language)
    if len(text) > _RATHER_LONG * expected + _SLACK:
        found.append(Remark("length", "much longer than the source"))
    elif expected > _ENOUGH and len(text) < _RATHER_SHORT * expected:
        found.append(Remark("length", "much shorter than the source"))
    elif expected > _ENOUGH and len(text) < 0.75 * expected and _is_ended(plain) and not _is_ended(text):
        found.append(Remark("cut", "perhaps cut off"))
    if _is_quoted(text) and not _is_quoted(plain):
        found.append(Remark("quoted", "quotation marks around all of it"))
    return found


def doubts(source: str, draft: str, language: str, *, source_language: str = "en") -> list[str]:
    """The same as lines for the PO entry, safe to print. They follow from source and draft alone."""
    return [f"{TO_CHECK}{remark.reason}" for remark in odd(source, draft, source_language, language)]


def astray(pairs: Sequence[tuple[str, str]], source_language: str, language: str) -> list[int]:
    """Which of some (source, answer) of one article to reject because all of them together are in another language:
    the places of those that do not rather speak the right one. Texts too short to tell alone are told so."""
    if primary(source_language) == primary(language) or not has_profile(language):
        return []
    rows = [[word.lower() for word in words(_TAG.sub(" ", answer))] for _, answer in pairs]
    together = evidence([word for row in rows for word in row], language)
    if together.other < 2 * _SPEAKS or not together.speaks_another(language):
        return []
    return [
        at
        for at, (row, (source, _)) in enumerate(zip(rows, pairs, strict=True))
        if row
        and not all(map(_is_name, words(source)))
        and sum(is_word_of(word, language, but_not=together.language) for word in row)
        <= sum(is_word_of(word, together.language, but_not=language) for word in row)
    ]


def _loops(text: str, row: Sequence[str]) -> int:
    if is_dense(text):
        return loops([each for each in text if each.isalnum()], is_dense=True)
    longest = max(row, key=len, default="")
    if len(longest) > 30 and (copies := loops(longest, is_dense=True)):
        return copies
    return loops([word.lower() for word in row])


def _is_copied(source: str, low: Sequence[str], source_language: str, language: str) -> bool:
    """The words of the source, all of them, and enough of them that are no names and belong to its language."""
    if not low or low[0] not in source.lower():  # cheap, and true of nearly every answer
        return False
    asked = words(source)
    if low != [word.lower() for word in asked]:
        return False
    small = sum(map(_is_small, asked))
    if small < _COPY_SURE:
        return False
    own = sum(is_word_of(word, source_language, but_not=language) for word in low)
    if has_profile(source_language) and has_profile(language):
        return own >= (2 if are_alike(source_language, language) else 1)
    return small >= _SPEAKS


def _is_rather_copied(asked: Sequence[str], low: Sequence[str], source_language: str, language: str) -> bool:
    """The words of the source, several, and one of them is neither a name nor a small word of the target."""
    if len(low) < (_SPEAKS if are_alike(source_language, language) else 2) or low != [word.lower() for word in asked]:
        return False
    return any(_is_small(word) and not is_word_of(word.lower(), language, but_not="") for word in asked)


def _holds_both(source: str, answer: str) -> bool:
    """The whole source stands in the answer, and more."""
    if len(answer) < 1.3 * len(source) or source.strip().casefold() not in answer.casefold():
        return False
    return sum(map(_is_small, words(source))) >= _COPY_SURE


def _is_small(word: str) -> bool:
    """A word that is no name: it begins with a small letter, or its script has none."""
    return word[0].isalpha() and not word[0].isupper()


def _is_name(word: str) -> bool:
    return not _is_small(word)


def _wrong_script(source: str, answer: str, language: str) -> Remark | None:
    writing = writing_of(language)
    if writing is None or not writing.is_sure:
        return None
    strange = _strange(source, answer, writing)
    size = sum(map(len, strange))
    if size < 4 or (size < 8 and all(map(str.isascii, strange))):
        return None
    if count_letters(answer, writing) >= size:
        return None
    return Remark("script", f"it is written in another script: {visible(strange[0], 20)}")


def _strange(source: str, answer: str, writing: Writing) -> list[str]:
    """Runs of letters of other scripts that do not stand in the source too."""
    found = writing.foreign.findall(answer)
    if not found:
        return []
    known = source.casefold()
    return [run for run in found if run.casefold() not in known]


def _speech(source: str, answer: str, low: Sequence[str], source_language: str, language: str) -> Evidence:
    """What the words of an answer say about its language, and the letters of those that are no names. A title in a
    third language, quoted in source and answer alike, says nothing."""
    speech = evidence(low, language)
    aliens = alien_letters(language)
    has_aliens = aliens is not None and aliens.search(answer) is not None
    if not has_aliens and speech.language in ("", primary(source_language)):
        return speech
    known = {word.lower() for word in words(source)}
    if speech.language != primary(source_language):
        speech = evidence([word for word in low if word not in known], language)
    if aliens is None or not has_aliens:
        return speech
    strange = sum(
        not word[0].isupper() and word not in known and aliens.search(word) is not None for word in words(answer)
    )
    return replace(speech, other=speech.other + strange)


def _other_language(source: str, answer: str, low: Sequence[str], source_language: str, language: str) -> str:
    """The language that a text of enough words is surely in, if not the one wanted; else ""."""
    if len(low) < _SPEAKS:
        return ""
    if has_profile(language):
        speech = _speech(source, answer, low, source_language, language)
        return (speech.language or "by its letters") if speech.speaks_another(language) else ""
    if not has_profile(source_language):
        return ""
    # A language whose small words are not known may share the short ones; only the source's own longer ones count.
    copied = [word for word in low if len(word) > 2 and is_word_of(word, source_language, but_not=language)]
    return primary(source_language) if len(copied) >= 5 and 4 * len(copied) >= len(low) else ""


def _expected(source: str, source_language: str, language: str) -> float:
    """How many characters a translation of `source` has, about."""
    return len(source) * growth(source_language, language)


def _odd_letters(source: str, answer: str, language: str) -> list[Remark]:
    found: list[Remark] = []
    writing = writing_of(language)
    if writing is not None and writing.is_sure:
        strange = [run for run in _strange(source, answer, writing) if not run.isascii() or _is_long_word(run)]
        if not strange and "Latn" not in writing.scripts:
            known = set(_LEFT.findall(source))
            strange = [run for run in _LEFT.findall(answer) if run in known]
        if strange:
            found.append(Remark("script", f"letters of another script: {_isolated(strange[0])}"))
        if writing.wrong is not None:
            wrong = [each for each in writing.wrong.findall(answer) if each not in source]
            if len(wrong) >= _OTHER_CHINESE:
                found.append(Remark("script", f"characters of the other Chinese: {''.join(dict.fromkeys(wrong))[:10]}"))
    if mixed := _MIXED.search(answer):
        found.append(Remark("script", f"Latin and Cyrillic letters in one word: {_isolated(mixed.group())}"))
    return found


def _is_long_word(run: str) -> bool:
    return len(run) > 3 and run.islower()


def _isolated(text: str) -> str:
    return f"\u2068{visible(text, 20)}\u2069"


def _odd_numbers(
    source: str, answer: str, asked: Sequence[str], row: Sequence[str], source_language: str, language: str
) -> list[Remark]:
    """Numbers in digits, of two digits or more, that only one side has, in digits or words."""
    given, made = _NUMBER.findall(source), _NUMBER.findall(answer)
    if not given and not made:
        return []
    if sorted(map(_digits, given)) == sorted(map(_digits, made)):
        return []
    if _SCALE.search(source) or _SCALE.search(answer) or _HALF_DAY.search(source):
        return []
    there, here = _values(source, asked, source_language), _values(answer, row, language)
    run, known = " ".join(map(_digits, made)), " ".join(map(_digits, given))
    lost = [each for each in given if len(_digits(each)) > 1 and _digits(each) not in here and _digits(each) not in run]
    new = [
        each for each in made if len(_digits(each)) > 1 and _digits(each) not in there and _digits(each) not in known
    ]
    found = [Remark("number", f"the number {visible(lost[0])} of the source is not there")] if lost else []
    return found or ([Remark("number", f"the number {visible(new[0])} is not in the source")] if new else [])


def _digits(number: str) -> str:
    return "".join(str(unicodedata.decimal(sign)) for sign in number if sign.isdecimal())


def _values(text: str, row: Sequence[str], language: str) -> set[str]:
    """The numbers of a text, in digits or words, without separators; months count as theirs (4 October: 10月4日)."""
    found = quantities(text, row, language)
    return {
        _NOT_A_WORD.sub("", count) for count in (*found.counts, *(day.removeprefix("month ") for day in found.dates))
    }


def _is_ended(text: str) -> bool:
    return text.rstrip()[-1:] in _ENDS


def _is_quoted(text: str) -> bool:
    """One pair of quotation marks around the whole, and none within."""
    bare = text.strip()
    if len(bare) < 3 or bare[0] not in _OPENING or bare.rstrip(".,。،")[-1:] not in _CLOSING:
        return False
    return not any(each in _QUOTES and each not in "'’" for each in bare[1:].rstrip(".,。،")[:-1])
