"""The commands about regional packs: what they hold, change and pass."""

__all__ = ()
