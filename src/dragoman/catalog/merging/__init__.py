"""Two branches' versions of one catalog and the version they come from, made one file."""

from dragoman.catalog.merging.files import Merged, Rivalry, merge_files

__all__ = ["Merged", "Rivalry", "merge_files"]
