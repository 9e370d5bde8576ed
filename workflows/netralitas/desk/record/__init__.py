"""The commands about the record of cases: verify, export, checkpoint, and its tables."""

__all__ = ()
