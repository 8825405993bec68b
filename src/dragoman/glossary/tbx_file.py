"""A glossary in TBX (ISO 30042): version 3 in the styles DCA and DCT, and the older MARTIF.

What the standard has no place for stands in notes that begin with `dragoman:`, a key and the value. Nothing in a file
is resolved or loaded: it is parsed by `dragoman.xml`. A concept without a term in the articles' language, but with
terms that are deprecated in another, is a rule of style.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dragoman.glossary.bilingual import Pairs
from dragoman.glossary.checking import Place, Row, StyleRow
from dragoman.glossary.entries import Form
from dragoman.glossary.faults import Fault
from dragoman.language.tags import primary
from dragoman.model.errors import FormatError, Where
from dragoman.xml import Element, decode, find_prolog, scan, tree

OWN = "dragoman:"
"""Begins a note that is one of ours."""

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig", "termGrp")
# Data categories that DCT writes as elements and DCA as the type of a general element.
_BREAKS = re.compile(r"[ \t\r\n]+")
_GENERAL = ("termNote", "descrip", "admin", "note", "xref", "ref", "transac", "transacNote")
_BAD = ("deprecatedterm", "supersededterm", "deprecated", "superseded", "forbidden", "obsolete")
_SHORT = ("acronym", "abbreviation", "shortform")


def rows(data: bytes, shown: str, source: str = "") -> Iterator[Row | StyleRow | Fault]:
    """Every concept of a file with its place; a fault for what is none.

    `source` is the language of the articles; without it the file's own says which language's terms are looked for.
    """
    try:
        text, _ = decode(data, shown)
        text = find_prolog(text).blanked(text)
        tokens = scan(text, shown)
        root = tree(text, tokens, shown)
    except FormatError as error:
        yield Fault(error.message, error.where or Where(shown), error.hint or "nothing of this file is used")
        return
    name = _name(root)
    if name not in ("tbx", "martif"):
        yield Fault(f"'{name}' is no root of a TBX file", Where(shown, 1), "it must be <tbx> or <martif>")
        return
    source = source or root.get(_LANG) or root.get("lang") or ""
    if not source:
        yield Fault("does not say its language", Where(shown, 1), 'add xml:lang="…" to its first element')
        return
    starts = (token.start for token in tokens if token.kind in ("start", "empty") and _local(token.name) in _ENTRIES)
    lines = _lines(text, starts)
    concepts = [_concept(element, source) for element in root.iter() if _name(element) in _ENTRIES]
    counts = Counter(concept.source[0].text for concept in concepts if concept.source)
    pairs: dict[str, Pairs] = {}
    found: list[Row | StyleRow | Fault] = []
    for concept, line in zip(concepts, lines, strict=True):
        where = Where(shown, line)
        style = [] if concept.source else list(concept.style())
        if style:
            found += (StyleRow(table, _always(where)) for table in style)
        elif not concept.source:
            found.append(Fault(f"a concept without a term in '{source}'", where, "it is not used"))
        elif name == "martif" and concept.is_pair(counts):
            concept.pair(pairs, where)
        else:
            found.append((concept.table(), _always(where)))
    found += (row for gathered in pairs.values() for row in gathered.rows())
    yield from sorted(found, key=_line)


def _line(row: Row | StyleRow | Fault) -> int:
    where = row.where if isinstance(row, Fault) else row[1]("")
    return where.line or 0


def _lines(text: str, starts: Iterator[int]) -> Iterator[int]:
    line, position = 1, 0
    for start in starts:
        line += text.count("\n", position, start)
        position = start
        yield line


def _always(where: Where) -> Place:
    return lambda _: where


@dataclass
class _Word:
    """One term element: its text and the data categories beside it."""

    text: str
    facts: dict[str, str] = field(default_factory=dict)
    own: dict[str, list[str]] = field(default_factory=dict)

    @property
    def standing(self) -> str:
        """`preferred`, `admitted`, `forbidden`, or "" for a term without a status."""
        status = self.facts.get("administrativeStatus", "").lower().replace("-", "").removesuffix("admnsts")
        if status in _BAD:
            return "forbidden"
        return status.removesuffix("term") if status else ""


@dataclass
class _Concept:
    """One entry: its own facts, and for each language section its tag, its facts and words."""

    source: list[_Word] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    own: dict[str, list[str]] = field(default_factory=dict)
    sections: list[tuple[str, dict[str, list[str]], list[_Word]]] = field(default_factory=list)

    def is_pair(self, counts: Mapping[str, int]) -> bool:
        """True for one of several entries that make one term together, as tools write that know one source and one
        target. `counts` says how many entries have a source."""
        if self.own or any(own for _, own, _ in self.sections):
            return False
        return counts[self.source[0].text] > 1 or self.source[0].standing == "forbidden"

    @property
    def is_kept(self) -> bool:
        """True when it is not to be translated, in the words of Weblate and its like."""
        needed, note = (self.facts.get(key, "").lower() for key in ("Translation needed", "translationNote"))
        return needed == "no" or note in ("no", "false")

    def table(self) -> dict[str, object]:
        """The concept as the table of values that a [[term]] would be."""
        table: dict[str, object] = {"source": self.source[0].text}
        if len(self.source) > 1:
            table["aliases"] = [word.text for word in self.source[1:]]
        if "subjectField" in self.facts:
            table["domain"] = self.facts["subjectField"]
        for key in ("kind", "case", "decision", "status"):
            if key in self.own:
                table[key] = self.own[key][0]
        for key in ("only", "unless"):
            if key in self.own:
                table[key] = self.own[key]
        for key in ("ambiguous", "keep"):
            if key in self.own:
                table[key] = True
        notes = self.own.get("note", []) + self.notes
        if notes or self.explanation:
            table["note"] = " ".join(notes) or self.explanation
        if self.is_kept and not self.sections:
            table["keep"] = True
        for tag, own, words in self.sections:
            rendering = table.setdefault(tag, {})
            if isinstance(rendering, dict):
                _render(rendering, own, words)
                if self.is_kept:
                    rendering["keep"] = True
                    if rendering.get("approved") == table["source"]:
                        del rendering["approved"]
        return table

    def style(self) -> Iterator[dict[str, object]]:
        """The concept as the tables that [[style]] would be: one a language that has forbidden words."""
        common: dict[str, object] = {key: self.own[key][0] for key in ("quotes", "decision") if key in self.own}
        if "subjectField" in self.facts:
            common["domain"] = self.facts["subjectField"]
        if note := " ".join(self.own.get("note", []) + self.notes) or self.explanation:
            common["note"] = note
        for tag, own, words in self.sections:
            rendering: dict[str, object] = {}
            _render(rendering, own, words)
            if "forbidden" in rendering:
                table = common | {"language": tag, "forbidden": rendering["forbidden"]}
                keys = (("instead", "approved"), ("allowed", "admitted"), ("exact", "exact"))
                yield table | {key: rendering[name] for key, name in keys if name in rendering}

    @property
    def explanation(self) -> str:
        """What other tools have instead of a note."""
        return self.facts.get("Usage note") or self.facts.get("definition") or ""

    def pair(self, pairs: dict[str, Pairs], where: Where) -> None:
        """Adds the concept's words to the pairs of each language: in MARTIF several entries may make one term."""
        note = self.explanation or " ".join(self.notes)
        for tag, _, words in self.sections or [("und", {}, [])]:
            gathered = pairs.setdefault(tag, Pairs(tag))
            for word in words or [_Word("")]:
                gathered.add(
                    self.source[0].text,
                    word.text,
                    where,
                    note=note,
                    forbidden="forbidden" in (word.standing, self.source[0].standing),
                    admitted=word.standing == "admitted",
                    keep=self.is_kept,
                )


def _render(rendering: dict[str, object], own: dict[str, list[str]], words: list[_Word]) -> None:
    found: dict[str, list[object]] = {"admitted": [], "forbidden": [], "forms": []}
    for word in words:
        if "form" in word.own:
            found["forms"].append(Form(word.text, frozenset(word.own["form"][0].split())))
        elif word.standing == "forbidden":
            found["forbidden"].append(word.text)
        elif "approved" not in rendering and word.standing in ("", "preferred"):
            rendering["approved"] = word.text
            gender = word.facts.get("grammaticalGender", "")
            if gender:
                rendering["gender"] = "common" if gender in ("other", "otherGender") else gender
            number = word.facts.get("grammaticalNumber", "")
            if number in ("singular", "plural"):
                rendering["number"] = number
        elif word.standing == "" and word.facts.get("termType", "").lower() in _SHORT:
            found["forms"].append(Form(word.text))
        else:
            found["admitted"].append(word.text)
    rendering |= {key: texts for key, texts in found.items() if texts}
    rendering |= {key: own[key][0] for key in ("gender", "number", "gloss") if key in own}
    rendering |= {key: True for key in ("exact", "keep") if key in own}


def _concept(entry: Element, source: str) -> _Concept:
    concept = _Concept()
    for child in entry:
        if _name(child) not in _LANGUAGES:
            for name, text in _facts(child):
                _file(name, text, concept.facts, concept.notes, concept.own)
    for section in (child for child in entry if _name(child) in _LANGUAGES):
        tag = section.get(_LANG) or section.get("lang") or ""
        words = [_word(element) for element in section if _name(element) in _TERMS]
        words = [word for word in words if word.text]
        if not concept.source and words and _is_language(tag, source) and "style" not in concept.own:
            concept.source = words
            continue
        own: dict[str, list[str]] = {}
        for child in section:
            if _name(child) not in _TERMS:
                for name, text in _facts(child):
                    _file(name, text, {}, [], own)
        if words:
            concept.sections.append((tag, own, words))
    return concept


def _is_language(tag: str, source: str) -> bool:
    return primary(tag) == primary(source)


def _word(element: Element) -> _Word:
    word = _Word("")
    for child in element.iter():
        if _name(child) == "term":
            word.text = _text(child)
        elif _name(child) not in (*_TERMS, "termNoteGrp", "descripGrp", "adminGrp", "transacGrp"):
            for name, text in _facts(child):
                _file(name, text, word.facts, [], word.own)
    return word


def _file(name: str, text: str, facts: dict[str, str], notes: list[str], own: dict[str, list[str]]) -> None:
    if name == "note" and text.startswith(OWN):
        key, _, value = text[len(OWN) :].partition(" ")
        own.setdefault(key, []).append(value)
    elif name == "note":
        notes.append(text)
    elif text:
        facts.setdefault(name, text)


def _facts(element: Element) -> Iterator[tuple[str, str]]:
    """The data categories of an element, as DCA types or DCT names; groups hold several."""
    name = _name(element)
    if name.endswith("Grp"):
        for child in element:
            yield from _facts(child)
    elif name in _GENERAL:
        yield element.get("type") or name, _text(element)
    elif name:
        yield name, _text(element)


def _text(element: Element) -> str:
    text = "".join(str(part) for part in element.itertext())
    return (_BREAKS.sub(" ", text) if "\n" in text or "\t" in text else text).strip(" ")


def _name(element: Element) -> str:
    return _local(element.tag) if isinstance(element.tag, str) else ""  # a comment's is a function


def _local(name: str) -> str:
    return name.rpartition("}")[2].rpartition(":")[2]
