"""Cases that other tools' tests ask of their checks, read as dragoman would read such a text, and asked of our checks.

A case says in its flags what kind of text it is. Markdown is read by our format; elements with attributes become marks,
as our formats make them: the tag that a translator sees, numbered, with its address and class out of reach. What a
flag names as a placeholder is a mark too. Words that must not be translated are terms of a glossary that are kept.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman import check_text, plugins
from dragoman.checks.rules import Rules
from dragoman.checks.running import run
from dragoman.formats.reading import format_for
from dragoman.glossary import Glossary
from dragoman.glossary.entries import Rendering, Term
from dragoman.language.style import Style
from dragoman.language.tags import normalise
from dragoman.model import (
    Block,
    Finding,
    FormatError,
    Mark,
    Pair,
    Segment,
    Severity,
    State,
    Translation,
    read_tags,
    to_text,
)  # fmt: skip
from dragoman.project.style import read_style
from dragoman.segmentation.segmenters import whole

# Other tools' checks of code and markup that an article does not hold.
_NOT_PROSE = {"bbcode", "printf", "pythonbraceformat", "i18next_interpolation", "functions", "regex", "asciidoc-markup"}
# What peers call one thing and we two or three, by their kind and, before it, by the name of their check.
_FAMILIES = {
    "numbers": ("numbers", "number-format", "digit-style"),
    "end-punct": ("end-punctuation",),
    "punct-spacing": ("punctuation-spacing",),
    "inverted-punct": ("inverted-punctuation",),
    "untranslatable": ("glossary",),
}
_BY_CHECK = {
    "xml-chars-around-tags": ("edge-space", "tags", "end-punctuation"),
    "safe-mdx": ("unsafe-markup", "tags", "placeholders"),
    "validchars": ("wrong-script", "missing"),
    "purepunc": ("end-punctuation", "missing"),
    "endpunc": ("end-punctuation", "punctuation-spacing"),
    "escaped_newline": ("placeholders",),
    "long": ("length-ratio", "repetition"),
    "multiple_capital": ("capitalisation", "homoglyph"),
    "startpunc": ("inverted-punctuation", "end-punctuation"),
    "sentencecount": ("sentence-count", "capitalisation"),
    "md-reflink": ("tags", "placeholders"),
    "newlines": ("edge-space", "placeholders"),
}
# A style.toml as a house would write it for which a translation keeps the habits of its source, and that writes French
# with plain blanks, as these peers' cases have it.
HOUSE = 'as_source = ["quotes", "sentences", "spaces"]\n'
_OF_LANGUAGE = {
    "fr": """[spacing]
":" = ["\\u00a0", "\\u202f", " "]
";" = ["\\u202f", "\\u00a0", " "]
"!" = ["\\u202f", "\\u00a0", " "]
"?" = ["\\u202f", "\\u00a0", " "]
inside_quotes = ["\\u00a0", "\\u202f", " "]
""",
}
_MARKDOWN = {"md-link", "md-syntax", "md-reflink"}
# A sign more or less beside it, our note, is end_interrobang's, and the kind of a blank puncspacing's.
_WITHOUT_NOTES = {"end_question", "end_exclamation", "endpunc"}
_ELEMENTS = {"xml-invalid", "xml-tags", "xml-chars-around-tags", "xmltags"}
# Cases without a language are Afrikaans and Zulu, and must not be of the source's language; their numbers are English.
_UNNAMED = "af"
_ELEMENT = re.compile(r"<(/?)([a-z][a-z0-9_-]*)((?:\s[^<>]*?)?)\s*(/?)\s*>")
_FOR_PEOPLE = re.compile(r"\s(?:title|alt|lang|xml-lang|dir|aria-label)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_WORDS = "Two words: "
_VOID = ("br", "hr", "img", "input", "wbr")
_ROLE = re.compile(r":[a-z:]+:`[^`]+`|``[^`]+``")
_MARKUP = {"rst-text": _ROLE, "bbcode-text": re.compile(r"\[/?[a-z]+\]")}
_PERCENT = re.compile(r"%\w+%")
_ACRONYM = re.compile(r"(?<![\w'-])[A-Z]{2,}(?![\w'-])")


@dataclass(frozen=True, slots=True)
class Case:
    """One case: what the peer expects of its check, and what ours found in the text."""

    row: Mapping[str, Any]
    findings: tuple[Finding, ...]

    @property
    def agrees(self) -> bool:
        return bool(self.findings) == self.row["expected"]

    @property
    def found(self) -> frozenset[str]:
        return frozenset(finding.check for finding in self.findings)

    def told(self) -> str:
        said = "; ".join(f"{each.check}: {each.message}" for each in self.findings[:4]) or "nothing"
        expected = "a finding" if self.row["expected"] else "none"
        head = (
            f"{self.row['id']} {self.row['peer']} {self.row['check']} {self.row['lang']} {self.row['flags']}".rstrip()
        )
        texts = "".join(f"\n    {self.row[side][:200]!r}" for side in ("source", "target"))
        return f"{head}: expected {expected}, we say {said}{texts}"


def cases_of(file: Path, *, is_strict: bool = False) -> Iterator[Case]:
    """The cases of a file (JSON lines) that are about prose in one string and about something that we check. Strict:
    as for a house that asks for what these peers take for granted (see HOUSE)."""
    known = set(plugins.names(plugins.CHECKS))
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            names = [name for name in _names(row) if name in known and (name != "missing" or row["source"].strip())]
            if (names or "missing" in row["maps_to"]) and _is_prose(row):
                yield Case(row, tuple(_found(row, names, is_strict)))


def _is_prose(row: Mapping[str, Any]) -> bool:
    is_one = isinstance(row["source"], str) and isinstance(row["target"], str)
    return bool(row["prose"]) and is_one and not (row["check"].startswith("rst-") or row["check"] in _NOT_PROSE)


def _names(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Our checks that look for what the peer's looks for."""
    if f"ignore-{row['check']}".replace("_", "-") in row["flags"].replace("_", "-").split(", "):
        return ()
    if row["check"] in _BY_CHECK:
        return _BY_CHECK[row["check"]]
    kinds = (name.replace("_", "-") for name in row["maps_to"])
    return tuple(dict.fromkeys(ours for kind in kinds for ours in _FAMILIES.get(kind, (kind,))))


def _found(row: Mapping[str, Any], names: Sequence[str], is_strict: bool) -> list[Finding]:
    unnamed = "en" if row["check"] == "numbers" else _UNNAMED
    language = normalise((row["lang"] or unnamed).replace("_", "-").partition("@")[0])
    flags = row["flags"].split(", ")
    source, target = row["source"], row["target"]
    asked = list(names)
    found: list[Finding] = []
    suffix = ".md" if row["check"] in _MARKDOWN else ".mdx" if row["check"] == "safe-mdx" else ""
    if suffix and source.strip() and target.strip():
        asked = [name for name in names if name != "tags"]
        found += _of_markdown(source, target, suffix, language, is_same_right="ignore-same" in flags)
    elif row["check"] in _ELEMENTS:
        seen: dict[tuple[str, str, int], str] = {}
        is_html = any("html" in flag for flag in flags)
        source, target = (_with_marks(text, seen, is_html) for text in (source, target))
    source, target = _masked(source, target, flags)
    words = _kept(row)
    glossary = Glossary(tuple(Term(word, renderings={language: Rendering(word, keep=True)}) for word in words))
    style = _style(language) if is_strict else Style()
    rules = Rules("en", language, "", "", glossary, punctuation=style.punctuation, style=style)
    segment = Segment(read_tags(source), (source,), Block(0, "body"))
    found += run([Pair(segment, Translation(target, State.APPROVED))], rules, asked)
    return [each for each in found if not (row["check"] in _WITHOUT_NOTES and each.severity is Severity.NOTE)]


@cache
def _style(language: str) -> Style:
    return read_style(f"{HOUSE}{_OF_LANGUAGE.get(language, '')}".encode(), "style.toml")


def _kept(row: Mapping[str, Any]) -> list[str]:
    """The words of the source that must stay as they are: those the case names, and acronyms where it is about them."""
    words = [word for word in row.get("notranslate", ()) if word in row["source"]]
    if row["check"] == "acronyms":
        allowed = {*row.get("musttranslate", ()), "OK"}
        words += [word for word in _ACRONYM.findall(row["source"]) if word not in allowed]
    return words


def _masked(source: str, target: str, flags: Sequence[str]) -> tuple[str, str]:
    """Both texts with marks for what the flags call placeholders and roles."""
    patterns: list[re.Pattern[str]] = []
    for flag in flags:
        if flag.startswith("placeholders:"):
            told = flag.removeprefix("placeholders:")
            patterns.append(re.compile(told[2:-1]) if told.startswith('r"') else re.compile(re.escape(told)))
        elif flag == "percent-placeholders":
            patterns.append(_PERCENT)
        elif flag in _MARKUP:
            patterns.append(_MARKUP[flag])
    for pattern in patterns:
        seen: dict[str, int] = {}
        source, target = (
            pattern.sub(lambda match: f"<ph{seen.setdefault(match.group(), len(seen) + 1)}/>", text)  # noqa: B023
            for text in (source, target)
        )
    return source, target


def _with_marks(text: str, seen: dict[tuple[str, str, int], str], is_html: bool) -> str:
    """Elements as marks; `seen` gives an element that stands in both texts the same one."""
    counts: Counter[tuple[str, str]] = Counter()
    opened: list[tuple[str, str]] = []

    def mark(match: re.Match[str]) -> str:
        closing, name, rest, point = match.groups()
        bare = re.sub("[^a-z]", "", name) or "x"
        if closing:
            for at in range(len(opened) - 1, -1, -1):
                if opened[at][0] == name:
                    return f"</{opened.pop(at)[1]}>"
            return f"</{bare}>"
        is_point = bool(point) or (is_html and name in _VOID)
        key = (name, f"{' '.join(_FOR_PEOPLE.sub('', rest).split())}{'/' if is_point else ''}")
        counts[key] += 1
        number = sum(1 for other in seen.values() if re.fullmatch(f"{bare}[0-9]*", other)) + 1
        label = seen.setdefault((*key, counts[key]), bare if number == 1 else f"{bare}{number}")
        if is_point:
            return f"<{label}/>"
        opened.append((name, label))
        return f"<{label}>"

    return _ELEMENT.sub(mark, text)


def _of_markdown(source: str, target: str, suffix: str, language: str, *, is_same_right: bool) -> list[Finding]:
    """What `tags` says of both texts read as Markdown, and `untranslated` of the titles of their links. Words stand
    before them, since a format passes a paragraph of code alone."""
    one, other = _read(source, suffix), _read(target, suffix)
    if one is None or other is None:
        return check_text(source, target, language=language, checks=["tags"])
    found = check_text(one.text, _renamed(other, one), language=language, checks=["tags"])
    if not is_same_right:
        for inner, made in zip(one.inner, other.inner, strict=False):
            found += check_text(inner.text, made.text, language=language, checks=["untranslated"])
    return found


def _read(text: str, suffix: str) -> Segment | None:
    """The one segment of a Markdown text; None when it has more, or none."""
    try:
        document = _format(suffix).read(f"{_WORDS}{text}".encode(), whole, f"a{suffix}", "en")
    except FormatError:
        return None
    segments = [part for part in document.parts if isinstance(part, Segment)]
    return segments[0] if len(segments) == 1 else None


@cache
def _format(suffix: str) -> Any:
    return format_for(suffix)


def _renamed(segment: Segment, known: Segment) -> str:
    """The text of a segment; its marks have the names that marks spelt so have in `known`, others new ones."""
    names: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, spelt in _spelt(known).items():
        names[spelt].append(name)
    given = {}
    for at, (name, spelt) in enumerate(_spelt(segment).items(), 90):
        given[name] = names[spelt].pop(0) if names[spelt] else f"{name.rstrip('0123456789')}{at}"
    content = [
        Mark(part.kind, given[part.name], part.source) if isinstance(part, Mark) else part for part in segment.content
    ]
    return to_text(content)


def _spelt(segment: Segment) -> dict[str, tuple[str, ...]]:
    """How each mark of a segment is spelt, opening and closing; a text inside a mark is only known to be there."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for part in segment.content:
        if isinstance(part, Mark):
            found[part.name].append("".join(each if isinstance(each, str) else "…" for each in part.source))
    return {name: tuple(spelt) for name, spelt in found.items()}
