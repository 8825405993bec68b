"""The queue by risk: which segments a person should look at first, and why."""

from dragoman.workflow.risk.order import Reason, Risk, assess, in_order, rank
from dragoman.workflow.risk.signs import NOTHING, Beside
from dragoman.workflow.risk.weights import DEFAULT, Weights

__all__ = ["DEFAULT", "NOTHING", "Beside", "Reason", "Risk", "Weights", "assess", "in_order", "rank"]
