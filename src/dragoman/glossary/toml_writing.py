"""Terms written as [[term]] tables: at the end of a file, or into an entry that stands in it, every other byte kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dragoman.glossary.entries import Form, Rendering, StyleRule, Term
from dragoman.glossary.toml_file import extents_of
from dragoman.model.errors import ConfigError, Where

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BELOW = re.compile(r"^[ \t]*\[", re.MULTILINE)
_TRAILING = re.compile(r"(?:^[ \t]*(?:#[^\n]*)?(?:\n|\Z))+\Z", re.MULTILINE)  # blank lines and comments at the end
_SOURCE_LINE = re.compile(r"^[ \t]*source[ \t]*=[^\n]*\n?", re.MULTILINE)


def block(term: Term) -> str:
    """A term as a [[term]] table, one key a line. Reading it gives the term back, but for its domain and place, and the
    order of forms with different features."""
    lines = ["[[term]]", f"source = {_text(term.source)}"]
    if term.aliases:
        lines.append(f"aliases = {_texts(term.aliases)}")
    if term.kind:
        lines.append(f"kind = {_text(term.kind)}")
    if term.case != "smart":
        lines.append(f"case = {_text(term.case)}")
    lines += [f"{key} = {_texts(words)}" for key, words in (("only", term.only), ("unless", term.unless)) if words]
    lines += [f"{key} = true" for key, is_set in (("ambiguous", term.ambiguous), ("keep", term.keep)) if is_set]
    pairs = (("note", term.note), ("decision", term.decision), ("status", term.status))
    lines += [f"{key} = {_text(value)}" for key, value in pairs if value]
    lines += [f"{tag} = {_rendering(rendering)}" for tag, rendering in term.renderings.items()]
    return "\n".join(lines) + "\n"


def style_block(rule: StyleRule) -> str:
    """A rule as a [[style]] table, one key a line. Reading it gives the rule back, but for its domain and place."""
    lines = ["[[style]]", f"language = {_text(rule.language)}", f"forbidden = {_texts(rule.forbidden)}"]
    lines += [f"instead = {_text(rule.instead)}"] if rule.instead else []
    lines += [f"allowed = {_texts(rule.allowed)}"] if rule.allowed else []
    lines += [f"quotes = {_text(rule.quotes)}"] if rule.quotes else []
    lines += ["exact = true"] if rule.exact else []
    lines += [f"{key} = {_text(value)}" for key, value in (("note", rule.note), ("decision", rule.decision)) if value]
    return "\n".join(lines) + "\n"


def with_terms(data: bytes, terms: Iterable[Term | StyleRule]) -> bytes:
    """A glossary file with terms and rules added at its end; what stands in it is kept byte for byte."""
    ends = b"\r\n" if b"\r\n" in data else b"\n"
    for term in terms:
        if data and not data.endswith(b"\n"):
            data += ends
        made = style_block(term) if isinstance(term, StyleRule) else block(term)
        data += (ends if data.strip(b"\xef\xbb\xbf \r\n") else b"") + made.replace("\n", ends.decode()).encode()
    return data


def with_renderings(data: bytes, added: Mapping[str, Mapping[str, Rendering]], shown: str) -> bytes:
    """A glossary file with renderings added to terms, by source: below its line of the source; every other byte kept.

    ConfigError when the file has no such entry that a line can be added to.
    """
    text = data.decode("utf-8-sig")
    ends = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    places: list[tuple[int, str]] = []
    extents = extents_of(plain)
    for source, renderings in added.items():
        end = _end_of(plain, *extents[source]) if source in extents else None
        if end is None:
            message = f"has no entry for '{source}' that a line can be added to"
            raise ConfigError(message, Where(shown), "add it by hand")
        lines = "".join(f"{tag} = {_rendering(made)}\n" for tag, made in renderings.items())
        places.append((end, lines if plain[end - 1 : end] == "\n" else f"\n{lines}"))
    for end, lines in sorted(places, reverse=True):
        plain = plain[:end] + lines + plain[end:]
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    if ends == "\r\n" and text.count("\r\n") != text.count("\n"):
        raise ConfigError("mixes line ends", Where(shown), "save it with one kind of line ends")
    return mark + plain.replace("\n", ends).encode()


def _end_of(text: str, start: int, end: int) -> int | None:
    """Where in an entry a line can be added: behind its last line, or below its source when it has tables below it."""
    if _BELOW.search(text, text.index("]]", start) + 2, end):
        match = _SOURCE_LINE.search(text, start, end)
        return match.end() if match else None
    last = _TRAILING.search(text, start, end)
    return last.start() if last else end


def _rendering(rendering: Rendering) -> str:
    parts = []
    if rendering.approved and not rendering.keep:
        parts.append(f"approved = {_text(rendering.approved)}")
    parts += [
        f"{key} = {_texts(texts)}"
        for key, texts in (("admitted", rendering.admitted), ("forbidden", rendering.forbidden))
        if texts
    ]
    if rendering.forms:
        parts.append(f"forms = {_forms(rendering.forms)}")
    pairs = (("gender", rendering.gender), ("number", rendering.number), ("gloss", rendering.gloss))
    parts += [f"{key} = {_text(value)}" for key, value in pairs if value]
    parts += [f"{key} = true" for key, is_set in (("exact", rendering.exact), ("keep", rendering.keep)) if is_set]
    return f"{{ {', '.join(parts)} }}"


def _forms(forms: tuple[Form, ...]) -> str:
    if not any(form.features for form in forms):
        return _texts([form.text for form in forms])
    rows: dict[str, list[str]] = {}
    for form in forms:
        rows.setdefault(" ".join(sorted(form.features)), []).append(form.text)
    parts = (
        f"{_key(features)} = {_text(texts[0]) if len(texts) == 1 else _texts(texts)}"
        for features, texts in rows.items()
    )
    return f"{{ {', '.join(parts)} }}"


def _key(features: str) -> str:
    return features if _BARE.fullmatch(features) else _text(features)


def _texts(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, texts))}]"


def _text(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
