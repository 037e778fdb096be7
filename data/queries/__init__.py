"""What pages ask the warehouse: one module a subject. Cells come back summed, never estimated.

A branch stands for itself and all below it, so a county company or the whole company is asked like
any other branch.
"""

from data.queries import bookkeeping, figures, organisation, scores, surveys

__all__ = ["bookkeeping", "figures", "organisation", "scores", "surveys"]
