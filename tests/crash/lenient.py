"""A forgiving PO reader: a neutral witness of what a file holds, whatever state it is in. Not a parser to ship."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr\[\d+\]|msgstr)\s*(\".*)?$")
_STRING = re.compile(r'"((?:\\.|[^"\\])*)"')
_ESCAPE = re.compile(r"\\(x[0-9a-fA-F]{1,2}|[0-7]{1,3}|.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "a": "\a"}

Translation = tuple[str | None, str, str, str]
"""msgctxt (None without one), msgid, `msgstr` or `msgstr[N]`, and its text."""


@dataclass
class Witness:
    """What stands in a file: all translations, people's (not fuzzy, not empty), words of translators' comments."""

    translations: set[Translation] = field(default_factory=set)
    human: set[Translation] = field(default_factory=set)
    comments: Counter[str] = field(default_factory=Counter)


def read(data: bytes) -> Witness:
    """Live and obsolete entries alike; the header left out. Never fails: what makes no sense is passed over."""
    witness = Witness()
    entry: dict[str, str] = {}
    name = ""
    is_fuzzy = False
    for line in data.decode("utf-8-sig", "surrogateescape").replace("\r\n", "\n").split("\n"):
        text = line.strip(" \t")
        if text.startswith("#~"):
            text = text[2:].strip(" \t")
        if text.startswith("#") or not text:
            if any(key.startswith("msgstr") for key in entry):
                _record(witness, entry, is_fuzzy)
                entry, is_fuzzy = {}, False
            is_fuzzy |= text.startswith("#,") and "fuzzy" in text
            if text.startswith("#") and text[1:2] not in (".", ":", ",", "|"):
                witness.comments.update(text[1:].split())
        elif found := _KEYWORD.match(text):
            if found[1] in entry or (found[1] in ("msgctxt", "msgid") and "msgid" in entry):
                _record(witness, entry, is_fuzzy)
                entry, is_fuzzy = {}, False
            name = found[1]
            entry[name] = _strings(found[2] or "")
        elif text.startswith('"') and name in entry:
            entry[name] += _strings(text)
    _record(witness, entry, is_fuzzy)
    return witness


def _record(witness: Witness, entry: dict[str, str], is_fuzzy: bool) -> None:
    if not entry.get("msgid"):
        return
    for name, text in entry.items():
        if name.startswith("msgstr"):
            translation = (entry.get("msgctxt"), entry["msgid"], name, text)
            witness.translations.add(translation)
            if text and not is_fuzzy:
                witness.human.add(translation)


def _strings(text: str) -> str:
    return "".join(_ESCAPE.sub(_unescaped, string) for string in _STRING.findall(text))


def _unescaped(found: re.Match[str]) -> str:
    escape = found[1]
    if escape[0] == "x" and len(escape) > 1:
        return chr(int(escape[1:], 16))
    if escape[0] in "01234567":
        return chr(int(escape, 8) & 0xFF)
    return _ESCAPES.get(escape, escape)
