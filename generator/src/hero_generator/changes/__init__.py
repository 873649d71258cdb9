"""Compare two documents and class every change of the interface they describe."""

from hero_generator.changes.document import compare_documents
from hero_generator.changes.values import Change, Kind

__all__ = ["Change", "Kind", "compare_documents"]
