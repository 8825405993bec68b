"""How well `dragoman glossary suggest` finds the terms of articles: python -m benchmarks.suggestions

Precision and recall on the marked articles of tests/glossary/suggest, beside two plain ways; renderings found on the
sample newsroom, whose glossary is hidden; and how fast.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from pathlib import Path

from tests.glossary.suggest.marked import FOLDERS, articles, places, score

from dragoman.glossary.matching import find_terms
from dragoman.glossary.suggesting.capitals import chains, words_of
from dragoman.glossary.suggesting.facts import facts_of
from dragoman.glossary.suggesting.gathering import Text, suggest
from dragoman.glossary.suggesting.renderings import Targets, Wanted
from dragoman.glossary.verdicts import Verdict
from dragoman.glossary.verifying import verify_term
from dragoman.model import State
from dragoman.project import read_project
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.reading import articles as project_articles
from dragoman.workflow.reading import each_language

_ROOT = Path(__file__).parent.parent
_COPIES = 300


def main() -> None:
    print("terms: precision / recall (forms)")
    for folder in FOLDERS:
        found = score([folder])
        size = len(found.found) + len(found.missed)
        kinds = found.kinds / len(found.found)
        print(f"  {folder or 'own':8} {found.precision:.3f} / {found.recall:.3f} ({size}), kinds right {kinds:.2f}")
        for name, skips_first in (("rows of capitals", False), ("without sentence starts", True)):
            got = _plain(folder, skips_first)
            marked = set(articles(folder)[1])
            both = len(got & marked)
            print(f"    {name:24} {both / len(got):.3f} / {both / len(marked):.3f}")
    print("renderings on the sample newsroom, glossary hidden: right, wrong, none")
    right = wrong = 0
    for language, counts in _renderings():
        print(f"  {language:8} {counts[0]:3} {counts[1]:3} {counts[2]:3}")
        right, wrong = right + counts[0], wrong + counts[1]
    print(f"  precision {right / (right + wrong):.3f}")
    texts = [Text(f"{text.article}-{copy}", text.text) for copy in range(_COPIES) for text in articles("second")[0]]
    begin = time.process_time()
    suggest(texts, "en", places=places())
    took = time.process_time() - begin
    size = sum(len(text.text) for text in texts)
    count = len({text.article for text in texts})
    print(f"speed: {count / took:.0f} articles/s, {size / took / 1e6:.2f} MB/s of CPU time")


def _plain(folder: str, skips_first: bool) -> set[str]:
    """Rows of capitals and the small words between them, as they stand."""
    found: set[str] = set()
    facts = facts_of("en")
    for text in articles(folder)[0]:
        for row in words_of(text.text, "en"):
            for chain in chains(row, facts):
                rest = chain[1:] if skips_first and chain[0].opens else chain
                if rest:
                    found.add(" ".join(word.text for word in rest))
    return found


def _renderings() -> Collection[tuple[str, tuple[int, int, int]]]:
    project = read_project(_ROOT)
    glossary = read_glossary(project, [])
    out = []
    for language in project.languages:
        where: dict[str, set[int]] = {}
        targets: list[str] = []
        for reading, _ in each_language(project, project_articles(project), [language], []):
            for pair in reading.pairs(language):
                if pair.translation is None or pair.translation.state is not State.APPROVED:
                    continue
                for match in find_terms(pair.segment.text, glossary, project.source):
                    where.setdefault(match.term.source, set()).add(len(targets))
                targets.append(pair.translation.text)
        terms = {term.source: term for term in glossary.terms if term.source in where and term.rendering(language)}
        wanted = {name: Wanted(where[name], term.kind == "person", term.aliases) for name, term in terms.items()}
        found = Targets(targets).renderings(wanted)
        right = 0
        for name, one in found.items():
            made = terms[name].rendering(language)
            assert made is not None
            allowed = [made.approved, *made.form_texts, *made.admitted]
            verdict = verify_term(made.approved, one.text, language, forms=made.form_texts, admitted=made.admitted)
            right += verdict in (Verdict.EXACT, Verdict.FORM) and len(one.text) <= max(map(len, allowed)) + 3
        out.append((language, (right, len(found) - right, len(terms) - len(found))))
    return out


if __name__ == "__main__":
    main()
