"""Do engines keep the glossary's terms, and is the rest no worse for it?

python -m benchmarks.masking apertium
python -m benchmarks.masking hostile --segments 100000
"""

from __future__ import annotations

import argparse

from benchmarks.masking.hostile import run_hostile
from benchmarks.masking.news import run_apertium


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("apertium", "hostile", "all"), nargs="?", default="all")
    parser.add_argument("--languages", default="es,ca,gl", help="of the news sentences, with commas between")
    parser.add_argument("--segments", type=int, default=100_000, help="through the hostile engine (default 100000)")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--show", action="store_true", help="print every sentence of both ways")
    chosen = parser.parse_args()
    if chosen.part in ("apertium", "all"):
        run_apertium(chosen.languages.split(","), chosen.show)
    if chosen.part in ("hostile", "all"):
        run_hostile(chosen.segments, chosen.seed)


if __name__ == "__main__":
    main()
