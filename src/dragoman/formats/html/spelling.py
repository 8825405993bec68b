"""A translated segment spelled in HTML."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from dragoman.formats.addresses import crowding, guarded
from dragoman.formats.html.attributes import KIND
from dragoman.formats.html.texts import REFERENCE
from dragoman.formats.html.tokens import BLANK
from dragoman.formats.proving import Level
from dragoman.model import Content, Mark, Segment

_NEAR = 64  # characters of what follows: enough to see a quotation mark
_MARKUP = re.compile(r"&(?=[A-Za-z0-9#]|\Z)|<(?=[A-Za-z/!?%]|\Z)|\{(?=[{%#]|\Z)|[\x00\ud800-\udfff\ufeff]")
_XML_MARKUP = re.compile(r"[&<>{\x00\ud800-\udfff\ufeff]")
_ENDS_CODE = frozenset(["%>", "?>", "%}", "}}", "#}"])
_ALL = re.compile(r"""[&<>"'`={}%#?\x00\ud800-\udfff\ufeff]""")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ANY_QUOTE = "\"' "  # of a value that may have none around it
_LINE_ENDS = str.maketrans("\r\n", "  ")


class Codec(Protocol):
    """How the article spells HTML text: as it is, or escaped again in JSON or XML."""

    def encode(self, text: str) -> str:
        """HTML as the article spells it."""
        ...

    def decode(self, raw: str) -> str:
        """The HTML that the article spells `raw`. It may begin or end in the middle of an escape: no error."""
        ...


class Identity:
    """HTML that stands in the article as it is."""

    def encode(self, text: str) -> str:
        return text

    def decode(self, raw: str) -> str:
        return raw


IDENTITY = Identity()
_NONE: tuple[frozenset[int], frozenset[int]] = (frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class HtmlSpeller:
    """Spells segments of HTML. Texts go through `codec`; marks are spelled as the article does already.

    `well_formed`: the HTML must stay XML, in which `&` and `<` cannot stand by themselves.
    """

    codec: Codec = IDENTITY
    well_formed: bool = False

    def __call__(
        self, segment: Segment, content: Content, level: Level, before: str, after: str, sources: Callable[[Mark], str]
    ) -> str:
        spellings = learned(self.codec.decode(segment.raw))
        quote, added = "", ""
        following = self.codec.decode(after[:_NEAR])
        if KIND in segment.block.kind:
            quote = following.lstrip(BLANK)[:1]
            if quote not in ('"', "'") or not quote:
                is_bare = not before and bool(following.strip(BLANK)) and following[0] in BLANK + ">/"
                is_sure = is_bare and level is not Level.FULL
                unsure = _ANY_QUOTE if level is Level.FULL else "\"'"
                quote, added = ('"', self.codec.encode('"')) if is_sure else (unsure, "")
        firsts, lasts = crowding(content, self._address) if not quote else _NONE

        def write(text: str) -> str:
            markup = _XML_MARKUP if self.well_formed else _MARKUP
            return escape(text, quote, spellings, after=following[:1], markup=markup, full=level is Level.FULL)

        out = [added]
        for at, part in enumerate(content):
            if isinstance(part, Mark):
                out.append(sources(part))
            else:
                said = write(part) if quote else guarded(part, write, first=at in firsts, last=at in lasts)
                out.append(self.codec.encode(said))
        out.append(added)
        return "".join(out)

    def _address(self, raw: str) -> str:
        return html.unescape(self.codec.decode(raw))


def escape(
    text: str,
    quote: str,
    spellings: dict[str, str],
    *,
    after: str = "",
    markup: re.Pattern[str] = _MARKUP,
    full: bool = False,
) -> str:
    """`text` in HTML: a character is escaped where it would read as markup, or with `full` wherever it can be.

    `quote`: the quotation marks that would end the value of an attribute, "" outside. `spellings`: the source's own.
    `after`: the character that is written next. `markup` finds what would read as markup.
    """
    if text[-1:] + after in _ENDS_CODE:
        return escape(text[:-1], quote, spellings, markup=markup, full=full) + _reference(text[-1])
    text = text.translate(_LINE_ENDS)
    if full:
        written = _ALL.sub(lambda match: _reference(match.group()), text)
        return written.replace(" ", _reference(" ")) if quote == _ANY_QUOTE else written
    if not spellings and not quote:
        return markup.sub(lambda match: _reference(match.group()), text)
    out: list[str] = []
    done = 0
    for match in markup.finditer(text):
        out += (_respelled(text[done : match.start()], quote, spellings), _learned(match.group(), spellings))
        done = match.end()
    out.append(_respelled(text[done:], quote, spellings))
    return "".join(out)


def learned(raw: str) -> dict[str, str]:
    """The references that `raw` uses, by character: an author who wrote &nbsp; wants to see &nbsp; again."""
    found: dict[str, str] = {}
    for match in REFERENCE.finditer(raw) if "&" in raw else ():
        reference = match.group()
        character = html.unescape(reference)
        if len(character) != 1 or not reference.endswith(";") or character in BLANK:
            continue
        if not (character.isascii() and character.isalnum()):
            found[character] = reference
    return found


def _reference(character: str) -> str:
    if character == "\0" or "\ud800" <= character <= "\udfff":
        return "\ufffd"
    return _NAMED.get(character) or f"&#{ord(character)};"


def _learned(character: str, spellings: dict[str, str]) -> str:
    return spellings.get(character) or _reference(character)


def _respelled(text: str, quote: str, spellings: dict[str, str]) -> str:
    if not any(character in text for character in (*quote, *spellings)):
        return text
    return "".join(
        spellings.get(character) or (_reference(character) if character in quote else character) for character in text
    )
