"""What holds for every Markdown article and every translation of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dragoman.engines.pseudo import pseudo
from dragoman.formats.markdown import Markdown
from dragoman.formats.proving import readable
from dragoman.formats.reading import segmenter
from dragoman.model import ConfigError, Document, FormatError, Key, Mark, Segment, Target, from_text, to_text

MARKDOWN = Markdown()
WHOLE = segmenter("en", "paragraph")
SENTENCES = segmenter("en", "sentence")

# Markup, pieces of it, and text of many scripts: joined at random they meet in every order.
_SOLID = """
* ** _ __ ~~ ~ ` `` [ ] ( ) ](u) ][r] ][] ![ ! < > <b> </b> <br> <a@b.cd> <http://x.y> http://x.y/z www.x.yz a@b.cd
&amp; &nbsp; &#42; \\ \\* \\\\ # {#i} {{·x·}} {%·y·%} {:·.c} | [^1] $ ^ : = - + ' " a b foo Foo·bar é 漢字 。 「 」
שלום مرحبا 1 2. 😀 . ,
"""
ATOMS = [
    *(atom.replace("·", " ") for atom in _SOLID.split()),
    *("\n", "\n\n", "  \n", "\\\n", "\r\n", " ", "\t", "\u00a0", "\u3000", "\u2028", "\ufeff", "e\u0301"),
    *("\n> ", "\n- ", "\n1. ", "\n    ", "\n# ", "\n## ", "\n---\n", "\n===\n", "\n```\n", "\n: ", "\n:::\n", "- [ ] "),
    *('](u "t x")', "\n| a | b |\n|---|---|\n| ", "\n[^1]: ", '\n[r]: u "t"\n', "<!-- c -->", "\n[foo]: /x\n"),
    *(
        "<!-- dragoman: off -->\n",
        "\n<!-- dragoman: on -->\n",
        "\n<!-- dragoman: context x -->\n",
        "---\ntitle: a\n---\n",
    ),
]
shreds = st.lists(st.sampled_from(ATOMS), max_size=25).map("".join)

prose = st.lists(
    st.sampled_from(["The port", "opened", "早く", "в среду,", "after", "12 days.", "«Да»", "nothing-", "at 5"]),
    min_size=1,
).map(" ".join)
inlines = st.one_of(
    prose,
    prose.map(lambda text: f"**{text}**"),
    prose.map(lambda text: f"*{text}*"),
    prose.map(lambda text: f"[{text}](/to)"),
    st.sampled_from(["`code`", "![a map](/m.png)", "&nbsp;", "[^n]", "<kbd>Esc</kbd>", "[ref]", "\\*"]),
)
lines = st.lists(inlines, min_size=1, max_size=4).map(" ".join)
blocks = st.one_of(
    lines,
    st.tuples(lines, lines).map("\n".join),
    st.tuples(st.sampled_from(["# ", "## ", "> ", "- ", "1. ", "- [x] "]), lines).map("".join),
    st.lists(lines, min_size=2, max_size=3).map(lambda items: "- " + "\n- ".join(items)),
    st.tuples(lines, lines).map(lambda rows: f"> {rows[0]}\n> - {rows[1]}\n>   more"),
    prose.map(lambda text: f"| {text} | b |\n|---|---|\n| 1 | {text} |"),
    st.just("```\ncode\n```"),
)
articles = st.lists(blocks, min_size=1, max_size=6).map(
    lambda found: "\n\n".join([*found, "[ref]: /r", "[^n]: A note."]) + "\n"
)


def translated(segment: Segment, say: Callable[[str], str]) -> str:
    return to_text([part if isinstance(part, Mark) else say(part) for part in segment.content])


def said(document: Document) -> dict[int, str]:
    """What each block says, by its index."""
    return {row[0].block.index: readable([p for s in row for p in s.content]) for row in document.blocks}


@given(st.one_of(shreds, articles, st.text(max_size=80)))
@example("")
@example("\ufeff# A\r\n\r\nb\rc")
@example("\\\nbreak first")
@example("# {{ x\n y }} z")  # template code reaching over the end of a heading
@example('<img style={{\n  a: "b",\n  c: "d"\n}} />\n')
@example("a \\{{ x }} b")
def test_an_article_that_is_read_comes_back_byte_for_byte(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    for cut in (WHOLE, SENTENCES):
        try:
            document = MARKDOWN.read(data, cut)
        except FormatError:
            continue
        assert document.data == data
        assert MARKDOWN.write(document, {}, Target("es")).data == data
        assert all(from_text(segment.text, segment.content) == segment.content for segment in document.segments)


@given(st.one_of(shreds, articles), st.data())
def test_a_translation_is_read_back_or_reported_and_the_structure_stays(text: str, data: st.DataObject) -> None:
    try:
        document = MARKDOWN.read(text.encode("utf-8", "ignore"), WHOLE)
    except FormatError:
        return
    texts = {}
    for segment in document.segments:
        addition = data.draw(shreds, label=segment.text)
        texts[segment.key] = translated(segment, lambda part, more=addition: f"{part}x{more}")  # type: ignore[misc]
    written = MARKDOWN.write(document, texts, Target("es"))
    again = MARKDOWN.read(written.data, WHOLE)
    kept = {kept.segment.block.index for kept in written.kept} | {
        segment.block.index for segment in document.segments for kept in written.kept if kept.segment.key == segment.key
    }
    assert again.structure == document.structure
    found = said(again)
    for segment in document.segments:
        if segment.block.index not in kept:
            want = readable(from_text(texts[segment.key], segment.content))
            assert found[segment.block.index] == want


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
]


@pytest.mark.parametrize(("source", "target"), BATTERY)
def test_every_cured_trap_stays_cured(source: str, target: str) -> None:
    document = MARKDOWN.read(source.encode(), WHOLE)
    segment = document.segments[-1]
    written = MARKDOWN.write(document, {segment.key: target}, Target("xx"))
    assert written.kept == ()
    chosen = frozenset(segment.block.index for segment in document.segments)
    again = MARKDOWN._read(written.data, WHOLE, "", chosen)
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


@pytest.mark.parametrize("settings", [{"frontmatter": []}, {"front_matter": "title"}, {"extensions": ["mermaid"]}])
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
    "escaped quotes": '[a](u "' + '\\"' * DEEP + '")',
}


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_deep_and_long_markup_is_read_and_written(name: str) -> None:
    data = PATHOLOGICAL[name].encode()
    document = MARKDOWN.read(data, WHOLE)
    assert document.data == data
    texts = {segment.key: translated(segment, lambda part: part + "ÿ") for segment in document.segments}
    again = MARKDOWN.read(MARKDOWN.write(document, texts, Target("xx")).data, WHOLE)
    assert again.structure == document.structure
