"""The shape of a plain text article tells its roles, and nothing but the translations changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.formats.reading import read_article, segmenter
from dragoman.formats.text import Text
from dragoman.model import ConfigError, FormatError, Key, Target
from dragoman.segmentation.segmenters import whole
from tests.laws.strategies import sentences

PAGE = """\
Harbour museum opens its doors

The old customs house shows four centuries of trade
A crane lifts the last crate. A crane lifts the last crate.
We waited ten years for this day

Mayor Ines Duarte cut the ribbon on Tuesday. "The sea made this town," she said.

  A crane with a past

More at https://museum.example/visit. Tickets cost €4.50.

Add new comment

Read our policy
"""


def roles(text: str, **settings: object) -> list[tuple[str, str]]:
    document = read_article(text.encode(), ".txt", language="en", settings=settings)
    assert document.data == text.encode()
    return [(segment.role, segment.text) for segment in document.segments]


def test_the_shape_of_a_scraped_page_tells_its_roles() -> None:
    assert roles(PAGE, end="^Add new comment$") == [
        ("headline", "Harbour museum opens its doors"),
        ("standfirst", "The old customs house shows four centuries of trade"),
        ("caption", "A crane lifts the last crate."),
        ("caption", "A crane lifts the last crate."),
        ("pullquote", "We waited ten years for this day"),
        ("body", "Mayor Ines Duarte cut the ribbon on Tuesday."),
        ("body", '"The sea made this town," she said.'),
        ("subhead", "A crane with a past"),
        ("body", "More at <url/>."),
        ("body", "Tickets cost €4.50."),
    ]


def test_page_chrome_can_be_excluded_line_by_line() -> None:
    found = roles(PAGE, exclude=["^Add new comment$", "^Read our policy$"])
    assert found[-1] == ("body", "Tickets cost €4.50.")


def test_a_role_can_be_set_by_pattern() -> None:
    assert roles("Title\n\nBy Ines Duarte\n\nText of the story.", roles={"byline": "^By "})[1] == (
        "byline",
        "By Ines Duarte",
    )


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "A title\n\nThe council met on Monday and spoke for nearly\nfour hours about the bridge, which has been "
        "closed\n"
        "since the flood of last autumn. Nobody expected a\nvote. It came at midnight.\n\n"
        "The bridge will be repaired before the summer and\nthe ferry will run until then, said the engineer who\n"
        "leads the work. He named no price for it, and when\nhe was asked again he only smiled.\n"
    )
    found = roles(text)
    assert found[2] == ("body", "Nobody expected a vote.")
    assert roles(text, wrap="no")[2][1] == "four hours about the bridge, which has been closed"


def test_only_the_translation_changes() -> None:
    data = b"\xef\xbb\xbfTitle\r\n\r\n  One sentence.  Two sentences. \r\n\r\n\tEnd"
    form = Text()
    document = form.read(data, segmenter("en", "sentence"))
    written = form.write(document, {Key("Two sentences."): "Dos frases."}, Target("es"))
    assert written.data == data.replace(b"Two sentences.", b"Dos frases.")
    both = {Key("One sentence."): "一句话。", Key("Two sentences."): "两句话。"}
    assert form.write(document, both, Target("zh", gap="")).data == data.replace(
        b"One sentence.  Two sentences.", "一句话。两句话。".encode()
    )


def test_a_line_end_in_a_translation_cannot_make_a_new_paragraph() -> None:
    form = Text()
    document = form.read(b"Title\n\nText.\n", whole)
    assert form.write(document, {Key("Text."): "Una\n\nfrase."}, Target("es")).data == b"Title\n\nUna frase.\n"


def test_bytes_that_are_not_utf8_are_refused_with_their_line() -> None:
    with pytest.raises(FormatError, match="not utf-8: byte 0xe9") as refused:
        read_article(b"Title\n\ncaf\xe9", ".txt", language="en")
    assert refused.value.where is not None
    assert refused.value.where.line == 3
    assert read_article(b"caf\xe9", ".txt", language="fr", settings={"encoding": "cp1252"}).segments[0].text == "café"


def test_a_misspelled_setting_names_the_right_one() -> None:
    with pytest.raises(ConfigError, match="exlude") as refused:
        Text({"exlude": []})
    assert refused.value.hint == "did you mean 'exclude'?"


lines = st.lists(st.tuples(sentences, st.sampled_from(["\n", "\r\n", "\n\n", "\r\n\r\n", "\r", ""])), max_size=12).map(
    lambda rows: "".join(text + end for text, end in rows)
)


@given(lines, st.sampled_from(["en", "zh", "ar"]), st.sampled_from(["sentence", "paragraph"]))
def test_any_text_comes_back_byte_for_byte(text: str, language: str, unit: str) -> None:
    form = Text()
    document = form.read(text.encode(), segmenter(language, unit))
    assert document.data == text.encode()
    assert form.write(document, {}, Target("es")).data == text.encode()


@given(lines, st.lists(sentences, min_size=1, max_size=5))
def test_a_text_put_in_is_read_back_or_reported(text: str, translations: list[str]) -> None:
    form = Text()
    document = form.read(text.encode(), segmenter("en", "sentence"))
    texts = {s.key: translations[i % len(translations)] + "x" for i, s in enumerate(document.segments)}
    written = form.write(document, texts, Target("es"))
    again = form.read(written.data, whole)
    assert len(again.blocks) == len(form.read(text.encode(), whole).blocks)


def test_a_notice_for_readers_stands_before_the_article() -> None:
    form = Text()
    document = form.read(b"\xef\xbb\xbfTitle\r\n", whole)
    written = form.write(document, {Key("Title", "headline"): "Título"}, Target("es", notice="Provisional."))
    assert written.data == "\ufeffProvisional.\r\n\r\nTítulo\r\n".encode()


def test_a_dash_is_a_fair_translation() -> None:
    document = Text().read(b"None\n", whole)
    written = Text().write(document, {document.segments[0].key: "–"}, Target("es"))
    assert (written.data.decode(), written.kept) == ("–\n", ())


def test_a_charset_that_cannot_hold_a_translation_is_a_clear_error() -> None:
    form = Text({"encoding": "cp1252"})
    document = form.read("A line.\n\nCafé closed.\n".encode("cp1252"), whole, "a.txt")
    with pytest.raises(FormatError) as caught:
        form.write(document, {document.segments[1].key: "Кафе закрыто."}, Target("ru"))
    assert str(caught.value) == (
        "a.txt:3: cp1252 cannot hold 'К' of a translation\n"
        '  hint: save the article as UTF-8 and take encoding = "…" out of dragoman.toml'
    )
