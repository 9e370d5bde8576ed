"""Make-believe distributions, folders and packs of regions that do not exist."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

EXPLODES = "raise RuntimeError('a pack is data and must never be imported')\n"


def pack_text(region: str, *, says: str = "siapa pun boleh melapor", more: str = "") -> str:
    """Return a sound pack of a region with one item that is shown with every verdict."""
    return f"""schema: netralitas/pack/v1
region: {region}
name: {{id: Daerah {region}, en: Region {region}}}
legal_basis: {{id: tidak ditemukan, en: none found}}
maintainer: Inspektorat
valid: {{from: 2024-01-01, to: 2024-12-31}}
instruments:
  - {{id: {region}-se, short: SE {region}, title: {{id: SE {region}, en: SE {region}}},
     since: 2024-01-01, rank: 5, marks: {{content: C}}}}
not_known: [{{id: {region}-naskah, text: {{id: naskahnya tidak dilihat, en: text not seen}}}}]
fills:
  guidance:
    - {{id: {region}-melapor, text: {{id: {says}, en: {says}}},
       cites: [{{instrument: {region}-se}}], marks: {{content: C}}}}
{more}"""


class Site:
    """A folder of installed distributions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(
        self,
        region: str,
        value: str,
        *,
        distribution: str,
        files: Mapping[str, str] | None = None,
        entry_points: str | None = None,
        metadata: str | None = None,
    ) -> None:
        """Install a distribution that registers one region and brings the files."""
        info = self.folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        said = f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n"
        (info / "METADATA").write_text(said if metadata is None else metadata)
        listed = f"[netralitas.regions]\n{region} = {value}\n"
        (info / "entry_points.txt").write_text(listed if entry_points is None else entry_points)
        for name, content in (files or {}).items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")

    def install_pack(self, region: str, text: str | None = None, *, by: str | None = None) -> None:
        """Install a distribution that brings one pack, sound unless told otherwise."""
        distribution = by or f"acme-{region.replace('_', '-')}"
        package = distribution.replace("-", "_")
        self.install(
            region,
            f"{package}:{region}.yaml",
            distribution=distribution,
            files={
                f"{package}/__init__.py": EXPLODES,
                f"{package}/{region}.yaml": pack_text(region) if text is None else text,
            },
        )
