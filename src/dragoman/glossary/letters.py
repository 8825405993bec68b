"""Letters that one language tells apart or takes for the same, seen to before text is folded for comparing.

One character becomes one character, so that offsets stay as they are.
"""

from __future__ import annotations

from functools import lru_cache

from dragoman.glossary.folding import Folded, fold

# Folding makes one letter of ı and i. Turkish keeps them apart: sınır is a border, sinir a nerve. ɨ stands for ı.
_DOTLESS = {ord("I"): "ɨ", ord("İ"): "i", ord("ı"): "ɨ"}
# Arabic print sets or drops the hamza of alef, Persian of a few words; both mean the same word.
_ALEF = dict.fromkeys(map(ord, "أإآٱ"), "ا")
_ALEF_PERSIAN = {**dict.fromkeys(map(ord, "أإٱ"), "ا"), ord("ئ"): "ی", ord("ؤ"): "و"}  # رئیس, رییس
# Hindi print sets or drops the dot under a letter and the moon over the nasal dot. What folding drops stands for a dot.
_NUKTA = {
    0x093C: "\u200b",
    ord("ँ"): "ं",
    **{0x0958 + index: base for index, base in enumerate("कखगजडढफय")},
}
_LETTERS: dict[str, dict[int, str]] = {"tr": _DOTLESS, "az": _DOTLESS, "ar": _ALEF, "fa": _ALEF_PERSIAN, "hi": _NUKTA}


def distinguish(text: str, language: str) -> str:
    """`text` with the letters that `language` (BCP 47) tells apart kept apart through folding, and those it does not
    made one."""
    table = _LETTERS.get(language.partition("-")[0].lower())
    return text.translate(table) if table else text


@lru_cache(maxsize=32768)
def folded(text: str, language: str) -> str:
    """`text` as `language` compares it."""
    return fold_in(text, language).text


def fold_in(text: str, language: str) -> Folded:
    """The same with the way back to the original."""
    return fold(distinguish(text, language))
