"""The terms of a segment, each as one point mark of its own: `<term/>` opened elections in `<term2/>`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.engines.masking import read_marks
from dragoman.engines.turning import POSSESSIVE, turned
from dragoman.glossary.entries import Rendering
from dragoman.glossary.joining import joining_of
from dragoman.glossary.matching import Match, find_terms
from dragoman.glossary.terms import Glossary
from dragoman.model.errors import MarkError

_TAG = re.compile(r"</?[a-z]+[0-9]*/?>")
_NO_PLURAL = ("zh", "ja", "ko", "th", "vi", "id", "ms", "lo", "km", "my")
_IS = re.compile(r"['’]s (?=(?:a|an|the|not|going|now|also)\b|[a-z]+ing\b)")
_HAS = re.compile(r"['’]s (?=been\b)")


@dataclass(frozen=True, slots=True)
class Slot:
    """A term, or a title with the name behind it, that one mark stands for.

    `in_capitals`: the source has it in a headline of capitals. `is_small`: it begins a sentence and still has a small
    letter, as brands have. `is_possessive`: it had `’s`. `is_first`: the article mentions it here for the first time.
    """

    matches: tuple[Match, ...]
    renderings: tuple[Rendering, ...]
    is_plural: bool = False
    is_possessive: bool = False
    in_capitals: bool = False
    is_small: bool = False
    is_first: bool = False

    @property
    def last(self) -> Rendering:
        """The rendering of the name itself."""
        return self.renderings[-1]

    @property
    def kind(self) -> str:
        return self.matches[-1].term.kind


@dataclass(frozen=True, slots=True)
class Slotted:
    """A segment's text with its slots by the name of their mark. `text` has possessives as the source has them; in
    `turned` they are gone: `the report of <term/>` where that is safe, else `<term/> report`."""

    source: str
    text: str
    turned: str
    slots: Mapping[str, Slot] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()  # slots whose possessive could not be turned


def slotted(text: str, glossary: Glossary, source_language: str, language: str, first: Collection[str] = ()) -> Slotted:
    """`text` with a point mark in place of every term that `language` has an approved rendering for.

    `first` are the terms that the article mentions for the first time in this text. A term stays as it is when it
    overlaps marks in a way that cannot be kept, and when it stands in a plural whose rendering nobody has listed.
    """
    is_english = source_language.partition("-")[0] == "en"
    base = "term"
    while f"<{base}" in text or f"</{base}" in text:
        base += "x"
    slots: dict[str, Slot] = {}
    out = text
    shift = 0
    fresh = set(first)
    for row in _rows(text, glossary, source_language, language):
        start, end = row[0][0].start, row[-1][0].end
        possessive = POSSESSIVE.match(text, end) if is_english else None
        rest = text[end:]
        verb = (_IS.match(rest) or _HAS.match(rest)) if is_english else None
        name = f"{base}{len(slots) + 1}" if slots else base
        tags = _TAG.findall(text[start:end])
        opens = "".join(tag for tag in tags if tag[1] != "/" and tag[-2] != "/")
        others = "".join(tag for tag in tags if tag[1] == "/" or tag[-2] == "/")
        marked = f"{opens}<{name}/>{others}"
        tail = end
        if verb is not None:
            marked += " has" if _HAS.match(rest) else " is"
            tail = end + 2
        trial = out[: start + shift] + marked + out[tail + shift :]
        try:
            read_marks(trial)
        except MarkError:
            continue
        out = trial
        shift += len(marked) - (tail - start)
        terms = [match.term.source for match, _, _ in row]
        slots[name] = Slot(
            tuple(match for match, _, _ in row),
            tuple(rendering for _, rendering, _ in row),
            any(plural for _, _, plural in row),
            possessive is not None and verb is None,
            _in_capitals(text[start:end], row[0][0].form),
            not text[:start].strip(" \"'“‘«(") and text[start] != text[start].upper(),
            bool(fresh & set(terms)),
        )
        fresh -= set(terms)
    if not slots:
        return Slotted(text, text, text)
    names = [name for name, slot in slots.items() if slot.is_possessive]
    plain, unsure = turned(out, names)
    return Slotted(text, out, plain, slots, frozenset(unsure))


_Found = tuple[Match, Rendering, bool]


def _rows(text: str, glossary: Glossary, source_language: str, language: str) -> list[list[_Found]]:
    """The terms to be masked, in order; a title and the name behind it go together where a language keeps them so."""
    together = joining_of(language).title_is_before
    rows: list[list[_Found]] = []
    for match in find_terms(text, glossary, source_language):
        rendering = None if match.term.status else match.term.rendering(language)
        if rendering is None or not rendering.approved:
            continue
        is_plural = _is_plural(_TAG.sub("", text[match.start : match.end]), match)
        if is_plural and not _has_plural(rendering, language):
            continue
        before = rows[-1][-1] if rows else None
        if (
            together
            and before is not None
            and before[0].term.kind == "title"
            and match.term.kind == "person"
            and text[before[0].end : match.start] == " "
            and not before[2]
        ):
            rows[-1].append((match, rendering, is_plural))
        else:
            rows.append([(match, rendering, is_plural)])
    return rows


def _is_plural(found: str, match: Match) -> bool:
    """True when the source has a regular English plural of one of the term's forms."""
    folded = found.casefold()
    singular = match.term.source.casefold()
    if folded == singular:
        return False
    plurals = {f"{singular}s", f"{singular}es", f"{singular[:-1]}ies" if singular.endswith("y") else ""}
    form = match.form.casefold()
    return folded in plurals or (folded != form and folded.startswith(form[:-1]) and folded.endswith("s"))


def _has_plural(rendering: Rendering, language: str) -> bool:
    if rendering.number == "plural" or language.partition("-")[0] in _NO_PLURAL:
        return True
    return any("plural" in form.features for form in rendering.forms)


def _in_capitals(found: str, form: str) -> bool:
    bare = _TAG.sub("", found)
    return bare == bare.upper() and form != form.upper() and sum(map(str.isalpha, bare)) > 1


def first_mentions(texts: Sequence[str], glossary: Glossary, source_language: str, language: str) -> list[set[str]]:
    """For each text of an article, in order, the terms with a gloss that it is the first to mention."""
    seen: set[str] = set()
    found: list[set[str]] = []
    for text in texts:
        new = set()
        for match in find_terms(text, glossary, source_language):
            name = match.term.source
            rendering = match.term.rendering(language)
            if rendering is not None and rendering.gloss and name not in seen:
                seen.add(name)
                new.add(name)
        found.append(new)
    return found
