"""What other translation tools for Markdown break, and dragoman must not."""

from __future__ import annotations

import pytest

from dragoman.formats.reading import format_for
from dragoman.model import Key, Target
from dragoman.segmentation.segmenters import whole


def written(source: str, texts: dict[str, str], **settings: object) -> str:
    """The article with `texts` in place of the blocks that say their keys, in any context."""
    form = format_for(".md", settings)
    document = form.read(source.encode(), whole, "", "en")
    found = {segment.key: texts[segment.text] for segment in document.segments if segment.text in texts}
    assert len(found) == len(texts)
    result = form.write(document, found, Target("es"))
    assert result.kept == ()
    return result.data.decode()


FRONT_MATTER = """\
---
zebra: last letter   # stays first
title: "Ferry news"
apple: [a, b]
tags: ["sea", port]

# a comment between
nested: {b: 1, a: 2}
---
Text
"""


def test_front_matter_is_neither_sorted_nor_stripped_of_comments_nor_refused_for_its_lists() -> None:
    assert written(FRONT_MATTER, {"Ferry news": "Noticias", "port": "puerto"}, front_matter=["title", "tags"]) == (
        FRONT_MATTER.replace("Ferry news", "Noticias").replace("port]", "puerto]")
    )


def test_nested_lists_keep_their_depth_and_their_code() -> None:
    source = "* One\n    * Two\n\n      More of two.\n\n          code\n    1) Three\n* Four\n"
    assert written(source, {"Two": "Dos", "More of two.": "Más.", "Three": "Tres", "Four": "Cuatro"}) == (
        "* One\n    * Dos\n\n      Más.\n\n          code\n    1) Tres\n* Cuatro\n"
    )


def test_two_equal_cells_of_one_table_are_one_key_and_both_are_written() -> None:
    source = "| Open | Heated |\n|---|---|\n| Yes | Yes |\n| No | Yes |\n"
    assert written(source, {"Yes": "Sí"}) == source.replace("Yes", "Sí")


def test_two_equal_cells_may_have_two_translations() -> None:
    source = "| a |\n|---|\n| Yes |\n\n<!-- dragoman: context heated -->\n\n| b |\n|---|\n| Yes |\n"
    form = format_for(".md")
    document = form.read(source.encode(), whole, "", "en")
    contexts = [segment.context for segment in document.segments]
    assert contexts == ["", "", "heated", ""]  # the directive speaks of the next block
    result = form.write(document, {Key("Yes"): "Sí", Key("b", "heated"): "B"}, Target("es"))
    assert result.data.decode() == source.replace("Yes", "Sí").replace("| b |", "| B |")


@pytest.mark.parametrize("line_break", ["  \n", "\\\n", "   \n"])
def test_hard_breaks_stay_as_they_were_spelled(line_break: str) -> None:
    source = f"Quay 1{line_break}Harbour town\n"
    assert written(source, {"Quay 1<br/>Harbour town": "Muelle 1<br/>Puerto"}) == f"Muelle 1{line_break}Puerto\n"


def test_reference_links_keep_their_labels_and_their_definitions_their_places() -> None:
    source = "See [Map][m], [harbour] and [Times][].\n\n[m]: /m 'Plan'\n[Harbour]: </h x>\n[times]: /t\n\nEnd.\n"
    texts = {"See <a>Map</a>, <a2>harbour</a2> and <a3>Times</a3>.": "<a3>Horas</a3>, <a2>puerto</a2>, <a>mapa</a>."}
    assert written(source, texts) == source.replace(
        "See [Map][m], [harbour] and [Times][].", "[Horas][Times], [puerto][harbour], [mapa][m]."
    )


ODD = """\
Title
=====

*   starred
*   again


+ plus

***

~~~ sh
a
~~~

A line  with   blanks\t
wrapped by hand
by an author.

1) one
1) two

<br>

&copy; &#169; \\* __strong__ _em_

| a|b |
|-|:-:|
|1 |2|
\tcode
"""


def test_an_untranslated_article_is_the_same_bytes_whatever_its_style() -> None:
    for text in (ODD, ODD.replace("\n", "\r\n"), "\ufeff" + ODD, ODD.rstrip("\n"), ODD.replace("\n", "\n\n")):
        assert written(text, {}) == text


def test_an_edit_of_one_paragraph_leaves_all_others_as_they_are() -> None:
    assert written(ODD, {"again": "otra vez"}) == ODD.replace("again", "otra vez")
