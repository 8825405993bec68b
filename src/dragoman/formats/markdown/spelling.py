"""A translated segment spelled in Markdown, on one line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.formats.front_matter import spell_value
from dragoman.formats.html import HtmlSpeller
from dragoman.formats.markdown import points
from dragoman.formats.markdown.arguments import spell_argument
from dragoman.formats.markdown.containers import headers
from dragoman.formats.markdown.escaping import Place, escape, learned, numeric
from dragoman.formats.markdown.flanking import Delimiters, delimiters, hoist, is_delimiter
from dragoman.formats.markdown.html_blocks import KIND
from dragoman.formats.markdown.labels import SHORTCUTS, has_shortcut, labels, one_line, same_label
from dragoman.formats.proving import Level
from dragoman.model import Content, Mark, Segment, plain

_HTML = HtmlSpeller()
_TICKS = re.compile("`+")
_BLANK = " \t\r\n"
_NEAR = 80  # characters of text that can run into an address: enough to tell
_LINE_ENDS = str.maketrans("\r\n", "  ")


@dataclass(frozen=True, slots=True)
class MarkdownSpeller:
    """Spells segments of every kind that Markdown has. `extensions` are the dialect's, as in Settings."""

    extensions: frozenset[str] = frozenset()

    def __call__(
        self, segment: Segment, content: Content, level: Level, before: str, after: str, sources: Callable[[Mark], str]
    ) -> str:
        kind = segment.block.kind
        if kind.startswith("meta"):
            return spell_value(kind, segment.raw, plain(content), full=level is Level.FULL)
        if kind.startswith(KIND):
            written = _HTML(segment, content, level, before, after, sources)
            line = written + after.partition("\n")[0]
            return numeric(written[0]) + written[1:] if not before and headers(line) else written
        if kind.startswith("argument"):
            return spell_argument(kind, segment.raw, plain(content))
        if kind == "title":
            return _title(segment, content, level, after, sources)
        written = _Line(segment, content, level, before, after, sources, self.extensions).spell()
        if kind != "alt":
            return written
        if segment.raw.endswith("]["):
            return written + "][" + one_line(segment.raw.removesuffix("]["))
        is_shortcut = after.startswith("]") and after[1:2] not in ("(", "[") and not same_label(written, segment.raw)
        return f"{written}][{one_line(segment.raw)}" if is_shortcut else written


class _Line:
    """One segment being written."""

    def __init__(
        self,
        segment: Segment,
        content: Content,
        level: Level,
        before: str,
        after: str,
        sources: Callable[[Mark], str],
        extensions: frozenset[str],
    ) -> None:
        kind = segment.block.kind
        is_label = kind.startswith("label")  # the title of a container: read as a heading is
        self._segment = segment
        self._content = hoist(content)
        self._sources = sources
        self._before = before
        self._after = after
        self._is_last = not after.strip(_BLANK) or after[0] in "\r\n" or kind == "cell" or is_label
        self._labels = labels(segment) if has_shortcut(content) else {}
        self._place = Place(
            level,
            in_cell=kind in ("cell", "alt"),  # an alt text may stand in a cell
            heading=kind.startswith("heading") or is_label,
            brackets=kind in ("alt", "label"),
            spellings=learned(segment.raw),
            bare=_bare(segment),
            extensions=extensions,
        )
        self._out: list[str] = []
        self._links: list[int] = []  # places in `_out` where the open links begin
        self._at_start = not before and kind != "alt" and not self._place.heading and kind != "cell"

    def spell(self) -> str:
        content = self._content
        signs = delimiters(content, self._before, self._after, cautious=self._place.level is Level.FULL)
        done = 0
        for at, part in enumerate(content):
            if at < done:
                continue
            if isinstance(part, str):
                self._text(at, part, signs)
            elif at in signs.written:
                self._put(signs.written[at])
            elif part.kind == "open" and part.raw.startswith("`"):
                done = self._code(at, part)
            elif part.kind == "point" and part.name.startswith("url"):
                self._address(at, part)
            elif part.kind == "close" and part.raw.startswith("]") and self._links:
                self._end_of_link(part)
            else:
                self._put(self._sources(part))
                if part.kind == "open" and part.raw == "[":
                    self._links.append(len(self._out))
                self._at_start = part.name.startswith("br") and "\n" in part.raw
        return "".join(self._out)

    def _put(self, written: str) -> None:
        if written:
            self._out.append(written)
            self._at_start = False

    def _text(self, at: int, text: str, signs: Delimiters) -> None:
        content = self._content
        if self._at_start:
            text = text.lstrip(_BLANK)
        last = self._is_last and at == len(content) - 1
        if last:
            text = text.rstrip(_BLANK)
        if not text:
            return
        before = (self._out[-1] if self._out else self._before)[-1:]
        head = tail = ""
        if (
            at in signs.first
            or (before == "]" and text[0] in "([:")
            or self._is_edge_space(at - 1, "open", text[0])
            or self._needs_distance(at - 1)
        ):
            head, text = numeric(text[0]) if text[0] not in "([:" else "\\" + text[0], text[1:]
        crowds = at in signs.last or self._needs_distance(at + 1)
        if text and (crowds or self._is_edge_space(at + 1, "close", text[-1])):
            tail, text = numeric(text[-1]), text[:-1]
        if text:
            own = self._place
            place = Place(
                own.level,
                start=self._at_start and not head,
                before=head[-1:] or before,
                after=tail[:1] or self._next(at),
                brackets=own.brackets or bool(self._links),
                in_cell=own.in_cell,
                heading=own.heading,
                last=last and own.heading,
                spellings=own.spellings,
                bare=own.bare,
                extensions=own.extensions,
            )
            text = escape(text, place)
        self._put(head + text + tail)

    def _is_edge_space(self, at: int, kind: str, character: str) -> bool:
        """True for a blank that emphasis cannot have at its inner edge, and that must not be moved out (a no-break
        space)."""
        part = self._content[at] if 0 <= at < len(self._content) else ""
        inner = isinstance(part, Mark) and part.kind == kind and is_delimiter(part)
        return inner and character.isspace() and character not in _BLANK

    def _next(self, at: int) -> str:
        """The character that will follow the part at `at`."""
        if at + 1 == len(self._content):
            return self._after[:1]
        part = self._content[at + 1]
        return (part if isinstance(part, str) else part.raw)[:1]

    def _code(self, at: int, mark: Mark) -> int:
        """A code span with the ticks it needs. Returns the place after it; what else stands inside is lost to proof."""
        following = self._content[at + 1 : at + 3]
        text = following[0] if following and isinstance(following[0], str) else ""
        text = text.translate(_LINE_ENDS)
        ticks = "`" * (len(mark.raw) - len(mark.raw.lstrip("`")))
        runs = {len(run) for run in _TICKS.findall(text)}
        if len(ticks) in runs:
            ticks = "`" * next(size for size in range(1, len(runs) + 2) if size not in runs)
        solid = text.strip(" ")
        needs_pad = solid and ("`" in (text[0], text[-1]) or text[0] == text[-1] == " " or mark.raw.endswith(" "))
        pad = " " if needs_pad else ""
        if self._segment.block.kind == "cell":
            text = text.replace("|", "\\|")
        self._put(ticks + pad + text + pad + ticks)
        return at + 3 if text else at + 2

    def _address(self, at: int, mark: Mark) -> None:
        """An address, in angle brackets where the text beside it would run into it."""
        self._put(f"<{mark.raw}>" if self._is_crowded(at) and self._is_bracketable(mark.raw) else mark.raw)

    def _is_crowded(self, at: int) -> bool:
        """True for an address that would be read as another one between the texts beside it."""
        part = self._content[at] if 0 <= at < len(self._content) else ""
        if not isinstance(part, Mark) or not part.name.startswith("url") or part.raw.startswith("<"):
            return False
        return not points.alone(part.raw, self._beside(at - 1)[-1:], self._beside(at + 1)[:_NEAR])

    def _needs_distance(self, at: int) -> bool:
        """True for a crowded address that angle brackets do not help: its neighbours become entities."""
        return self._is_crowded(at) and not self._is_bracketable(self._content[at].raw)  # type: ignore[union-attr]

    def _is_bracketable(self, address: str) -> bool:
        """True when <address> is an autolink; entities and escapes mean other things there, and MDX has none."""
        if "mdx" in self._place.extensions:
            return False
        return ("://" in address or "@" in address) and not any(sign in address for sign in "&\\<>")

    def _beside(self, at: int) -> str:
        if at < 0:
            return self._before
        if at >= len(self._content):
            return "" if self._segment.block.kind == "alt" else self._after
        part = self._content[at]
        return part if isinstance(part, str) else ""

    def _end_of_link(self, mark: Mark) -> None:
        begun = self._links.pop()
        label = self._labels.get(mark.name)
        written = self._sources(mark)
        if mark.raw in SHORTCUTS and label is not None and not same_label("".join(self._out[begun:]), label):
            written = f"][{label}]"
        self._put(written)


def _bare(segment: Segment) -> frozenset[str]:
    """The characters that the source's text uses unescaped, although they could be markup."""
    said = plain(segment.content)
    return frozenset(sign for sign in "[]~|" if sign in said and f"\\{sign}" not in segment.raw)


def _title(segment: Segment, content: Content, level: Level, after: str, sources: Callable[[Mark], str]) -> str:
    """A title between its quotation marks, of which `after` begins with the closing one."""
    spellings = learned(segment.raw)
    out: list[str] = []
    for part in content:
        if isinstance(part, Mark):
            out.append(sources(part))
            continue
        written = escape(part, Place(level, spellings=spellings, bare=frozenset("[]~"), in_cell=True))
        if level is not Level.FULL:
            closing = after[:1]
            for sign in "()" if closing == ")" else closing:
                written = re.sub(rf"(?<!\\){re.escape(sign)}", "\\\\" + sign, written)
        out.append(written)
    return "".join(out).strip(_BLANK)
