"""HTML read as blocks of an article: runs of inline content between the tags of block elements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.formats.addresses import mark_addresses
from dragoman.formats.assembly import Assembly
from dragoman.formats.html.attributes import readable
from dragoman.formats.html.elements import BLOCKS, OPAQUE, VERBATIM, VOID
from dragoman.formats.html.islands import mask
from dragoman.formats.html.nesting import nest
from dragoman.formats.html.runs import Peel, Unit, mark_name, pair, parts, peel_of, peeled
from dragoman.formats.html.scopes import NOTHING, Facts, Scope, inner, is_role_of, languages_of, local_within
from dragoman.formats.html.settings import HtmlSettings
from dragoman.formats.html.shape import Shape
from dragoman.formats.html.texts import text_items
from dragoman.formats.html.tokens import BLANK, Token, tokenize
from dragoman.formats.inline import Flow, Holder, Item, Piece
from dragoman.formats.view import View
from dragoman.model import BODY, Mark, Span

_WITHOUT_TEXT = frozenset(["audio", "canvas", "object", "video", "applet"])  # tracks in them have labels


def read_html(
    view: View,
    assembly: Assembly,
    settings: HtmlSettings,
    *,
    language: str = "",
    prefix: str = "",
    islands: Sequence[Span] = (),
    facts: Mapping[int, Facts] | None = None,
    keep: Mapping[int, Peel] | None = None,
) -> dict[int, Peel]:
    """Adds the blocks and the structure of the HTML in `view` to `assembly`, whose text is the view's article.

    `language` is the article's. `prefix` begins the kind of every block (`html:p`). `islands` are stretches of the
    view's text that are code of the format around it. `facts` are what rules say about the start tags, by index of
    their token in `tokens_of`. Gives for each text, counted from 0, what was peeled off it; a proof gives that back as
    `keep`.
    """
    reader = _Reader(view, assembly, settings, language, prefix, islands, facts or {}, keep)
    reader.read()
    return reader.peels


def tokens_of(view: View, settings: HtmlSettings, islands: Sequence[Span] = ()) -> list[Token]:
    """The tokens that `read_html` sees."""
    return tokenize(mask(view.text, templates=settings.templates, more=islands).text)


class _Reader:
    """Goes through the tokens once. `scopes` are the open elements that change anything, `units` the run so far."""

    def __init__(
        self,
        view: View,
        assembly: Assembly,
        settings: HtmlSettings,
        language: str,
        prefix: str,
        islands: Sequence[Span],
        facts: Mapping[int, Facts],
        keep: Mapping[int, Peel] | None,
    ) -> None:
        self._view = view
        self._assembly = assembly
        self._settings = settings
        self._prefix = prefix
        self._masked = mask(view.text, templates=settings.templates, more=islands)
        self._tokens = tokenize(self._masked.text)
        self._ends = nest(self._tokens)
        self._facts = facts
        self._keep = keep
        self._languages = languages_of(self._tokens, view, language)
        self._shape = Shape(view, self._languages)
        self._scopes = [Scope(len(self._tokens) + 1)]
        self._units: list[Unit] = []
        self._run_scope = self._scopes[0]
        self._notes: list[str] = []
        self._has_headline = False
        self._in_nested = False
        self._inline_ends: set[int] = set()  # end tags of blocks that rules put into the sentence
        self.peels: dict[int, Peel] = {}

    def read(self) -> None:
        """Fills the assembly. Raises FormatError for an unknown directive."""
        at = 0
        while at < len(self._tokens):
            while self._scopes[-1].end <= at:
                was = self._scopes.pop()
                if was.ends_run or was.is_read != self._scopes[-1].is_read:
                    self._flush()
            at = self._token(at, self._tokens[at])
        self._flush()

    def _token(self, at: int, token: Token) -> int:
        """Takes in one token, or an element that is one to a reader; the index of the next one."""
        if token.kind == "start":
            return self._start(at, token)
        is_read = self._scopes[-1].is_read
        if token.kind == "text":
            self._text(at, token)
        elif token.kind == "end":
            self._end(at, token)
        elif token.kind == "comment" and "dragoman:" in self._view.text[token.start : token.end]:
            self._flush()
            self._fix(self._shape.raw(token.start, token.end))
            self._assembly.comment(self._view.text[token.start : token.end], self._view.at(token.start))
        elif is_read and token.kind in ("comment", "nothing"):
            self._put(Unit("point", at, token.start, token.end, "html", self._shape.raw(token.start, token.end)))
        else:
            if token.kind == "doctype":
                self._flush()
            self._fix(self._shape.raw(token.start, token.end))
        return at + 1

    def _text(self, at: int, token: Token) -> None:
        if not self._scopes[-1].is_read:
            self._fix(self._shape.raw(token.start, token.end))
            return
        done = token.start
        for low, high in self._masked.within(token.start, token.end) if self._masked.islands else ():
            low, high = max(low, token.start), min(high, token.end)
            self._put_text(at, done, low)
            self._put(Unit("point", at, low, high, "var", self._shape.raw(low, high), stays=True))
            done = high
        self._put_text(at, done, token.end)

    def _put_text(self, at: int, start: int, end: int) -> None:
        if start < end:
            is_blank = not self._view.text[start:end].strip(BLANK)
            self._put(Unit("text", at, start, end, is_blank=is_blank))

    def _end(self, at: int, token: Token) -> None:
        if (token.name in BLOCKS and at not in self._inline_ends) or not self._scopes[-1].is_read:
            self._fix(f"/{token.name}")
        elif token.name == "br":  # to the standard </br> is one
            self._put(Unit("point", at, token.start, token.end, "br", "/br"))
        else:
            name = mark_name(token.name)
            self._put(Unit("close", at, token.start, token.end, name, f"/{token.name}"))

    def _start(self, at: int, token: Token) -> int:
        outer = self._scopes[-1]
        facts = self._facts.get(at, NOTHING)
        end = self._ends[at]
        scope = inner(outer, token, end, self._view, self._settings, self._languages, facts)
        flows = readable(token, self._view, self._masked, self._settings, self._prefix) if scope.is_read else []
        within = facts.within or local_within(token, self._view)
        is_block = token.name in BLOCKS if not within else within == "no"
        if within and not is_block and token.name in BLOCKS:
            self._inline_ends.add(end - 1)
        fixed = self._shape.tag(token, flows, is_read=scope.is_read)
        if token.name in VOID and not token.foreign:
            self._void(at, token, flows, fixed, is_block=is_block)
            return at + 1
        if is_block:
            self._block(token, scope, flows, fixed)
            return at + 1
        if not outer.is_read and not scope.is_read:
            self._fix(fixed)
            if scope is not outer:
                self._scopes.append(scope)
            return at + 1
        if within == "nested" and scope.is_read and self._is_simple(at, end) and not self._in_nested:
            return self._nested(at, token, end, flows, fixed)
        if self._is_opaque(token) or (not scope.is_read and self._is_simple(at, end)):
            return self._opaque(at, token, end, scope, flows)
        if scope.is_read != outer.is_read:
            self._flush()
            self._scopes.append(scope)
            self._fix(fixed)
            for flow in flows:
                self._assembly.flow(flow)
            return at + 1
        if scope.note != outer.note:
            self._notes.append(scope.note)
        if scope.role != outer.role:
            self._scopes.append(scope)
        role = is_role_of(token, self._view, self._settings) if token.attributes else ""
        name = mark_name(token.name)
        self._put(Unit("open", at, token.start, token.end, name, fixed, tuple(flows), role=role), outer)
        return at + 1

    def _void(self, at: int, token: Token, flows: list[Flow], fixed: str, *, is_block: bool) -> None:
        if is_block or not self._scopes[-1].is_read:
            if is_block:
                self._flush()
            self._fix(fixed)
            for flow in flows:
                self._assembly.flow(flow)
        else:
            self._put(Unit("point", at, token.start, token.end, mark_name(token.name), fixed, tuple(flows)))

    def _block(self, token: Token, scope: Scope, flows: list[Flow], fixed: str) -> None:
        self._flush()
        if token.name == "h1" and not self._has_headline and scope.is_read and not self._assembly.directives.off:
            self._has_headline = True
            if not is_role_of(token, self._view, self._settings):
                scope = replace(scope, role=self._settings.headline or BODY)
        scope = replace(scope, verbatim=scope.verbatim or token.name in VERBATIM, ends_run=token.name not in BLOCKS)
        self._scopes.append(scope)
        self._fix(fixed)
        for flow in flows:
            self._assembly.flow(flow)

    def _is_opaque(self, token: Token) -> bool:
        if token.name == "template":
            return token.attribute("shadowrootmode") is None  # else a browser shows it
        return token.name in OPAQUE

    def _is_simple(self, at: int, end: int) -> bool:
        """True for an element that can be one point of a sentence: no block in it, nothing to be translated."""
        for number in range(at + 1, end):
            token = self._tokens[number]
            if token.kind == "start" and (token.name in BLOCKS or token.attribute("translate")):
                return False
            if token.kind == "start" and (
                token.attribute("its-within-text") or (self._facts and self._facts.get(number, NOTHING).within)
            ):
                return False
            if token.kind == "end" and token.name in BLOCKS:  # astray: it ends a text all the same
                return False
            if token.kind == "comment" and "dragoman:" in self._view.text[token.start : token.end]:
                return False
        return True

    def _opaque(self, at: int, token: Token, end: int, scope: Scope, flows: list[Flow]) -> int:
        if token.name in _WITHOUT_TEXT and scope.is_read:
            for one in self._tokens[at + 1 : end]:
                if one.kind == "start" and one.name == "track":
                    flows += readable(one, self._view, self._masked, self._settings, self._prefix)
        start, stop = token.start, self._tokens[end - 1].end
        fixed = self._shape.whole(start, stop, flows)
        stays = not scope.is_read or token.name == "math"
        name = mark_name(token.name)
        self._put(Unit("point", at, start, stop, "html" if name == "code" else name, fixed, tuple(flows), stays=stays))
        return end

    def _nested(self, at: int, token: Token, end: int, flows: list[Flow], fixed: str) -> int:
        """An element that rules set apart from the sentence it stands in: a point, with a text of its own."""
        outer, self._units, self._in_nested = self._units, [], True
        run_scope = self._run_scope
        last = self._tokens[end - 1]
        close = end - 1 if last.kind == "end" and last.name == token.name and end - 1 > at else end
        place = at + 1
        while place < close:
            place = self._token(place, self._tokens[place])
        units, self._units, self._in_nested = pair(self._units, self._ends), outer, False
        self._run_scope = run_scope
        while self._scopes[-1].end <= end and len(self._scopes) > 1 and self._scopes[-1].end > at:
            self._scopes.pop()
        stop = self._tokens[close - 1].end
        items = [item for unit in units for item in self._items(unit, unit.start, unit.end)]
        unit_text = (self._view.text[unit.start : unit.end] for unit in units)  # what is no unit, a doctype, is in none
        inside = Flow(self._view.at(token.end), self._view.at(stop), BODY, tuple(items), kind=f"{self._prefix}nested")
        accounts = "\n".join([fixed, *sorted(unit.fixed for unit in units if unit.fixed)])
        is_whole = "".join(unit_text) == self._view.text[token.end : stop]
        all_flows = (*flows, inside) if token.end < stop and is_whole else tuple(flows)
        whole = Unit("point", at, token.start, self._tokens[end - 1].end, mark_name(token.name), accounts, all_flows)
        whole.name = "nested" if whole.name == "code" else whole.name
        whole.stays = True
        self._put(whole)
        return end

    def _fix(self, entry: str) -> None:
        self._flush()
        self._assembly.structure.append(entry)

    def _put(self, unit: Unit, scope: Scope | None = None) -> None:
        if not self._units:
            self._run_scope = scope or self._scopes[-1]
        self._units.append(unit)

    def _flush(self) -> None:
        """Ends the run."""
        if not self._units:
            return
        units, self._units = self._units, []
        for row in parts(pair(units, self._ends)):
            self._part(row)
        self._notes = []

    def _part(self, units: list[Unit]) -> None:
        part = peeled(units)
        if part.text:
            if self._keep is not None and (kept := self._keep.get(len(self.peels))):
                part = peeled(units, kept)
            self.peels[len(self.peels)] = peel_of(part)
        role = self._run_scope.role
        for unit in part.head:
            self._loose(unit)
            if unit.role and unit.kind == "open":
                role = unit.role
        if part.text:
            self._text_block(part.text, role)
        for unit in part.tail:
            self._loose(unit)

    def _loose(self, unit: Unit) -> None:
        """What stands outside a text; people may read its attributes all the same."""
        if unit.fixed:
            self._assembly.structure.append(unit.fixed)
        for flow in unit.flows:
            self._assembly.flow(flow)

    def _text_block(self, units: list[Unit], role: str) -> None:
        text = self._view.text
        first, last = units[0], units[-1]
        low = first.end - len(text[first.start : first.end].lstrip(BLANK)) if first.kind == "text" else first.start
        high = last.start + len(text[last.start : last.end].rstrip(BLANK)) if last.kind == "text" else last.end
        items: list[Item] = []
        for unit in units:
            items += self._items(unit, max(unit.start, low), min(unit.end, high))
        items = _tightened(items)
        kind = self._prefix + self._run_scope.kind
        self._assembly.structure.append("\n".join([f"= {kind}", *sorted(u.fixed for u in units if u.fixed)]))
        note = "; ".join(dict.fromkeys(said for said in (self._run_scope.note, *self._notes) if said))
        self._assembly.block(items, self._view.at(low), self._view.at(high), kind=kind, role=role or BODY, note=note)

    def _items(self, unit: Unit, start: int, end: int) -> list[Item]:
        if unit.kind == "text":
            return mark_addresses(text_items(self._view, self._masked, start, end))
        if unit.flows:
            return [Holder(unit.kind, unit.name, self._view.at(start), self._view.at(end), unit.flows)]
        return [Mark(unit.kind, unit.name, (self._view.raw(start, end),))]


def _tightened(items: list[Item]) -> list[Item]:
    """`items` with the blank space beside a line break as a part of it: it says nothing there."""
    if not any(_is_break(item) for item in items):
        return items
    out: list[Item] = []
    for one in items:
        item = one
        last = out[-1] if out else None
        if isinstance(item, Piece) and item.text[:1] == " " and isinstance(last, Mark) and _is_break(last):
            size = 1 if item.text == item.raw else len(item.raw)
            out[-1] = Mark("point", "br", (last.raw + item.raw[:size],))
            item = Piece(item.text[1:], item.raw[size:])
        elif isinstance(item, Mark) and _is_break(item) and isinstance(last, Piece) and last.text[-1:] == " ":
            size = 1 if last.text == last.raw else len(last.raw)
            rest = Piece(last.text[:-1], last.raw[: len(last.raw) - size])
            item = Mark("point", "br", (last.raw[len(last.raw) - size :] + item.raw,))
            out[-1:] = [rest] if rest.raw else []
        if isinstance(item, Holder) or item.raw:
            out.append(item)
    return out


def _is_break(item: Item) -> bool:
    return isinstance(item, Mark) and item.kind == "point" and item.name == "br"
