"""A glossary written as TBX: version 3 (TBX-Basic, DCA style), version 2 (MARTIF), and one language's pairs as MARTIF.

Version 3 is ISO 30042:2019. Version 2 is ISO 30042:2008 and says the same in other elements, for the many tools that
know no other: no file can be both, since the name of the root differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from dragoman.glossary.entries import Rendering, StyleRule, Term
from dragoman.glossary.tbx_file import OWN


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the standard: its name for people, how a file begins and ends, and the names of its elements."""

    name: str
    head: str
    foot: str
    entry: str
    section: str
    word: str


V3 = Version(
    "TBX version 3, ISO 30042:2019",
    """\
<?xml version="1.0" encoding="utf-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang={language} xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader>
    <fileDesc>
      <sourceDesc>
        <p>Glossary of a newsroom, written by dragoman</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text>
    <body>
""",
    "    </body>\n  </text>\n</tbx>\n",
    "conceptEntry",
    "langSec",
    "termSec",
)
V2 = Version(
    "TBX version 2, MARTIF",
    """\
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">
<martif type="TBX" xml:lang={language}>
  <martifHeader>
    <fileDesc>
      <sourceDesc><p>Glossary of a newsroom, written by dragoman</p></sourceDesc>
    </fileDesc>
  </martifHeader>
  <text>
    <body>
""",
    "    </body>\n  </text>\n</martif>\n",
    "termEntry",
    "langSet",
    "tig",
)
VERSIONS = {"v3": V3, "v2": V2}
_PREFERRED, _ADMITTED, _FORBIDDEN = "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"


def write(terms: Iterable[Term], source: str, version: Version = V3, style: Iterable[StyleRule] = ()) -> str:
    """Terms and rules of style as TBX. Nothing of them is lost: reading the file gives them back, places aside.

    `source` is the language of the articles (BCP 47).
    """
    entries = (line for number, term in enumerate(terms, 1) for line in _entry(number, term, source, version))
    rules = (line for number, rule in enumerate(style, 1) for line in _rule(number, rule, version))
    return _whole(version, source, (*entries, *rules))


def write_bilingual(terms: Iterable[Term], source: str, language: str) -> str:
    """One language's renderings as MARTIF: an entry for each, as Weblate and Translate Toolkit keep them.

    A forbidden one has the status `forbidden`, by which Weblate knows it: units with the standard's
    `deprecatedTerm-admn-sts` it leaves out. A term that is kept says `Translation needed: No` and has no target, beside
    which Weblate would not heed that.
    """
    lines: list[str] = []
    for term in terms:
        rendering = term.rendering(language)
        if rendering:
            kept = (rendering.approved, *rendering.admitted)
            targets = [(text, _PREFERRED if text == rendering.approved else _ADMITTED) for text in kept if text]
            targets += [(text, "forbidden") for text in rendering.forbidden]
            if rendering.keep and len(targets) == 1:
                targets = [("", "")]
            for text, status in targets:
                lines += _pair(len(lines), term, rendering, source, language, text, status)
    return _whole(V2, source, lines)


def _whole(version: Version, source: str, lines: Iterable[str]) -> str:
    body = "".join(f"      {line}\n" for line in lines)
    return version.head.format(language=quoteattr(source)) + body + version.foot


def _entry(number: int, term: Term, source: str, version: Version) -> Iterator[str]:
    yield f'<{version.entry} id="c{number}">'
    yield from _about(term)
    yield from ("  " + line for line in _own_facts(term))
    words = [_word(term.source, _PREFERRED, version), *(_word(alias, _ADMITTED, version) for alias in term.aliases)]
    yield from _in_section(source, (line for word in words for line in word), version)
    for tag, rendering in term.renderings.items():
        yield from _in_section(tag, _section(rendering, version), version)
    yield f"</{version.entry}>"


def _rule(number: int, rule: StyleRule, version: Version) -> Iterator[str]:
    yield f'<{version.entry} id="s{number}">'
    yield from _about(rule)
    yield f"  {_own('style')}"
    pairs = (("quotes", rule.quotes), ("decision", rule.decision))
    yield from (f"  {_own(key, value)}" for key, value in pairs if value)
    words = [(rule.instead, _PREFERRED)] if rule.instead else []
    words += [(text, _ADMITTED) for text in rule.allowed]
    words += [(text, _FORBIDDEN) for text in rule.forbidden]
    lines = [_own("exact")] if rule.exact else []
    lines += [line for text, status in words for line in _word(text, status, version)]
    yield from _in_section(rule.language, lines, version)
    yield f"</{version.entry}>"


def _about(entry: Term | StyleRule) -> Iterator[str]:
    if entry.domain:
        yield f'  <descrip type="subjectField">{escape(entry.domain)}</descrip>'
    if entry.note:
        yield f"  <note>{escape(f'{OWN}note ' if entry.note.startswith(OWN) else '')}{escape(entry.note)}</note>"


def _in_section(tag: str, lines: Iterable[str], version: Version) -> Iterator[str]:
    yield f"  <{version.section} xml:lang={quoteattr(tag)}>"
    yield from ("    " + line for line in lines)
    yield f"  </{version.section}>"


def _own_facts(term: Term) -> Iterator[str]:
    if term.kind:
        yield _own("kind", term.kind)
    if term.case != "smart":
        yield _own("case", term.case)
    yield from (_own("only", word) for word in term.only)
    yield from (_own("unless", word) for word in term.unless)
    if term.ambiguous:
        yield _own("ambiguous")
    if term.keep:
        yield _own("keep")
    if term.decision:
        yield _own("decision", term.decision)
    if term.status:
        yield _own("status", term.status)


def _section(rendering: Rendering, version: Version) -> Iterator[str]:
    if rendering.gender and (not rendering.approved or rendering.gender == "common"):
        yield _own("gender", rendering.gender)
    if rendering.number:
        yield _own("number", rendering.number)
    if rendering.exact:
        yield _own("exact")
    if rendering.keep:
        yield _own("keep")
    if rendering.gloss:
        yield _own("gloss", rendering.gloss)
    if rendering.approved:
        gender = "other" if rendering.gender == "common" else rendering.gender
        notes = [f'<termNote type="grammaticalGender">{gender}</termNote>'] if gender else []
        yield from _word(rendering.approved, _PREFERRED, version, notes)
    for form in rendering.forms:
        notes = ['<termNote type="termType">variant</termNote>', _own("form", " ".join(sorted(form.features)))]
        yield from _word(form.text, _ADMITTED, version, notes)
    for text in rendering.admitted:
        yield from _word(text, _ADMITTED, version)
    for text in rendering.forbidden:
        yield from _word(text, _FORBIDDEN, version)


def _word(text: str, status: str, version: Version, notes: Iterable[str] = ()) -> Iterator[str]:
    yield f"<{version.word}>"
    yield f"  <term>{escape(text)}</term>"
    yield f'  <termNote type="administrativeStatus">{status}</termNote>'
    yield from (f"  {note}" for note in notes)
    yield f"</{version.word}>"


def _own(key: str, value: str = "") -> str:
    return f"<note>{OWN}{key}{' ' if value else ''}{escape(value)}</note>"


def _pair(
    number: int, term: Term, rendering: Rendering, source: str, language: str, text: str, status: str
) -> Iterator[str]:
    yield f'<termEntry id="c{number}">'
    if term.note:
        yield f'  <descrip type="Usage note">{escape(term.note)}</descrip>'
    if rendering.keep:
        yield '  <descrip type="Translation needed">No</descrip>'
    yield f"  <langSet xml:lang={quoteattr(source)}><tig><term>{escape(term.source)}</term></tig></langSet>"
    if text:
        yield f"  <langSet xml:lang={quoteattr(language)}><tig>"
        yield f"    <term>{escape(text)}</term>"
        yield f'    <termNote type="administrativeStatus">{status}</termNote>'
        yield "  </tig></langSet>"
    yield "</termEntry>"
