"""What programs and templates fill in, where an article shows or uses it: {name}, %s, ${name}, options, paths."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What programs and templates fill in. `% d` with a blank is left out: "50 % des" is prose.
_KINDS = (
    r"\{\{[^{}]{0,200}\}\}",  # {{ name }}
    r"\{%[^{}]{0,200}%\}",  # {% if %}
    r"<%[^<>%]{0,200}%>",
    r"\$\{[^{}]{0,200}\}",  # ${name}
    r"\$t\([^()]{0,200}\)",
    r"%\([A-Za-z_0-9]{1,60}\)[-+0#']{0,5}[0-9]{0,4}(?:\.[0-9]{1,4})?[a-zA-Z]",  # %(name)s
    r"%[A-Za-z_]{2,40}%",  # %name%
    r"%[0-9]{1,2}%",
    r"%\|[^|\s]{1,20}\|",
    r"(?<![\d%])%(?:[0-9]{1,2}\$)?[-+#'0]{0,5}[0-9]{0,4}(?:\.[0-9]{1,4})?(?:hh|h|ll|l|q|j|z|t|L)?[sSdiufFeEgGxXoc@](?![^\W\d_])",
    r"(?<=\d)%(?:[0-9]{1,2}\$)[sdif]",
    r"\{[A-Za-z_0-9]{0,40}(?:[.\[:!][^{}\s]{0,60})?\}",  # {name} {0} {}
    r"(?<![\w-])--[a-z][a-z0-9]{1,30}(?:-[a-z0-9]{1,30}){0,5}(?![\w-])",  # --help
    r"(?<![\w./:<])/(?:[A-Za-z0-9_.-]{1,60}/){1,20}[A-Za-z0-9_-]{1,60}(?:\.[A-Za-z0-9_-]{1,20}){0,4}",  # /etc/hosts
    r"\\[nrt]",  # a line end of a program's text
)
PLACEHOLDER = re.compile("|".join(_KINDS))
_FIRST = re.compile(r"[-%{<$/\\](?:(?<!-)|(?=-))")
SIGNS = ("%", "{", "--", "/", "$t(", "\\")
"""A text with none of these has no placeholder."""


def placeholders(text: str) -> Iterator[re.Match[str]]:
    """As PLACEHOLDER.finditer, which tries all kinds at every character: here at those that one may begin with."""
    end = 0
    for first in _FIRST.finditer(text):
        if first.start() >= end and (match := PLACEHOLDER.match(text, first.start())):
            end = match.end()
            yield match
