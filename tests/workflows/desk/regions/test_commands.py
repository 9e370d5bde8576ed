"""What is installed is listed, shown and explained, and what is broken is loud."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from netralitas.desk.layout import cells
from netralitas.regions import SHIPPED
from tests.plugins.regions.make_believe import Site, pack_text
from tests.workflows.desk.running import Run, runner

ROOT = Path(__file__).parents[4]
LURAH = str(ROOT / "examples" / "lurah-komentar.yaml")
AS_OF = ("--as-of", "2024-12-31")
BROKEN = pack_text("rusak", more="  tiers: []\n")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, kept: Path) -> Run:
    return runner(capsys, monkeypatch, kept)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with one sound pack that cuts income, sets a clock and says a word."""
    folder = tmp_path / "paket"
    folder.mkdir()
    more = """\
  income_consequences:
    - {id: kota-berat, tier: berat, basis_points: 8550, months: 12, text: {id: a, en: b},
       cites: [{instrument: kota-se, pasal: "4"}], marks: {content: C}}
  internal_clocks:
    - {id: kota-telaah, stage: evidence_review, starts: report_received, n: 3, unit: working_days,
       text: {id: telaah tiga hari, en: three days}, cites: [{instrument: kota-se}],
       marks: {content: C}}
"""
    text = pack_text("kota", says="Hati-hati di media sosial", more=more)
    quoted = "quotes: [{instrument: uu-5-2014, replaced: true}]\nfills:"
    (folder / "kota.yaml").write_text(text.replace("fills:", quoted, 1))
    return folder


def flat(text: str) -> str:
    """Return a page without its line breaks."""
    return " ".join(text.split())


def case_text(**changes: Any) -> bytes:
    plain: dict[str, Any] = {
        "schema": "netralitas/case/v1",
        "id": "x-1",
        "election": "pilkada_2024",
        "report": {"at": "2024-10-03"},
        "subject": {
            "category": "pns",
            "level": "pengawas",
            "office": "lurah",
            "government": "kabupaten",
            "tambahan_penghasilan": 4_000_000,
        },
        "charges": [{"act": "react_online", "at": "2024-10-02", "facts": {"reaction": "comment"}}],
        "evidence": [{"kind": "foto", "verified": True}],
    }
    return json.dumps(plain | changes).encode()


# list


def test_the_list_names_every_region_with_its_source_days_basis_and_terms(
    run: Run, packs: Path
) -> None:
    ended = run("region", "list", "--packs-dir", str(packs))
    assert (ended.code, ended.err) == (0, "")
    shown = flat(ended.out)
    assert shown.startswith("Daerah yang terpasang 7 dapat dipakai")
    assert all(region in shown for region in ("nasional · hukum nasional", *SHIPPED))
    said = (
        f"kota · Daerah kota {packs / 'kota.yaml'} untuk perbuatan sejak 1 Jan 2024 s.d. 31 Des "
        "2024 [B] dasar: tidak ditemukan mengisi: akibat atas tambahan penghasilan, tenggat "
        "internal, petunjuk"
    )
    assert "".join(said.split()) in "".join(shown.split())  # a long path may be broken anywhere


def test_the_list_is_json_too(run: Run, packs: Path) -> None:
    listed = json.loads(run("region", "list", "--packs-dir", str(packs), "--format", "json").out)
    assert [one["id"] for one in listed] == ["nasional", *sorted([*SHIPPED, "kota"])]
    [kota] = [one for one in listed if one["id"] == "kota"]
    assert kota["state"] == "ready"
    assert kota["name"] == {"id": "Daerah kota", "en": "Region kota"}
    assert kota["sources"] == [
        {"value": str(packs / "kota.yaml"), "distribution": None, "version": None}
    ]
    assert kota["valid"]["from"] == "2024-01-01"
    assert kota["filled"] == ["income_consequences", "internal_clocks", "guidance"]
    assert kota["digest"].startswith("sha256:")
    assert listed[0]["valid"] is None


def test_a_distribution_is_listed_with_its_version(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    Site(tmp_path / "site").install_pack("kota")
    listed = json.loads(run("region", "list", "--format", "json").out)
    [kota] = [one for one in listed if one["id"] == "kota"]
    assert (kota["distribution"], kota["version"]) == ("acme-kota", "1.0")
    assert "acme-kota 1.0 (acme_kota:kota.yaml)" in flat(run("region", "list").out)


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_pack_that_failed_is_loud_and_the_others_are_listed(
    run: Run, packs: Path, language: str
) -> None:
    (packs / "rusak.yaml").write_text(BROKEN)
    ended = run("region", "list", "--packs-dir", str(packs), "--lang", language)
    assert ended.code == 3
    loud = {"id": "galat: 1 paket gagal dimuat: rusak\n",
            "en": "error: 1 packs cannot be loaded: rusak\n"}  # fmt: skip
    assert ended.err == loud[language]
    ready, failed = ended.out.split({"id": "GAGAL  ", "en": "FAILED  "}[language])
    assert "kota" in ready
    assert "rusak: rusak.yaml:15: fills.tiers: " in flat(failed)
    assert str(packs / "rusak.yaml") in flat(failed).replace(" ", "")
    listed = run("region", "list", "--packs-dir", str(packs), "--format", "json")
    states = {one["id"]: one["state"] for one in json.loads(listed.out)}
    assert listed.code == 3
    assert [name for name, state in states.items() if state == "failed"] == ["rusak"]


def test_two_sources_are_both_listed(run: Run, packs: Path, tmp_path: Path) -> None:
    other = tmp_path / "lain"
    other.mkdir()
    (other / "kota.yaml").write_text(pack_text("kota"))
    ended = run(
        "region", "list", "--packs-dir", str(packs), "--packs-dir", str(other), "--format", "json"
    )
    [kota] = [one for one in json.loads(ended.out) if one["id"] == "kota"]
    assert ended.code == 3
    assert {one["value"] for one in kota["sources"]} == {
        str(packs / "kota.yaml"),
        str(other / "kota.yaml"),
    }
    assert kota["distribution"] is kota["name"] is None


# Where packs are looked for


def test_the_environment_names_folders_as_well(
    run: Run, packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "lain"
    other.mkdir()
    (other / "desa.yaml").write_text(pack_text("desa"))
    monkeypatch.setenv("NETRALITAS_PACKS_DIR", os.pathsep.join(("", str(other))))
    listed = run("region", "list", "--packs-dir", str(packs), "--format", "json").out
    assert {"kota", "desa"} <= {one["id"] for one in json.loads(listed)}
    assert run("simulate", LURAH, "--region", "desa").code == 0
    monkeypatch.setenv("NETRALITAS_PACKS_DIR", str(tmp_path / "hilang"))
    ended = run("simulate", LURAH)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("galat: NETRALITAS_PACKS_DIR: tidak ada folder ")


def test_every_command_that_chooses_law_takes_packs(run: Run, packs: Path) -> None:
    where = ("--packs-dir", str(packs), "--region", "kota")
    for command in (
        ("simulate", LURAH),
        ("explain", LURAH),
        ("lint", LURAH, "--sanction", "berat_a"),
        ("policy", "check"),
        ("policy", "show", "kota-se"),
        ("schema", "case"),
    ):
        assert run(*command, *where).code in (0, 5), command
    assert run("policy", "show", "kota-se").code == 2


def test_the_page_repeats_where_its_pack_lies(run: Run, packs: Path) -> None:
    shown = run("simulate", LURAH, "--region", "kota", "--packs-dir", str(packs)).out
    assert f"--region kota --packs-dir {packs} --why-not sedang" in shown
    assert "Daerah      Daerah kota: paket untuk perbuatan" in shown


def test_a_case_names_its_own_region(run: Run, packs: Path) -> None:
    stdin = case_text(region="kota")
    plain = ("simulate", "-", "--format", "json", "--packs-dir", str(packs))
    assert json.loads(run(*plain, stdin=stdin).out)["region"]["pack"] == "kota"
    over = run(*plain, "--region", "nasional", stdin=stdin)
    assert json.loads(over.out)["region"]["pack"] is None


@pytest.mark.parametrize("region", ["rusak", "atlantis"])
def test_a_bad_region_of_one_case_leaves_the_others_standing(
    run: Run, packs: Path, region: str
) -> None:
    (packs / "rusak.yaml").write_text(BROKEN)
    own = [{"act": "react_online", "facts": {"kata_rusak": True}}]
    batch = b"\n".join(
        [
            case_text(id="x-1", region=region),
            case_text(id="x-2", region="kota"),
            case_text(id="x-3", region=region, charges=own),
        ]
    )
    ended = run(
        "simulate", "-", "--input", "jsonl", "--format", "jsonl", "--packs-dir", str(packs),
        stdin=batch,
    )  # fmt: skip
    assert ended.code == 3
    assert [json.loads(line)["case"] for line in ended.out.splitlines()] == ["x-2"]
    reported = ended.err.splitlines()
    assert len(reported) == 3
    assert reported[0].startswith("galat: <stdin>: x-1: ")
    assert reported[1].startswith("galat: <stdin>:3")
    assert all(f"daerah {region!r}" in line for line in reported[:2])


def test_a_broken_pack_on_the_command_line_is_one_line_and_code_3(run: Run, packs: Path) -> None:
    (packs / "rusak.yaml").write_text(BROKEN)
    for command in (("simulate", LURAH, "--region"), ("region", "show"), ("region", "explain")):
        ended = run(*command, "rusak", "--packs-dir", str(packs))
        assert (ended.code, ended.out) == (3, "")
        assert ended.err.startswith("galat: rusak.yaml:15: fills.tiers: daerah 'rusak' dari ")
        assert ended.err.count("\n") == 1


@pytest.mark.parametrize("command", ["show", "explain"])
def test_a_region_that_is_not_installed_or_named_is_a_fault_of_usage(
    run: Run, command: str
) -> None:
    ended = run("region", command, "atlantis")
    assert (ended.code, ended.out) == (2, "")
    assert "daerah 'atlantis' tidak terpasang; yang terpasang: nasional, " in ended.err
    assert run("region", command).err == "galat: REGION wajib diisi\n"


# show


def test_a_pack_is_shown_whole(run: Run, packs: Path) -> None:
    ended = run("region", "show", "kota", "--packs-dir", str(packs))
    assert (ended.code, ended.err) == (0, "")
    shown = flat(ended.out)
    for part in (
        "Daerah kota kota",
        f"Asal {packs / 'kota.yaml'}",
        "Dasar tidak ditemukan dikelola: Inspektorat",
        "Peraturan SE kota; sejak 1 Jan 2024 [C]",
        "Dikutip UU 5/2014 (SUDAH TIDAK BERLAKU saat dikutip)",
        "kota-berat: a [C] tambahan penghasilan dipotong 85,5 % selama 12 bulan; mengikuti "
        "hukuman disiplin berat dasar: SE kota ps 4; sejak 1 Jan 2024 s.d. 31 Des 2024",
        "kota-telaah: telaah tiga hari [C] telaah bukti: paling lambat 3 hari kerja sejak laporan "
        "diterima",
        "Belum tahu naskahnya tidak dilihat",
        "Tak diisi fakta tambahan · jabatan menurut kontrak",
    ):
        assert part in shown
    assert all(cells(line) <= 100 for line in ended.out.splitlines())


def test_a_pack_is_json_with_what_it_leaves_open(run: Run, packs: Path) -> None:
    told = json.loads(
        run("region", "show", "kota", "--packs-dir", str(packs), "--format", "json").out
    )
    assert told["pack"]["fills"]["income_consequences"][0]["basis_points"] == 8550
    assert "channels" in told["unfilled"]
    assert "guidance" not in told["unfilled"]
    assert told["sources"][0]["value"] == str(packs / "kota.yaml")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("region", ["nasional", *SHIPPED])
def test_every_installed_region_is_shown_and_explained(
    run: Run, region: str, language: str
) -> None:
    for command in ("show", "explain"):
        ended = run("region", command, region, "--lang", language)
        assert (ended.code, ended.err) == (0, "")
        assert all(cells(line) <= 100 for line in ended.out.splitlines())


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_demonstration_shows_every_term_in_words(run: Run, language: str) -> None:
    folder = str(ROOT / "examples" / "packs")
    where = ("--packs-dir", folder, "--lang", language)
    ended = run("region", "show", "demonstrasi_tpp", *where)
    assert (ended.code, ended.err) == (0, "")
    terms = json.loads(run("region", "show", "demonstrasi_tpp", *where, "--format", "json").out)
    assert terms["unfilled"] == []
    raw = ("basis_points", "working_days", "evidence_review", "report_received", "pns", "True")
    assert [word for word in raw if f" {word} " in ended.out] == []


# explain


def test_a_pack_is_explained_term_by_term_with_the_nation_s_bounds(run: Run, packs: Path) -> None:
    shown = flat(run("region", "explain", "kota", "--packs-dir", str(packs)).out)
    assert (
        "batas: paling banyak 120 butir; potongan 0,01 % s.d. 100 %; bulan 1 s.d. 12 (PP 94/2021) "
        "kota-berat: a [C]"
    ) in shown
    assert "Saluran pelaporan saluran pelaporan [D] batas: paling banyak 30 butir (PP" in shown
    assert "tidak diisi: berlaku hukum nasional saja" in shown
    assert "Tertutup daerah tidak dapat menaikkan, menurunkan" in shown
    told = json.loads(
        run("region", "explain", "kota", "--packs-dir", str(packs), "--format", "json").out
    )
    filled = {one["term"]["id"]: len(one["filled"]) for one in told["terms"]}
    assert filled["income_consequences"] == 1
    assert filled["channels"] == 0


def test_a_case_is_judged_both_ways_side_by_side(run: Run, packs: Path) -> None:
    ask = ("region", "explain", "kota", "-", "--packs-dir", str(packs), *AS_OF)
    ended = run(*ask, stdin=case_text())
    assert (ended.code, ended.err) == (0, "")
    rows = [line for line in ended.out.splitlines() if line[:1].strip()]
    assert "HUKUM NASIONAL SAJA" in ended.out
    assert "DENGAN PAKET kota" in ended.out
    same = [line.split()[0] for line in rows if line.endswith("(sama)")]
    assert same == ["Hasil", "Menuju", "Hukum", "Sanksi", "Penimbang", "Berwenang", "Pidana"]
    added = [line.split()[0] for line in rows if " tidak ada " in line]
    assert added == ["Penghasilan", "Tenggat", "Petunjuk"]
    # Rp 4.000.000 x 85,5 % x 12
    assert "Rp 41.040.000" in flat(ended.out)
    assert "8 Okt 2024" in ended.out
    assert all(cells(line) <= 100 for line in ended.out.splitlines())


def test_both_verdicts_are_sent_whole(run: Run, packs: Path) -> None:
    ask = ("region", "explain", "kota", "-", "--packs-dir", str(packs), *AS_OF)
    told = json.loads(run(*ask, "--format", "json", stdin=case_text()).out)
    assert told["differs"] == ["income", "clocks", "guidance"]
    assert told["national"]["region"]["pack"] is None
    assert told["regional"]["region"]["pack"] == "kota"
    assert told["national"]["outcome"] == told["regional"]["outcome"] == "violation"


def test_a_region_s_own_words_are_known_to_both_sides(run: Run, packs: Path) -> None:
    """A fact that only the pack knows must not make the nation's answer an error."""
    fact = (
        "  facts:\n    - {name: kota_live, kind: bool, text: {id: siaran, en: live}, "
        "question: {id: 'Siaran?', en: 'Live?'}}\n"
        "  contract_rules:\n    - {id: kota-siaran, acts: [attend_declaration], "
        "when: {kota_live: true, active: false}, text: {id: a, en: b}, "
        "cites: [{instrument: kota-se}], marks: {content: C}}\n"
    )
    (packs / "kota.yaml").write_text(pack_text("kota", more=fact))
    case = case_text(
        subject={"category": "non_asn", "office": "tkb"},
        charges=[
            {"act": "attend_declaration", "at": "2024-10-02",
             "facts": {"active": False, "kota_live": True}},
        ],
    )  # fmt: skip
    ask = ("region", "explain", "kota", "-", "--packs-dir", str(packs), *AS_OF)
    told = json.loads(run(*ask, "--format", "json", stdin=case).out)
    assert told["national"]["outcome"] == "no_violation"
    assert told["regional"]["outcome"] == "violation"
    assert {"outcome", "tracks", "law"} <= set(told["differs"])


def test_several_cases_are_explained_one_after_the_other(run: Run, packs: Path) -> None:
    batch = case_text() + b"\n" + case_text(id="x-2")
    ask = ("region", "explain", "kota", "-", "--input", "jsonl", "--packs-dir", str(packs))
    assert run(*ask, stdin=batch).out.count("HUKUM NASIONAL SAJA") == 2
    one = run(*ask, "--case", "x-2", stdin=batch).out
    assert one.startswith("x-2 ")
    assert len(json.loads(run(*ask, "--format", "json", stdin=batch).out)) == 2


def test_an_open_case_ends_as_it_does_under_simulate(run: Run, packs: Path) -> None:
    ask = ("region", "explain", "kota", "-", "--packs-dir", str(packs))
    charges = [{"act": "attend_declaration", "at": "2024-10-02"}]
    assert run(*ask, stdin=case_text(charges=charges)).code == 5
    assert run("region", "explain", "kota", "hilang.yaml", "--packs-dir", str(packs)).code == 2
    assert run(*ask, stdin=b"x: [").code == 3
