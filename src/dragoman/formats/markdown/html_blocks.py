"""HTML blocks of a Markdown article: their text goes through the reader of HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from dragoman.formats.assembly import Assembly
from dragoman.formats.html import HtmlSettings, read_html
from dragoman.formats.html.runs import Peel
from dragoman.formats.markdown.masking import Masked
from dragoman.formats.view import View
from dragoman.model import Span

KIND = "html:"  # begins the kind of every block that HtmlSpeller spells
Peels = Sequence[Mapping[int, Peel]]
_UNTRANSLATED = re.compile(r"<([a-zA-Z][\w-]*)(?=[^>]*\stranslate=[\"']?no\b)", re.I)


class HtmlBlocks:
    """Reads the HTML blocks of one article in order. `keep` are the peels of the article whose proof this is.

    An element with translate="no" that does not end in its block reaches over the Markdown to its end tag.
    """

    def __init__(
        self, text: str, masked: Masked, assembly: Assembly, settings: HtmlSettings, language: str, keep: Peels
    ) -> None:
        self._text = text
        self._masked = masked
        self._assembly = assembly
        self._settings = settings
        self._language = language
        self._keep = keep
        self._open: tuple[str, int] | None = None  # name and depth of the element that is not to be translated
        self.peels: list[Mapping[int, Peel]] = []

    def read(self, lines: Sequence[Span], *, has_headline: bool) -> bool:
        """Adds one block, of which `lines` are the stretches without margins. True when a headline stands in it."""
        # The parser leaves the carriage return of a line's end out.
        lines = [(low, high + self._text.startswith("\r\n", high)) for low, high in lines]
        said = "".join(self._text[low:high] for low, high in lines)
        end = lines[-1][1] if lines else 0
        if self._open and self._is_open_after(said, 0, *self._open):
            self._assembly.structure.append(said)
            self.peels.append({})
            return False
        if self._open:
            self._open = None
            self._assembly.directives.off = False
        places = [*chain.from_iterable(range(low, high) for low, high in lines), end]
        settings = replace(self._settings, headline=self._settings.subhead) if has_headline else self._settings
        number = len(self.peels)
        keep = self._keep[number] if number < len(self._keep) else None
        view = View(said, self._text, places)
        self.peels.append(
            read_html(
                view,
                self._assembly,
                settings,
                language=self._language,
                prefix=KIND,
                islands=self._islands(lines),
                keep=keep,
            )
        )
        for tag in _UNTRANSLATED.finditer(said) if "translate" in said and not self._assembly.directives.off else ():
            if self._is_open_after(said, tag.end(), tag[1].lower(), 1):
                self._assembly.directives.off = True
                break
        return "<h1" in said

    def _is_open_after(self, said: str, at: int, name: str, depth: int) -> bool:
        """True when the element is still open at the end of `said`; remembers how deep."""
        for tag in re.compile(rf"<(/?){re.escape(name)}(?=[\s/>])", re.I).finditer(said, at):
            depth += -1 if tag[1] else 1
            if not depth:
                return False
        self._open = name, depth
        return True

    def _islands(self, lines: Sequence[Span]) -> list[Span]:
        """What is hidden in the block, in places of its text."""
        found: list[Span] = []
        done = 0
        for low, high in lines:
            for start, end in self._masked.hidden_within(low, high):
                found.append((max(start, low) - low + done, min(end, high) - low + done))
            done += high - low
        return found
