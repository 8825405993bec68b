"""dragoman glossary"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.glossary.add import add
from dragoman.cli.glossary.check import check
from dragoman.cli.glossary.exchange import export, import_
from dragoman.cli.glossary.find import find
from dragoman.cli.glossary.impact import impact
from dragoman.cli.glossary.seed import seed
from dragoman.cli.glossary.suggest import suggest

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS: dict[str, Callable[..., int]] = {
    "check": check, "find": find, "add": add, "suggest": suggest, "import": import_, "export": export, "seed": seed,
    "impact": impact,
}  # fmt: skip
