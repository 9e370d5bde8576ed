"""The command that makes synthetic cases."""

__all__ = ()
