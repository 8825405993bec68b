"""Any neighbours of a block may be one segment: the article stays the article, and no mark of theirs is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats.reading import format_for, read_with, segmenter
from dragoman.model import Document, Key, Mark, Target
from dragoman.segmentation.segmenters import whole
from dragoman.segmentation.uniting import uniting

MARKDOWN = """\
---
title: One. Two. Three.
---

# Harbour reopens. Ships wait

> The *pier* is safe. Two ships
> waited [outside](https://example.org/a "The sea. All of it."). Nobody was **hurt**.\\
> The mayor came. ![A map. A big one.](m.png) She left `early`.

- מזג האוויר השתפר. [הנמל](https://example.org/b) נפתח.
- 船来了。[港口](https://example.org/c)开了。无人受伤。

One[^1]. Two[^1]. <b id="x"></b> Three &amp; four.

[^1]: A note. Another.
"""
HTML = """\
<!doctype html>\r
<html><head><title>One. Two.</title><meta name="description" content="A pier. A ship."></head><body>
<p>The <em>pier</em>&nbsp;is safe.&#32;Two ships waited <a href="/a" title="The sea. All.">outside</a>.<!-- desk -->
Nobody was <b>hurt</b>.<br>The mayor came.<a name="here"></a> <img src="m.png" alt="A map. A big one."> She left.</p>
<p dir="rtl">وصلت السفينة. فُتح <a href="/b">الميناء</a>. لم يصب أحد.</p>
<p>船来了。<a href="/c">港口</a>开了。</p></body></html>
"""
XML = """\
<?xml version="1.0"?>
<nitf><body><body.content><block><p>The <em>pier</em> is safe.&#10;Two ships <a href="/a">waited</a>.
<![CDATA[Nobody & none was hurt.]]> The <person>mayor</person> came.</p></block></body.content></body></nitf>
"""
JSON = r"""{"uri": "urn:1", "headline": "One. Two.", "body_html": "<p>The <em>pier<\/em> is safe.\n\u0054wo ships
waited <a href=\"\/a\">outside<\/a>. Nobody was hurt.<\/p>", "body_text": "One. Two \ud83d\ude00. Three."}
""".replace("ships\nwaited", "ships waited")
TEXT = "Harbour\r\n\r\nThe pier is safe. Two ships waited at https://example.org/a. نُقلت السفن. Nobody came.\r\n"
ARTICLES = {".md": MARKDOWN, ".html": HTML, ".nitf": XML, ".json": JSON, ".txt": TEXT}


def marks(document: Document) -> Counter[str]:
    found = (part for segment in document.segments for part in segment.content if isinstance(part, Mark))
    return Counter(f"{part.kind} {part.name.rstrip('0123456789')}" for part in found)


def swapped(text: str) -> str:
    return re.sub(r"(</?[a-z]+[0-9]*/?>|&[a-z]+;)|(.)", lambda found: found[1] or found[2].swapcase(), text, flags=re.S)


@pytest.mark.parametrize("suffix", ARTICLES)
@given(st.data())
def test_any_grouping_of_sentences_comes_back_and_loses_no_mark(suffix: str, data: st.DataObject) -> None:
    form = format_for(suffix)
    article = ARTICLES[suffix].encode()
    cut = segmenter("en", "sentence")
    document = read_with(form, article, cut, language="en")
    chosen: dict[tuple[Key, ...], list[tuple[int, int]]] = {}
    for block in document.blocks:
        row = tuple(segment.key for segment in block)
        borders = [at for at in range(1, len(row)) if data.draw(st.booleans())]
        chosen[row] = list(zip([0, *borders], [*borders, len(row)], strict=True))
    united = read_with(form, article, uniting(cut, lambda row: chosen[row]), language="en")
    assert united.data == article
    assert [len(block) for block in united.blocks] == [
        len(chosen[tuple(segment.key for segment in block)]) for block in document.blocks
    ]
    assert marks(united) == marks(document)
    texts = {segment.key: swapped(segment.text) for segment in united.segments}
    written = form.write(united, texts, Target(""))
    assert written.kept == ()
    assert marks(form.read(written.data, whole)) == marks(form.read(article, whole))
