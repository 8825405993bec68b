"""What editors have ruled about the changes of an article, beyond what its text says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from dragoman.model import Key


@dataclass(frozen=True, slots=True)
class Rulings:
    """`minor`: segments whose edits leave their translations right, as far as they change no fact.

    `corrected`: segments under a correction of fact, each with what translators are to be told; no approval is carried
    to them, but for one of a text that a correction put in place: those are `trusted`. Both follow from the record at
    any time, the others are said once. `reopened`: segments that lose the approval they have, each with the source it
    is taken to be for ("" when there was none).
    """

    minor: Collection[Key] = ()
    corrected: Mapping[Key, str] = field(default_factory=dict)
    trusted: Collection[Key] = ()
    reopened: Mapping[Key, str] = field(default_factory=dict)

    def forbids(self, source: Key, key: Key) -> bool:
        """True when no approval of `source` may be carried to the segment `key`."""
        return key in self.reopened or (key in self.corrected and source not in self.trusted)


NONE = Rulings()
