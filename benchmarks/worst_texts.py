"""Texts made to make a pattern go back or a loop look at everything again, and how long each check needs for them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from dragoman import check_text

PIECES = (
    *(
        "a",
        "A",
        "1",
        " ",
        '"',
        "'",
        "’",
        "(",
        ")",
        "[",
        "{",
        "«",
        "“",
        ".",
        ",",
        "%",
        "-",
        "_",
        "/",
        "\\",
        "|",
        "=",
        "&",
    ),
    *(
        "\u0301",
        "\u200c",
        "\u200d",
        "\u202e",
        "\ufeff",
        "\x00",
        "\n",
        "\t",
        "—",
        "…",
        "!",
        "?",
        "¿",
        "~",
        "*",
        "`",
        "#",
    ),
    *(
        "中",
        "の",
        "ا",
        "א",
        "क",
        "्",
        "ไ",
        "한",
        "１",
        "Ａ",
        "ｱ",
        "١",
        "۱",
        "१",
        "Ⅳ",
        "一",
        "。",
        "、",
        "ー",
        "\U0001f600",
    ),
    *("<", "<a", "<a>", "</a>", "<a/>", "<a ", "&lt;", "<!--", "{a", "{{", "%s", "$", "\\n", "[a](", "![", "**a", "]:"),
    *(
        "1,",
        "1.",
        "1 ",
        "1:2",
        "1/2",
        "3-1 ",
        "10:30 ",
        "2026-01-",
        "+1 234-567",
        "€1 ",
        "1万",
        "割",
        "IV ",
        "1st ",
        "% ",
    ),
    *(
        "https://a.",
        "www.a",
        "a@",
        "@",
        "a.",
        "a@a.",
        "javascript:",
        "on=",
        'a="',
        "a-",
        "a_b",
        "a\n",
        "a b ",
        "A. ",
        "и И. ",
    ),
    *(
        "may ",
        "half past ",
        "two hundred ",
        "million ",
        "am ",
        "«a» ",
        "“a” ",
        "(a) ",
        "' ",
        ". ",
        ",a",
        "ש'",
        "א״",
        "e\u0301",
    ),
)
LANGUAGES = ("de", "ar", "ja", "hi", "he", "fr", "fa", "tr", "zh-Hans", "ru", "es")


def worst_texts(length: int) -> Iterator[tuple[str, str, str]]:
    """Source, target and language: each piece again and again in the target, in the source, and in both."""
    for at, piece in enumerate(PIECES):
        text = (piece * (length // len(piece) + 1))[:length]
        one, other = LANGUAGES[at % len(LANGUAGES)], LANGUAGES[(at + 4) % len(LANGUAGES)]
        yield "The river rose.", text, one
        yield text, f"{text}z", other
        yield text, "Der Fluss.", "de"


def slowest(names: Sequence[str], length: int) -> list[tuple[str, float, str]]:
    """Each check with the seconds of processor time that its slowest text took, and the beginning of that text."""
    found = dict.fromkeys(names, (0.0, ""))
    for source, target, language in worst_texts(length):
        for name in names:
            begun = time.process_time()
            check_text(source, target, language=language, checks=[name])
            taken = time.process_time() - begun
            found[name] = max(found[name], (taken, f"{language} {max(source, target, key=len)[:8]!r}"))
    return sorted(((name, *told) for name, told in found.items()), key=lambda row: -row[1])
