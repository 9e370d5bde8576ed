"""Where people and other systems come in: the command line and what it prints."""

from netralitas.desk.cli import main

__all__ = ["main"]
