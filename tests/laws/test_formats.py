"""What holds for every format plug-in, every article and every translation."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import plugins
from dragoman.engines.pseudo import pseudo
from dragoman.formats.proving import readable
from dragoman.formats.reading import format_for, segmenter
from dragoman.model import Document, Format, FormatError, Mark, Segment, Target, from_text, to_text

WHOLE = segmenter("en", "paragraph")
SENTENCES = segmenter("en", "sentence")
FORMATS = plugins.names(plugins.FORMATS)


def form_of(name: str) -> Format:
    return format_for(plugins.load(plugins.FORMATS, name).suffixes[0])  # type: ignore[attr-defined]


def articles(name: str) -> st.SearchStrategy[bytes]:
    found: st.SearchStrategy[bytes] = importlib.import_module(f"tests.laws.shreds.{name}").ARTICLES
    return found


def additions(name: str) -> st.SearchStrategy[str]:
    found: st.SearchStrategy[str] = importlib.import_module(f"tests.laws.shreds.{name}").ADDITIONS
    return found


def read(form: Format, data: bytes) -> Document | None:
    try:
        return form.read(data, WHOLE, "", "en")
    except FormatError:
        return None


def said(document: Document) -> dict[int, str]:
    """What each block says, by its index."""
    return {row[0].block.index: readable([p for s in row for p in s.content]) for row in document.blocks}


def translated(segment: Segment, addition: str) -> str:
    return to_text([part if isinstance(part, Mark) else f"{part}x{addition}" for part in segment.content])


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
def test_an_article_that_is_read_comes_back_byte_for_byte(name: str, data: st.DataObject) -> None:
    form = form_of(name)
    article = data.draw(articles(name))
    for cut in (WHOLE, SENTENCES):
        try:
            document = form.read(article, cut, "", "en")
        except FormatError:
            continue
        assert document.data == article
        assert form.write(document, {}, Target("en")).data == article
        assert all(from_text(segment.text, segment.content) == segment.content for segment in document.segments)


@pytest.mark.parametrize("name", FORMATS)
@given(article=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(name: str, article: bytes) -> None:
    document = read(form_of(name), article)
    assert document is None or document.data == article


@pytest.mark.parametrize("name", FORMATS)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_a_translation_is_read_back_or_reported_and_the_structure_stays(name: str, data: st.DataObject) -> None:
    form = form_of(name)
    document = read(form, data.draw(articles(name)))
    if document is None:
        return
    texts = {s.key: translated(s, data.draw(additions(name), label=s.text)) for s in document.segments}
    written = form.write(document, texts, Target("en"))
    again = form.read(written.data, WHOLE, "", "en")
    assert again.structure == document.structure
    kept = {kept.segment.key for kept in written.kept}
    spared = {segment.block.index for segment in document.segments if segment.key in kept}
    found = said(again)
    for segment in document.segments:
        if segment.block.index not in spared:
            want = readable(from_text(texts[segment.key], segment.content))
            assert found[segment.block.index] == want


@pytest.mark.parametrize("name", FORMATS)
@given(data=st.data())
def test_a_text_translated_there_and_back_has_the_same_keys(name: str, data: st.DataObject) -> None:
    form = form_of(name)
    document = read(form, data.draw(articles(name)))
    if document is None:
        return
    there = form.write(document, {s.key: pseudo(s.text) for s in document.segments}, Target("en"))
    foreign = read(form, there.data)
    assert foreign is not None
    assert foreign.structure == document.structure
    if there.kept or len(foreign.segments) != len(document.segments):
        return
    texts = {theirs.key: ours.text for theirs, ours in zip(foreign.segments, document.segments, strict=True)}
    back = form.write(foreign, texts, Target("en"))
    again = read(form, back.data)
    assert again is not None
    if not back.kept:
        assert said(again) == said(document)
