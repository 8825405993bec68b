"""A glossary written as TBX: version 3 (TBX-Basic in DCA style) for everything, MARTIF for tools that know no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from dragoman.glossary.entries import Rendering, Term
from dragoman.glossary.tbx_file import OWN

_HEAD = """\
<?xml version="1.0" encoding="utf-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang={language} xmlns="urn:iso:std:iso:30042:ed:3.0">
  <tbxHeader>
    <fileDesc>
      <sourceDesc>
        <p>Glossary of a newsroom, written by dragoman</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text>
    <body>
"""
_FOOT = "    </body>\n  </text>\n</tbx>\n"
_MARTIF_HEAD = """\
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
"""
_MARTIF_FOOT = "    </body>\n  </text>\n</martif>\n"
_PREFERRED, _ADMITTED, _FORBIDDEN = "preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"


def write(terms: Iterable[Term], source: str) -> str:
    """Terms as TBX version 3. Nothing of them is lost: reading the file gives them back, places aside.

    `source` is the language of the articles (BCP 47).
    """
    entries = (line for number, term in enumerate(terms, 1) for line in _entry(number, term, source))
    return _HEAD.format(language=quoteattr(source)) + "".join(f"      {line}\n" for line in entries) + _FOOT


def write_bilingual(terms: Iterable[Term], source: str, language: str) -> str:
    """One language's renderings as MARTIF: an entry for each, as Weblate and Translate Toolkit keep them.

    A forbidden one has the status `deprecatedTerm-admn-sts`; a term that is kept says `Translation needed: No`.
    """
    lines: list[str] = []
    for term in terms:
        rendering = term.rendering(language)
        if rendering:
            kept = (rendering.approved, *rendering.admitted)
            targets = [(text, _PREFERRED if text == rendering.approved else _ADMITTED) for text in kept if text]
            targets += [(text, _FORBIDDEN) for text in rendering.forbidden]
            for text, status in targets:
                lines += _pair(len(lines), term, rendering, source, language, text, status)
    return _MARTIF_HEAD.format(language=quoteattr(source)) + "".join(f"      {line}\n" for line in lines) + _MARTIF_FOOT


def _entry(number: int, term: Term, source: str) -> Iterator[str]:
    yield f'<conceptEntry id="c{number}">'
    if term.domain:
        yield f'  <descrip type="subjectField">{escape(term.domain)}</descrip>'
    if term.note:
        yield f"  <note>{escape(f'{OWN}note ' if term.note.startswith(OWN) else '')}{escape(term.note)}</note>"
    yield from ("  " + line for line in _own_facts(term))
    yield f"  <langSec xml:lang={quoteattr(source)}>"
    yield from ("    " + line for line in _word(term.source, _PREFERRED))
    for alias in term.aliases:
        yield from ("    " + line for line in _word(alias, _ADMITTED))
    yield "  </langSec>"
    for tag, rendering in term.renderings.items():
        yield f"  <langSec xml:lang={quoteattr(tag)}>"
        yield from ("    " + line for line in _section(rendering))
        yield "  </langSec>"
    yield "</conceptEntry>"


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


def _section(rendering: Rendering) -> Iterator[str]:
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
        yield from _word(rendering.approved, _PREFERRED, notes)
    for form in rendering.forms:
        notes = ['<termNote type="termType">variant</termNote>', _own("form", " ".join(sorted(form.features)))]
        yield from _word(form.text, _ADMITTED, notes)
    for text in rendering.admitted:
        yield from _word(text, _ADMITTED)
    for text in rendering.forbidden:
        yield from _word(text, _FORBIDDEN)


def _word(text: str, status: str, notes: Iterable[str] = ()) -> Iterator[str]:
    yield "<termSec>"
    yield f"  <term>{escape(text)}</term>"
    yield f'  <termNote type="administrativeStatus">{status}</termNote>'
    yield from (f"  {note}" for note in notes)
    yield "</termSec>"


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
    yield f"  <langSet xml:lang={quoteattr(language)}><tig>"
    yield f"    <term>{escape(text)}</term>"
    yield f'    <termNote type="administrativeStatus">{status}</termNote>'
    yield "  </tig></langSet>"
    yield "</termEntry>"
