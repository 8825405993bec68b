"""A translated segment spelled in XML: in text, in an attribute's value, or in CDATA."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from dragoman.formats.addresses import crowding, guarded
from dragoman.formats.html import HtmlSpeller
from dragoman.formats.proving import Level
from dragoman.formats.xml.embedded import ESCAPED, IN_CDATA, Escaped, InCdata
from dragoman.formats.xml.runs import CDATA
from dragoman.formats.xml.text import between_cdata, escape, in_cdata, learned
from dragoman.model import Content, Mark, Segment


@dataclass(frozen=True, slots=True)
class XmlSpeller:
    """Spells segments of every kind that XML has. `encoding` is the article's charset."""

    encoding: str

    def __call__(
        self, segment: Segment, content: Content, level: Level, before: str, after: str, sources: Callable[[Mark], str]
    ) -> str:
        kind = segment.block.kind
        if kind.startswith((ESCAPED, IN_CDATA)):
            inner = HtmlSpeller(Escaped() if kind.startswith(ESCAPED) else InCdata())
            return inner(segment, content, level, before, after, sources)
        out: list[str] = []
        firsts, lasts = crowding(content, html.unescape)
        if kind.endswith(CDATA):
            for at, part in enumerate(content):
                if isinstance(part, str):
                    write = partial(in_cdata, encoding=self.encoding)
                    out.append(guarded(part, write, first=at in firsts, last=at in lasts, refer=between_cdata))
                else:
                    out.append(sources(part))
            written = "".join(out)
            return f"]]><![CDATA[{written}" if written.startswith(">") and before.endswith("]") else written
        quote = ("'" if kind.endswith("'") else '"') if "@" in kind else ""
        spellings = learned("".join(part for part in segment.source if isinstance(part, str)))
        for at, part in enumerate(content):
            if isinstance(part, str):
                last = out[-1] if out else before
                write = partial(escape, spellings=spellings, quote=quote, before=last, full=level is Level.FULL)
                out.append(guarded(part, write, first=at in firsts, last=at in lasts))
            else:
                out.append(sources(part))
        return "".join(out)
