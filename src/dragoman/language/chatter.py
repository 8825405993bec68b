"""What models say around a translation, or instead of one: recognised by the words for it in chatter.toml."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.language.facts import table
from dragoman.language.remembered import Remembered
from dragoman.language.tags import autonym, english_name, primary

_COLON = "[:：]"
_HAS_COLON = re.compile(_COLON)
_SHOUTS = re.compile("[!！]")
_FENCE = re.compile(r"```|~~~~|\*\*[^*]+\*\*|(?m:^#{1,6} )")
# The shapes of a question to a model and of its answer: keys of JSON, tags of prompts, what chat templates are made of.
_LEFTOVER = re.compile(
    r"""
      "(?:id|text|texts|translations?|segments?)"\s*:
    | \A\s*[{\[]\s*["{\[]
    | </?(?:think(?:ing)?|reasoning|segments?|translations?|source|target|text|(?:out|in)put)\b[^<>]*>
    | </?(?:user|assistant|system)\b[^<>]*>
    | <\|[a-z_]+\|> | \[/?INST\]
    | \A\s*(?:segment|text|item|id)\s*\#?\d+\s*[:.)\-–]
    | \A\s*(?:[\[(]\d{1,3}[\])]|\#\d{1,3}|\d{1,3}\))[:.]?\s
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What no such leftover, formatting or talk is without: these are looked for fast.
_SIGN_OF_FORM, _FORM = re.compile('["<{\\[]'), re.compile(r"\s*(?:segment|text|item|id|[(#\d])", re.IGNORECASE)
_SIGN_OF_FENCE, _AROUND_TALK = re.compile("[`~*#]"), re.compile("[:：\n(\\[（]")
# Without these nothing but a refusal, an answer's beginning or its end can be found.
_SIGNS = frozenset('"<{[`~*#(（/／')
_SPLITS = frozenset(":：\n")  # nor, without these and a word for a translation or a note, what stands around one
# What Python takes for the same letter in any case, and str.lower does not.
_CASELESS = frozenset("\u0130\u0131\u017f")
_NOTHING = re.compile(r"\W*(?:null|undefined|none|nan|n/a|\[object Object\]|string|text)\W*\Z", re.IGNORECASE)
_CRASHED = re.compile(
    r"\s*(?:Traceback \(most recent call last\)|[A-Za-z_.]*(?:Error|Exception):\s|HTTP/\d|Error:\s|\[?ERROR\b"
    r"|Internal Server Error\b|Service Unavailable\b|Bad Gateway\b|Gateway Time-?out\b"
    r"|Rate limit (?:reached|exceeded)\b"
    r"|(?:Connection|Request) (?:timed out|refused)\b|Access denied\b|Unauthorized\b)"
)
_CRASHING = frozenset(
    [
        "traceback",
        "http",
        "error",
        "internal",
        "service",
        "bad",
        "gateway",
        "rate",
        "connection",
        "request",
        "access",
        "unauthorized",
    ]
)
_COUNTED = ("segment", "text", "item", "id", *"0123456789")
_WORD, _WHOLE = re.compile(r"\w+"), re.compile(r"(?<![^\s,'’-])\w+(?=[\s,'’-])")
_ASIDE = re.compile(r"[(\[（/／]")
_LABEL = ("translation", "translated text", "target", "output", "result", "answer", "final answer")


@dataclass(frozen=True, slots=True)
class _Talk:
    """What one language says; None where it is not known to say such a thing."""

    talk: re.Pattern[str]
    talking: re.Pattern[str]  # at the beginning or the end of an answer
    note: re.Pattern[str]
    opener: re.Pattern[str]
    refusal: re.Pattern[str]
    sorry: re.Pattern[str]
    closer: re.Pattern[str]
    alternative: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a text has that begins or ends as an answer does: `heads` are first words, or the beginnings of those that
    may go on; of what ends an answer one of the `words`, or all of one of the `letters`."""

    heads: frozenset[str]
    words: frozenset[str]
    letters: tuple[frozenset[str], ...]
    labels: Remembered[bool]  # whether a word may be a label's, a note's, or about translations


def may_chatter(words: Sequence[str], known: Collection[str], characters: frozenset[str], language: str) -> bool:
    """A quick test of an answer by its words in small letters in order, those words and their parts, and its
    characters. Law: False only where `chatter` finds nothing."""
    if len(words) <= 2 or not (_SIGNS.isdisjoint(characters) and _CASELESS.isdisjoint(characters)):
        return True
    signs, first = _signs(language), words[0]
    if first in signs.heads or first[:2] in signs.heads or first in _CRASHING or first.startswith(_COUNTED):
        return True
    if not _SPLITS.isdisjoint(characters) and True in map(signs.labels.__getitem__, known):
        return True
    return not signs.words.isdisjoint(known) or any(map(characters.issuperset, signs.letters))


@cache
def _signs(language: str) -> _Signs:
    rows = [row for code in (primary(language), "en") if (row := table("chatter").get(code))]
    heads, words, letters = set(), set(), set()
    for phrase in (phrase for row in rows for phrase in (*row["refusal"], *row["opener"])):
        heads.add(_first(phrase))
    for phrase in (phrase for row in rows for phrase in row["closer"]):
        pieces = [] if _is_dense(phrase) else _WHOLE.findall(phrase)
        if pieces:
            words.add(max(pieces, key=len))
        else:
            letters.add(frozenset(filter(str.isalnum, phrase)))
    names = {*_LABEL, *_names(language), "translat"}.union(*((*row["talk"], *row["note"]) for row in rows))
    firsts = sorted({match.group() for name in names if (match := _WORD.search(name.lower()))})
    labels = _compiled(rf"{_any(firsts)}|(?:error|exception)\Z")
    heard = Remembered(lambda word: labels.search(word) is not None)
    return _Signs(frozenset(heads), frozenset(words), tuple(letters), heard)


def _first(phrase: str) -> str:
    """The first word of a phrase, as far as it surely stands so at the beginning of a text."""
    first = re.match(r"(\w+(?:['’-]\w+)*)[\s,]", phrase)
    return first[1] if first and not _is_dense(phrase) else phrase[:2]


def chatter(source: str, answer: str, source_language: str, language: str) -> str:
    """Why `answer` is, or holds, something a program says and not the article; "" when nothing shows it.

    An expression counts only where the source has nothing it could be the translation of: an article may quote a
    translator, apologise, or print a note.
    """
    if (
        (_SIGN_OF_FORM.search(answer) or _FORM.match(answer))
        and _LEFTOVER.search(answer)
        and not _LEFTOVER.search(source)
    ):
        return "it holds leftovers of the question or of its form"
    if _SIGN_OF_FENCE.search(answer) and _FENCE.search(answer) and not _FENCE.search(source):
        return "it holds formatting that the source lacks"
    if _NOTHING.match(answer) and primary(language) != "en" and not _NOTHING.match(source):
        return "it is a program's word for nothing"
    if _CRASHED.match(answer) and not _CRASHED.match(source):
        return "it is an error message"
    has_colon = _HAS_COLON.search(answer) is not None and _HAS_COLON.search(source) is None
    if has_colon and _labels(language).match(answer):
        return "it begins with a label"
    has_aside = _ASIDE.search(answer) is not None and _ASIDE.search(source) is None
    may_talk = _AROUND_TALK.search(answer) is not None
    said = _talk(source_language)
    for talk in _spoken(language):
        if talk.refusal.match(answer) and said is not None and not said.sorry.search(source):
            return "it declines instead of translating"
        if may_talk and talk.talking.search(answer) and not _talks(source, said):
            return "it talks about the translation"
        if has_colon and talk.note.search(answer):
            return "it adds a note"
        if said is not None and talk.closer.search(answer) and not said.closer.search(source):
            return "it ends by offering help"
        if has_aside and talk.alternative.search(answer):
            return "it gives another rendering beside the first"
        if talk.opener.match(answer) and not _SHOUTS.search(source) and not (said and said.opener.match(source)):
            return "it begins by answering somebody"
    return ""


def _talks(source: str, said: _Talk | None) -> bool:
    """True when the source itself is about translations, as far as its language is known."""
    return said is None or said.talk.search(source) is not None


@cache
def _spoken(language: str) -> tuple[_Talk, ...]:
    """What is said in the language of the answers, and in English, which models fall back to."""
    found = (_talk(language), _talk("en"))
    return tuple(dict.fromkeys(talk for talk in found if talk is not None))


@cache
def _talk(language: str) -> _Talk | None:
    row = table("chatter").get(primary(language))
    if row is None:
        return None
    is_english = primary(language) == "en"
    stem = _any(row["talk"])
    end = r"(?!\w)" if row["note"][0].isascii() or not _is_dense(row["note"][0]) else ""
    return _Talk(
        _compiled(stem),
        _compiled(
            rf"\A[^\n:：]{{0,80}}?{stem}[^\n:：]{{0,60}}(?:{_COLON}|\n)|\n[^\n]{{0,60}}?{stem}"
            rf"|[(\[（][^()\n]{{0,60}}?{stem}[^()\n]{{0,80}}[)\]）]\W*\Z"
        ),
        _compiled(rf"(?:\A|\n|[.!?。！？)»”…]\s*)[(\[（*_\s]*{_any(row['note'])}{end}\s*{_COLON}"),
        _compiled(rf"\W{{0,3}}{_any(row['opener'])}{end}[^\n!！:：.,，。]{{0,12}}(?:[!！]|{_COLON}?\s*\n)"
                  + (rf"|\W{{0,3}}{_any(row['opener'])}\s*," if is_english else "")),
        _compiled(rf"\W{{0,3}}{_any(row['refusal'])}"),
        _compiled(_any(row["sorry"])),
        _compiled(rf"(?:\A|[\n.!?。！？।؟»”…)])\W{{0,3}}{_any(row['closer'])}"),
        _compiled(rf"[(\[（]\s{{0,3}}{_any(row['alternative'])}\s{{0,3}}{_COLON}|\w\s{{1,3}}[/／]\s{{0,3}}{_any(row['alternative'])}\s"),
    )  # fmt: skip


@cache
def _labels(language: str) -> re.Pattern[str]:
    row = table("chatter").get(primary(language), {"talk": []})
    words = _any([*_LABEL, *_names(language)])
    stems = _any([*row["talk"], "translat"])
    return _compiled(rf"\W{{0,3}}(?:{words}|{stems}\w*)(?:\s*\([^)\n]{{0,30}}\))?\W{{0,3}}{_COLON}")


def _names(language: str) -> set[str]:
    return {english_name(language), autonym(language), english_name(primary(language)), autonym(primary(language))}


def _any(words: Iterable[str]) -> str:
    """One of `words`, beginning where a word begins in scripts that have such places."""
    return "(?:" + "|".join(("" if _is_dense(word) else r"(?<!\w)") + re.escape(word) for word in words) + ")"


def _is_dense(word: str) -> bool:
    return re.match("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", word) is not None


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
