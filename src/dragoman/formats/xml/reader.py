"""The blocks of an XML article: one walk over its tokens, with what the rules say about each element."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from dragoman.formats.assembly import Assembly
from dragoman.formats.html import read_html
from dragoman.formats.html.runs import Peel
from dragoman.formats.inline import Flow, Holder, Item
from dragoman.formats.its import ITS, Annotations, Said
from dragoman.formats.xml.attributes import account, attributes, expanded
from dragoman.formats.xml.embedded import SETTINGS, view_of
from dragoman.formats.xml.levels import Level, Levels, Names, is_foreign
from dragoman.formats.xml.runs import CDATA, Entry, make, trimmed_value
from dragoman.formats.xml.text import BLANK
from dragoman.model import BODY, Mark
from dragoman.xml import Token

_XML_LANG = "xml:lang"
_OF_ROOT = frozenset([_XML_LANG, "lang", "dir"])
_NOT_LETTERS = re.compile("[^a-z]")


@dataclass
class Peeled:
    """What was peeled off each run and off each text of HTML, and which elements were taken to be inline: what was
    seen in the texts of the source must not be looked for in those of a translation."""

    inline: frozenset[Names]

    runs: list[str] = field(default_factory=list)
    html: list[dict[int, Peel]] = field(default_factory=list)


@dataclass
class _Frame:
    """The article itself, or a point of a run with text of its own inside: its flows are gathered."""

    name: str = ""
    start: int = 0
    run: list[Entry] = field(default_factory=list)
    flows: list[Flow] | None = None
    blocks: list[int] = field(default_factory=list)  # open elements that are blocks, innermost last
    depth: int = 0  # of open elements when it began
    account: list[str] = field(default_factory=list)


class Reader:
    """Walks an article and gives its blocks to an assembly. `earlier` is what an earlier reading peeled off,
    `exempt` are the elements and attributes that say the article's language: no part of its structure."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        annotations: Annotations,
        language: str,
        assembly: Assembly,
        exempt: Mapping[int, set[str]],
        earlier: Peeled | None = None,
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._its = annotations
        self._levels = Levels(annotations, language, earlier.inline if earlier else None)
        self._base = annotations.said[0].language or language
        self._assembly = assembly
        self._exempt = exempt
        self._earlier = earlier
        self.peeled = Peeled(self._levels.inline)
        self._open: list[int] = []
        self._frames = [_Frame()]
        self._seen = 0  # elements
        self._ended = -1  # the element that ended last
        self._rules_depth = 0

    def read(self) -> None:
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.kind in ("start", "empty"):
                at += self._start(at, token)
            elif token.kind == "end":
                self._end(token)
            else:
                self._content(token)
            at += 1
        self._flush()
        self._assembly.finish()

    def _start(self, at: int, token: Token) -> int:
        """Takes a start tag in; returns how many tokens behind it are taken in, too."""
        number = self._seen
        self._seen += 1
        level = self._levels.of[number]
        element = self._its.elements[number]
        is_empty = token.kind == "empty"
        flows = self._attribute_flows(number, token, element)
        name = _mark_name(token.name)
        frame = self._frames[-1]
        if level is Level.BLOCK:
            self._flush()
            self._note(token, flows)
            for flow in flows:
                self._put_flow(flow)
            if not is_empty:
                self._open.append(number)
                frame.blocks.append(number)
                self._rules_depth += _is_rules(element)
                if self._its.said[number].html and len(self._frames) == 1 and self._is_active():
                    return self._html(at + 1, number)
            return 0
        self._note(token, flows)
        if is_empty:
            self._add(_mark("point", name, self._text, token, flows), token)
            return 0
        if level is Level.INLINE:
            self._open.append(number)
            self._add(_mark("open", name, self._text, token, flows), token)
            return 0
        following = self._tokens[at + 1 : at + 3]
        if level is Level.OPAQUE and [t.kind for t in following] == ["text", "end"] and not flows:
            self._add(Mark("open", "code", (self._text[token.start : token.end],)), token)
            self._add("text", following[0], preserve=self._its.said[number].space == "preserve")
            self._add(Mark("close", "code", (self._text[following[1].start : following[1].end],)), following[1])
            return 2
        self._frames.append(_Frame(name, token.start, flows=list(flows), blocks=[number], depth=len(self._open)))
        self._open.append(number)
        return 0

    def _end(self, token: Token) -> None:
        number = self._ended = self._open.pop()
        level = self._levels.of[number]
        frame = self._frames[-1]
        if len(self._frames) > 1 and frame.depth == len(self._open):
            self._flush()
            self._frames.pop()
            flows = tuple(frame.flows or ())
            self._frames[-1].account.append(f"{token.name}{sorted(frame.account)}")
            item: Item = Holder("point", frame.name, frame.start, token.end, flows)
            if not flows:
                item = Mark("point", frame.name, (self._text[frame.start : token.end],))
            self._frames[-1].run.append(Entry(item, frame.start, token.end))
        elif level is Level.BLOCK:
            self._flush()
            frame.blocks.pop()
            self._rules_depth -= _is_rules(self._its.elements[number])
            self._note(token, ())
        else:
            self._note(token, ())
            last = frame.run[-1]
            if isinstance(last.item, (Mark, Holder)) and last.item.kind == "open":  # nothing between the tags
                frame.run.pop()
                raw = self._text[last.start : token.end]
                if isinstance(last.item, Holder):
                    item = Holder("point", last.item.name, last.start, token.end, last.item.flows)
                else:
                    item = Mark("point", last.item.name, (raw,))
                frame.run.append(Entry(item, last.start, token.end))
            else:
                self._add(Mark("close", _mark_name(token.name), (self._text[token.start : token.end],)), token)

    def _content(self, token: Token) -> None:
        """Text, an entity, CDATA, a comment or an instruction."""
        raw = self._text[token.start : token.end]
        if token.kind in ("comment", "pi"):
            self._note(token, ())
        if not self._is_active():
            if token.kind == "comment":
                self._assembly.comment(raw, token.start)
            return
        if token.kind in ("text", "cdata"):
            preserve = self._its.said[self._open[-1]].space == "preserve"
            self._add("text" if token.kind == "text" else "cdata", token, preserve=preserve)
        else:
            name = "ent" if token.kind == "entity" else token.kind
            self._add(Mark("point", name, (raw,)), token)

    def _is_active(self) -> bool:
        blocks = self._frames[-1].blocks
        return bool(blocks) and self._levels.translated[blocks[-1]] and not self._rules_depth

    def _add(self, item: Item | str, token: Token, *, preserve: bool = False) -> None:
        if self._is_active():
            self._frames[-1].run.append(Entry(item, token.start, token.end, preserve))  # type: ignore[arg-type]

    def _flush(self) -> None:
        """The run so far becomes a block, or a flow of the frame."""
        frame = self._frames[-1]
        run, frame.run = frame.run, []
        if any(entry.item != "text" or self._text[entry.start : entry.end].strip(BLANK) for entry in run):
            self._make(frame, run)
        if frame.flows is None:
            self._assembly.structure.extend(sorted(frame.account))
            frame.account = []

    def _make(self, frame: _Frame, run: Sequence[Entry]) -> None:
        at = len(self.peeled.runs)
        earlier = self._earlier.runs if self._earlier else []
        made = make(self._text, run, earlier[at] if at < len(earlier) else None)
        self.peeled.runs.append(made.steps)
        number = frame.blocks[-1]
        said = self._its.said[number]
        kind = _local(str(self._its.elements[number].tag)) + (CDATA if made.is_cdata else "")
        note = note_of(said)
        for start, end in made.before:
            self._assembly.comment(self._text[start:end], start)
        for flow in made.loose:
            self._put_flow(flow)
        if frame.flows is not None:
            flow = Flow(
                made.start, made.end, said.role or BODY, tuple(made.items), kind=kind, note=note, locales=said.locales
            )
            frame.flows.append(flow)
        else:
            self._assembly.block(
                made.items, made.start, made.end, kind=kind, role=said.role or BODY, note=note, locales=said.locales
            )
        for flow in made.trailing:
            self._put_flow(flow)
        for start, end in made.after:
            self._assembly.comment(self._text[start:end], start)

    def _put_flow(self, flow: Flow) -> None:
        frame = self._frames[-1]
        if frame.flows is not None:
            frame.flows.append(flow)
        else:
            self._assembly.flow(flow)

    def _html(self, first: int, number: int) -> int:
        """Takes in the HTML that an element's text spells; returns how many tokens it is, 0 when it is none."""
        end = first
        while self._tokens[end].kind not in ("end", "start", "empty"):
            end += 1
        found = view_of(self._text, self._tokens[first:end]) if self._tokens[end].kind == "end" else None
        if found is None:
            return 0
        view, prefix = found
        self._assembly.structure.extend(sorted(self._frames[-1].account))
        self._frames[-1].account = []
        at = len(self.peeled.html)
        earlier = self._earlier.html if self._earlier else []
        said = self._its.said[number]
        directives = self._assembly.directives
        if "<" not in view.text and not directives.role and said.role != BODY:  # one paragraph, and no word of markup
            directives.role = said.role
        keep = earlier[at] if at < len(earlier) else None
        self.peeled.html.append(
            read_html(view, self._assembly, SETTINGS, language=self._base, prefix=prefix, keep=keep)
        )
        directives.role = ""
        return end - first

    def _attribute_flows(self, number: int, token: Token, element: etree._Element) -> tuple[Flow, ...]:
        """The attributes of a start tag that people read."""
        chosen = self._its.attributes.get(number)
        if not chosen or self._rules_depth:
            return ()
        flows: list[Flow] = []
        for found in attributes(self._text, token.start, token.end):
            said = chosen.get(expanded(found.name, element))
            if said is None or not said.translate or is_foreign(said, self._base):
                continue
            items, start, end = trimmed_value(self._text, found.start, found.end)
            local = found.name.rpartition(":")[2]
            kind = f"{_local(str(element.tag))}@{local}{'' if found.quote == chr(34) else found.quote}"
            role = said.role or local.lower()
            flows.append(Flow(start, end, role, tuple(items), kind=kind, note=note_of(said), locales=said.locales))
        return tuple(flows)

    def _note(self, token: Token, flows: Sequence[Flow]) -> None:
        """Writes markup down in the account of the structure, without what people read in it."""
        raw = self._text[token.start : token.end]
        for flow in reversed(flows):
            raw = f"{raw[: flow.start - token.start]}*{raw[flow.end - token.start :]}"
        if token.kind == "end":
            number = self._ended
        elif token.kind in ("start", "empty"):
            number = self._seen - 1
            raw = account(raw, _OF_ROOT if number == 0 else {_XML_LANG, *self._exempt.get(number, ())} - {""})
        else:
            number = -1
        if "" not in self._exempt.get(number, ()):
            self._frames[-1].account.append(raw)


def note_of(said: Said) -> str:
    """What its markup says to translators about a text."""
    found: list[str] = []
    if "locNote" in said.note:
        found.append(said.note["locNote"])
    elif "locNoteRef" in said.note:
        found.append(f"see {said.note['locNoteRef']}")
    if said.term.get("term") == "yes":
        found.append(f"term: {said.term.get('termInfo') or said.term.get('termInfoRef') or 'yes'}")
    if said.domains:
        found.append(f"domain: {said.domains}")
    return "; ".join(found)


def _mark(kind: str, name: str, text: str, token: Token, flows: Sequence[Flow]) -> Item:
    if flows:
        return Holder(kind, name, token.start, token.end, tuple(flows))  # type: ignore[arg-type]
    return Mark(kind, name, (text[token.start : token.end],))  # type: ignore[arg-type]


def _mark_name(name: str) -> str:
    """The name of an element as that of a mark: its local name's lower-case letters."""
    return _NOT_LETTERS.sub("", name.rpartition(":")[2].lower()) or "x"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _is_rules(element: etree._Element) -> bool:
    return element.tag == f"{{{ITS}}}rules"
