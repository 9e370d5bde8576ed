"""The commands about the law itself: as loaded, checked, and covered by cases."""

__all__ = ()
