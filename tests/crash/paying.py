"""A run that pays, to be killed: `python -m tests.crash.paying FOLDER URL COUNT ITEMS IN_FLIGHT` asks for COUNT texts.

Texts that the ledger in FOLDER has are not asked again. SIGTERM ends it in order. Exit code 0 when all are there.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from dragoman.engines.asking import Asked, Manners
from dragoman.engines.libretranslate import LibreTranslateEngine
from dragoman.memory.ledger import Ledger
from dragoman.model import Batch, EngineSettings, Key, Price, Request
from tests.servers.paid import answer

PRICE = Price(Decimal("20"), "EUR")


def text(number: int) -> str:
    return f"Ferry {number} sails at noon."


def main(folder: Path, url: str, count: int, items: int, in_flight: int) -> int:
    engine = LibreTranslateEngine(EngineSettings({"url": url, "parallel": in_flight}))
    engine.caps = replace(engine.caps, price=PRICE, max_items=items, max_characters=0)
    texts = [text(number) for number in range(count)]
    with closing(Ledger(folder / "ledger.sqlite")) as ledger:
        asked = Asked(engine, manners=Manners(retries=1), ledger=ledger)
        signal.signal(signal.SIGTERM, lambda *_: asked.stop())
        drafts = asyncio.run(asked.translate(Batch("en", "es", tuple(Request(Key(each), each) for each in texts))))
    found = [draft.text for draft in drafts]
    if any(one not in (None, answer(each)) for one, each in zip(found, texts, strict=True)):
        sys.exit("a text has another one's answer")
    return 0 if None not in found else 3


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:6])))
