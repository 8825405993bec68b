"""HTML: tags and pieces of tags, references, template code, and text of many scripts."""

from __future__ import annotations

from hypothesis import strategies as st

# Markup, pieces of it, and text of many scripts: joined at random they meet in every order.
_SOLID = """
<p> </p> <div> </div> <b> </b> <i·class="x"> </i> <a·href="/x"·title="A·b"> </a> <br> <br/> <img·src=x·alt="A·map">
<li> <ul> </ul> <h1> </h1> <h2> <td> <tr> <table> </table> <span·translate="no"> <span·translate=yes> </span>
<span·lang="fr"> <p·lang="en-GB"> <div·translate=no> <code> </code> <kbd> </kbd> <pre> </pre> <textarea> </textarea>
<title> </title> <svg> </svg> <math> <mi> <![CDATA[ ]]> <foreignObject> <script> </script> <style> </style>
<!--<script> --> <!-- --!> <!--> <!---> <?x <?php·?> <%·x·%> </> </1> <!doctype·html> <html·lang="en"> <html> <body>
<head> </head> <meta·name=description·content= <input·type=submit·value=Go> <button> </button> <select> <option> <x-y>
<template> <object> </object> <plaintext> <noscript> <iframe> </iframe> <video> <track·label=A> <ruby> <rt> < > </ &
&amp; &amp &lt; &nbsp; &copy &copy= &notit; &#65; &#x41; &#0; &#128; " ' = / > alt= alt=" title=' placeholder=a·b
aria-label="x"> its-within-text=no> {{·x·}} {{ }} {%·y·%} {#·c·#} {% %} } a b foo Foo·bar é 漢字 。 「 」 שלום مرحبا 1
2. 😀 . , - –
"""
ATOMS = [
    *(atom.replace("·", " ") for atom in _SOLID.split()),
    *("\n", "\r\n", " ", "\t", "\n\n", "\f", "\u00a0", "\u3000", "\u2028", "\ufeff", "e\u0301", "\u0085"),
    *("<!-- dragoman: off -->", "<!-- dragoman: on -->", "<!-- dragoman: context x -->", "---\ntitle: a\n---\n"),
    *("http://x.y/z", "https://x.y/?a=1&amp;b=2", "a@b.cd", "http&#58;//x.y", "://", "@b.cd"),
    *('<span its-within-text="nested">', '<div its-within-text="yes">', '<b its-loc-note="Old.">'),
]
shreds = st.lists(st.sampled_from(ATOMS), max_size=25).map("".join)

prose = st.lists(
    st.sampled_from(["The port", "opened", "早く", "в среду,", "after", "12 days.", "«Да»", "nothing-", "at 5"]),
    min_size=1,
).map(" ".join)
inlines = st.one_of(
    prose,
    prose.map(lambda text: f"<b>{text}</b>"),
    prose.map(lambda text: f'<a href="/to" title="{text}">{text}</a>'),
    prose.map(lambda text: f"<img src=m.png alt='{text}'>"),
    st.sampled_from(
        ["<code>a &lt; b</code>", "&nbsp;", "<br>", "<br>\n<br>", "{{ name }}", "&copy;", "<i lang=la>x</i>"]
    ),
)
lines = st.lists(inlines, min_size=1, max_size=4).map(" ".join)
blocks = st.one_of(
    lines,
    lines.map(lambda text: f"<p>{text}</p>"),
    lines.map(lambda text: f"<p>{text}"),
    lines.map(lambda text: f"<h1>{text}</h1>"),
    lines.map(lambda text: f"<div class=x>\n  <b>{text}</b>\n</div>"),
    st.lists(lines, min_size=2, max_size=3).map(lambda items: "<ul>\n  <li>" + "\n  <li>".join(items) + "\n</ul>"),
    prose.map(lambda text: f"<table><caption>{text}<tr><td>{text}<th abbr='{text}'>1</table>"),
    st.sampled_from(["<pre>code\n  here</pre>", "<script>if (a < b) x('</p>');</script>", "<hr>", "<!-- a note -->"]),
)
pages = st.lists(blocks, min_size=1, max_size=6).map(
    lambda found: (
        '<!doctype html>\n<html lang="en">\n<head><title>The port</title></head>\n<body>\n'
        + "\n".join(found)
        + "\n</body></html>\n"
    )
)
articles = st.one_of(pages, st.lists(blocks, min_size=1, max_size=6).map("\n".join))

ARTICLES = st.one_of(shreds, articles, st.text(max_size=80)).map(lambda text: text.encode("utf-8", "ignore"))
ADDITIONS = shreds
