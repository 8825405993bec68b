"""XML as newsrooms and writers have it: what is read, what is written, what stays."""

from __future__ import annotations

import pytest

from dragoman.formats.reading import segmenter
from dragoman.formats.xml import XML
from dragoman.model import ConfigError, Document, FormatError, Segment, Target, to_text

WHOLE = segmenter("en", "paragraph")
ITS = 'xmlns:its="http://www.w3.org/2005/11/its"'


def read(text: str | bytes, **settings: object) -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return XML(settings).read(data, WHOLE, "a.xml", "en")


def texts(text: str | bytes, **settings: object) -> list[str]:
    return [segment.text for segment in read(text, **settings).segments]


def written(text: str | bytes, *translations: str, language: str = "es", notice: str = "") -> str:
    """The article with its segments translated, in order."""
    document = read(text)
    keys = [segment.key for segment in document.segments]
    found = XML().write(document, dict(zip(keys, translations, strict=True)), Target(language, notice=notice))
    assert found.kept == ()
    return found.data.decode(document.encoding)


def kept(text: str, translation: str) -> list[Segment]:
    document = read(text)
    found = XML().write(document, {document.segments[0].key: translation}, Target("es"))
    return [one.segment for one in found.kept]


def test_a_vocabulary_nobody_knows_has_blocks_and_what_stands_in_a_text_is_part_of_it() -> None:
    text = "<doc><row>One <b>two</b> three</row><row><cell>Four</cell><cell>Five</cell></row></doc>"
    assert texts(text) == ["One <b>two</b> three", "Four", "Five"]


def test_an_inline_element_around_a_whole_block_is_no_matter_for_translators() -> None:
    text = "<nitf><body><body.content><p> <em><q>All of it.</q></em> </p></body.content></body></nitf>"
    assert texts(text) == ["All of it."]
    assert "<p> <em><q>Todo.</q></em> </p>" in written(text, "Todo.")


def test_a_translation_may_stand_wholly_inside_one_mark() -> None:
    text = "<doc><p>The <b>port</b></p></doc>"
    assert written(text, "<b>Puerto</b>") == '<doc xml:lang="es"><p><b>Puerto</b></p></doc>'


@pytest.mark.parametrize(
    "said",
    ["a < b & c", "]]> x", "&amp;lt;", "<b> is no tag", "\"q\" 'a'", "&nbsp;", "x ]] > y", "1. FC", "<!-- c -->"],
)
def test_any_text_comes_back_as_it_was_put_in(said: str) -> None:
    for shape in ("<doc><p>x</p></doc>", "<doc><p><![CDATA[x]]></p></doc>", "<doc><p>y <![CDATA[x]]></p></doc>"):
        text = to_text([said])
        assert texts(written(shape, text).encode()) == [text]


def test_a_text_in_cdata_stays_in_cdata_and_a_mixed_one_is_escaped() -> None:
    assert written("<d><p><![CDATA[a & b]]></p></d>", "c & d") == '<d xml:lang="es"><p><![CDATA[c & d]]></p></d>'
    assert written("<d><p>a <![CDATA[& b]]></p></d>", "c & d") == '<d xml:lang="es"><p>c &amp; d</p></d>'


def test_letters_that_a_charset_lacks_become_references_also_out_of_cdata() -> None:
    head = '<?xml version="1.0" encoding="iso-8859-1"?>'
    text = f"{head}<d><p><![CDATA[a & b]]></p><p>c</p></d>".encode("latin-1")
    assert written(text, "Да & é", "И") == (
        f'{head}<d xml:lang="es"><p><![CDATA[]]>&#1044;&#1072;<![CDATA[ & é]]></p><p>&#1048;</p></d>'
    )
    assert texts(written(text, "Да & é", "И").encode("latin-1")) == ["Да & é", "И"]


@pytest.mark.parametrize(
    "charset", ["utf-8-sig", "utf-16", "utf-32", "iso-8859-1", "windows-1251", "shift_jis", "big5"]
)
def test_charsets_come_back_byte_for_byte(charset: str) -> None:
    name = charset.removesuffix("-sig")
    data = f'<?xml version="1.0" encoding="{name}"?>\r\n<doc><p>Port &amp; sea</p></doc>\r\n'.encode(charset)
    document = read(data)
    assert (document.data, [s.text for s in document.segments]) == (data, ["Port & sea"])


def test_a_file_that_says_nothing_of_its_charset_may_have_it_from_the_settings() -> None:
    data = "<doc><p>Café</p></doc>".encode("cp1252")
    assert texts(data, encoding="windows-1252") == ["Café"]
    with pytest.raises(FormatError, match="not utf-8: byte 0xe9"):
        read(data)


def test_references_are_written_as_the_author_writes_them() -> None:
    text = "<doc><p>40&#160;km &#38; more &apos;so&apos;</p></doc>"
    assert "<p>&apos;50&#160;km&apos; &#38; más</p>" in written(text, "'50\u00a0km' & más")


def test_entities_stand_where_they_are_and_are_never_resolved() -> None:
    text = '<!DOCTYPE d [<!ENTITY town "Norhaven">]><d><p>&town; is &old;.</p></d>'
    assert texts(text) == ["<ent/> is <ent2/>."]
    assert "<p>&old; es &town;.</p>" in written(text, "<ent2/> es <ent/>.")


def test_preserved_lines_are_points_and_other_blanks_one_space() -> None:
    text = '<d><p>one\n   two</p><v xml:space="preserve">one\n   two  three</v></d>'
    assert texts(text) == ["one two", "one<br/>two  three"]
    assert '<v xml:space="preserve">uno\n   dos</v>' in written(text, "uno dos", "uno<br/>dos")


def test_text_in_another_language_stays() -> None:
    text = '<d xml:lang="en-GB"><p xml:lang="fr">Oui.</p><p xml:lang="en-US">Yes <i xml:lang="de">ja</i> no.</p></d>'
    assert texts(text) == ["Yes <code>ja</code> no."]
    assert written(text, "Sí <code>ja</code> no.") == (
        '<d xml:lang="es"><p xml:lang="fr">Oui.</p><p xml:lang="es">Sí <i xml:lang="de">ja</i> no.</p></d>'
    )


def test_directives_stand_in_comments() -> None:
    text = (
        "<d><!-- dragoman: note Of a ship --><p>Bow</p><!-- dragoman: off --><p>No</p><!-- dragoman: on -->"
        "<p>Yes <!-- not a word --> so</p></d>"
    )
    assert [(s.text, s.note) for s in read(text).segments] == [("Bow", "Of a ship"), ("Yes <comment/> so", "")]


def test_a_lost_mark_is_reported_and_the_source_stands() -> None:
    assert [segment.text for segment in kept("<d><p>a <b>b</b> c</p></d>", "a b c")] == ["a <b>b</b> c"]


def test_what_xml_cannot_hold_is_reported_and_the_source_stands() -> None:
    for said in ("a\x00b", "a\x0bb", "a\ufffeb"):
        assert [segment.text for segment in kept("<d><p>x</p></d>", said)] == ["x"]


def test_a_notice_stands_in_the_markup_of_the_vocabulary() -> None:
    nitf = "<nitf><body><body.content><p>x</p></body.content></body></nitf>"
    assert written(nitf, "y", notice="Borrador & más") == (
        '<nitf><body xml:lang="es"><body.content><p>Borrador &amp; más</p><p>y</p></body.content></body></nitf>'
    )


def test_a_feed_says_its_language_where_feeds_do() -> None:
    assert written("<rss><channel><language>en</language><title>x</title></channel></rss>", "y") == (
        "<rss><channel><language>es</language><title>y</title></channel></rss>"
    )
    assert written("<rss><channel><title>x</title></channel></rss>", "y") == (
        "<rss><channel><language>es</language><title>y</title></channel></rss>"
    )


def test_html_in_a_feed_is_read_as_html() -> None:
    names = 'xmlns:c="http://purl.org/rss/1.0/modules/content/"'
    text = (
        f"<rss {names}><channel><item><description>&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;.&lt;/p&gt;</description>"
        "<c:encoded><![CDATA[<p>Three &amp; four.</p>]]></c:encoded></item></channel></rss>"
    )
    assert texts(text) == ["One <b>two</b>.", "Three & four."]
    done = written(text, "Uno <b>dos</b> < tres.", "a ]]> b & c")
    assert "&lt;p&gt;Uno &lt;b&gt;dos&lt;/b&gt; &amp;lt; tres.&lt;/p&gt;" in done or "&lt;/b&gt; &lt; tres" in done
    assert texts(done.encode()) == ["Uno <b>dos</b> < tres.", "a ]]> b & c"]


def test_a_translation_adds_no_markup_to_the_html_of_a_feed() -> None:
    text = "<rss><channel><item><description>Plain words</description></item></channel></rss>"
    done = written(text, "&lt;script>x")
    assert "<description>&amp;lt;script" in done


def test_elements_for_other_languages_are_left_out() -> None:
    text = (
        f'<d {ITS}>\n  <p its:localeFilterList="fr, es-MX">One</p>\n  <p its:localeFilterList="es"'
        ' its:localeFilterType="exclude">Two</p>\n  <p>Three</p>\n</d>'
    )
    assert [(s.text, s.block.locales) for s in read(text).segments] == [
        ("One", "fr, es-MX"),
        ("Two", "!es"),
        ("Three", ""),
    ]
    document = read(text)
    done = XML().write(document, {document.segments[2].key: "Tres"}, Target("es")).data.decode()
    assert done == f'<d xml:lang="es" {ITS}>\n  <p>Tres</p>\n</d>'


def test_broken_files_are_refused_with_their_line() -> None:
    with pytest.raises(FormatError) as caught:
        read("<doc>\n<p>x</q>\n</doc>")
    assert str(caught.value) == "a.xml:2: not well-formed XML: mismatched tag"
    with pytest.raises(FormatError) as caught:
        read("<doc>{% if a < b %}<p>x</p></doc>")
    assert caught.value.hint == "it holds template code: give its output to dragoman"


def test_settings_that_are_not_known_are_refused() -> None:
    with pytest.raises(ConfigError, match="unknown setting 'itz'"):
        XML({"itz": []})
    with pytest.raises(ConfigError, match="its of the format xml must be a list of files"):
        XML({"its": ["a.its"]})
