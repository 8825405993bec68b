"""The header of a catalog: the few fields that follow from the configuration; all others are left alone."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.catalog.entry import Entry

# In the order gettext writes them. The empty ones are people's; msgfmt -c wants to see them.
_PEOPLE = ("Project-Id-Version", "PO-Revision-Date", "Last-Translator", "Language-Team")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLACEHOLDER = re.compile(r"charset=(?:CHARSET)?\s*$")


CUT = "X-Segmentation"
"""Names for people the unit and the rules that the article was cut by. Nothing follows from it."""

SIGNED_OFF = "X-Signed-Off"
"""Who signed the article as it is translated; see `signing`."""


def new_header(language: str, source: str, segmentation: str = "") -> Entry:
    """A header without dates, so that it is the same on every day and machine."""
    fields = [
        *((name, "") for name in _PEOPLE),
        ("Language", locale(language)),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Source-Language", locale(source)),
        (CUT, segmentation),
        ("X-Generator", "dragoman"),
    ]
    text = "".join(f"{name}: {value}\n" for name, value in fields if value or name in _PEOPLE)
    return Entry(raw="", body=0, end=0, skipped=0, source="", targets=(text,))


def mend_header(header: Entry, language: str = "", source: str = "") -> Entry:
    """`header` with wrong or missing derived fields set right; itself when none is. Order and other fields stay."""
    text = header.target
    for name, value in (
        ("Language", locale(language)),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("X-Source-Language", locale(source)),
    ):
        if not value:
            continue
        present = field(text, name)
        wrong = present is None or (
            present != value if name.endswith("Language") else name == "Content-Type" and _PLACEHOLDER.search(present)
        )
        if wrong:
            text = _with_field(text, name, value)
    return header if text == header.target else replace(header, targets=(text,))


def with_field(header: Entry, name: str, value: str) -> Entry:
    """`header` with that value in a field, without the field when it is empty; itself when nothing changes."""
    if (field(header.target, name) or "") == value:
        return header
    return replace(header, targets=(_with_field(header.target, name, value),))


def locale(tag: str) -> str:
    """A BCP 47 tag as gettext and its editors spell it: zh_Hans, pt_BR."""
    return tag.replace("-", "_")


def field(header: str, name: str) -> str | None:
    """A field's value; None when the header lacks it. Names are compared without case, as editors do."""
    found = _field(name).search(header)
    return found["value"].strip() if found else None


def _with_field(header: str, name: str, value: str) -> str:
    line = f"{name}: {value}\n" if value else ""
    found = _field(name).search(header)
    if found:
        return f"{header[: found.start()]}{line}{header[found.end() :]}"
    return f"{header}{'' if not header or header.endswith(chr(10)) else chr(10)}{line}"


def _field(name: str) -> re.Pattern[str]:
    return re.compile(rf"^{re.escape(name)}:(?P<value>[^\n]*)(?:\n|\Z)", re.MULTILINE | re.IGNORECASE)


def revision_date(text: str) -> str:
    """The day of PO-Revision-Date in a header's text, in ISO 8601; "" when no editor has set one."""
    found = _DAY.match(field(text, "PO-Revision-Date") or "")
    return found.group() if found else ""
