"""TMX 1.1 to 1.4b, read unit by unit: a bad unit is told with its line and passed over, the rest is taken.

A unit's source is its text in the language that is asked for, where it has one, else in its `srclang`. Every other text
of it is a translation of that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from dragoman.language.tags import normalise, serves
from dragoman.memory.tmx_inline import ELEMENTS, Code, read_inline
from dragoman.memory.units import Unit
from dragoman.model import ConfigError, FormatError, Where
from dragoman.xml import Event, events

TOOL = "dragoman"
_LONGEST = 200_000  # characters of a text; a longer one is no segment
_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})T\d{6}Z")
_PRINT = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one unit, or from one line on with the file."""

    where: Where
    message: str


@dataclass
class _Variant:
    """A `tuv`: one language's text."""

    line: int
    tag: str
    attributes: Mapping[str, str]
    parts: list[str | Code] | None = None
    size: int = 0
    props: dict[str, str] = field(default_factory=dict)


@dataclass
class _Tu:
    line: int
    attributes: Mapping[str, str]
    variants: list[_Variant] = field(default_factory=list)
    props: dict[str, str] = field(default_factory=dict)


def read_tmx(
    pieces: Iterable[bytes], where: str, source: str, fault: Callable[[Fault], None], *, article: str = ""
) -> Iterator[Unit]:
    """The units of the file whose bytes are `pieces`, in its order; those that are bad go to `fault`.

    `where` is the file's path for messages, `source` the language whose texts are sources, `article` what a unit is
    said to come from that does not tell itself (`where` when left out). A file that is not well-formed is read to where
    it breaks, and the fault says so.
    """
    reader = _Reader(where, source, fault, article or where)
    try:
        for event in events(pieces, where):
            yield from reader.take(event)
    except FormatError as error:
        fault(Fault(error.where or Where(where), f"{error.message}; nothing behind it is read"))
        return
    if not reader.is_tmx:
        fault(Fault(Where(where), "is no TMX file: its root element is not <tmx>"))


class _Reader:
    def __init__(self, where: str, source: str, fault: Callable[[Fault], None], article: str) -> None:
        self._where = where
        self._source = source
        self._fault = fault
        self._article = article
        self._header: Mapping[str, str] = {}
        self._tu: _Tu | None = None
        self._variant: _Variant | None = None
        self._code: tuple[str, Mapping[str, str]] | None = None
        self._native: list[str] = []
        self._depth = 0  # inside a native code
        self._prop: tuple[str, list[str]] | None = None
        self._stack: list[str] = []
        self.is_tmx = False

    def take(self, event: Event) -> Iterator[Unit]:
        match event.kind:
            case "start":
                self._start(event)
            case "text":
                self._text(event.text)
            case "end":
                self._end(event)
                if event.name == "tu" and self._tu is not None:
                    tu, self._tu = self._tu, None
                    yield from self._units(tu)

    def _start(self, event: Event) -> None:
        self._stack.append(event.name)
        if len(self._stack) == 1:
            self.is_tmx = event.name == "tmx"
        if not self.is_tmx:
            return
        if self._code is not None:
            self._depth += 1
        elif event.name == "header":
            self._header = event.attributes
        elif event.name == "tu":
            self._tu = _Tu(event.line, event.attributes)
        elif event.name == "tuv" and self._tu is not None:
            tag = event.attributes.get("xml:lang") or event.attributes.get("lang") or ""
            self._variant = _Variant(event.line, tag, event.attributes)
            self._tu.variants.append(self._variant)
        elif event.name == "seg" and self._variant is not None:
            self._variant.parts = []
        elif event.name == "prop" and self._tu is not None:
            self._prop = (event.attributes.get("type", ""), [])
        elif event.name in ELEMENTS and self._in_segment:
            if event.name == "hi":
                self._add(Code("hi", event.attributes))
            else:
                self._code, self._native, self._depth = (event.name, event.attributes), [], 0

    def _text(self, text: str) -> None:
        if self._prop is not None:
            self._prop[1].append(text)
        elif self._code is not None:
            self._native.append(text)
        elif self._in_segment:
            self._add(text)

    def _end(self, event: Event) -> None:
        self._stack.pop()
        if self._code is not None:
            if self._depth:
                self._depth -= 1
                return
            name, attributes = self._code
            self._code = None
            self._add(Code(name, attributes, "".join(self._native)))
        elif event.name == "hi" and self._in_segment:
            self._add(Code("hi", {}, is_end=True))
        elif event.name == "prop" and self._prop is not None and self._tu is not None:
            owner = self._variant or self._tu
            owner.props[self._prop[0]] = "".join(self._prop[1])
            self._prop = None
        elif event.name == "tuv":
            self._variant = None

    @property
    def _in_segment(self) -> bool:
        return self._variant is not None and self._variant.parts is not None and "seg" in self._stack

    def _add(self, part: str | Code) -> None:
        variant = self._variant
        if variant is None or variant.parts is None:
            return
        variant.size += len(part) if isinstance(part, str) else len(part.native)
        if variant.size <= _LONGEST:
            variant.parts.append(part)

    def _units(self, tu: _Tu) -> Iterator[Unit]:
        known: list[tuple[str, _Variant]] = []
        for variant in tu.variants:
            if variant.parts is None:
                self._tell(variant.line, "has no <seg>")
            elif variant.size > _LONGEST:
                self._tell(variant.line, f"is longer than {_LONGEST:,} characters")
            elif not variant.tag:
                self._tell(variant.line, "names no language")
            else:
                try:
                    known.append((normalise(variant.tag), variant))
                except ConfigError as error:
                    self._tell(variant.line, error.message)
        wanted = (self._source, tu.attributes.get("srclang") or self._header.get("srclang", ""))
        origin = next((one for tag in wanted for one in known if _is_in(one[0], tag)), None)
        if origin is None:
            if known:
                self._tell(tu.line, f"has no text in {' or '.join(filter(None, dict.fromkeys(wanted)))}")
            return
        others = [one for one in known if one is not origin]
        if not others and len(tu.variants) < 2:
            self._tell(tu.line, "has no translation")
        for tag, variant in others:
            yield from self._unit(tu, origin, tag, variant)

    def _unit(self, tu: _Tu, origin: tuple[str, _Variant], tag: str, variant: _Variant) -> Iterator[Unit]:
        ours = self._header.get("creationtool") == TOOL
        source, target = read_inline(origin[1].parts or (), variant.parts or (), ours=ours)
        source = _exactly(origin[1], source) if ours else source
        target = _exactly(variant, target) if ours else target
        if not source.strip() or not target.strip():
            self._tell(variant.line, "is empty")
            return
        said = {**tu.props, **variant.props}
        before, after = said.get("x-before", ""), said.get("x-after", "")
        if not (_PRINT.fullmatch(before) and _PRINT.fullmatch(after)):
            before = after = ""
        yield Unit(
            source,
            target,
            origin[0],
            tag,
            said.get("x-context", ""),
            before,
            after,
            said.get("x-article") or self._article,
            self._date(tu, variant),
        )

    def _date(self, tu: _Tu, variant: _Variant) -> str:
        """When it was changed last, or made."""
        for name in ("changedate", "creationdate"):
            for owner in (variant.attributes, tu.attributes):
                if found := _DATE.fullmatch(owner.get(name, "")):
                    return "-".join(found.groups())
        return ""

    def _tell(self, line: int, message: str) -> None:
        self._fault(Fault(Where(self._where, line), message))


def _is_in(tag: str, wanted: str) -> bool:
    """Whether a text in `tag` is one in the language `wanted`, a file's own word for it."""
    return bool(wanted) and wanted != "*all*" and serves(tag, wanted)


def _exactly(variant: _Variant, text: str) -> str:
    """The text as it was, where XML or our own tags have no way to say it."""
    said = variant.props.get("x-text")
    if said is None:
        return text
    try:
        exact = json.loads(said)
    except ValueError:
        return text
    return exact if isinstance(exact, str) else text
