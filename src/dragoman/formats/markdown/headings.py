"""The headings of a Markdown body, and the ids that they keep in every language."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from dragoman.formats.anchors import Words, ids_of
from dragoman.formats.destinations import Edit, spliced
from dragoman.formats.html.nesting import is_balanced
from dragoman.formats.markdown.events import events
from dragoman.formats.markdown.masking import mask
from dragoman.formats.markdown.settings import Settings
from dragoman.formats.passages import Shape, with_passages
from dragoman.model import AnchorStyle, Lost, Passage, Target

_LIST = re.compile(r"[ \t]*\{(?=[^\r\n{}]*\})")
_BLANK_ABOVE = re.compile(r"(?:\A|\n)\r?\n\Z|\A\Z")
_BLANK_LINE = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_CLOSING = re.compile(r"[ \t]+#+(?=[ \t]*(?:[\r\n]|\Z))")
_HTML = ("Html", "InlineHtml")
_SAID = ("Text", "Code")


@dataclass(frozen=True, slots=True)
class Heading:
    """text[start:end]; what it says ends at `stop`. `is_top`: it stands in no list or quotation. `has_code`: template
    code stands in it, and nobody knows what will be there instead."""

    start: int
    end: int
    stop: int
    words: Words
    is_top: bool
    has_code: bool


def headings(text: str, settings: Settings) -> list[Heading]:
    """The headings of a body in order; those in HTML are none, as they are none for generators."""
    masked = mask(text, settings)
    found: list[Heading] = []
    depth = 0
    begun: tuple[int, str] | None = None
    low, stop, said = -1, 0, ""
    for name, about, start, end in events(masked.text, settings.options):
        if name == "Start":
            kind = next(iter(about)) if isinstance(about, dict) else str(about)
            if kind == "Heading":
                table = cast("dict[str, dict[str, object]]", about)["Heading"]
                begun, low, stop, said = (start, str(table["id"] or "")), -1, start, ""
            elif begun is None:
                depth += 1
            else:
                low = start if low < 0 else low
        elif name == "End" and isinstance(about, dict) and "Heading" in about and begun is not None:
            first, own = begun
            low = stop if low < 0 else low
            raw = text[low:stop].rpartition("\n")[2].strip()
            code = any(masked.within(first, end))
            found.append(Heading(first, end, stop, Words(raw, said, own), not depth, code))
            begun = None
        elif begun is None:
            depth -= name == "End"
        else:
            low = start - (text[start - 1 : start] == "\\") if low < 0 else low
            stop = max(stop, end)
            said += str(about) if name in _SAID else "\n" if name.endswith("Break") else ""
    return found


@dataclass(frozen=True)
class Source:
    """The body that translations are made of; its headings are sought once for all of them."""

    text: str
    settings: Settings

    @cached_property
    def headings(self) -> list[Heading]:
        return headings(self.text, self.settings)


def pinned(text: str, source: Source, style: AnchorStyle) -> str:
    """The body with the ids that the headings of `source` have by the rules of `style` where it gives none itself; as
    it was when they would not be read back so."""
    if not style or not any(sign in one for sign in ("#", "--", "==") for one in (source.text, text)):
        return text
    theirs, ours = source.headings, headings(text, source.settings)
    ids = ids_of([heading.words for heading in theirs], style)
    if len(theirs) != len(ours) or any(
        one.words.own != other.words.own for one, other in zip(theirs, ours, strict=True)
    ):
        return text
    wanted = [
        made if not (one.words.own or one.has_code or other.has_code) else one.words.own
        for one, other, made in zip(theirs, ours, ids, strict=True)
    ]
    edits = [
        _edit(text, other, made)
        for one, other, made in zip(theirs, ours, wanted, strict=True)
        if made and made != one.words.own
    ]
    out = spliced(text, edits)
    again = headings(out, source.settings) if edits else ours
    is_so = [h.words.own for h in again] == wanted and [h.words.text for h in again] == [h.words.text for h in ours]
    return out if is_so else text


def placed(text: str, source: Source, target: Target, shape: Callable[[str], Shape]) -> tuple[str, tuple[Lost, ...]]:
    """The body with the passages of `target`, which name headings of `source`, and those that were left out."""
    if not target.passages:
        return text, ()
    theirs, ours = source.headings, headings(text, source.settings)
    ids = [ids_of([heading.words for heading in theirs], style) for style in (target.anchors or "github", "github")]

    def spot(passage: Passage) -> int | None:
        if passage.place in ("start", "end"):
            return 0 if passage.place == "start" else len(text)
        if len(theirs) != len(ours):
            return None
        names = zip(ours, theirs, *ids, strict=True)
        found = [one for one, other, *made in names if other.is_top and _is_named(passage.anchor, other.words, made)]
        return (found[0].start if passage.place == "before" else found[0].end) if found else None

    eol = "\r\n" if "\r\n" in source.text else "\n"

    def framed(at: int, said: str) -> str:
        has_end = text[:at].endswith(("\n", "\r"))
        above = "" if _BLANK_ABOVE.search(text, max(at - 4, 0), at) else eol if has_end else eol * 2
        return f"{above}{said}{eol}{'' if _BLANK_LINE.match(text, at) else eol}"

    def is_whole(said: str) -> bool:
        return is_balanced(_html_in(said, source.settings))

    return with_passages(text, target.passages, spot, framed, shape, is_whole)


def _html_in(text: str, settings: Settings) -> str:
    """The tags of a body and what stands between them in HTML blocks."""
    masked = mask(text, settings)
    spans = [(start, end) for name, _, start, end in events(masked.text, settings.options) if name in _HTML]
    tags = [island for island in masked.islands if island[0] in masked.tags]
    return "".join(text[start:end] for start, end in sorted([*spans, *tags]))


def _is_named(anchor: str, words: Words, ids: Sequence[str]) -> bool:
    """True for a heading that `anchor` means: `#` and one of its ids, or its words."""
    if anchor.startswith("#"):
        return anchor[1:] in ids
    return " ".join(anchor.split()) in (" ".join(words.text.split()), words.raw)


def _edit(text: str, heading: Heading, made: str) -> Edit:
    if found := _LIST.match(text, heading.stop, heading.end):
        return found.end(), found.end(), f"#{made} "
    closing = _CLOSING.match(text, heading.stop, heading.end)
    at = closing.end() if closing else heading.stop
    return at, at, f" {{#{made}}}"
