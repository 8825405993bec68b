"""Character references that a service put into plain text: `l&#39;eau` is `l'eau`."""

from __future__ import annotations

import html
import re

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def decode(answer: str, source: str) -> str:
    """`answer` with its references as the characters they mean, for services that are sent plain text.

    Only when `source` has no reference of its own: then none can be meant. Twice at most: some servers escape what is
    escaped already. What comes out is judged like any answer; a tag that appears is a mark the source may not have.
    """
    if _REFERENCE.search(source):
        return answer
    for _ in range(2):
        if not _REFERENCE.search(answer):
            break
        answer = _REFERENCE.sub(lambda found: html.unescape(found.group()), answer)
    return answer
