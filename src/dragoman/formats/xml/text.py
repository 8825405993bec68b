"""Character data: what XML spells, what it says, and how a translation is spelled."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.formats.inline import Item, Piece
from dragoman.model import Mark

BLANK = " \t\r\n"
_PART = re.compile(r"&(?:#(?P<decimal>[0-9]{1,9})|#x(?P<hex>[0-9a-fA-F]{1,8})|(?P<name>[^;&<#][^;&<]*));|[ \t\r\n]+")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,9}|#x[0-9a-fA-F]{1,8}|amp|lt|gt|quot|apos);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*")
_BLANKS = re.compile(r"[ \t\r\n]+")
# XML 1.0, production 2: anything else cannot stand in a file, not even as a reference.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def items_of(raw: str, *, preserve: bool = False) -> Iterator[Item]:
    """Pieces of character data. A general entity is a point; blanks are one space, or stay where they are preserved:
    then a line end is a point."""
    done = 0
    for match in _PART.finditer(raw):
        found = match.group()
        if found == " " or (preserve and found[0] != "&" and not _LINE.search(found)):
            continue
        if done < match.start():
            yield Piece(raw[done : match.start()], raw[done : match.start()])
        done = match.end()
        if found[0] != "&":
            yield from _blanks(found, preserve)
        elif match["name"] and match["name"] not in _NAMED:
            yield Mark("point", "ent", (found,))
        else:
            said = character(found)
            yield Piece(" " if said in BLANK else said, found)
    if done < len(raw):
        yield Piece(raw[done:], raw[done:])


def cdata_items(raw: str, *, preserve: bool = False) -> Iterator[Item]:
    """Pieces of what stands inside a CDATA section, where nothing is a reference."""
    done = 0
    for match in _BLANKS.finditer(raw):
        found = match.group()
        if found == " " or (preserve and not _LINE.search(found)):
            continue
        if done < match.start():
            yield Piece(raw[done : match.start()], raw[done : match.start()])
        yield from _blanks(found, preserve)
        done = match.end()
    if done < len(raw):
        yield Piece(raw[done:], raw[done:])


def _blanks(raw: str, preserve: bool) -> Iterator[Item]:
    if not preserve:
        yield Piece(" ", raw)
    else:
        yield Mark("point", "br", (raw,))


def character(reference: str) -> str:
    """What a reference stands for; itself where it stands for none that can be."""
    name = reference[1:-1]
    if name in _NAMED:
        return _NAMED[name]
    number = int(name[2:], 16) if name[1] == "x" else int(name[1:])
    return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else reference


def learned(raw: str) -> dict[str, str]:
    """Characters that `raw` spells as references, and never as themselves."""
    found: dict[str, str] = {}
    for match in _REFERENCE.finditer(raw):
        said = character(match.group())
        if said not in BLANK:
            found.setdefault(said, match.group())
    if not found:
        return found
    rest = _REFERENCE.sub("", raw)
    return {said: spelled for said, spelled in found.items() if said in "&<" or said not in rest}


def cleaned(text: str) -> str:
    """`text` on one line, without what XML cannot hold."""
    return _ILLEGAL.sub("", re.sub("[\t\r\n]", " ", text))


def escape(text: str, spellings: dict[str, str], *, quote: str = "", before: str = "", full: bool = False) -> str:
    """Character data that says `text`. `quote` is that of the attribute value it stands in, `before` what precedes."""
    signs: dict[str, str | int | None] = {"&": "&amp;", "<": "&lt;"}
    if quote:
        signs[quote] = "&quot;" if quote == '"' else "&apos;"
    if full:
        signs |= {">": "&gt;", '"': "&quot;", "'": "&apos;"}
    signs |= spellings
    out = cleaned(text).translate(str.maketrans(signs))
    if ">" in out:  # `]]>` must not stand in text
        out = out.replace("]>", "]&gt;")
        if out[0] == ">" and before.endswith("]"):
            out = "&gt;" + out[1:]
    return out


def in_cdata(text: str, encoding: str) -> str:
    """`text` inside a CDATA section, which ends and begins anew around what it cannot hold."""
    out = cleaned(text).replace("]]>", "]]]]><![CDATA[>")
    try:
        out.encode(encoding)
    except UnicodeEncodeError:
        row = [_fitting(sign, encoding) for sign in out]
        out = "".join(row).replace("<![CDATA[]]>", "")
    return out


def _fitting(sign: str, encoding: str) -> str:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return between_cdata(sign)
    return sign


def between_cdata(sign: str) -> str:
    """A character as a reference, with the section that stands around it closed and opened anew."""
    return f"]]>&#{ord(sign)};<![CDATA["
