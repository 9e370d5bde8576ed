"""The command that holds two laws beside each other: on cases, or before any is seen."""

__all__ = ()
