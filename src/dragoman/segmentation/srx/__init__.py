"""SRX 2.0, the standard for rules of segmentation: read, checked, and applied as the standard says."""

from dragoman.segmentation.srx.deciding import RuleSet, Verdict
from dragoman.segmentation.srx.reading import Srx, read_srx
from dragoman.segmentation.srx.rule import SrxRule

__all__ = ["RuleSet", "Srx", "SrxRule", "Verdict", "read_srx"]
