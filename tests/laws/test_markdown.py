"""What holds for every Markdown article and every translation of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from dragoman.engines.pseudo import pseudo
from dragoman.formats.markdown import Markdown, Mdx
from dragoman.formats.proving import readable
from dragoman.formats.reading import segmenter
from dragoman.model import ConfigError, FormatError, Key, Mark, Segment, Target, from_text, to_text
from tests.laws.shreds.markdown import articles, prose

MARKDOWN = Markdown()
WHOLE = segmenter("en", "paragraph")
SENTENCES = segmenter("en", "sentence")


def translated(segment: Segment, say: Callable[[str], str]) -> str:
    return to_text([part if isinstance(part, Mark) else say(part) for part in segment.content])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\ufeff# A\r\n\r\nb\rc",
        "\\\nbreak first",
        "# {{ x\n y }} z",  # template code reaching over the end of a heading
        '<img style={{\n  a: "b",\n  c: "d"\n}} />\n',
        "a \\{{ x }} b",
    ],
)
def test_an_article_that_went_wrong_once_comes_back_byte_for_byte(text: str) -> None:
    for cut in (WHOLE, SENTENCES):
        document = MARKDOWN.read(text.encode(), cut)
        assert document.data == text.encode()
        assert MARKDOWN.write(document, {}, Target("es")).data == document.data


def tokens(text: str) -> list[str]:
    """The structure as an independent parser sees it: types, tags and addresses, texts left out."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    found: list[str] = []
    for token in parser.parse(text):
        found.append(f"{token.type} {token.tag}")
        inner = (child for child in token.children or () if child.type not in ("text", "softbreak", "text_special"))
        found.extend(sorted(f"{child.type} {child.attrGet('href') or child.attrGet('src') or ''}" for child in inner))
    return found


@given(articles, prose)
def test_an_independent_parser_sees_the_same_structure(text: str, addition: str) -> None:
    document = MARKDOWN.read(text.encode(), SENTENCES)
    texts = {segment.key: translated(segment, pseudo) for segment in document.segments}
    written = MARKDOWN.write(document, texts, Target("es"))
    assert tokens(written.data.decode()) == tokens(text)
    assert not written.kept


# The smallest inputs that went wrong once, each with a translation.
BATTERY = [
    ("\\## no heading", "## kein Titel"),
    ("a\n: a definition of some dialect", "b<br/>eine Erklärung"),
    ("| a | b\n| --- |\n| c |", "| x | y<br/>| --- |<br2/>| z |"),
    ("[one](#two)", "<a>eins</a>"),
    ("see http://a.b/c\\_d now", "<url/>에서"),
    ("mail a@b.cd", "<url/>post"),
    ("Go to www.a.bc?d=e&hl;", "Geh zu <url/>&hl;mehr"),
    ("_one_ two", "vor<em>「eins」</em>nach"),
    ("**a** b", "<strong> a </strong>b"),
    ("a **b**", "a\u00a0<strong>\u00a0b</strong>c"),
    ("[ref] text\n\n[ref]: /r", "<a>a</a>(b): c"),
    ("see [ref][]\n\n[ref]: /r", "siehe <a>[dort]</a>!"),
    ("wow! [x](u)", "wow!<a>y</a>"),
    ("# title", "Titel #"),
    ("# title", "Titel {#id}"),
    ("text", "{{ x }} {% y %} {: .z} {#i}"),
    ("text", "http://evil.example javascript:alert(1) &lt;script> [x](y) ![z](w) &amp;copy;"),
    ("text", "[^1] [x]: y"),
    ("[x]: u\n\ntext", "[x] [x][] [y][x]"),
    ("text", "1986. A year"),
    ("text", "- a"),
    ("text", "\u3000字"),
    ("text", "a\n\nb"),
    ("`a`b c", "<code>a`</code>ü"),
    ("| h |\n|---|\n| x `y` |", "a | b <code>|</code>"),
    ("![one *two*](u)", "a ] <em>b</em> ["),
    ("text", "–"),
    ("**_Warning_**: x", "<strong><em>a</em></strong>1. FC"),  # two signs side by side, and a letter
    ("__*W*__: x", "a<strong><em>a</em></strong>1. FC"),
    ("_W **x**_ x", "a<em>W<strong>「a」</strong></em>字"),
    ("call `x` y", "{a}<code>x</code>"),  # no MyST role
    ("call `/users/{id}` and `x`", "<code>{id}</code> <code2>x</code2>"),
    ('!!! note "T"\n    b', 'x "y" \\ `z` # {.a}'),
    ("<p>x</p>", ":::note"),
    ("<p>x</p>", "a\n\nb &lt;i> &amp;amp; &lt;/p>"),
    ("*[a]: b\n*[c]: d", "<var/> x<br/><var2/> y"),
]


@pytest.mark.parametrize(("source", "target"), BATTERY)
def test_every_cured_trap_stays_cured(source: str, target: str) -> None:
    document = MARKDOWN.read(source.encode(), WHOLE)
    segment = document.segments[-1]
    written = MARKDOWN.write(document, {segment.key: target}, Target("xx"))
    assert written.kept == ()
    chosen = frozenset(segment.block.index for segment in document.segments)
    again, _ = MARKDOWN._read(written.data, WHOLE, "", chosen)
    assert readable(again.segments[-1].content) == readable(from_text(target, segment.content))
    assert again.structure == document.structure


def test_two_links_of_one_text_keep_their_own_addresses() -> None:
    document = MARKDOWN.read(b"[here](/one)\n\n[here](/two)\n", WHOLE)
    written = MARKDOWN.write(document, {Key("<a>here</a>"): "<a>hier</a>"}, Target("de"))
    assert written.data == b"[hier](/one)\n\n[hier](/two)\n"


def test_one_impossible_translation_costs_no_other_block_its_own() -> None:
    source = "One.\n\nText <!-- c -->\n\nThree.\n"
    document = MARKDOWN.read(source.encode(), WHOLE)
    texts = {Key("One."): "Eins.", Key("Text <html/>"): "<html/> Text", Key("Three."): "Drei."}
    written = MARKDOWN.write(document, texts, Target("de"))
    assert written.data.decode() == "Eins.\n\nText <!-- c -->\n\nDrei.\n"
    assert [kept.segment.text for kept in written.kept] == ["Text <html/>"]


def test_metadata_is_added_to_the_front_matter() -> None:
    document = MARKDOWN.read(b"---\ntitle: A day\nlang: en\n---\nText\n", WHOLE)
    target = Target("es", metadata={"lang": "es", "translationKey": "a"})
    written = MARKDOWN.write(document, {Key("A day", "meta:title"): "Un día"}, target)
    assert written.data.decode() == "---\ntitle: Un día\nlang: es\ntranslationKey: a\n---\nText\n"


def test_the_address_is_no_part_of_the_key() -> None:
    one, two = (MARKDOWN.read(f"See [it](/{x}), http://a.b/{x} and ![m](/{x}).".encode(), WHOLE) for x in "xy")
    assert [segment.key for segment in one.segments] == [segment.key for segment in two.segments]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<!-- dragoman: of -->\n", "a.md:1: unknown directive 'of'\n  hint: did you mean 'off'?"),
        (
            "x\n\n<!-- dragoman: note -->\n",
            "a.md:3: the directive 'note' says nothing\n  hint: <!-- dragoman: note … -->",
        ),
    ],
)
def test_a_wrong_directive_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        MARKDOWN.read(text.encode(), WHOLE, "a.md")
    assert str(caught.value) == message


@pytest.mark.parametrize("settings", [{"frontmatter": []}, {"front_matter": 3}, {"extensions": ["mermaid"]}])
def test_a_wrong_setting_is_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ConfigError):
        Markdown(settings)


def test_settings_choose_roles_front_matter_and_extensions() -> None:
    markdown = Markdown(
        {"front_matter": ["lede"], "headline": "", "subhead": "section", "extensions": ["definition-lists", "math"]}
    )
    document = markdown.read(b"---\ntitle: T\nlede: L\n---\n# H\n\n## S\n\nTerm\n: Meaning $x$\n", WHOLE)
    assert [(segment.block.kind, *segment.key) for segment in document.segments] == [
        ("meta", "L", "meta:lede"),
        ("heading1", "H", ""),
        ("heading2", "S", "section"),
        ("term", "Term", ""),
        ("definition", "Meaning <math/>", ""),
    ]


def test_a_comment_in_a_reference_definition_is_for_no_reader() -> None:
    document = MARKDOWN.read(b"[//]: # (note to self)\n\n[a]: /b (A title)\n", WHOLE)
    assert [segment.text for segment in document.segments] == ["A title"]


def test_what_is_not_to_be_translated_reaches_over_markdown_to_its_end_tag() -> None:
    document = MARKDOWN.read(b'<div translate="no">\n\nA\n\n<div>B</div>\n\nC\n\n</div>\n\nD\n', WHOLE)
    assert [segment.text for segment in document.segments] == ["D"]


@pytest.mark.parametrize(
    ("name", "text", "target", "written"),
    [
        ("figure", '{{< figure caption="a" >}}', 'say "hi" \\', '{{< figure caption="say \\"hi\\" \\\\" >}}'),
        ("figure", "{{< figure caption=`a` >}}", 'b "c"', '{{< figure caption=`b "c"` >}}'),
        ("figure", "{{< figure caption=`a` >}}", "b `c`", '{{< figure caption="b `c`" >}}'),
        ("include a.html", "{% include a.html caption='a' %}", "l'eau", '{% include a.html caption="l\'eau" %}'),
        ("include", 'Text {% include a.html caption="a" %}', 'un "b"', "Text {% include a.html caption='un \"b\"' %}"),
    ],
)
def test_an_argument_of_a_shortcode_has_the_quotes_it_needs(name: str, text: str, target: str, written: str) -> None:
    markdown = Markdown({"shortcodes": {name: ["caption"]}})
    document = markdown.read(text.encode(), WHOLE)
    result = markdown.write(document, {Key("a", "caption"): target}, Target("fr"))
    assert (result.data.decode(), result.kept) == (written, ())


@pytest.mark.parametrize("target", ['it\'s "so"', "a %} b"])
def test_an_argument_that_no_quotes_can_hold_stays_as_it_is(target: str) -> None:
    markdown = Markdown({"shortcodes": {"include": ["caption"]}})
    text = "A {% include a.html caption='a' %}"
    result = markdown.write(markdown.read(text.encode(), WHOLE), {Key("a", "caption"): target}, Target("fr"))
    assert (result.data.decode(), [kept.segment.text for kept in result.kept]) == (text, ["a"])


DEEP = 10_000
PATHOLOGICAL = {
    "quotes": ">" * DEEP + " a",
    "items": "- " * DEEP + "a",
    "brackets": "[" * DEEP + "a" + "]" * DEEP,
    "images": "![" * DEEP + "a" + "](u)" * DEEP,
    "stars": "*" * DEEP + "a" + "*" * DEEP,
    "tags": "x <a><b></a>" * DEEP,
    "templates": "{{ " * DEEP + "a {{ x }} b" * DEEP,
    "attributes": "{: a } " * DEEP,
    "closing brackets": "http://x/" + ")" * DEEP,
    "comments": "<!-- dragoman: note " * DEEP,
    "expressions": "{" * DEEP + "a" + "}" * DEEP + "{ ` ${" * DEEP,
    "open tags": "<a b={ " * DEEP + '<a b="' * DEEP,
    "admonitions": "".join(f"{' ' * 4 * n}!!! note\n" for n in range(200)),
    "containers": ":::note[\n" * DEEP + "```{note} a\n" * 1000,
    "unclosed comments": "{ /* " * DEEP,
    "quotes in tags": "<a \"'" * DEEP,
    "escaped quotes": '[a](u "' + '\\"' * DEEP + '")',
}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *((name, MARKDOWN) for name in PATHOLOGICAL),
        *((name, Mdx()) for name in ("templates", "expressions", "open tags", "unclosed comments", "quotes in tags")),
    ],
)
def test_deep_and_long_markup_is_read_and_written(name: str, form: Markdown) -> None:
    data = PATHOLOGICAL[name].encode()
    document = form.read(data, WHOLE)
    assert document.data == data
    texts = {segment.key: translated(segment, lambda part: part + "ÿ") for segment in document.segments}
    again = form.read(form.write(document, texts, Target("xx")).data, WHOLE)
    assert again.structure == document.structure
