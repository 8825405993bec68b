"""Draws the pictures of the sample articles: `python -m tests.site.pictures` writes articles/images anew.

Flat scenes of our own, drawn as SVG and turned into JPEG by Chromium, since articles name their pictures so.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parents[2] / "articles" / "images"
WIDTH, HEIGHT = 960, 600


def _waves(top: int, colours: tuple[str, ...]) -> str:
    rows = []
    for row, colour in enumerate(colours):
        y = top + row * 45
        curve = " ".join(f"q 40 {-14 if step % 2 else 14} 80 0" for step in range(14))
        rows.append(f'<path fill="{colour}" d="M {-60 - row * 35} {y} {curve} V 700 H -100 Z"/>')
    return "".join(rows)


def _houses(base: int, colours: tuple[str, ...]) -> str:
    parts = []
    for house in range(14):
        height = 70 + (house * 53) % 90
        x, colour = house * 72 - 12, colours[house % len(colours)]
        parts.append(f'<rect x="{x}" y="{base - height}" width="66" height="{height}" fill="{colour}"/>')
        parts.append(f'<path d="M {x - 4} {base - height} l 37 -26 l 37 26 z" fill="#a5492e"/>')
        for floor in range(2):
            y = base - height + 16 + floor * 36
            parts += [f'<rect x="{x + at}" y="{y}" width="12" height="18" fill="#3a4653"/>' for at in (12, 42)]
    return "".join(parts)


def _windows(left: int, top: int, count: int, step: int, colour: str) -> str:
    return "".join(
        f'<rect x="{left + step * place}" y="{top}" width="{step - 34}" height="58" rx="10" fill="{colour}"/>'
        for place in range(count)
    )


def _drawers() -> str:
    parts = []
    for row in range(5):
        for column in range(7):
            x, y = 60 + column * 122, 46 + row * 106
            shade = ("#c48a52", "#b97f49", "#cc9560")[(row * 3 + column * 2) % 3]
            parts.append(f'<rect x="{x}" y="{y}" width="110" height="94" rx="5" fill="{shade}"/>')
            parts.append(f'<rect x="{x + 24}" y="{y + 18}" width="62" height="28" fill="#f6efdf"/>')
            parts.append(f'<circle cx="{x + 55}" cy="{y + 68}" r="8" fill="#5e3b1d"/>')
            leaf = ("#5c8a4a", "#7da35a", "#93782f")[(row + column) % 3]
            parts.append(f'<ellipse cx="{x + 55}" cy="{y + 32}" rx="11" ry="6" fill="{leaf}"/>')
    return "".join(parts)


def _heads(rows: int) -> str:
    parts = []
    for row in range(rows):
        y, size = 430 + row * 62, 20 + row * 4
        for seat in range(15):
            x = seat * 70 + (row % 2) * 35 - 10
            shade = ("#27333d", "#33424e", "#3d4e5b")[(seat + row) % 3]
            parts.append(f'<circle cx="{x}" cy="{y}" r="{size}" fill="{shade}"/>')
            parts.append(
                f'<rect x="{x - size * 1.4}" y="{y + size}" width="{size * 2.8}" height="90" rx="24" fill="{shade}"/>'
            )
    return "".join(parts)


def _river() -> str:
    """A river from the top of a screen to its delta."""
    return (
        '<path d="M 470 130 q 60 60 10 110 q -50 40 0 80" stroke="#2f7fb0" stroke-width="11" fill="none"/>'
        '<path d="M 480 318 l -44 40 M 480 318 l 4 46 M 480 318 l 46 38" stroke="#2f7fb0" stroke-width="7"/>'
    )


PICTURES = {
    "sleeper": '<rect width="960" height="600" fill="#101c33"/><circle cx="770" cy="110" r="46" fill="#f3e7bd"/>'
    + "".join(f'<circle cx="{x * 97 % 960}" cy="{x * 61 % 210}" r="2" fill="#dfe6f2"/>' for x in range(40))
    + '<rect y="455" width="960" height="145" fill="#5a5f66"/><rect y="455" width="960" height="10" fill="#e4c25a"/>'
    + '<rect x="-40" y="215" width="980" height="225" rx="26" fill="#1f3f74"/>'
    + '<rect x="-40" y="360" width="980" height="14" fill="#d9b45b"/>'
    + _windows(30, 265, 7, 128, "#f7d98c"),
    "water-taxi": '<rect width="960" height="600" fill="#bfe0ee"/>'
    + _houses(330, ("#e9d8b4", "#e4b58e", "#d9c9c0", "#efe6d2"))
    + _waves(330, ("#4f9dbb", "#3d88a8", "#2f7494", "#256280"))
    + '<path d="M 250 400 H 730 L 680 470 H 300 Z" fill="#fdfdfb"/>'
    + '<rect x="340" y="330" width="290" height="72" rx="16" fill="#fdfdfb"/>'
    + _windows(356, 340, 4, 68, "#35546a")
    + '<rect x="780" y="380" width="240" height="22" fill="#7c5a3a"/><rect x="810" y="400" width="18" height="120" '
    'fill="#6a4b2f"/><rect x="900" y="400" width="18" height="120" fill="#6a4b2f"/>',
    "seed-drawers": '<rect width="960" height="600" fill="#6d4526"/>' + _drawers(),
    "forum-hall": '<rect width="960" height="600" fill="#cfd8d6"/>'
    + "".join(f'<path d="M {x} 600 V 170 a 90 90 0 0 1 180 0 V 600 Z" fill="#e9eeea"/>' for x in (20, 265, 515, 760))
    + "".join(f'<path d="M {x} 420 V 190 a 60 60 0 0 1 120 0 V 420 Z" fill="#8fbecb"/>' for x in (50, 295, 545, 790))
    + _heads(3),
    "session": '<rect width="960" height="600" fill="#1e2b36"/><rect x="210" y="60" width="540" height="330" rx="6" '
    'fill="#f1e6c8"/><path d="M 210 60 h 540 v 62 q -140 40 -280 4 q -140 -30 -260 10 z" fill="#9cc5d6"/>'
    + _river()
    + _heads(3),
    "river": '<rect width="960" height="600" fill="#c3ccd1"/>'
    + _houses(300, ("#b9b3a6", "#a9a08f", "#c7bfae"))
    + '<rect x="462" y="160" width="16" height="400" fill="#59636b"/>'
    + '<rect x="300" y="180" width="340" height="96" rx="10" fill="#1d4f8c"/>'
    + '<rect x="340" y="216" width="260" height="18" rx="9" fill="#e8eef5"/>'
    + _waves(300, ("#9a8f76", "#8b8068", "#7a705a", "#6a614d")),
}


def draw() -> None:
    """Writes every picture."""
    FOLDER.mkdir(exist_ok=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, shapes in PICTURES.items():
            size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
            page.set_content(
                f'<body style="margin:0"><svg xmlns="http://www.w3.org/2000/svg" {size}>{shapes}</svg></body>'
            )
            page.screenshot(path=FOLDER / f"{name}.jpg", type="jpeg", quality=70)
        browser.close()


if __name__ == "__main__":
    draw()
