"""What a written page says about itself besides its texts: its language, its direction, a notice to readers."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.formats.html.attributes import meta_name
from dragoman.formats.html.elements import VOID
from dragoman.formats.html.islands import mask
from dragoman.formats.html.nesting import nest
from dragoman.formats.html.scopes import NOTHING, Scope, inner, languages_of
from dragoman.formats.html.settings import HtmlSettings
from dragoman.formats.html.shape import Shape
from dragoman.formats.html.spelling import escape
from dragoman.formats.html.tokens import BLANK, Attribute, Token, tokenize
from dragoman.formats.view import View
from dragoman.language.tags import direction
from dragoman.model import Target

_HEAD = frozenset(["base", "head", "html", "link", "meta", "noscript", "script", "style", "template", "title"])
Edit = tuple[int, int, str]


def with_language(text: str, begun: int, settings: HtmlSettings, source: str, target: str) -> str:
    """The page with `target` wherever it said its own language: `lang`, `dir` of its html element, metadata.

    `begun`: where the HTML begins. Elements in another language keep theirs.
    """
    view = View(text[begun:], text, range(begun, len(text) + 1))
    tokens = tokenize(mask(view.text, templates=settings.templates).text)
    languages = languages_of(tokens, view, source)
    out: list[str] = []
    done = 0
    for start, end, written in _edits(view, tokens, settings, languages, target):
        out += (text[done : begun + start], written)
        done = begun + end
    out.append(text[done:])
    return "".join(out)


def with_notice(text: str, begun: int, target: Target) -> str:
    """The page with a paragraph before its content that tells readers something about it."""
    at = begun + content_start(text[begun:])
    side = ' dir="rtl"' if direction(target.language) == "rtl" else ""
    notice = f'<p role="note" lang="{target.language}"{side}>{escape(target.notice, "", {})}</p>'
    eol = "\r\n" if "\r\n" in text else "\n"
    if at == begun:
        return f"{text[:at]}{notice}{eol}{text[at:]}"
    return f"{text[:at]}{eol}{notice}{text[at:]}"


def content_of(text: str, *, templates: bool) -> str:
    """The article of a page, or what stands for it."""
    masked = mask(text, templates=templates)
    tokens = tokenize(masked.text)
    ends = nest(tokens)
    for name in ("article", "main", "body"):
        for at, token in enumerate(tokens):
            if token.kind == "start" and token.name == name:
                last = tokens[ends[at] - 1]
                return text[token.end : last.start if last.kind == "end" and last.name == name else last.end]
    return text


def _edits(
    view: View, tokens: list[Token], settings: HtmlSettings, languages: frozenset[str], target: str
) -> Iterator[Edit]:
    shape = Shape(view, languages)
    ends = nest(tokens)
    scopes = [Scope(len(tokens) + 1)]
    is_first = True
    for at, token in enumerate(tokens):
        while scopes[-1].end <= at:
            scopes.pop()
        if token.kind != "start":
            continue
        scope = inner(scopes[-1], token, ends[at], view, settings, languages, NOTHING)
        if token.name not in VOID and scope is not scopes[-1]:
            scopes.append(scope)
        if token.name == "html" and is_first:
            yield from _page(view, token, target)
            is_first = False
        elif token.name == "meta" or scope.is_read:
            for attribute in token.attributes:
                if shape.is_target(token, attribute) and attribute.name != "dir":
                    is_locale = attribute.name == "content" and meta_name(token, view) == "og:locale"
                    yield _edit(view, attribute, target.replace("-", "_") if is_locale else target)


def _page(view: View, token: Token, target: str) -> Iterator[Edit]:
    """The html element's own attributes: language always, direction where it matters."""
    side = direction(target)
    values = {"lang": target, "xml:lang": target, "dir": side}
    place = token.start + len("<html")
    for attribute in token.attributes:
        if (value := values.pop(attribute.name, "")) != "":
            yield _edit(view, attribute, value)
            if attribute.name != "dir":
                values.pop("lang", "")
        place = attribute.end
    added = f' lang="{target}"' if "lang" in values and "xml:lang" in values else ""
    if "dir" in values and side == "rtl":
        added += ' dir="rtl"'
    yield place, place, added


def _edit(view: View, attribute: Attribute, value: str) -> Edit:
    name = view.text[attribute.start : attribute.start + len(attribute.name)]
    quote = attribute.quote or '"'
    return attribute.start, attribute.end, f"{name}={quote}{value}{quote}"


def content_start(text: str) -> int:
    """Where the content of a page or fragment begins: after its body tag, else before what is shown first."""
    tokens = tokenize(mask(text).text)
    for token in tokens:
        if token.kind == "start" and token.name == "body":
            return token.end
    ends = nest(tokens)
    at = 0
    place = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "start" and token.name in ("html", "head"):
            at += 1
        elif token.kind == "start" and token.name in _HEAD:
            at = ends[at]
        elif token.kind in ("doctype", "comment", "end") or not text[token.start : token.end].strip(BLANK):
            at += 1
        else:
            break
        if tokens[at - 1].kind in ("start", "end", "doctype", "raw"):
            place = tokens[at - 1].end
    return place
