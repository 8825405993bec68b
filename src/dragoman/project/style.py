"""The file of a language's house style, locales/LANG/style.toml, read into a Style."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache

from dragoman.language.facts import table
from dragoman.language.style import AS_SOURCE, Avoided, Style
from dragoman.model import ConfigError, DragomanError, Where
from dragoman.project.table import Table

_SETTINGS = (
    "quotes", "spacing", "digits", "group", "decimal", "percent", "currency", "dash", "date", "time", "formality",
    "headlines", "as_source", "spelling", "forbidden", "advice",
)  # fmt: skip
_FORBIDDEN = ("words", "instead", "note", "allowed", "quotes", "exact")
_INSIDE = "inside_quotes"
_BLANKS = ("", " ", "\u00a0", "\u202f", "\u2009")


@lru_cache(maxsize=256)
def read_style(data: bytes, path: str) -> Style:
    """The style that a file's bytes say. ConfigError with the line of the setting, and the name that may be meant."""
    try:
        text = data.decode("utf-8-sig")
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise ConfigError(f"not valid TOML: {error}", Where(path, int(line[1]) if line else None)) from None
    try:
        return _style(Table(values, ""), text)
    except DragomanError as error:
        raise ConfigError(error.message, Where(path, _line_of(text, error.message)), error.hint) from None


def _style(own: Table, text: str) -> Style:
    own.known(*_SETTINGS)
    spacing = own.table("spacing")
    blanks = {sign: _blanks(spacing, sign) for sign in spacing.values}
    inside = blanks.pop(_INSIDE, None)
    if odd := [sign for sign in blanks if len(sign) != 1 or sign.isalnum()]:
        hint = f'write signs, such as ":" = "\\u00a0", or {_INSIDE}'
        raise ConfigError(f"{odd[0]!r} in [spacing] is no sign", hint=hint)
    systems = tuple(table("number_style")["zero"])
    digits = own.texts("digits", ())
    for system in digits:
        Table({"digits": system}, "").text("digits", "", systems)
    return Style(
        quotes=_pairs(own),
        inside=inside or (),
        before={sign: "".join(found) for sign, found in blanks.items()},
        digits=digits,
        group=_mark(own, "group"),
        decimal=_mark(own, "decimal"),
        percent=own.text("percent", "", ("", "before", "space", "close")),
        currency=own.text("currency", "", ("", "before", "after")),
        dash=own.text("dash", ""),
        date=own.text("date", ""),
        time=own.text("time", ""),
        formality=own.text("formality", "", ("", "formal", "informal")),
        headlines=own.text("headlines", "", ("", "sentence", "title")),
        as_source=_as_source(own),
        avoided=(*_spellings(own.table("spelling"), text), *_forbidden(own.tables("forbidden"), text)),
        advice=own.texts("advice", ()),
    )


def _as_source(own: Table) -> tuple[str, ...]:
    found = own.texts("as_source", ())
    for name in found:
        Table({"as_source": name}, "").text("as_source", "", tuple(AS_SOURCE))
    return found


def _pairs(own: Table) -> tuple[str, ...]:
    """Two characters each, such as «»."""
    found = own.texts("quotes", ())
    if odd := [pair for pair in found if len(pair) != 2]:
        hint = 'write what opens and what closes: quotes = ["«»", "“”"], and blanks under [spacing]'
        raise ConfigError(f"'quotes' has {odd[0]!r}, which is no pair of marks", hint=hint)
    return found


def _blanks(own: Table, sign: str) -> tuple[str, ...]:
    found = own.texts(sign, ())
    if odd := [blank for blank in found if blank not in _BLANKS]:
        hint = 'use "", " ", "\\u00a0" (no-break), "\\u202f" (narrow no-break) or "\\u2009" (thin)'
        raise ConfigError(f"{sign!r} in [spacing] is {odd[0]!r}, which is no blank", hint=hint)
    return found


def _mark(own: Table, key: str) -> str:
    mark = own.text(key, "")
    if len(mark) > 1 or mark.isalnum():
        raise ConfigError(f"{key!r} is {mark!r}", hint="use one sign or blank")
    return mark


def _spellings(own: Table, text: str) -> list[Avoided]:
    """What is not to be written → what is."""
    found = []
    for word in own.values:
        instead = own.text(word, "")
        if not word.strip() or not instead.strip():
            raise ConfigError(f"{word!r} in [spelling] has nothing to be written instead", hint='"clef" = "clé"')
        found.append(Avoided((word,), instead, quotes=False, line=_line_of(text, f"'{word}'")))
    return found


def _forbidden(tables: list[Table], text: str) -> list[Avoided]:
    found = []
    lines = [number for number, line in enumerate(text.split("\n"), 1) if line.strip().startswith("[[forbidden]]")]
    for at, own in enumerate(tables):
        own.known(*_FORBIDDEN)
        words = tuple(word for word in own.texts("words", ()) if word.strip())
        if not words:
            raise ConfigError("a [[forbidden]] without 'words'", hint='say which: words = ["…"]')
        found.append(
            Avoided(
                words,
                own.text("instead", ""),
                own.text("note", ""),
                own.texts("allowed", ()),
                own.text("quotes", "", ("", "allow")) == "allow",
                own.truth("exact", False),
                lines[at] if at < len(lines) else None,
            )
        )
    return found


def _line_of(text: str, message: str) -> int | None:
    """The line of the first setting that the message names in quotes, if it stands in the file."""
    name = message.split("'")[1] if message.count("'") >= 2 else ""
    for number, line in enumerate(text.split("\n"), 1):
        if name and line.split("=")[0].strip().strip("[]\"'") == name:
            return number
    return None
