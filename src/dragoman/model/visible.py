"""Text made safe to print: every character that could steer a terminal or reorder a line is spelled out."""

from __future__ import annotations

import re

# C0, DEL and C1 controls (ANSI sequences begin with one), the bidi controls of UAX #9, line and paragraph separators,
# interlinear annotation, tag characters, a byte order mark, and lone surrogates, which cannot be encoded at all.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str, limit: int = 0) -> str:
    r"""`text` with controls written as `\n`, `\x1b`, `\u202e`; cut to about `limit` characters unless that is 0.

    Law: visible(visible(t)) == visible(t), and the result can be encoded and printed on one line.
    """
    if limit and len(text) > limit:
        text = text[:limit].rstrip() + "…"
    return _UNSAFE.sub(_spell, text)


def _spell(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08x}"
    return _SHORT.get(character, f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
