"""An article's review page as one file for a colleague without the tool, and the way home for his changes."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files as resources

from dragoman.catalog.catalog import Catalog
from dragoman.catalog.comments import started_from
from dragoman.language.tags import normalise
from dragoman.model import ConfigError, Key, State, Where
from dragoman.review.desk import Desk
from dragoman.review.findings import FindingShown
from dragoman.review.rows import row_id

_SCRIPTS = ("text.js", "offline.js", "side.js", "article.js")
_LINKS = re.compile(r"<(?:link|script defer)[^>]*>(?:</script>)?\n")


def pack(desk: Desk, article: str, language: str) -> str:
    """The page as one HTML file that asks nobody: its scripts are the only ones that its policy lets run."""
    static = resources("dragoman.review") / "static"
    page = (static / "article.html").read_text(encoding="utf-8")
    style = (static / "review.css").read_text(encoding="utf-8")
    script = "\n".join((static / name).read_text(encoding="utf-8") for name in _SCRIPTS)
    packed = {
        "sheet": asdict(desk.sheet(article, language)),
        "findings": {name: [asdict(one) for one in row] for name, row in desk.findings(article, language).items()},
        "queue": [asdict(one) for one in desk.queue(article, language)],
    }
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<style>{style}</style>\n'
    island = json.dumps(packed, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028")
    tail = f'<script type="application/json" id="packed">{island}</script>\n<script>{script}</script>\n'
    page = _LINKS.sub("", page).replace("</head>", f"{head}</head>", 1)
    before, _, after = page.partition("</body>")
    return f"{before}{tail}</body>{after}"


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of one change that came back. `outcome` is applied, there (it stands there already), conflict,
    refused or gone; `text` is the change, `theirs` what stands in the catalog, `findings` what stopped it."""

    source: str
    outcome: str
    text: str
    theirs: str = ""
    findings: tuple[FindingShown, ...] = ()


def apply(desk: Desk, data: bytes, path: str) -> tuple[str, str, Sequence[Applied]]:
    """Takes a colleague's changes in, each only where the text that he started from still stands. The article, its
    language, and what became of each. Nothing of the file is lost: it stays as it is.

    Raises CatalogError for a damaged file, ConfigError for one that is not of this project.
    """
    changes = Catalog.parse(data, path)
    article = changes.field("X-Dragoman-Article")
    language = normalise(changes.field("Language").replace("_", "-"))
    if not article:
        hint = "take the file that the page of `dragoman review --export` gives"
        raise ConfigError("this is no file of changes: it does not name its article", Where(path), hint)
    rows = {row.id: row for row in desk.sheet(article, language).rows}
    return article, language, [_apply(desk, article, language, changes, key, rows) for key in changes.keys]


def _apply(desk: Desk, article: str, language: str, changes: Catalog, key: Key, rows: Mapping[str, object]) -> Applied:
    wanted, entry = changes.translation(key), changes.entry(key)
    text = wanted.text if wanted else ""
    state = State.APPROVED if wanted is not None and wanted.state is State.APPROVED else State.DRAFT
    if row_id(key) not in rows:
        return Applied(key.text, "gone", text)
    there = desk.pair(article, language, row_id(key)).translation
    if (there.text if there else "") == text and (there is None or there.state is state):
        return Applied(key.text, "there", text)
    seen = started_from(entry.comments) if entry else ""
    answer = desk.save(article, language, row_id(key), text, state, seen)
    if answer.theirs is not None:
        return Applied(key.text, "conflict", text, answer.theirs.target)
    if answer.refused:
        return Applied(key.text, "refused", text, there.text if there else "", answer.refused)
    return Applied(key.text, "applied", text)


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
