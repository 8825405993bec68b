"""The only place that writes: whole files or nothing, and never over what a person saved meanwhile.

What holds, whatever happens (a kill, a full disk, an editor saving at the worst moment):

- a file is its old version or its new one, never something between;
- a save made while a run works is kept, and the run's change is made again on it;
- a new file never replaces one that is there; nothing outside the project is touched.

Where the limits are: an editor that writes *into* the file that stands there, instead of saving a new one beside it,
can still be late by microseconds; a system or file system without RENAME_EXCHANGE (macOS, NFS) compares and renames,
which leaves such an instant too; hard links to a file that is written keep its old version.
"""

from dragoman.files.appending import append
from dragoman.files.lock import HeldError, lock
from dragoman.files.reading import read, read_text_utf8
from dragoman.files.recovery import recover
from dragoman.files.streaming import read_pieces, write_pieces
from dragoman.files.tree import Aside, Tree, discard, name_of
from dragoman.files.trouble import explained
from dragoman.files.writing import exchange, move, remove, update

__all__ = [
    "Aside",
    "HeldError",
    "Tree",
    "append",
    "discard",
    "exchange",
    "explained",
    "lock",
    "move",
    "name_of",
    "read",
    "read_pieces",
    "read_text_utf8",
    "recover",
    "remove",
    "update",
    "write_pieces",
]
