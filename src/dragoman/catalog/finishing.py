"""Updated entries as they are written: with the comments that follow from the article, and safe for git's merge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dragoman.catalog.comments import passing_remarks, reference_line, remark_lines
from dragoman.catalog.entry import padded, render, respell, with_lines, with_salt
from dragoman.catalog.header import mend_header, new_header
from dragoman.catalog.layout import Placed
from dragoman.catalog.proposals import without_spent
from dragoman.catalog.rivals import without_settled
from dragoman.catalog.states import read_state
from dragoman.catalog.suggestions import has_suggestion, without_moot
from dragoman.catalog.together import Together, joint_content
from dragoman.model import Key, Segment, digest, to_text


def with_derived(
    item: Placed,
    segment: Segment,
    article: str,
    remarks: Callable[[Segment], Sequence[str]],
    eol: str,
    *,
    passing: Sequence[str] = (),
    keep_passing: bool = False,
) -> Placed:
    """`item` with the comment lines that follow from the article, and its bytes.

    `passing` are remarks that stand before the others until a person approves. With `keep_passing`, those that an
    approval has made void stay: an approval alone leaves nothing to do.
    """
    entry = item.entry
    comments = without_spent(entry)
    if has_suggestion(comments):
        comments = without_moot(replace(entry, comments=comments), read_state(entry, {}))
    comments = without_settled(replace(entry, comments=comments))
    said = tuple(line.rstrip() for line in entry.lines("."))
    if keep_passing and entry.has_text and not entry.is_fuzzy:
        passing = passing_remarks(said)
    said_now = remark_lines((*passing, *remarks(segment)), said)
    for kind, lines in ((".", said_now), (":", (reference_line(article),))):
        if tuple(line.rstrip() for line in entry.lines(kind)) != lines:
            comments = with_lines(comments, kind, lines)
    if item.fresh:
        return Placed(render(replace(entry, comments=comments), eol), item.number)
    if comments != entry.comments:
        return Placed(respell(replace(entry, comments=comments), eol), item.number)
    return item


def with_company(
    remarks: Callable[[Segment], Sequence[str]], together: Together, wanted: Mapping[Key, Segment]
) -> Callable[[Segment], Sequence[str]]:
    """`remarks` that also tell the translator of several sentences what they say together, with their marks."""
    hosts = together.hosts
    if not hosts:
        return remarks

    def remarks_of(segment: Segment) -> Sequence[str]:
        row = hosts.get(segment.key)
        if row is None:
            return remarks(segment)
        text = to_text(joint_content([wanted[key].content for key in row]))
        return [*remarks(segment), f"With {_neighbours(row.index(segment.key), len(row))}: {text}"]

    return remarks_of


def _neighbours(before: int, size: int) -> str:
    after = size - 1 - before
    sides = [(before, "previous"), (after, "next")]
    return " and ".join(
        f"the {side} sentence" if count == 1 else f"the {count} {side} sentences" for count, side in sides if count
    )


def written(item: Placed, eol: str) -> Placed:
    """`item` with its bytes, if they are not those that were read."""
    return Placed(render(item.entry, eol), item.number) if item.fresh else item


def header_of(placed: Sequence[Placed], eol: str, language: str, source: str) -> Placed:
    """The header, mended where its languages are wrong; a new one where there is none."""
    for item in placed:
        if item.entry.is_header:
            mended = mend_header(item.entry, language, source)
            return item if mended is item.entry else Placed(render(mended, eol), item.number)
    return Placed(render(new_header(language, source), eol))


def set_apart(header: Placed, live: Sequence[Placed], eol: str) -> list[Placed]:
    """`live` with drafts and empty entries that follow another entry than before spelled so that few of their lines
    can be taken for their neighbours': else git, seeing entries go or move, may file one's review under another."""
    out: list[Placed] = []
    before = header.number
    for item in live:
        entry = item.entry
        follows = item.number < 0 or item.number == before + 1
        before = item.number if item.number >= 0 else before
        if not follows and entry.is_fuzzy:
            if entry.context or entry.previous is not None:
                entry = replace(entry, comments=with_salt(entry.comments, digest(*entry.key)))
            entry = render(entry, eol)
        elif not follows and not entry.has_text:
            entry = render(replace(entry, padding=padded(entry.padding)), eol)
        out.append(item if entry.raw == item.entry.raw else Placed(entry, item.number))
    return out
