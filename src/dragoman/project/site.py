"""The site of a project: what it is called, where it is built and where it will stand."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model import ConfigError
from dragoman.project.table import Table


@dataclass(frozen=True, slots=True)
class Site:
    """`address` is the absolute URL where the site will stand, with a slash at its end; "" when that is not known.
    `folder` is where it is built, `templates` where a newsroom's own templates stand: from the project's folder."""

    title: str = "Newsroom"
    address: str = ""
    folder: str = "public"
    templates: str = "templates"


def read_site(table: Table) -> Site:
    """[site]. Raises ConfigError for an address that is no http URL."""
    own = Site()
    table.known("title", "address", "folder", "templates")
    address = table.text("address", "")
    if address and not address.startswith(("https://", "http://")):
        raise ConfigError(
            f"'address' in [site] is {address!r}", hint='an absolute URL, such as "https://example.org/news/"'
        )
    return Site(
        table.text("title", own.title),
        f"{address.rstrip('/')}/" if address else "",
        table.folder("folder", own.folder),
        table.folder("templates", own.templates),
    )
