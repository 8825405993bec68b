"""A folder of files built aside, and put in the place of the one that stands, all at once."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from dragoman.files.place import entry
from dragoman.files.rename import UnsupportedError, swap, sync_folder
from dragoman.files.trouble import explained
from dragoman.model.errors import FileError, Where

_NEXT = ".dragoman-next"
_MARK = ".dragoman-site"


class Tree:
    """The folder that is to stand at `target`, below `root`. Files are put into it, or kept from the folder that stands
    there now; `stand` puts it in place. Until then, and whatever happens, the old folder is as it was.

    Raises FileError, also for a folder at `target` that was not put there by a Tree.
    """

    def __init__(self, target: Path, root: Path) -> None:
        self.target = entry(target, root)
        self._shown = target
        self._next = self.target.with_name(f".{self.target.name}{_NEXT}")
        with explained(target, "cannot be written"):
            if self.target.is_symlink() or (self.target.exists() and not self.target.is_dir()):
                raise FileError("is no folder", Where(str(target)), "move it away, or name another folder")
            if self.target.is_dir() and any(self.target.iterdir()) and not (self.target / _MARK).exists():
                raise FileError("holds files that are not ours", Where(str(target)), "name another folder for the site")
            self.discard()  # what a killed run left
            self._next.mkdir(parents=True)
            (self._next / _MARK).write_text("made by dragoman site; built anew whenever it runs\n", encoding="utf-8")
        self._folders = {self._next}

    def put(self, address: str, data: bytes) -> None:
        """A file of the new folder."""
        path = self._place(address)
        with explained(self._shown / address, "cannot be written"):
            path.write_bytes(data)

    def keep(self, address: str) -> bool:
        """Takes a file over from the folder that stands, without copying where the system can; False without one."""
        old, new = self.target / address, self._place(address)
        with explained(self._shown / address, "cannot be kept"):
            try:
                os.link(old, new, follow_symlinks=False)
            except FileNotFoundError:
                return False
            except OSError:  # no hard links here
                shutil.copy2(old, new, follow_symlinks=False)
        return True

    def others(self) -> list[str]:
        """Files of the folder that stands that are not in the new one, in order: a build before made them, or people
        put them there."""
        found = []
        for folder, _, names in os.walk(self.target):
            below = Path(folder).relative_to(self.target)
            found += [
                (below / name).as_posix()
                for name in names
                if name != _MARK and not (self._next / below / name).exists()
            ]
        return sorted(found)

    def stand(self) -> None:
        """Puts the new folder in place of the old one, which is removed.

        Both names change in one step where the system can do that; elsewhere the old folder first gets another name.
        """
        with explained(self._shown, "cannot be put in place"):
            os.sync()
            if not self.target.exists():
                os.rename(self._next, self.target)
            else:
                try:
                    swap(self._next, self.target)
                except UnsupportedError:
                    raise FileError("cannot change places with the new one", Where(str(self._shown))) from None
            sync_folder(self.target.parent)
        self.discard()

    def discard(self) -> None:
        """Removes what was built aside, or the old folder after `stand`."""
        with suppress(FileNotFoundError):
            shutil.rmtree(self._next)

    def _place(self, address: str) -> Path:
        path = self._next / address
        if ".." in path.parts:
            raise FileError("leads out of the site", Where(address))
        if path.parent not in self._folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(path.parent)
        return path
