"""How not to write: the harness must find this out, or its zeros mean nothing."""

from __future__ import annotations

from pathlib import Path

for path in sorted(Path("po").glob("*.po")):
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('msgstr ""\n\n', 'msgstr "MT"\n\n'), encoding="utf-8")
