"""A small command built on dragoman.files alone, for the harness: fills empty translations, tends an output folder."""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.files import lock, move, recover, remove, update
from dragoman.model.errors import DragomanError

OLD_PAGE = b"<p>withdrawn</p>\n"
PAGE = b"<p>" + b"a page of its own " * 400 + b"</p>\n"


def main() -> int:
    root = Path.cwd()
    with lock(root / ".dragoman", wait_s=60, say=lambda line: print(line, file=sys.stderr)):
        for saved in recover(root, root):
            print(f"kept what was saved during an earlier run: {saved}", file=sys.stderr)
        for path in sorted((root / "po").glob("*.po")):
            update(path, fill, root=root)
        update(root / "out" / "es" / "page.html", lambda old: PAGE, root=root)
        remove(root / "withdrawn.html", root=root, expected=OLD_PAGE)
        if (root / "draft.html").exists():
            move(root / "draft.html", root / "out" / "moved.html", root=root)
    return 0


def fill(old: bytes | None) -> bytes | None:
    return old and old.replace(b'msgstr ""\n\n', b'msgstr "MT"\n\n')


if __name__ == "__main__":
    try:
        sys.exit(main())
    except DragomanError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
