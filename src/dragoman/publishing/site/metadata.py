"""What a page tells machines: its siblings in other languages, what it is, and whose translation."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from dragoman.language.moments import moment
from dragoman.publishing.site.addresses import absolute
from dragoman.publishing.site.works import Newsroom, Version, Work

_CONTEXT = "https://schema.org"
# What ends a script element or a line of one, wherever a JSON text stands in a page.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def alternates(newsroom: Newsroom, work: Work) -> list[tuple[str, str]]:
    """Language and address of every version of a work, itself included, and x-default, which is the source's.

    Google's rules for hreflang: absolute addresses, every version names all. Empty when the site's address is unknown.
    """
    if not newsroom.address:
        return []
    rows = [(one.language.tag, absolute(newsroom.address, one.address)) for one in work.versions]
    return [*rows, ("x-default", rows[0][1])]


def open_graph(newsroom: Newsroom, work: Work, version: Version) -> list[tuple[str, str]]:
    """The properties of the Open Graph protocol. Locales are written as it wants them, with an underscore."""
    rows = [
        ("og:type", "article"),
        ("og:site_name", newsroom.title),
        ("og:title", version.title),
        ("og:description", version.description),
        ("og:url", absolute(newsroom.address, version.address) if newsroom.address else ""),
        ("og:locale", _locale(version)),
        *(("og:locale:alternate", _locale(one)) for one in work.versions if one is not version),
        ("article:published_time", time(version.date)),
        ("article:modified_time", time(version.updated)),
    ]
    return [(name, value) for name, value in rows if value]


def json_ld(newsroom: Newsroom, work: Work, version: Version) -> str:
    """The page as a NewsArticle of schema.org, fit to stand in a script element."""
    is_source = version is work.source
    found: dict[str, Any] = {
        "@context": _CONTEXT,
        **_work(newsroom, version),
        "headline": version.title,
        "description": version.description,
        "datePublished": time(version.date),
        "dateModified": time(version.updated),
        "author": [{"@type": "Person", "name": name} for name in version.authors],
        "publisher": {"@type": "Organization", "name": newsroom.title},
    }
    if is_source:
        found["workTranslation"] = [_named(newsroom, one) for one in work.versions if one is not version]
    else:
        found["translationOfWork"] = _named(newsroom, work.source)
        found["translator"] = _translator(newsroom, version)
    return json.dumps(_without_empty(found), ensure_ascii=False).translate(_ESCAPES)


@lru_cache(maxsize=10_000)
def time(stated: str) -> str:
    """`stated` in the form of RFC 3339; "" when it is no date. A day without a time stays one."""
    when = moment(stated)
    return when.isoformat() if when else ""


@lru_cache(maxsize=10_000)
def instant(stated: str) -> str:
    """`stated` as a point in time (RFC 3339), as feeds want it: a day begins at midnight, and what names no zone is in
    UTC. "" when it is no date."""
    when = moment(stated)
    if when is None:
        return ""
    begun = when if isinstance(when, datetime) else datetime.combine(when, datetime.min.time())
    return (begun if begun.tzinfo else begun.replace(tzinfo=UTC)).isoformat()


def _work(newsroom: Newsroom, version: Version) -> dict[str, Any]:
    address = absolute(newsroom.address, version.address) if newsroom.address else ""
    return {"@type": "NewsArticle", "@id": address, "url": address, "inLanguage": version.language.tag}


def _named(newsroom: Newsroom, version: Version) -> dict[str, Any]:
    return _without_empty({**_work(newsroom, version), "headline": version.title})


def _translator(newsroom: Newsroom, version: Version) -> dict[str, Any]:
    """Whoever answers for the translation: the newsroom, or the engine as long as no person has approved it."""
    if version.engine:
        return {"@type": "SoftwareApplication", "name": version.engine}
    return {"@type": "Organization", "name": newsroom.title}


def _locale(version: Version) -> str:
    return version.language.locale


def _without_empty(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", [], {})}
