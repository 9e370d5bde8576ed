"""This file is `netralitas region`: the group of commands about what regions bring."""

from __future__ import annotations

import click

from netralitas.desk.command import Entry, Group
from netralitas.facts import Text


@click.group(
    "region",
    cls=Group,
    entries={
        "list": Entry(
            "netralitas.desk.regions.list:listing",
            Text(id="daerah yang terpasang, dan asalnya", en="the regions installed, from where"),
        ),
        "show": Entry(
            "netralitas.desk.regions.show:show",
            Text(id="satu paket, butir demi butir", en="one pack, item by item"),
        ),
        "explain": Entry(
            "netralitas.desk.regions.explain:explain",
            Text(id="beda paket dari hukum nasional", en="what a pack changes against the nation"),
        ),
        "check": Entry(
            "netralitas.desk.regions.check:check",
            Text(id="uji kesesuaian dan bukti batas", en="conformance and the proof of bounds"),
        ),
        "code": Entry(
            "netralitas.desk.regions.code:code",
            Text(id="kode daerah yang terpasang", en="the code that regions brought"),
        ),
        "run": Entry(
            "netralitas.desk.regions.code:run",
            Text(id="perintah milik kode daerah", en="a command of a region's own code"),
        ),
        "new": Entry(
            "netralitas.desk.regions.new:new",
            Text(id="menulis paket untuk dimulai", en="write a pack to start from"),
        ),
    },
    says=Text(
        id="Paket daerah: yang terpasang, isinya, bedanya dari hukum nasional, ujinya, dan "
        "kerangka untuk menulis yang baru.",
        en="Regional packs: those installed, what they hold, what they change, their check, and a "
        "skeleton to write a new one.",
    ),
)
def region() -> None:
    """Do nothing by itself: a command of the group follows."""
