"""Made-up segments through an engine that damages tokens: nothing may be lost without being said."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter

from dragoman.engines.faithful import faithful
from dragoman.engines.masking import read_marks
from dragoman.engines.probing import probe
from dragoman.engines.tampering import TamperingEngine
from dragoman.glossary import Form, Glossary, Rendering, Term, find_terms
from dragoman.glossary.doubts import NOT_RENDERED, doubts
from dragoman.model import Batch, Capabilities, Key, Request

_RENDERINGS = {
    "Lake Council": Rendering("Consejo del Lago"),
    "Council": Rendering("Concejo"),
    "Mayor": Rendering("alcalde", forms=(Form("alcaldesa", frozenset({"feminine"})),)),
    "Ines Vidal": Rendering("Inés Vidal", gender="feminine"),
    "Port Almera": Rendering("Puerto Almera", forbidden=("Port Almera",)),
    "ceasefire": Rendering("alto el fuego", admitted=("tregua",)),
    "G20": Rendering("G20"),
    "Andes": Rendering("los Andes", number="plural"),
    "Water Tribunal": Rendering("Tribunal de las Aguas"),
    "drought fund": Rendering("fondo contra la sequía"),
}
_KINDS = {"Ines Vidal": "person", "Mayor": "title", "Port Almera": "place"}
GLOSSARY = Glossary(
    tuple(
        Term(source, kind=_KINDS.get(source, ""), renderings={"es": rendering})  # type: ignore[arg-type]
        for source, rendering in _RENDERINGS.items()
    )
)
_FILL = "the of in said from met and reports old late two because while opened <em>new</em> <br/> 18 (again) yesterday"
_BATCH = 500


def run_hostile(segments: int, seed: int) -> None:
    """Prints what became of every mention; ends with 1 when one was lost in silence."""
    chance = random.Random(seed)
    # It writes no language, which those who judge answers would refuse it for; here its terms are the matter.
    caps = Capabilities(judged=False)
    engine = TamperingEngine(seed, words={"ceasefire": "tregua", "drought fund": "fondo seco"}, caps=caps)
    survey = asyncio.run(probe(TamperingEngine(seed, share=0), "en", "es", 60))
    counts: Counter[str] = Counter()
    begun = time.perf_counter()
    for start in range(0, segments, _BATCH):
        texts = [_segment(chance) for _ in range(min(_BATCH, segments - start))]
        batch = Batch("en", "es", tuple(Request(Key(text, str(at)), text) for at, text in enumerate(texts)))
        kept = asyncio.run(faithful(engine, batch, 3600, GLOSSARY, survey))
        for text, each in zip(texts, kept, strict=True):
            counts["segments"] += 1
            mentions = find_terms(text, GLOSSARY, "en")
            counts["mentions"] += len(mentions)
            for name in ("restored", "chosen", "substituted", "heeded"):
                counts[name] += getattr(each, name)
            counts["flagged"] += len(each.lost)
            if each.draft.text is None:
                counts["left empty, with a reason"] += 1
                counts["silent"] += not each.draft.reason
                continue
            counts["silent"] += _silent(text, each.draft.text, len(each.lost))
            counts["marks damaged"] += _tags(text) != _tags(each.draft.text)
    seconds = time.perf_counter() - begun
    for name, count in counts.items():
        print(f"{name:28}{count:>10,}")
    damages = sum(engine.damages.values())
    print(f"{'damages done':28}{damages:>10,}  ({', '.join(f'{n} {name}' for name, n in engine.damages.items())})")
    print(f"{segments / seconds:,.0f} segments a second")
    if counts["silent"] or counts["marks damaged"]:
        raise SystemExit(1)


def _segment(chance: random.Random) -> str:
    names = list(_RENDERINGS)
    words = _FILL.split(" ")
    row: list[str] = []
    for _ in range(chance.randint(2, 9)):
        word = chance.choice(words)
        if not (word.startswith("<") and word in row):
            row.append(word)
        if chance.random() < 0.45:
            row.append(chance.choice(names) + chance.choice(("", "", "", "'s", "’s", ",")))
    return " ".join(row) + chance.choice((".", ".", "", "?"))


def _silent(source: str, target: str, flagged: int) -> int:
    """Mentions that neither stand in the target – counted plainly, not by our verification – nor are flagged; and
    flags of which the PO entry would say nothing."""
    missing = 0
    folded = target.casefold()
    for name, count in Counter(match.term.source for match in find_terms(source, GLOSSARY, "en")).items():
        rendering = _RENDERINGS[name]
        choices = [rendering.approved, *rendering.form_texts, *rendering.admitted]
        found = sum(folded.count(choice.casefold().removeprefix("los ")) for choice in choices)
        missing += max(count - found, 0)
    said = any(line.startswith(NOT_RENDERED) for line in doubts(source, target, "es", GLOSSARY))
    return max(missing - flagged, 0) + (flagged > 0 and not said)


def _tags(text: str) -> list[str]:
    return sorted(part.tag for part in read_marks(text) if not isinstance(part, str))
