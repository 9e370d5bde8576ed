"""Policy folders for tests: the national law, with rows added or one dropped."""

from __future__ import annotations

from pathlib import Path

from netralitas.regions import national_files

LIGHTER = """  - {id: baru, acts: [react_online], effect: {track: etik, tier: moral},
     when: {public: true}, overrides: [disiplin-posting-like-follow], subjects: [pns],
     cites: [{instrument: skb-2022}],
     marks: {content: B}, text: {id: "Lebih ringan bila terbuka", en: "Lighter in public"}}
"""
NEVER = """  - {id: tidak-pernah, acts: [react_online], effect: {track: disiplin, tier: sedang},
     when: {all: [{reaction: like}, {reaction: share}]}, cites: [{instrument: pp-94-2021}],
     marks: {content: A}, since: 2021-08-31, text: {id: "Tak terpenuhi", en: "Never met"}}
"""
DENIED = """  - {id: bukan-apa-apa, acts: [react_online], effect: {none: true},
     subjects: [pns], phases: {masa_kampanye: B}, when: {reaction: share},
     cites: [{instrument: pp-94-2021}], marks: {content: A}, since: 2022-09-22,
     text: {id: "Membagikan itu sah", en: "Sharing is lawful"}}
"""
TWICE = """  - {id: dua-kali, acts: [promote_online], effect: {track: disiplin, tier: berat},
     phases: {sesudah_penetapan: B}, subjects: [pns], cites: [{instrument: skb-2022}],
     marks: {content: B}, text: {id: "Dua kali", en: "Twice"}}
"""
ANOTHER_TIER = TWICE.replace("dua-kali", "lain").replace("berat", "sedang")


def law_folder(folder: Path, *rows: str, drop: str = "") -> str:
    """Write the national law with rows added, or with one row dropped; return its folder."""
    folder.mkdir(exist_ok=True)
    for name, content in national_files().items():
        text = content.decode()
        if drop and f"- id: {drop}\n" in text:
            before, after = text.split(f"  - id: {drop}\n")
            after = after[after.index("\n  - id: ") + 1 :]
            text = before + after
        (folder / name).write_text(text, "utf-8")
    if rows:
        added = "schema: netralitas/policy/v1\nprovisions:\n" + "".join(rows)
        (folder / "tambahan.yaml").write_text(added, "utf-8")
    return str(folder)
