"""Articles spoiled at random: bytes flipped, cut off, said twice, spliced with other articles and with markup."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

# what a parser may trip over: openings without an end, nesting, escapes, and bytes that are no text
_MORSELS = (
    *(b"<", b">", b"&", b'"', b"'", b"`", b"\\", b"*", b"_", b"[", b"]", b"(", b")", b"{", b"}", b"|", b"#", b":"),
    *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?", b"?>", b"<!DOCTYPE", b"</", b"/>", b"&#", b"&amp", b"<script>"),
    *(b"---\n", b"+++\n", b"```", b"~~~", b"$$", b"](", b"[^", b"{{<", b"{%", b"<br>", b"\\u00", b"\\ud800", b"1e999"),
    *(b"\n", b"\r", b"\r\n", b"\t", b" ", b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\xa0"),
    *(
        b"<!-- dragoman: off -->",
        b"<!-- dragoman: ",
        b'translate="no"',
        b'lang="de"',
        "漢字。".encode(),
        "שלום".encode(),
    ),
)
_LONGEST = 20_000  # a spoiled article, so that many can be tried


def spoiled(sources: Sequence[bytes], chance: random.Random) -> bytes:
    """One of `sources` after a few mutations."""
    data = chance.choice(sources)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        data = chance.choice(_MUTATIONS)(data, sources, chance)[:_LONGEST]
    return data


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _stretch(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = _place(data, chance)
    return start, min(len(data), start + chance.choice((1, 2, 5, 20, 100, 1000)))


def _flip(data: bytes, sources: Sequence[bytes], chance: random.Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _insert(data: bytes, sources: Sequence[bytes], chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + chance.choice(_MORSELS) * chance.choice((1, 1, 1, 2, 3, 300)) + data[at:]


def _delete(data: bytes, sources: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, sources: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 50)) + data[end:]


def _truncate(data: bytes, sources: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: _place(data, chance)]


def _splice(data: bytes, sources: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(sources)
    start, end = _stretch(other, chance)
    at = _place(data, chance)
    return data[:at] + other[start:end] + data[at:]


_Mutation = Callable[[bytes, Sequence[bytes], random.Random], bytes]
_MUTATIONS: tuple[_Mutation, ...] = (_flip, _insert, _insert, _delete, _repeat, _truncate, _splice)
