"""A folder of files built aside, and put in the place of the one that stands, all at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from dragoman.files.place import entry
from dragoman.files.rename import UnsupportedError, swap, sync_folder
from dragoman.files.trouble import explained
from dragoman.model.errors import FileError, Where

_NEXT = ".dragoman-next"
_MARK = ".dragoman-site"
_TOLD = "made by dragoman site; built anew whenever it runs\n"
_MANY = 50  # folders that are removed one beside the other: each waits for the file system's journal
_REMOVERS = 16
_FEW = 1000  # files that are brought to the disk one by one; for more, everything that waits for it is


class Aside:
    """A folder that files are put into before it stands anywhere. Several processes may do so at once."""

    def __init__(self, folder: Path, shown: Path) -> None:
        """`shown` is what the folder will be called."""
        self._folder, self._shown = str(folder), shown
        self._folders: set[str] = set()

    def put(self, address: str, data: bytes) -> None:
        """A file of the folder. One that was there under this name is not written into: it may stand elsewhere, too."""
        with explained(self._shown / address, "cannot be written"):
            path = self.place(address)
            with suppress(FileNotFoundError):
                os.unlink(path)
            with open(path, "xb") as file:
                file.write(data)

    def place(self, address: str) -> str:
        """Where a file of the folder stands; the folder it is in is there."""
        folder, _, _ = address.rpartition("/")
        if folder not in self._folders:
            if ".." in address.split("/") or address.startswith("/"):
                raise FileError("leads out of the site", Where(address))
            os.makedirs(f"{self._folder}/{folder}", exist_ok=True)
            self._folders.add(folder)
        return f"{self._folder}/{address}"


class Tree:
    """The folder that is to stand at `target`, below `root`. Files are put into it, or kept from the folder that stands
    there now; `stand` puts it in place. Until then, and whatever happens, the old folder is as it was.

    `name` is what the folder that stands was called by the build that made it, "" when there is none: see `stand`.
    Raises FileError, also for a folder at `target` that was not put there by a Tree.
    """

    def __init__(self, target: Path, root: Path) -> None:
        self.target = entry(target, root)
        self._shown = target
        self._next = _next(self.target)
        with explained(target, "cannot be written"):
            if self.target.is_symlink() or (self.target.exists() and not self.target.is_dir()):
                raise FileError("is no folder", Where(str(target)), "move it away, or name another folder")
            if self.target.is_dir() and any(self.target.iterdir()) and not (self.target / _MARK).exists():
                raise FileError("holds files that are not ours", Where(str(target)), "name another folder for the site")
            self.discard()  # what a killed run left
            self._next.mkdir(parents=True)
        self.name = name_of(self.target)
        self.aside = Aside(self._next, target)
        self._new: list[str] = []
        self._has = {_MARK}

    def put(self, address: str, data: bytes) -> None:
        """A file of the new folder."""
        self.aside.put(address, data)
        self.take([address])

    def take(self, addresses: Iterable[str]) -> None:
        """Takes note of files that were put aside by another process."""
        addresses = list(addresses)
        self._new += addresses
        self._has.update(addresses)

    def keep(self, address: str) -> bool:
        """Takes a file over from the folder that stands, without copying where the system can; False without one."""
        old, new = f"{self.target}/{address}", self.aside.place(address)
        try:
            os.link(old, new, follow_symlinks=False)
        except FileNotFoundError:
            return False
        except OSError:  # no hard links here
            with explained(self._shown / address, "cannot be kept"):
                shutil.copy2(old, new, follow_symlinks=False)
        self._has.add(address)
        return True

    def others(self) -> list[str]:
        """Files of the folder that stands that are not in the new one, in order: a build before made them, or people
        put them there."""
        found = []
        skipped = len(str(self.target)) + 1
        for folder, _, names in os.walk(self.target):
            below = folder[skipped:]
            found += [address for name in names if (address := f"{below}/{name}" if below else name) not in self._has]
        return sorted(found)

    def stand(self, name: str = "") -> None:
        """Puts the new folder in place of the old one, which `discard` then removes. `name` is kept in it: it tells
        which build made the folder.

        Both names change in one step where the system can do that; elsewhere the old folder first gets another name.
        """
        with explained(self._shown, "cannot be put in place"):
            self.aside.put(_MARK, f"{_TOLD}{name}\n".encode())
            self._bring_to_disk()
            if not self.target.exists():
                os.rename(self._next, self.target)
            else:
                try:
                    swap(self._next, self.target)
                except UnsupportedError:
                    raise FileError("cannot change places with the new one", Where(str(self._shown))) from None
            sync_folder(self.target.parent)

    def discard(self) -> None:
        """Removes what was built aside, or the old folder after `stand`."""
        discard(self.target)

    def _bring_to_disk(self) -> None:
        """So that no power cut leaves a page empty behind a name that has changed already. Files that are kept are
        there; names reach the disk in the order in which they were given, before the last of them."""
        if len(self._new) > _FEW:
            os.sync()
            return
        for address in [*self._new, _MARK]:
            handle = os.open(f"{self._next}/{address}", os.O_RDONLY | os.O_CLOEXEC)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def discard(target: Path) -> None:
    """Removes what was built aside for a folder and is not put in its place, or the old one that came out."""
    with explained(_next(target), "cannot be removed"), suppress(FileNotFoundError):
        below = [folder for top in _folders(str(_next(target))) for folder in _folders(top)]
        if len(below) > _MANY:
            with ThreadPoolExecutor(_REMOVERS) as removers:
                list(removers.map(shutil.rmtree, below))
        shutil.rmtree(_next(target))


def name_of(folder: Path) -> str:
    """What a folder of a Tree was called when it was put in place, "" for a folder of another kind, or none."""
    try:
        told = (folder / _MARK).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return told.removeprefix(_TOLD).strip() if told.startswith(_TOLD) else ""


def _folders(folder: str) -> list[str]:
    with os.scandir(folder) as entries:
        return [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]


def _next(target: Path) -> Path:
    return target.with_name(f".{target.name}{_NEXT}")
