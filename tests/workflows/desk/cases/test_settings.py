"""The settings of an office are read whole, and refused with the line where they are not sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from netralitas.casework import NotYours, Role
from netralitas.desk.cases.settings import OFFICE_SCHEMA, OfficeSettings, read_office
from netralitas.desk.cases.wiring import actor_of, data_folder, moment_of
from netralitas.desk.complaints import Complaint
from netralitas.facts import InputError, Official

HEAD = f"schema: {OFFICE_SCHEMA}\n"
LISTED = read_office(
    (
        HEAD + "actors:\n"
        "  penelaah-1: {roles: [reviewer]}\n"
        "  camat-1: {roles: [atasan_langsung, tim_pemeriksa], official: administrator}\n"
    ).encode(),
    "office.yaml",
)


def test_without_anything_the_settings_are_those_of_the_service() -> None:
    office = read_office(HEAD.encode(), "office.yaml")
    assert office == OfficeSettings()
    assert (office.dates.zone, office.dates.review_days) == (7, 14)


def test_files_are_taken_from_the_folder_of_the_settings(tmp_path: Path) -> None:
    text = HEAD + "receipts: receipts.key\nlaws: /srv/hukum\ndata_keys: kunci/data\n"
    text += "log: {key: kunci/log.key}\n"
    office = read_office(text.encode(), str(tmp_path / "office.yaml"))
    assert office.receipts == str(tmp_path / "receipts.key")
    assert office.log.key == str(tmp_path / "kunci/log.key")
    assert office.laws == "/srv/hukum"
    assert office.data_keys is not None
    assert office.data_keys.endswith("kunci/data")


WRONG = [
    ("zone: 7\n", "schema is missing"),
    (HEAD + "reviewdays: 14\n", "office.yaml:2"),
    (HEAD + "review_days: 0\n", "office.yaml:2"),
    (HEAD + "zone: 12\n", "office.yaml:2"),
    (HEAD + "actors:\n  a: {roles: [bupati]}\n", "office.yaml:3"),
    (HEAD + "retention:\n- {name: neighbour, years: 5}\n", "office.yaml:3"),
    (HEAD + "retention:\n- {name: reporter, years: -5}\n", "office.yaml:3"),
]


@pytest.mark.parametrize("text, says", WRONG, ids=[text.split("\n")[-2] for text, _ in WRONG])
def test_what_no_settings_can_say_is_refused_with_its_line(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_office(text.encode(), "office.yaml")


def test_a_listed_actor_acts_in_his_role_and_office() -> None:
    actor = actor_of({"actor": "penelaah-1"}, LISTED, {})
    assert (actor.id, actor.role, actor.official) == ("penelaah-1", Role.REVIEWER, None)
    actor = actor_of({"actor": "camat-1", "role": "atasan_langsung"}, LISTED, {})
    assert actor.official is Official.ADMINISTRATOR


def test_the_environment_says_who_acts_where_no_option_does() -> None:
    said = {"NETRALITAS_ACTOR": "x", "NETRALITAS_ROLE": "auditor"}
    assert actor_of({}, OfficeSettings(), said).role is Role.AUDITOR
    assert actor_of({"role": "bkpsdm"}, OfficeSettings(), said).role is Role.BKPSDM


def test_who_is_not_listed_or_not_so_is_refused() -> None:
    for asked in (
        {"actor": "lain", "role": "reviewer"},
        {"actor": "penelaah-1", "role": "kepala_daerah"},
        {"actor": "camat-1", "role": "atasan_langsung", "seat": "bupati_wali_kota"},
    ):
        with pytest.raises(NotYours):
            actor_of(asked, LISTED, {})


def test_anyone_may_report_though_others_are_listed() -> None:
    assert actor_of({"actor": "warga-1", "role": "pelapor"}, LISTED, {}).role is Role.PELAPOR


def test_who_says_neither_who_nor_as_what_is_asked() -> None:
    with pytest.raises(Complaint, match="who acts"):
        actor_of({}, LISTED, {})
    with pytest.raises(Complaint, match=r"atasan_langsung\|tim_pemeriksa"):
        actor_of({"actor": "camat-1"}, LISTED, {})
    with pytest.raises(Complaint, match="NETRALITAS_ROLE"):
        actor_of({"actor": "x"}, OfficeSettings(), {"NETRALITAS_ROLE": "bupati"})


def test_a_moment_without_a_zone_is_local_to_the_office() -> None:
    from netralitas.desk.cases.options import Instant

    def moment(text: str, zone: int = 7) -> str:
        found = Instant().convert(text, None, None)
        return moment_of(found, OfficeSettings(zone=zone)).isoformat()

    assert moment("2024-10-02") == "2024-10-02T05:00:00+00:00"
    assert moment("2024-10-02", zone=9) == "2024-10-02T03:00:00+00:00"
    assert moment("2024-10-02T09:30") == "2024-10-02T02:30:00+00:00"
    assert moment("2024-10-02T09:30+08:00") == "2024-10-02T01:30:00+00:00"


def test_data_lie_where_the_system_wants_them() -> None:
    assert data_folder({"XDG_DATA_HOME": "/x"}) == Path("/x/netralitas")
    assert data_folder({"XDG_DATA_HOME": "relative"}) == Path.home() / ".local/share/netralitas"
