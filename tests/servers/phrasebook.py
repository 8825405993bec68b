"""A translator that knows a few sentences, in English, Spanish and German, with tokens and tags in their places."""

from __future__ import annotations

import re
from collections.abc import Sequence

SENTENCES: dict[str, tuple[str, str]] = {
    "The council opened the new bridge on Monday.": (
        "El ayuntamiento inauguró el nuevo puente el lunes.",
        "Der Stadtrat hat am Montag die neue Brücke eröffnet.",
    ),
    "Repairs took 14 months and cost 3 million euros.": (
        "Las obras duraron 14 meses y costaron 3 millones de euros.",
        "Die Arbeiten haben 14 Monate gedauert und 3 Millionen Euro gekostet.",
    ),
    "See {}the map{} of the closed streets.": (
        "Consulte {}el mapa{} de las calles cortadas.",
        "Sehen Sie {}den Plan{} der gesperrten Straßen.",
    ),
    "Some 450 people use the ferry every day.": (
        "Unas 450 personas usan el transbordador cada día.",
        "Etwa 450 Menschen fahren an jedem Tag mit der Fähre.",
    ),
    "Smith & Sons built the first hall in 1920.": (
        "Smith & Sons construyó la primera nave en 1920.",
        "Die erste Halle wurde 1920 von Smith & Sons gebaut.",
    ),
    "Rain is expected in the north until Thursday.": (
        "Se esperan lluvias en el norte hasta el jueves.",
        "Im Norden wird bis Donnerstag Regen erwartet.",
    ),
    "The mayor's office did not comment on the report.": (
        "La alcaldía no hizo comentarios sobre el informe.",
        "Das Büro des Bürgermeisters äußerte sich nicht zu dem Bericht.",
    ),
    "Tickets cost {}18 euros{} at the door.": (
        "Las entradas cuestan {}18 euros{} en la puerta.",
        "Die Karten kosten {}18 Euro{} an der Tür.",
    ),
}
"""English → Spanish and German; {} is where a mark stands, as a tag or as a token."""

_TOKEN = re.compile(r"⟦\d+⟧|</?[a-z]+[0-9]*/?>")


def article() -> list[str]:
    """The English sentences as segments have them, marks as tags."""
    return [text.replace("{}", "<b>", 1).replace("{}", "</b>", 1) for text in SENTENCES]


def translate(texts: Sequence[str], target: str = "es") -> list[str]:
    """Each text in Spanish or, for any other target, in German; one that is not in the book is put into guillemets."""
    return [_translated(text, 0 if target.lower().split("-")[0] in ("es", "spa") else 1) for text in texts]


def _translated(text: str, column: int) -> str:
    found = SENTENCES.get(_TOKEN.sub("{}", text))
    return found[column].format(*_TOKEN.findall(text)) if found else f"«{text}»"
