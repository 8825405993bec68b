"""Paragraphs that cost a careless splitter too much: long, without an end in sight, or full of false ends."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_WORDS = "the council met again and nobody could say when the bridge would be open "


def _of(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


# what is in the paragraph → a paragraph of that many characters
WORST: Mapping[str, Callable[[int], str]] = {
    "prose": _of("The council met again. Nobody could say when the bridge would be open. "),
    "no stop": _of(_WORDS),
    "no blank": _of("bridge"),
    "stops": _of("."),
    "stops and blanks": _of(". "),
    "question marks": _of("?!"),
    "initials": _of("A. "),
    "initials, no blanks": _of("A.B."),
    "abbreviations": _of("Mr. "),
    "numbers": _of("1.2."),
    "lists": _of("1. "),
    "opening brackets": _of("("),
    "bracketed stops": _of("(a. "),
    "opening quotes": _of("“"),
    "quoted questions": _of("“Why?” she asked. "),
    "straight quotes": _of('" '),
    "stops and quotes": _of('." '),
    "apostrophes": _of("' "),
    "blanks": lambda size: "One." + " " * (size - 8) + "Two.",
    "addresses": _of("https://example.org/a.b?c=d. "),
    "lower case": _of("a. b. "),
    "Chinese": _of("会议开始了。没有人知道。"),
    "Chinese quotes": _of("「为什么？」"),
    "Devanagari": _of("सभा फिर हुई। "),
    "Arabic": _of("اجتمع المجلس. هل يعرف أحد؟ "),
    "Thai": _of("สภาประชุมอีกครั้ง "),
    "combining marks": _of("e\u0301. "),
}
