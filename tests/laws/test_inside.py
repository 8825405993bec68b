"""Laws of sentences translated together, over random articles, markings and edits."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalog import Catalog
from dragoman.catalog.inside import is_marker
from dragoman.model import Key, Segment, State, Translation
from tests.catalog.sentences import ARTICLE, remarks, segment, texts_held

BASES = (
    "The harbour of Port Ellis reopened",
    "Nobody knew who had paid the pilots",
    "Seventeen lorries waited behind the school",
    "Her brother sells apples in winter",
    "El alcalde no habló",
    "القطار وصل متأخرا",
)
ENDS = (".", " on Monday.", " after the long storm.", " without a single word.")
SENTENCES = [Key(base + end) for base in BASES for end in ENDS]

Article = tuple[tuple[Key, ...], ...]


def articles(*, repeats: bool) -> st.SearchStrategy[Article]:
    keys = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=not repeats)
    return st.tuples(keys, st.lists(st.booleans(), min_size=6, max_size=6)).map(lambda found: cut(*found))


def cut(keys: list[Key], breaks: list[bool]) -> Article:
    rows: list[list[Key]] = [[]]
    for key, is_break in zip(keys, breaks, strict=False):
        if is_break and rows[-1]:
            rows.append([])
        rows[-1].append(key)
    return tuple(tuple(row) for row in rows)


def segments(article: Article) -> list[Segment]:
    return [segment(key.text, key.context, at) for at, row in enumerate(article) for key in row]


def follow(catalog: Catalog, article: Article) -> None:
    for again in (False, True):
        before = catalog.data
        catalog.update(segments(article), article=ARTICLE, remarks=remarks, language="fr", source="en")
        assert not again or catalog.data == before
        assert Catalog.parse(catalog.data).data == catalog.data


def read(catalog: Catalog, article: Article) -> Iterator[tuple[tuple[Key, ...], Translation]]:
    """The sentences of each text that a reader may see, and the text."""
    together = catalog.together(segments(article))
    for row in article:
        for run in together.of(row):
            keys = row[run.start : run.stop]
            found, _ = catalog.joint(keys, row[run.host])
            if found is not None and not run.fault:
                yield keys, found


def mark(
    catalog: Catalog, choices: st.DataObject, article: Article, numbers: Iterator[int], *, is_careful: bool = False
) -> Catalog:
    """The catalog as a translator leaves it who joins neighbours as they like, and translates the rest. A careful one
    names no neighbour that there is not."""
    for row in article:
        for at, key in enumerate(row):
            if catalog.translation(key) is not None or catalog.inside(key) is not None:
                continue
            say = choices.draw(st.sampled_from(("own", "own", "own", "previous", "next", "comment")))
            is_there = at + 1 < len(row) if say == "next" else at > 0
            if say == "own" or (is_careful and not is_there):
                catalog.put(key, Translation(f"Texte {next(numbers)}.", State.APPROVED))
            elif say == "comment" and at:
                catalog = commented(catalog, key)
            elif say in ("previous", "next"):
                catalog.put(key, Translation(f"[inside: {say}]", State.APPROVED))
    return catalog


def commented(catalog: Catalog, key: Key) -> Catalog:
    text = catalog.data.decode()
    head, entry, rest = text.partition(f'msgid "{key.text}"')
    above, gap, mine = head.rpartition("\n\n")
    return Catalog.parse(f"{above}{gap}# inside: previous\n{mine}{entry}{rest}".encode())


def approved(catalog: Catalog, article: Article) -> set[tuple[tuple[str, ...], str]]:
    found = read(catalog, article)
    return {(tuple(k.text for k in keys), now.text) for keys, now in found if now.state is State.APPROVED}


def are_only_broken_up(one: Article, other: Article) -> bool:
    """True when only a paragraph break came or went. Where no extract has seen a marker, such a break between two
    sentences cannot be told from a translator's slip, and the translator is believed."""
    return one != other and sum(one, ()) == sum(other, ())


def work(data: st.DataObject, *, repeats: bool, is_recorded: bool) -> None:
    numbers = iter(range(1000))
    catalog = Catalog.new("fr", "en", ARTICLE)
    known: set[tuple[tuple[str, ...], str]] = set()
    written: set[str] = set()
    article: Article = ()
    for _ in range(data.draw(st.integers(1, 5))):
        before, article = article, data.draw(articles(repeats=repeats))
        if not is_recorded and are_only_broken_up(before, article):
            article = before
        follow(catalog, article)
        now = approved(catalog, article)
        assert now <= known, "nothing is approved for sentences that nobody approved it for"
        assert written <= texts_held(catalog), "no text of a person is lost"
        assert not any(is_marker(text.text) for _, text in read(catalog, article))
        if data.draw(st.booleans()):
            catalog = mark(catalog, data, article, numbers, is_careful=not is_recorded)
            seen = Catalog.parse(catalog.data)
            follow(seen, article)  # what the translator meant, as every reader has it
            known |= approved(seen, article)
            written |= {text for text in texts_held(catalog) if not is_marker(text)}
            if is_recorded:
                follow(catalog, article)
                assert approved(catalog, article) <= known


@given(st.data())
def test_no_text_is_approved_for_sentences_it_was_not_approved_for(data: st.DataObject) -> None:
    work(data, repeats=False, is_recorded=True)


@given(st.data())
def test_it_holds_with_repeated_sentences_too(data: st.DataObject) -> None:
    work(data, repeats=True, is_recorded=True)


@given(st.data())
def test_it_holds_when_the_article_changes_before_extract_has_seen_the_translator_s_work(data: st.DataObject) -> None:
    work(data, repeats=False, is_recorded=False)


@given(st.data(), articles(repeats=False), st.lists(articles(repeats=False), max_size=3))
def test_a_revert_restores_every_approval(data: st.DataObject, article: Article, others: list[Article]) -> None:
    catalog = Catalog.new("fr", "en", ARTICLE)
    follow(catalog, article)
    is_recorded = data.draw(st.booleans()) or any(are_only_broken_up(article, other) for other in others)
    catalog = mark(catalog, data, article, iter(range(1000)), is_careful=not is_recorded)
    if is_recorded:
        follow(catalog, article)
    before = approved(catalog, article)
    for other in others:
        follow(catalog, other)
    follow(catalog, article)
    assert approved(catalog, article) == before
