"""HTML: what a translator sees of a page, and what a page looks like in another language."""

from __future__ import annotations

import pytest

from dragoman.formats.assembly import Assembly
from dragoman.formats.html import HTML, Facts, HtmlSettings, HtmlSpeller, read_html
from dragoman.formats.inline import joined
from dragoman.formats.reading import segmenter
from dragoman.formats.view import View
from dragoman.model import ConfigError, Document, FormatError, Key, Segment, Target, spell

WHOLE = segmenter("en", "paragraph")


def read(page: str, **settings: object) -> Document:
    return HTML(settings).read(page.encode(), WHOLE, "a.html", "en")


def texts(page: str, **settings: object) -> list[str]:
    return [segment.text for segment in read(page, **settings).segments]


def said(page: str, **settings: object) -> list[tuple[str, str]]:
    return [(segment.context, segment.text) for segment in read(page, **settings).segments]


def written(page: str, changes: dict[str, str], target: Target | None = None) -> str:
    document = read(page)
    put = {segment.key: changes[segment.text] for segment in document.segments if segment.text in changes}
    return HTML({}).write(document, put, target or Target("es")).data.decode()


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p><b>Whole</b></p>", ["Whole"]),
        ("<p> <a href=x><img src=y> Link</a> </p>", ["Link"]),
        ("<p><b>Not</b> whole", ["<b>Not</b> whole"]),
        ("<td><code>x = 1</code>", []),
        ("<p>Run <tt>x = 1</tt> now", ["Run <code>x = 1</code> now"]),
        ("One<br>two", ["One<br/>two"]),
        ("One<br>\n<br>two", ["One", "two"]),
        ("Dance, <i><a>In Bloom</a><br>\n</i>", ["Dance, <i><a>In Bloom</a><br/></i>"]),
        ("<p>a <b>b&#1;</b>", ["a <b>b\ufffd</b>"]),
        ("<b>One<br><br>two</b>", ["One", "two"]),
        ("<p>One<i class=icon></i> two", ["One<i/> two"]),
        ("<ul><li>a<li>b</ul>c", ["a", "b", "c"]),
        ("<div>a<p>b</div>c", ["a", "b", "c"]),
        ("<a><p>a</p><p>b</p></a>", ["a", "b"]),
        ("<my-card><p>In</p></my-card>", ["In"]),
        ("Go <x-icon>on</x-icon> now", ["Go <xicon>on</xicon> now"]),
        ("<label>Name <input></label><button>Send</button>", ["Name", "Send"]),
        ("<p>a\n  b\u00a0c&nbsp;d\u3000e", ["a b\u00a0c\u00a0d\u3000e"]),
        ("<p>&lt;b> &amp;lt; &notit; &#128;", ["&lt;b> &amp;lt; ¬it; €"]),
        ("<pre>a</pre><textarea>b</textarea><script>c</script><style>d</style><svg><text>e</svg>", []),
        ("<template>a</template><template shadowrootmode=open>b</template>", ["b"]),
        ("<video>Old<track label='English'></video>", ["English"]),
        ("<p translate=no>a <b translate=yes>b</b> c", ["b"]),
        ("<p class='x notranslate'>a</p><p>Say <b class=notranslate>b</b>", ["Say <b/>"]),
        ("<html lang=en><p lang=de>a</p><p lang=en-GB>b <i lang=la>c</i>", ["b <i/>"]),
        ("<p lang=de>a</p><p lang=de translate=yes>b</p>", ["b"]),
        ("<p>Dear {{ name }}, {% if x %}hello{% endif %}", ["Dear <var/>, <var2/>hello<var3/>"]),
        ('<p class="{{ a > b }}">x <?php echo "<p>"; ?> y', ["x <var/> y"]),
        ("<p>a <!-- c --> b </i> c", ["a <html/> b <html2/> c"]),
        ("<p>Cut <a href='", ["Cut"]),
        ("—", []),
    ],
)
def test_a_page_has_these_texts(page: str, found: list[str]) -> None:
    assert texts(page) == found


def test_attributes_that_people_read_are_texts_of_their_own() -> None:
    page = (
        '<meta name=description content="D"><meta property=og:title content=T><meta name=robots content=all>'
        "<img alt=A title='B c' src=d><th abbr=E>F<input type=submit value=G><input type=text value=H placeholder=I>"
        "<link title=J><div aria-label=K></div><p>L <b title=M>n</b>"
    )
    assert said(page) == [
        ("meta:description", "D"),
        ("meta:og.title", "T"),
        ("alt", "A"),
        ("title", "B c"),
        ("abbr", "E"),
        ("", "F"),
        ("button", "G"),
        ("placeholder", "I"),
        ("aria-label", "K"),
        ("", "L <b>n</b>"),
        ("title", "M"),
    ]


def test_settings_add_attributes_take_them_away_and_give_roles() -> None:
    page = '<p class="x lead">A <img alt=B></p><b class=by>C</b><p data-note=D title=E>F'
    found = said(page, attributes=["data-note"], untouched=["title"], roles={"standfirst": ["lead"], "byline": ["by"]})
    assert found == [("standfirst", "A"), ("alt", "B"), ("byline", "C"), ("data-note", "D"), ("", "F")]
    assert texts("a {{ b }}", templates=False) == ["a {{ b }}"]


@pytest.mark.parametrize(
    "table",
    [
        *({"encodin": "utf-8"}, {"headline": 1}, {"attributes": 1}, {"templates": "no"}),
        *({"roles": ["x"]}, {"roles": {"a": 1}}, {"roles": {"a": ["x"], "b": ["x"]}}),
    ],
)
def test_a_wrong_setting_is_refused(table: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        HTML(table)


def test_directives_hold_for_the_block_to_come() -> None:
    page = (
        "<!-- dragoman: off --><p>a</p><!-- dragoman: on --><!-- dragoman: context fruit -->"
        "<h1>Apple</h1><p>b <!-- dragoman: note Not the company. --> c"
    )
    found = [(segment.context, segment.text, segment.note) for segment in read(page).segments]
    assert found == [("headline fruit", "Apple", ""), ("", "b", ""), ("", "c", "Not the company.")]
    with pytest.raises(FormatError, match="unknown directive"):
        read("<!-- dragoman: of -->")


@pytest.mark.parametrize(
    ("page", "translation", "result"),
    [
        ("<p>x</p>", "a < b, c <d, R&D, & e, {{f", "<p>a < b, c &lt;d, R&amp;D, & e, &#123;{f</p>"),
        ("<p>a&nbsp;b &mdash; c</p>", "d\u00a0— «e»", "<p>d&nbsp;&mdash; «e»</p>"),
        ("<img alt=x>", 'a "b"', '<img alt="a &quot;b&quot;">'),
        ("<img alt='x'>", 'l\'eau "b"', "<img alt='l&#39;eau \"b\"'>"),
        ("<img alt=x/>", "y", '<img alt="y">'),
        ("<title>x</title>", "</title><p>", "<title>&lt;/title>&lt;p></title>"),
        ("<p>x <code>y</code> z</p>", "<code>y</code> a", "<p><code>y</code> a</p>"),
        (
            "<textarea placeholder=x>y</textarea>",
            " </textarea> ",
            '<textarea placeholder=" &lt;/textarea> ">y</textarea>',
        ),
    ],
)
def test_a_translation_is_escaped_as_little_as_possible(page: str, translation: str, result: str) -> None:
    document = read(page)
    (segment,) = document.segments
    text = translation.replace("</t", "&lt;/t").replace("<p>", "&lt;p>")  # what looks like a mark of ours
    assert HTML({}).write(document, {segment.key: text}, Target("es")).data.decode() == result


def test_a_mark_may_move_to_the_edge() -> None:
    assert written("<p>See <b>it</b> now", {"See <b>it</b> now": "<b>see it now</b>"}) == "<p><b>see it now</b>"
    assert written("<p>a <img> b", {"a <img/> b": "<img/> b a"}) == "<p><img> b a"


def test_a_page_says_its_new_language() -> None:
    page = (
        '<html lang="en" dir=ltr><meta property="og:locale" content="en_GB"><body>'
        "<p lang=en-GB>a</p><p lang=de>b</p><p lang=en translate=no>c</p></body></html>"
    )
    assert written(page, {"a": "x"}, Target("ar-EG")) == (
        '<html lang="ar-EG" dir="rtl"><meta property="og:locale" content="ar_EG"><body>'
        '<p lang="ar-EG">x</p><p lang=de>b</p><p lang=en translate=no>c</p></body></html>'
    )
    assert written("<html><p>a", {"a": "x"}) == '<html lang="es"><p>x'
    assert written("<html lang=en><p>a", {}) == "<html lang=en><p>a"


def test_a_notice_stands_before_the_content() -> None:
    target = Target("ar", notice="R&D")
    note = '<p role="note" lang="ar" dir="rtl">R&amp;D</p>'
    assert written("<p>a", {}, target) == f"{note}\n<p>a"
    assert written("<!doctype html><title>a</title><body>\n<p>b", {}, target) == (
        f"<!doctype html><title>a</title><body>\n{note}\n<p>b"
    )
    assert written("<!doctype html><title>a</title>\n<p>b", {}, target) == (
        f"<!doctype html><title>a</title>\n{note}\n<p>b"
    )


def test_rules_say_what_an_element_is() -> None:
    page = "<p>See <i>a <b>note</b></i>, <u>x</u> and <s>own</s> end.</p>"
    view = View.of(page)
    facts = {2: Facts(within="nested"), 9: Facts(translate=False), 13: Facts(within="no", note="Old.")}
    assembly = Assembly(page, WHOLE)
    read_html(view, assembly, HtmlSettings(), language="en", facts=facts)
    assembly.finish()
    document = Document(tuple(joined(assembly.parts)), ".html")
    assert [(segment.text, segment.note) for segment in document.segments] == [
        ("See <i/>, <u/> and", ""),
        ("a <b>note</b>", ""),
        ("own", "Old."),
        ("end.", ""),
    ]


class _Json:
    """HTML in a JSON string, as far as this test needs it."""

    def encode(self, text: str) -> str:
        return text.replace("\\", "\\\\").replace('"', '\\"')

    def decode(self, raw: str) -> str:
        return raw.replace('\\"', '"').replace("\\\\", "\\")


def test_html_inside_another_format_is_spelled_as_that_format_does() -> None:
    article = '{"html": "<p title=\\"A\\">B &amp; <b>c</b>{x}</p>"}'
    begun, end = article.index("<"), article.rindex('"')
    places = [begun + at for at in range(end - begun) if article[begun + at] != "\\"]
    places = [at - 1 if article[at - 1] == "\\" else at for at in places]
    view = View('<p title="A">B &amp; <b>c</b>{x}</p>', article, [*places, end])
    assembly = Assembly(article, WHOLE)
    island = view.text.index("{x}")
    read_html(view, assembly, HtmlSettings(), language="en", prefix="html:", islands=[(island, island + 3)])
    assembly.finish()
    parts = tuple(joined(assembly.parts))
    assert spell(parts) == article
    segments = Document(parts, ".json").segments
    assert [(s.block.kind, s.text) for s in segments] == [("html:@title", "A"), ("html:p", "B & <b>c</b><var/>")]
    from dragoman.formats.proving import Level

    def spelled(segment: Segment, text: str, after: str) -> str:
        content = (text, *segment.content[1:])
        return HtmlSpeller(_Json())(segment, content, Level.MINIMAL, "", after, lambda mark: mark.raw)

    assert spelled(segments[0], 'x "y"', '\\">B') == "x &quot;y&quot;"
    assert spelled(segments[1], '"x" & ', "</p>") == '\\"x\\" &amp; <b>c</b>{x}'


def test_keys_hold_no_position() -> None:
    assert read("<p>a</p>").segments[0].key == read("<div><h3>b</h3><p>a</p>").segments[1].key == Key("a")


def test_no_blank_is_added_after_a_line_break() -> None:
    form = HTML()
    document = form.read(b"<p>Closed in a storm.<br>Questions?</p>", segmenter("en", "sentence"), "", "en")
    texts = {Key("Closed in a storm.<br/>"): "Bei Sturm geschlossen.<br/>", Key("Questions?"): "Fragen?"}
    written = form.write(document, texts, Target("de"))
    assert written.data.decode() == "<p>Bei Sturm geschlossen.<br>Fragen?</p>"


RULES = """<script type="application/its+xml">
<its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">
<its:translateRule selector="//h:p[@class='score']" translate="no"/>
<its:withinTextRule selector="//h:div[@class='aside']" withinText="nested"/>
<its:locNoteRule selector="//h:i" locNoteType="description"><its:locNote>A ship.</its:locNote></its:locNoteRule>
</its:rules></script>"""


def test_rules_of_a_page_choose_its_texts() -> None:
    page = f"<html><head>{RULES}</head><body><p class=score>2:1</p><p class=score>Won</p><p>The <i>Argo</i> sails.</p>"
    assert [(s.text, s.note) for s in read(page).segments] == [("The <i>Argo</i> sails.", "A ship.")]
    assert texts("<p class=score>Won</p>") == ["Won"]


def test_rules_come_from_named_files_and_links_are_not_followed() -> None:
    rules = RULES.partition("\n")[2].removesuffix("</script>").encode()
    assert texts("<p class=score>Won</p><p>Lost", its=[("house.its", rules)]) == ["Lost"]
    linked = '<link rel="its-rules" href="rules/house.its"><p class=score>Won</p><p>Lost'
    assert texts(linked, its=[("its/house.its", rules)]) == ["Lost"]
    with pytest.raises(FormatError, match="links are never followed"):
        read(linked)


def test_a_pair_around_nothing_between_two_sentences_hinders_no_translation() -> None:
    page = b"<p><b>It sank.</b><span class=x>&nbsp;</span> <i>Nobody drowned.</i></p><p>Home</p>"
    document = HTML().read(page, segmenter("en", "sentence"), "", "en")
    texts = {Key("<b>It sank.</b>"): "<b>Sie sank.</b>", Key("Home"): "Heim"}
    written = HTML().write(document, texts, Target(""))
    assert written.data == b"<p><b>Sie sank.</b><span class=x>&nbsp;</span> <i>Nobody drowned.</i></p><p>Heim</p>"


def test_a_sentence_that_begins_with_a_line_break_keeps_its_translation() -> None:
    page = b"<p><strong>Why now? </strong><br>Because it rains.</p>"
    document = HTML().read(page, segmenter("en", "sentence"), "", "en")
    texts = {
        segment.key: segment.text.replace("?", " denn?").replace("rains", "snows") for segment in document.segments
    }
    written = HTML().write(document, texts, Target(""))
    assert written.kept == ()
    assert written.data == b"<p><strong>Why now denn? </strong><br>Because it snows.</p>"


@pytest.mark.parametrize(
    "page",
    [
        '<span its-within-text="nested"></p></p>',
        'a <span its-within-text="nested">x</p>y</span> b',
        '<span its-within-text="nested">x</i>y',
    ],
)
def test_end_tags_astray_in_a_nested_text_are_kept(page: str) -> None:
    assert read(page).data.decode() == page


@pytest.mark.parametrize("matter", ["---\ntitle: None\n---\n", '+++\ntitle = "None"\n+++\n', '{ "title": "None" }\n'])
@pytest.mark.parametrize("said", ["–", 'A "b" & <c>'])
def test_front_matter_of_a_page_is_spelled_in_its_own_way(matter: str, said: str) -> None:
    document = read(f"{matter}<p>a</p>\n")
    text = said.replace("<c>", "&lt;c>")
    result = HTML().write(document, {Key("None", "meta:title"): text}, Target(""))
    assert result.kept == ()
    if said != "–":
        again = HTML().read(result.data, WHOLE, "a.html", "en")
        assert again.segments[0].content == (said,)
