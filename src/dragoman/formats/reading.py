"""Bytes to Document: which format reads a file, and what every format does first."""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias, cast

from dragoman import plugins
from dragoman.formats.elsewhere import unknown_suffix
from dragoman.model import ConfigError, Document, Format, FormatError, Segmenter, Where
from dragoman.segmentation.segmenters import by_sentence, whole

if TYPE_CHECKING:
    from dragoman.segmentation.house import HouseRules

FormatSettings: TypeAlias = Mapping[str, object]
GROUP = plugins.FORMATS


def read_article(
    data: bytes, suffix: str, *, language: str, unit: str = "sentence", settings: FormatSettings | None = None
) -> Document:
    """An article from its bytes. `suffix` is the file's (`.md`), `language` its BCP 47 tag, `unit` "sentence" or
    "paragraph". Law: the document's `data` is `data`.

    Raises FormatError when the bytes cannot be read without loss, ConfigError for an unknown suffix or unit.
    """
    return read_with(format_for(suffix, settings), data, segmenter(language, unit), language=language)


def read_with(form: Format, data: bytes, cut: Segmenter, *, language: str, where: str = "") -> Document:
    """The document that `form` reads, with its language set.

    Raises FormatError when the document's parts are not the article, byte for byte: a fault of the format, with which
    nothing may be written.
    """
    document = replace(form.read(data, cut, where, language), language=language, where=where)
    if document.data != data:
        at = next((at for at, (one, other) in enumerate(zip(document.data, data, strict=False)) if one != other), 0)
        place = Where(where, data.count(b"\n", 0, at) + 1)
        raise FormatError(
            "is not read byte for byte", place, "a fault of the format: please report it with this article"
        )
    return document


def segmenter(language: str, unit: str, house: HouseRules | None = None) -> Segmenter:
    """The segmenter of a unit: sentences of a language by our rules or a newsroom's, or whole blocks."""
    if unit == "paragraph":
        return whole
    if unit != "sentence":
        raise ConfigError(f"unknown unit {unit!r}", hint='use "sentence" or "paragraph"')
    return by_sentence(language, house)


def format_for(suffix: str, settings: FormatSettings | None = None) -> Format:
    """The format that reads files with `suffix`. `settings` is the format's own table of dragoman.toml."""
    for name in plugins.names(GROUP):
        kind = plugins.load(GROUP, name)
        if suffix.lower() in kind.suffixes:  # type: ignore[attr-defined]
            return cast(Format, kind(settings or {}))  # type: ignore[operator]
    raise unknown_suffix(suffix, known_suffixes())


def with_files(suffix: str, settings: FormatSettings, load: Callable[[str], bytes]) -> dict[str, object]:
    """`settings` with each path of a setting that names files (the format's `files`) as a pair of it and its bytes."""
    name = format_name(suffix)
    found = dict(settings)
    for key in _naming(name, settings):
        paths = [found[key]] if isinstance(found[key], str) else found[key]
        if not isinstance(paths, Sequence) or not all(isinstance(path, str) for path in paths):
            raise ConfigError(f"{key} of the format {name} must be a list of paths", hint=f'{key} = ["…"]')
        found[key] = tuple((path, load(path)) for path in paths)
    return found


def files_of(suffix: str, settings: FormatSettings) -> list[str]:
    """The paths of every setting that names files, as far as they are paths."""
    said = [settings[key] for key in _naming(format_name(suffix), settings)] if settings else []
    rows = [[one] if isinstance(one, str) else one for one in said]
    return [path for row in rows if isinstance(row, Sequence) for path in row if isinstance(path, str)]


def _naming(name: str, settings: FormatSettings) -> list[str]:
    """The settings there that name files."""
    known = getattr(plugins.load(GROUP, name), "files", ()) if name else ()
    return [key for key in known if key in settings]


def format_name(suffix: str) -> str:
    """The name of the format that reads `suffix`, "" when none does."""
    found = (name for name in plugins.names(GROUP) if suffix.lower() in plugins.load(GROUP, name).suffixes)  # type: ignore[attr-defined]
    return next(found, "")


def known_suffixes() -> list[str]:
    return sorted(suffix for name in plugins.names(GROUP) for suffix in plugins.load(GROUP, name).suffixes)  # type: ignore[attr-defined]


def decode(data: bytes, where: str, encoding: str = "utf-8") -> tuple[str, str]:
    """The text of `data` and the encoding that gives the same bytes back. A byte order mark stays in the text.

    Nothing is guessed: UTF-16 needs its byte order mark, anything else but UTF-8 its setting.
    """
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        encoding = "utf-16-le" if data[:2] == codecs.BOM_UTF16_LE else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = 'save it as UTF-8, or set encoding = "…" for its format in dragoman.toml'
        raise FormatError(f"not {encoding}: byte 0x{data[error.start]:02x}", Where(where, line), hint) from None
    except LookupError:
        raise ConfigError(
            f"unknown encoding {encoding!r}", hint='name one that Python knows, such as "cp1252"'
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FormatError("holds a NUL character: not a text file", Where(where, line))
    if text.encode(encoding) != data:
        raise FormatError(f"does not come back from {encoding} byte for byte", Where(where), "save it as UTF-8")
    return text, encoding


def check_settings(name: str, settings: FormatSettings, known: Iterable[str]) -> None:
    """Refuses a setting that the format does not have, naming the nearest one."""
    for key in settings:
        if key not in known:
            near = difflib.get_close_matches(key, list(known), 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known))}"
            raise ConfigError(f"unknown setting {key!r} for the format {name}", hint=hint)
