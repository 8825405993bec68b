"""demo, the act about names: the same name in every script, a slip that is caught, a name that the desk changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dragoman import files
from dragoman.catalog.catalog import Catalog
from dragoman.glossary.verdicts import Verdict
from dragoman.glossary.verifying import verify
from dragoman.model import State, Translation
from dragoman.project import Article, Project
from dragoman.workflow.check import check
from dragoman.workflow.glossary import read_glossary
from dragoman.workflow.impact import find_impact
from dragoman.workflow.reading import Trouble, articles, each_language, read

_SHOWN = {"ru": "Vice-Rector", "ar": "Port Almera"}  # terms that inflect, or stand behind a clitic
_SLIP = ("articles/water-taxi.html", "fr", "Vieux-Port", "Ancien Port")
_TERM = "Heritage Trust"
_RENAMED = ("articles/heritage-site.txt", "es", "Fundación del Patrimonio", "Fundación Patrimonio de Almera")


def names(project: Project) -> Iterator[str]:
    """Tells what it finds and does, line by line; ends with the glossary changed and every text brought up to it."""
    yield from _in_every_script(project)
    yield from _a_slip(project)
    yield from _another_name(project)


def rewrite(project: Project, article: Article, language: str, state: State, was: str, now: str) -> int:
    """What a translator does in an editor: `was` becomes `now` in each text of that state, which is approved then."""
    path = project.catalog_path(article, language)
    reading = read(project, article)
    count = 0

    def change(present: bytes | None) -> bytes | None:
        nonlocal count
        if present is None:
            return None
        catalog = Catalog.parse(present, path)
        for pair in list(catalog.pairs(reading.document.segments)):
            known = pair.translation
            if known and known.state is state and was in known.text:
                text = known.text.replace(was, now)
                catalog.put(pair.segment.key, Translation(text, State.APPROVED), over=known)
                count += 1
        return catalog.data

    files.update(project.file(path), change, root=project.folder)
    return count


def _in_every_script(project: Project) -> Iterator[str]:
    """How the approved texts say the glossary's names, and what an inflected one looks like."""
    glossary = read_glossary(project, [])
    troubles: list[Trouble] = []
    counts: Counter[Verdict] = Counter()
    examples: dict[str, str] = {}
    for reading, language in each_language(project, articles(project), project.languages, troubles):
        for pair in reading.pairs(language):
            if pair.translation is None or pair.translation.state is not State.APPROVED:
                continue
            text = pair.translation.text
            for one in verify(pair.segment.text, text, language, glossary, source_language=project.source):
                counts[one.verdict] += 1
                if one.verdict is Verdict.FORM and one.match.term.source == _SHOWN.get(language):
                    examples.setdefault(language, f"{one.found} ({language}, for {one.rendering.approved})")
    yield (
        f"names      in approved texts: {counts[Verdict.EXACT]} as the glossary has them, "
        f"{counts[Verdict.FORM]} in another form of theirs"
    )
    yield from (f"           such as {example}" for example in examples.values())


def _a_slip(project: Project) -> Iterator[str]:
    path, language, right, wrong = _SLIP
    article = _article(project, path)
    count = rewrite(project, article, language, State.APPROVED, right, wrong)
    yield f"           somebody writes “{wrong}” in {count} French sentences"
    findings = [one for one in check(project, [article], [language]).findings if one.check == "glossary"]
    yield f"check      {len(findings)} × {findings[0].message}" if findings else "check      nothing found"
    rewrite(project, article, language, State.APPROVED, wrong, right)


def _another_name(project: Project) -> Iterator[str]:
    path, language, was, now = _RENAMED
    yield ""
    yield f"The desk changes a name: in Spanish the {_TERM} is to be “{now}”."
    _settle(project, was, now)
    yield f"impact     {_told(project, language)}"
    count = rewrite(project, _article(project, path), language, State.APPROVED, was, now)
    yield f"           the {language} translator changes {count} texts"
    yield f"impact     {_told(project, language)}"


def _settle(project: Project, was: str, now: str) -> None:
    """Puts the new rendering into the glossary; the former one may not stand any more."""
    path = project.file(f"{project.glossary}/organisations.toml")
    old, new = f'approved = "{was}", forbidden = [', f'approved = "{now}", forbidden = ["{was}", '

    def change(present: bytes | None) -> bytes | None:
        return present and present.replace(old.encode(), new.encode())

    files.update(path, change, root=project.folder)


def _told(project: Project, language: str) -> str:
    found = find_impact(project, articles(project), [language], [_TERM])
    if not found.affected:
        return "every approved text says the name as it is now"
    first = found.affected[0]
    return f"{len(found.affected)} approved texts still say “{first.found}”, the first at {first.where}"


def _article(project: Project, path: str) -> Article:
    return next(article for article in articles(project) if article.path == path)
