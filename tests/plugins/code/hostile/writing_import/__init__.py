"""This code writes a file as soon as it is imported, where its value points to."""

from __future__ import annotations

from pathlib import Path

Path(__file__).with_name("made").write_text("here I was")
