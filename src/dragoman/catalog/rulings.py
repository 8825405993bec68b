"""What editors have ruled about the changes of an article, beyond what its text says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from dragoman.model import Key


@dataclass(frozen=True, slots=True)
class Rulings:
    """`minor`: segments whose edits leave their translations right, as far as they change no fact.

    `corrected`: segments under a correction of fact, each with what translators are to be told; no approval is carried
    to them. `reopened`: segments that lose the approval they have, each with the source it is taken to be for ("" when
    there was none). The second follows from the record of corrections at any time; the third is said once.
    """

    minor: Collection[Key] = ()
    corrected: Mapping[Key, str] = field(default_factory=dict)
    reopened: Mapping[Key, str] = field(default_factory=dict)


NONE = Rulings()
