"""Spoiled articles: whatever is done to a file, it is read and comes back, or is refused with FormatError.

In every ./check a small sample, the same each time; with --long some minutes, from another seed each time. A failure
tells seed and number: `FUZZ_SEED=… FUZZ_SECONDS=… python -m pytest tests/long -k <format>` meets it again.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from dragoman import plugins
from dragoman.engines.hostile import hostile
from dragoman.formats.reading import format_for, segmenter
from dragoman.model import Document, Format, FormatError, Target
from tests.articles.test_articles import HERE
from tests.long.mutations import spoiled

FORMATS = plugins.names(plugins.FORMATS)
WHOLE = segmenter("en", "paragraph")
SENTENCES = segmenter("en", "sentence")
SAMPLE = 60  # spoiled articles of each format in every ./check
HANG_S = 60  # of CPU time; no judgement of speed: nothing that ends comes near it
SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))


class HangError(Exception):
    """A spoiled article was worked on without an end."""


@pytest.mark.parametrize("name", FORMATS)
def test_a_spoiled_article_comes_back_or_is_refused(name: str) -> None:
    for number in range(SAMPLE):
        _meet(name, 0, number)


@pytest.mark.long
@pytest.mark.parametrize("name", FORMATS)
def test_spoiled_articles_for_a_minute(name: str) -> None:
    seed = int(os.environ.get("FUZZ_SEED", time.time_ns() % 1_000_000))
    print(f"FUZZ_SEED={seed}")
    until = time.monotonic() + SECONDS
    number = 0
    while time.monotonic() < until:
        _meet(name, seed, number)
        number += 1


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("deep", [5_000, pytest.param(100_000, marks=pytest.mark.long)])
def test_what_is_nested_deep_is_no_recursion(name: str, deep: int) -> None:
    for opening, inner, closing in (
        ("<b>", "x", "</b>"),
        ("[", "1", "]"),
        ('{"a":', "1", "}"),
        ("> ", "x", ""),
        ("*_", "x", "_*"),
        ("- ", "x", ""),
        ("{{< x >}}", "x", "{{< /x >}}"),
    ):
        with _no_hang(name):
            article = (opening * deep + inner + closing * deep).encode()
            try:
                assert _form(name).read(article, WHOLE, "", "en").data == article
            except FormatError as error:
                assert error.message


def _meet(name: str, seed: int, number: int) -> None:
    """One spoiled article, which depends on nothing but format, seed and number."""
    chance = random.Random(f"{name} {seed} {number}")
    data = spoiled(_sources(name), chance)
    try:
        with _no_hang(name):
            _tried(_form(name), data, translate=number % 4 == 0)
    except Exception as error:
        error.add_note(f"format {name}, FUZZ_SEED={seed}, number {number}: {data[:2000]!r}")
        raise


def _tried(form: Format, data: bytes, *, translate: bool) -> None:
    """The laws, on one article."""
    for cut in (WHOLE, SENTENCES):
        try:
            document = form.read(data, cut, "", "en")
        except FormatError as error:
            assert error.message
            return
        assert document.data == data
        assert form.write(document, {}, Target("")).data == data
    if translate:
        _translated(form, document)


def _translated(form: Format, document: Document) -> None:
    try:
        written = form.write(document, {s.key: hostile(s.text) for s in document.segments}, Target(""))
    except FormatError:
        return  # its charset cannot hold the translation
    assert form.read(written.data, WHOLE, "", "en").structure == document.structure


def _form(name: str) -> Format:
    return format_for(plugins.load(plugins.FORMATS, name).suffixes[0])  # type: ignore[attr-defined]


def _sources(name: str) -> list[bytes]:
    """The golden articles of a format; of another one's where it has none of its own."""
    suffixes = plugins.load(plugins.FORMATS, name).suffixes  # type: ignore[attr-defined]
    golden = sorted(HERE.glob("*/*/source.*"))
    own = [path for path in golden if path.suffix in suffixes]
    return [path.read_bytes() for path in own or golden]


@contextmanager
def _no_hang(name: str) -> Iterator[None]:
    def ring(number: int, frame: FrameType | None) -> None:
        raise HangError(f"{name}: still at work after {HANG_S} s")

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, HANG_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
