"""Terms proposed from many articles: each name once, with its other forms, its kind, and where it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.glossary.entries import Kind
from dragoman.glossary.folding import fold
from dragoman.glossary.suggesting.capitals import in_title_case, words_of
from dragoman.glossary.suggesting.facts import Facts, facts_of
from dragoman.glossary.suggesting.naming import Evidence, Named, named


@dataclass(frozen=True, slots=True)
class Text:
    """A segment of an article. `is_headline`: capitals may tell nothing there. `line` is where it begins."""

    article: str
    text: str
    is_headline: bool = False
    line: int = 0


@dataclass
class Suggestion:
    """A term that the articles suggest. `articles` are where it stands, in any of its forms, the first one first;
    `mentions` how often. `reason` says what its kind was guessed from; `first` is its first sentence."""

    source: str
    kind: Kind
    reason: str
    aliases: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    mentions: int = 0
    first: Text | None = None

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.source, *self.aliases)


@dataclass
class _Found:
    """What is known of one form so far."""

    kinds: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    articles: dict[str, int] = field(default_factory=dict)
    first: Text | None = None

    @property
    def mentions(self) -> int:
        return sum(self.articles.values())

    @property
    def kind(self) -> tuple[Kind, str]:
        told = [(pair, count) for pair, count in self.kinds.items() if pair[0]]
        return max(told, key=lambda row: row[1])[0] if told else ("", "")


_LONGEST = 8  # words of a name in a headline


def suggest(
    texts: Sequence[Text],
    language: str,
    *,
    places: frozenset[str] = frozenset(),
    not_names: frozenset[str] = frozenset(),
) -> list[Suggestion]:
    """The terms of articles in `language` (BCP 47): those of most articles first, then those most often mentioned.

    `places` are names of places that are known anyway, `not_names` words that a capital does not make a name, such as
    days. Only for languages that write names with
    capitals and other words without. Time is linear in the texts.
    """
    facts = facts_of(language)
    evidence = Evidence(places, not_names)
    headlines: list[Text] = []
    for text in texts:
        for row in words_of(text.text, language):
            if text.is_headline and in_title_case(row, facts):
                headlines.append(text)
            else:
                evidence.see(row, facts)
    found: dict[str, _Found] = {}
    for text in texts:
        for row in words_of(text.text, language):
            if not (text.is_headline and in_title_case(row, facts)):
                for one in named(row, facts, evidence):
                    _note(found, one, text)
    _in_headlines(found, headlines, language, facts)
    return _ranked(_joined(found, facts))


def _note(found: dict[str, _Found], one: Named, text: Text) -> None:
    entry = found.setdefault(one.text, _Found())
    entry.kinds[one.kind, one.reason] += 1
    entry.articles[text.article] = entry.articles.get(text.article, 0) + 1
    entry.first = entry.first or text


def _in_headlines(found: dict[str, _Found], headlines: Iterable[Text], language: str, facts: Facts) -> None:
    """Counts, in headlines whose every word has a capital, the names that are known from elsewhere, and places without
    their noun: the Sanga for the Sanga River."""
    short = {}
    for name, entry in found.items():
        words = name.split()
        if entry.kind[0] == "place" and len(words) > 1:
            for noun, rest in ((words[-1], words[:-1]), (words[0], words[1:])):
                if noun.lower() in facts.places:
                    short[" ".join(rest)] = entry.kind
    for text in headlines:
        for row in words_of(text.text, language):
            at = 0
            while at < len(row):
                for end in range(min(len(row), at + _LONGEST), at, -1):
                    name = " ".join(word.text for word in row[at:end])
                    if name in found or name in short:
                        _note(found, Named(name, *short.get(name, ("", "")), row[at].start, row[end - 1].end), text)
                        at = end - 1
                        break
                at += 1


def _joined(found: dict[str, _Found], facts: Facts) -> list[Suggestion]:
    """One suggestion for each name, its shorter forms as aliases."""
    longer = _longer_forms(found, facts)
    out: dict[str, Suggestion] = {}
    aliases: dict[str, list[str]] = {}
    for form in found:
        if form in longer:
            aliases.setdefault(longer[form], []).append(form)
    for form, entry in found.items():
        if form in longer:
            continue
        forms = [form, *aliases.get(form, [])]
        spelled = [form, *dict.fromkeys(_as_inside(alias, form) for alias in forms[1:])]
        kinds = [found[each].kind for each in forms]
        kind, reason = next((pair for pair in kinds if pair[0]), ("", ""))
        with_article = any(pair == ("", "an article before it") for pair in entry.kinds)
        if not kind and not with_article and (last := next((one for one in forms[1:] if _is_last(one, form)), "")):
            kind, reason = "person", f"“{last}” alone"
        articles: dict[str, int] = {}
        for each in forms:
            for article, count in found[each].articles.items():
                articles[article] = articles.get(article, 0) + count
        out[form] = Suggestion(
            form, kind, reason, tuple(spelled[1:]), tuple(articles), sum(articles.values()), entry.first
        )
    return list(out.values())


def _as_inside(alias: str, name: str) -> str:
    """The alias as the full name spells it: van der Berg, also where it begins a sentence."""
    return name[-len(alias) :] if _is_last(alias, name) else alias


def _is_last(alias: str, name: str) -> bool:
    """True when the alias is the last name of a full one."""
    return name.lower().endswith(f" {alias.lower()}")


def _longer_forms(found: dict[str, _Found], facts: Facts) -> dict[str, str]:
    """For each short form the full one that it stands for: a surname, a name without its noun, an acronym."""
    ends: dict[str, list[str]] = {}
    begins: dict[str, list[str]] = {}
    initials: dict[str, list[str]] = {}
    for name, entry in found.items():
        words = name.split()
        if len(words) < 2 or entry.kind[0] == "title":
            continue
        heads = facts.places | facts.organisations
        for cut in range(1, len(words)):
            ends.setdefault(fold(" ".join(words[cut:])).text, []).append(name)
        if words[-1].lower() in heads:
            begins.setdefault(fold(" ".join(words[:-1])).text, []).append(name)
        letters = "".join(word[0] for word in words if word[0].isupper())
        initials.setdefault(letters, []).append(name)
    out: dict[str, str] = {}
    for form, entry in found.items():
        if entry.kind[0] == "title":
            continue
        key = fold(form).text
        pool = [*ends.get(key, ()), *begins.get(key, ()), *(initials.get(form, ()) if form.isupper() else ())]
        near = [
            name for name in dict.fromkeys(pool) if name != form and set(found[name].articles) & set(entry.articles)
        ]
        if " " in form and entry.kind[0] and near:
            near = [name for name in near if found[name].kind[0] in ("", entry.kind[0])]
        near = [name for name in near if not _is_place_inside(form, name, found)]
        if len({found[name].kind[0] for name in near}) == 1 and len(near) == 1:
            out[form] = near[0]
    return {form: out.get(name, name) for form, name in out.items()}  # a short form of a short form


def _is_place_inside(form: str, name: str, found: dict[str, _Found]) -> bool:
    """Kilmorra is a place of its own, not short for the Chamber of Commerce that is called after it."""
    return found[form].kind[0] == "place" and found[name].kind[0] not in ("place", "")


def _ranked(suggestions: list[Suggestion]) -> list[Suggestion]:
    return sorted(suggestions, key=lambda one: (-len(one.articles), -one.mentions, one.source))
