"""These are the words of the friendly code."""

from netralitas.facts import Text

GUIDANCE = Text(id="periksa dalam tiga hari", en="examine within three days")
