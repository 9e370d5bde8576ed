"""The commands about real cases: open, act, evidence, due, list, timeline, deadlines."""

__all__ = ()
