"""XML: markup of several vocabularies and pieces of it, and text of many scripts."""

from __future__ import annotations

from hypothesis import strategies as st

_TEXTS = [
    *("http://x.y/z", "https://x.y/?a=1&amp;b=2", "a@b.cd", "http&#58;//x.y"),
    "The·port",
    "opened.",
    "12·days.",
    "«Да»",
    "早く",
    "漢字",
    "שלום",
    "é",
    "·",
    "··",
    "&amp;",
    "&lt;",
    "&#160;",
    "&#1055;",
    "&port;",
    "&apos;",
    "]]",
    ">",
    '"',
    "'",
    "-",
    "–",
    "1.",
    "x",
]
_text = st.lists(
    st.sampled_from([*(text.replace("·", " ") for text in _TEXTS), "\n", "\n    ", "\u00a0", "\u2028", "e\u0301"]),
    max_size=5,
).map("".join)
_aside = st.sampled_from(
    [
        *("<!-- c -->", "<?pi x?>", "<br/>", "<![CDATA[x < y & z]]>", "<![CDATA[ One. Two. ]]>", "<![CDATA[]]>"),
        *("<!-- dragoman: context x -->", "<!-- dragoman: off -->", "<!-- dragoman: on -->", "<x:y/>"),
        *('<img alt="A map" src="m.png"/>', "<a title='b \" &amp; c'>x</a>", '<q xml:lang="fr">Oui</q>'),
        *("<code>run</code>", '<em translate="no">a <b>c</b></em>', '<i its:translate="no">b</i>', "<b></b>"),
        '<fn its:withinText="nested">A note. <em>B</em></fn>',
    ]
)
_inline = st.recursive(
    st.one_of(_text, _text, _aside),
    lambda inner: st.tuples(st.sampled_from(["b", "i", "em", "a", "p", "k:e"]), st.lists(inner, max_size=3)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=6,
)
_block = st.tuples(
    st.sampled_from(["p", "h1", "pre", 'p xml:space="preserve"', "title", "para", "div"]), st.lists(_inline, max_size=4)
).map(lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0].partition(' ')[0]}>")
_body = st.lists(st.one_of(_block, _text, _aside), max_size=5).map("\n  ".join)
_NAMES = 'xmlns:its="http://www.w3.org/2005/11/its" xmlns:k="urn:k"'
_RULES = (
    '<its:rules version="2.0"><its:withinTextRule selector="//b | //i | //em | //a | //q | //br" withinText="yes"/>'
    '<its:translateRule selector="//@alt | //@title" translate="yes"/></its:rules>'
)
_documents = st.one_of(
    _body.map(lambda body: f"<doc {_NAMES}>{body}</doc>"),
    _body.map(lambda body: f"<doc {_NAMES}>{_RULES}{body}</doc>"),
    _body.map(lambda body: f'<html xmlns="http://www.w3.org/1999/xhtml" {_NAMES}><body>{body}</body></html>'),
    _body.map(lambda body: f"<nitf {_NAMES}><body><body.content>{body}</body.content></body></nitf>\n"),
    _body.map(lambda body: f'<section xmlns="http://docbook.org/ns/docbook" {_NAMES}>{body}</section>'),
    _body.map(lambda body: f"<!DOCTYPE d [<!ENTITY port 'x'><!ELEMENT d ANY>]>\n<d {_NAMES}>{body}</d>"),
)
_charsets = st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-16", "iso-8859-1", "windows-1251"])


def _encoded(text: str, charset: str) -> bytes:
    declaration = "" if charset == "utf-8" else f'<?xml version="1.0" encoding="{charset}"?>\n'
    return (declaration + text).encode(charset, "xmlcharrefreplace")


_shreds = st.lists(
    st.sampled_from(
        [*"<>&;\"'=/!?[]-", "<a>", "</a>", "<a b='", "<![CDATA[", "]]>", "<!--", "-->", "x", "<!DOCTYPE a ["]
    ),
    max_size=15,
).map("".join)
ARTICLES = st.one_of(
    st.tuples(_documents, _charsets).map(lambda pair: _encoded(*pair)),
    _documents.map(str.encode),
    _shreds.map(str.encode),
)
ADDITIONS = st.one_of(
    _text,
    st.text(alphabet="ax\n\r\t<>&;]'\"\0\x0b\ud800\ufffeПé-", max_size=8),
    st.sampled_from(
        [
            "]]>",
            "<![CDATA[",
            "&#0;",
            "&x;",
            "<!--",
            "-->",
            "</p>",
            "<x/>",
            "]]",
            ">",
            "<?x?>",
            "{{ x }}",
            "http://x.y",
            "a@b.cd",
        ]
    ),
)
