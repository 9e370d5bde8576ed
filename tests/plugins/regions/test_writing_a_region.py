"""The page for authors of regions is true: its examples are a pack, its refusals are refused."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from netralitas.facts import Citation, Text
from netralitas.judgement import (
    CompiledPolicy,
    complaints,
    load_policy,
    national_complaints,
    read_corpus,
)
from netralitas.policy import TERMS, Examined, Marks, PackFile, examine_pack, first
from netralitas.regions import national_files
from tests.laws import national_law

PAGE = (Path(__file__).parents[3] / "docs" / "writing-a-region.md").read_text("utf-8")
FILE = "demonstrasi_contoh.yaml"
NEEDED = {"bindings": ("offices",), "facts": ("guidance",), "guidance": ("facts",)}
"""An office, or a fact, that another example names; a fact that nothing reads is a fault."""
SHARED = (Text, Citation, Marks)
"""What every item has is explained once."""


def blocks(text: str, kind: str = "yaml") -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def head(text: str) -> str:
    """Return the manifest of the page's pack, with its instruments and quotations."""
    return "".join(block for block in blocks(text) if not block.startswith("fills:\n"))


def fills(text: str) -> dict[str, str]:
    """Return the example of each term, without the key that holds them all."""
    found = (block.removeprefix("fills:\n") for block in blocks(text) if block.startswith("fills"))
    return {block.split(":")[0].strip(): block for block in found}


def pack_of(text: str, *terms: str) -> bytes:
    """Return the pack that the page's examples of these terms make together."""
    examples = fills(text)
    return (head(text) + "fills:\n" + "".join(examples[term] for term in terms)).encode()


def examined(content: bytes, nation: CompiledPolicy) -> Examined:
    return examine_pack({FILE: content}, nation.policy)


def refusals(text: str) -> list[tuple[str, str]]:
    """Return what the page says is refused, each with the words it promises."""
    pairs = (block.partition("\n") for block in blocks(text, "yaml refused"))
    return [(says.removeprefix("# says: "), rest) for says, _, rest in pairs]


def told(content: str, nation: CompiledPolicy) -> list[str]:
    """Return what is said in English of the page's pack with this content in place of fills."""
    found = examined((head(PAGE) + content).encode(), nation)
    return [finding.error().says.en for finding in found.findings]


def rows(hint: object) -> Iterator[type[msgspec.Struct]]:
    """Yield the structs that a type is made of."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for part in typing.get_args(hint):
        yield from rows(part)


def keys_not_named(text: str) -> list[str]:
    """Return the keys a pack may have that stand nowhere on the page, neither in words nor used."""
    found: set[str] = set()
    waiting: list[type[msgspec.Struct]] = [PackFile]
    seen = set(SHARED)
    while waiting:
        row = waiting.pop()
        if row in seen:
            continue
        seen.add(row)
        found |= {
            f"{row.__name__}.{field.encode_name}"
            for field in msgspec.structs.fields(row)
            if not re.search(rf"`{field.encode_name}[`:]|\b{field.encode_name}: ", text)
        }
        waiting += [one for hint in typing.get_type_hints(row).values() for one in rows(hint)]
    return sorted(found)


@pytest.fixture(scope="module")
def nation() -> CompiledPolicy:
    return national_law()


def test_the_examples_are_one_sound_pack(nation: CompiledPolicy) -> None:
    assert tuple(fills(PAGE)) == TERMS
    found = examined(pack_of(PAGE, *TERMS), nation)
    assert found.findings == ()
    assert found.pack is not None
    assert found.pack.filled == TERMS


@pytest.mark.parametrize("term", TERMS)
def test_each_example_works_by_itself(term: str, nation: CompiledPolicy) -> None:
    found = examined(pack_of(PAGE, term, *NEEDED.get(term, ())), nation)
    assert found.findings == ()


def test_an_example_that_is_wrong_is_noticed(nation: CompiledPolicy) -> None:
    wrong = PAGE.replace("      shortens: panggil_1\n", "      shortens: pangil_1\n", 1)
    (finding,) = examined(pack_of(wrong, *TERMS), nation).findings
    assert "did you mean 'panggil_1'" in str(finding.hint)


def test_the_cases_of_the_page_come_out_as_written(nation: CompiledPolicy) -> None:
    (cases,) = blocks(PAGE, "yaml cases")
    policy = load_policy(national_files(), {FILE: pack_of(PAGE, *TERMS)})
    entries = read_corpus({"demonstrasi_contoh.cases.yaml": cases.encode()}, policy)
    assert len(entries) == 2
    for entry in entries:
        assert complaints(entry, policy) == ()
        assert entry.national
        assert national_complaints(entry, nation) == ()
        wrong = entry._replace(expect={"outcome": "no_violation"})
        assert complaints(wrong, policy) != ()


REFUSED = refusals(PAGE)


@pytest.mark.parametrize("says, content", REFUSED, ids=[says[:40] for says, _ in REFUSED])
def test_what_the_page_calls_refused_is_refused_in_these_words(
    says: str, content: str, nation: CompiledPolicy
) -> None:
    assert any(one.startswith(says) for one in told(content, nation))


def test_a_refusal_in_other_words_or_of_what_is_sound_is_noticed(nation: CompiledPolicy) -> None:
    says, content = REFUSED[0]
    assert not any(
        one.startswith(says.replace("cannot", "may not")) for one in told(content, nation)
    )
    assert told("fills:\n" + fills(PAGE)["channels"], nation) == []


def test_every_closed_term_is_shown_refused(nation: CompiledPolicy) -> None:
    shown = " ".join(says for says, _ in REFUSED)
    assert [one.id for one in nation.policy.closed_terms if one.text.en not in shown] == []


def test_the_bounds_in_the_table_are_the_nations(nation: CompiledPolicy) -> None:
    lines = dict(re.findall(r"^\| \[`(\w+)`\]\(#\w+\) \| (.*) \|$", PAGE, re.MULTILINE))
    assert tuple(lines) == tuple(term.id for term in nation.policy.open_terms)
    for term in nation.policy.open_terms:
        most, _, bounds = lines[term.id].partition(" | ")
        assert all(f"`{fact}`" in bounds for fact in term.facts)
        assert int(most.strip("| ")) == term.items
        for limit in term.limits.values():
            assert str(limit.most) in bounds
        for word in (*term.categories, *(t for t in term.tracks if term.categories)):
            assert f"`{word}`" in bounds


def test_every_key_of_a_pack_is_on_the_page() -> None:
    assert keys_not_named(PAGE) == []
    assert keys_not_named(PAGE.replace("caveat", "warning")) == ["ContractLadder.caveat"]


def test_the_precedence_that_the_page_tells_is_the_one_that_holds(nation: CompiledPolicy) -> None:
    found = examined(pack_of(PAGE, "income_consequences"), nation)
    assert found.pack is not None
    named, general = "demonstrasi_contoh-potongan-pppk", "demonstrasi_contoh-potongan-sedang"
    assert f"`{named}` goes before `{general}`" in PAGE
    ranks = {one.id: one.rank for one in found.pack.instruments}
    chosen = first(found.pack.fills.income_consequences, ranks)
    assert chosen is not None
    assert chosen.id == named
