"""Facts of HTML's elements: which end a sentence, which are opaque, which end one another."""

from __future__ import annotations

from typing import NamedTuple


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


HEADINGS = _names("h1 h2 h3 h4 h5 h6")
VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
# What is no phrasing content to the standard, and controls and noscript, which are: nobody's sentence runs through a
# button or a label. Everything else, custom and unknown elements too, stands in a sentence: where such an element
# holds blocks, those end the sentence.
BLOCKS = HEADINGS | _names(
    "address article aside blockquote body button caption center col colgroup datalist dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form frame frameset head header hgroup hr html label legend li listing main "
    "marquee menu nav noframes noscript ol optgroup option p plaintext pre search section select summary table tbody "
    "td tfoot th thead title tr ul xmp"
)
# No text of theirs is shown where scripts run and media play; attributes of their own are.
OPAQUE = _names("applet audio canvas iframe math noembed noframes object script style svg template textarea video")
VERBATIM = _names("listing plaintext pre xmp")
RAW = _names("iframe noembed noframes script style xmp")
ESCAPABLE = _names("textarea title")
TEXT_ONLY = RAW | ESCAPABLE | {"plaintext"}
CODE = _names("code samp tt")

# The standard's "any other start tag" of foreign content leaves svg and math for these (13.2.6.5).
BREAKOUT = HEADINGS | _names(
    "b big blockquote body br center code dd div dl dt em embed head hr i img li listing menu meta nobr ol p pre ruby "
    "s small span strong strike sub sup table tt u ul var"
)
SVG_POINTS = _names("foreignobject desc title")  # HTML stands inside these again
MATH_POINTS = _names("mi mo mn ms mtext")


class Implied(NamedTuple):
    """The open elements that a start tag ends, unless one of `within` stands between."""

    ends: frozenset[str]
    within: frozenset[str]


SCOPE = _names("applet caption html marquee object table td template th")
TABLE_PARTS = _names("caption colgroup table tbody td tfoot th thead tr")
_TABLE = _names("table template")
_PARAGRAPH = Implied(_names("p"), SCOPE | {"button"})
_ENDS_PARAGRAPH = HEADINGS | _names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header "
    "hgroup hr listing main menu nav ol p plaintext pre search section summary table ul xmp li dd dt"
)
_ROWS = _names("caption colgroup td th tr")
_ALSO = {
    "li": Implied(_names("li"), SCOPE | _names("dir menu ol ul")),
    "dd": Implied(_names("dd dt"), SCOPE | {"dl"}),
    "dt": Implied(_names("dd dt"), SCOPE | {"dl"}),
    "option": Implied(_names("option"), _names("datalist optgroup select")),
    "optgroup": Implied(_names("optgroup option"), _names("select")),
    "tr": Implied(_ROWS, _TABLE),
    "td": Implied(_names("td th"), _TABLE | {"tr"}),
    "th": Implied(_names("td th"), _TABLE | {"tr"}),
    "rt": Implied(_names("rp rt"), _names("ruby rtc")),
    "rp": Implied(_names("rp rt"), _names("ruby rtc")),
    "button": Implied(_names("button"), SCOPE),
    "body": Implied(_names("head"), frozenset()),
    **dict.fromkeys(("tbody", "thead", "tfoot"), Implied(_ROWS | {"tbody", "thead", "tfoot"}, _TABLE)),
}
IMPLIED: dict[str, tuple[Implied, ...]] = {
    name: ((_ALSO[name],) if name in _ALSO else ()) + ((_PARAGRAPH,) if name in _ENDS_PARAGRAPH else ())
    for name in _ENDS_PARAGRAPH | _ALSO.keys()
}
SINGLE = _names("a nobr")  # one of these ends an open one in the same run
