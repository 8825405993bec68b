"""Our own news sentences through the real Apertium: with the glossary, beside the engine alone."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.masking.chrf import chrf

from dragoman.engines.apertium import ApertiumEngine
from dragoman.engines.faithful import Kept, faithful
from dragoman.engines.guard import guarded
from dragoman.engines.probing import Survey, probe
from dragoman.glossary import Glossary, Match, find_terms, verify
from dragoman.glossary.metrics import Use, exact_match, window_overlap
from dragoman.model import Batch, EngineSettings, Key, Request

_HERE = Path(__file__).parent
_COLUMNS = ("es", "ca", "gl")
_DEADLINE_S = 300.0


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: source and reference, and the uses of its terms in the reference."""

    source: str
    reference: str
    matches: tuple[Match, ...]
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one way to translate: approved renderings, chrF++, window overlap (2 words) over terms that the output has and
    over those that the engine alone has too, wrong capitals."""

    approved: int
    terms: int
    chrf: float
    overlap: float
    overlap_same: float
    capitals: int


def run_apertium(languages: list[str], show: bool) -> None:
    """Prints the table."""
    glossary = Glossary.read(_HERE / "glossary.toml")
    print("| pair, way | approved | chrF++ | window overlap | of the same terms | wrong capitals |")
    print("|---|--:|--:|--:|--:|--:|")
    for language in languages:
        engine = ApertiumEngine(EngineSettings())
        if fix := engine.missing("en", language):
            print(f"| en–{language} | not installed: `{fix}` |")
            continue
        rows = read_rows(glossary, language)
        plain, kept, survey = draft(engine, rows, glossary, language)
        engine.close()
        alone = [text or "" for text in plain]
        ours = [each.draft.text or "" for each in kept]
        has = [exact_match(row.uses, tokens(text)) > 0 for row, text in zip(rows, alone, strict=True)]
        for name, texts in (("Apertium alone", alone), ("with the glossary", ours)):
            figures = measure(rows, texts, has, glossary, language)
            print(
                f"| en–{language} {name} | {figures.approved} of {figures.terms} | {figures.chrf:.1f} "
                f"| {figures.overlap:.3f} | {figures.overlap_same:.3f} | {figures.capitals} |"
            )
        counts = {
            name: sum(getattr(each, name) for each in kept) for name in ("restored", "chosen", "heeded", "substituted")
        }
        lost = sum(len(each.lost) for each in kept)
        told = ", ".join(f"{count} {name}" for name, count in counts.items())
        print(f"<!-- en-{language}: {len(rows)} sentences; {told}, {lost} flagged; {len(survey.stand_ins)} names -->")
        if show:
            for row, one, other in zip(rows, alone, ours, strict=True):
                wrong = wrong_capitals(other, row)
                print(f"  {row.source}\n    = {row.reference}\n    - {one}\n    + {other}  {wrong or ''}")


def read_rows(glossary: Glossary, language: str) -> list[Row]:
    """The sentences with their reference in `language`."""
    rows = []
    for block in (_HERE / "sentences.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        source, *references = block.split("\n")
        reference = references[_COLUMNS.index(language)]
        matches = tuple(
            match for match in find_terms(source, glossary, "en") if match.term.rendering(language) is not None
        )
        rows.append(Row(source, reference, matches, tuple(_uses(matches, reference, language))))
    return rows


def _uses(matches: tuple[Match, ...], reference: str, language: str) -> list[Use]:
    words = tokens(reference)
    taken: set[int] = set()
    uses = []
    for match in matches:
        rendering = match.term.rendering(language)
        assert rendering is not None
        texts = [rendering.approved, *rendering.form_texts]
        choices = {tuple(tokens(text)) for each in texts for text in (each, re.sub(r"^(?:[Ee]l|[Oo]) ", "", each))}
        found = next(
            (
                (at, at + len(choice))
                for choice in sorted(choices, key=len, reverse=True)
                for at in range(len(words))
                if tuple(words[at : at + len(choice)]) == choice and at not in taken
            ),
            None,
        )
        assert found is not None, (reference, match.form)
        taken.add(found[0])
        uses.append(Use(tuple(sorted(choices, key=len, reverse=True)), found))
    return uses


def draft(
    engine: ApertiumEngine, rows: list[Row], glossary: Glossary, language: str
) -> tuple[list[str | None], list[Kept], Survey]:
    batch = Batch("en", language, tuple(Request(Key(row.source), row.source) for row in rows))
    alone = [draft.text for draft in asyncio.run(guarded(engine, batch, _DEADLINE_S))]
    survey = asyncio.run(probe(engine, "en", language, _DEADLINE_S))
    return alone, asyncio.run(faithful(engine, batch, _DEADLINE_S, glossary, survey)), survey


def measure(rows: list[Row], texts: list[str], has: list[bool], glossary: Glossary, language: str) -> Figures:
    """`has`: the sentences in which the engine alone renders a term."""
    approved = sum(
        each.verdict in ("exact", "form")
        for row, text in zip(rows, texts, strict=True)
        for each in verify(row.source, text, language, glossary)
    )
    overlaps = [
        window_overlap(row.uses, tokens(row.reference), tokens(text), 2) for row, text in zip(rows, texts, strict=True)
    ]
    present = [each for each in overlaps if each is not None]
    same = [each for each, is_there in zip(overlaps, has, strict=True) if each is not None and is_there]
    return Figures(
        approved,
        sum(len(row.matches) for row in rows),
        chrf(texts, [row.reference for row in rows]),
        sum(present) / len(present) if present else 0.0,
        sum(same) / len(same) if same else 0.0,
        sum(len(wrong_capitals(text, row)) for row, text in zip(rows, texts, strict=True)),
    )


def tokens(text: str) -> list[str]:
    """Words in small letters and signs."""
    return re.findall(r"\w+|[^\w\s]", text.lower())


def wrong_capitals(text: str, row: Row) -> list[str]:
    """A small letter at the beginning; and words with a capital that source or reference write small."""
    words = re.findall(r"[^\W\d_]\w*", text)
    known = set(re.findall(r"[^\W\d_]\w*", f"{row.reference} {row.source}"))
    wrong = words[:1] if words and words[0][0].islower() else []
    small = {word for word in known if word[0].islower()}
    return wrong + [word for word in words[1:] if word[0].isupper() and word not in known and word.lower() in small]
