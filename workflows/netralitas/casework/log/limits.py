"""This file says what a verification cannot prove, however clean it comes out."""

from __future__ import annotations

from netralitas.facts import Text


def limits(events: int, proven: int) -> tuple[Text, ...]:
    """Return what stays unproven of so many events, the first `proven` of which a checkpoint holds.

    What a held checkpoint covers cannot have been changed since it was made; the rest rests on who
    has the key.
    """
    always = Text(
        id="Yang dibuktikan adalah bahwa catatan tidak berubah sejak ditandatangani; bukan bahwa "
        "isinya benar, dan bukan bahwa semua yang terjadi dicatat.",
        en="What is proven is that the record did not change since it was signed; not that what it "
        "says is true, nor that everything that happened was recorded.",
    )
    if proven == 0:
        return (
            Text(
                id="Tidak ada titik periksa yang disimpan di tempat lain: pemegang kunci dapat "
                "menulis ulang seluruh riwayat, dan siapa pun dapat memotongnya pada titik "
                "periksa lama, tanpa terlihat di sini.",
                en="No checkpoint was kept elsewhere: who holds the key can rewrite all of the "
                "history, and anyone can cut it at an old checkpoint, without its showing here.",
            ),
            always,
        )
    if proven < events:
        return (
            Text(
                id=f"Peristiwa {proven} sampai {events - 1} lebih baru daripada titik periksa yang "
                "disimpan: pemegang kunci masih dapat menulisnya ulang. Simpan titik periksa yang "
                "lebih baru di luar jangkauannya.",
                en=f"Events {proven} to {events - 1} are later than the checkpoint that is held: "
                "who holds the key can still rewrite them. Keep a later checkpoint out of reach.",
            ),
            always,
        )
    return (
        Text(
            id="Apa yang ditambahkan atau dipotong sesudah titik periksa terakhir yang disimpan "
            "tidak terlihat; simpan titik periksa baru secara berkala di tempat lain.",
            en="What is added or cut behind the last checkpoint that is held does not show; keep a "
            "new one elsewhere from time to time.",
        ),
        always,
    )
