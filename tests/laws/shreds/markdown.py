"""Markdown: markup and pieces of it, and text of many scripts."""

from __future__ import annotations

from hypothesis import strategies as st

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
        '{"title": "a"}\n',
        "+++\ntitle = '''a'''\n+++\n",
    ),
    *(
        '\n!!! note "a *b*"\n    ',
        "\n??? b\n    ",
        '\n=== "c"\n    ',
        "\n    ",
        "\n:::note[a `b`]\n",
        "\n::: tip a b\n",
    ),
    *(
        "\n> [!x] a\n> ",
        "\n```{note} a\n",
        "\n:::{card} a\n:class: b\n",
        "\n(a)=\n",
        "{ref}`a <b>`",
        "\n/// tab | a\n///\n",
    ),
    *(
        '{{< figure caption="a" >}}',
        "\n{% include a.html alt='b c' %}\n",
        "\n*[a]: b",
        "\n* a\n{:toc}\n",
        "[//]: # (a)\n",
    ),
    *(
        "\n<div>\n",
        "\n</div>\n",
        "<p>",
        '<img alt="a">',
        "\n<details><summary>a",
        "</summary>",
        '<div translate="no">\n',
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

ARTICLES = st.one_of(shreds, articles, st.text(max_size=80)).map(lambda text: text.encode("utf-8", "ignore"))
ADDITIONS = shreds
