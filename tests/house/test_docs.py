"""This file holds the documents true: links lead somewhere, commands are run, examples work."""

from __future__ import annotations

import doctest
import os
import re
import typing
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from netralitas.facts import CaseError, PolicyError
from netralitas.policy import Policy, read_policy
from netralitas.policy.model import PolicyFile
from netralitas.policy.yaml import read_yaml
from netralitas.rules.conditions import ConditionError, parse

ROOT = Path(__file__).parents[2]
PAGES = [
    *(ROOT / "README.md", ROOT / "CHANGELOG.md"),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "changelog.d").glob("*.md")),
]
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
FORMAT = (ROOT / "docs" / "policy-format.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")

APT = (
    "$(command -v sudo) apt-get update"
    " && $(command -v sudo) apt-get install -y gcc python3-dev python3-venv"
)
DEVELOP = f"{APT} chromium fonts-dejavu-core postgresql"
"""What the tests need beside it: they look at pages as a reader would."""

KINDS = {"verdict", "added", "changed", "removed", "fixed", "security"}
DECISION = re.compile(r"\d{4}-\d\d-\d\d-[a-z0-9-]+\.md")
EXPLAINED_ONCE = {"Text", "Citation", "Marks"}
"""Rows that every section shares; the page explains them before the sections."""


def anchors(page: Path) -> set[str]:
    """Return the anchors that a page's headings make, in the way code hosts do."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


def links_to_nowhere(page: Path) -> list[str]:
    """Return the links of a page to files or headings that are not there; the web is not asked."""
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    faults = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            faults.append(link)
    return faults


def commands(readme: str) -> list[str]:
    """Return the one-line commands that begin with what apt must bring."""
    blocks = re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)
    return [block.rstrip("\n") for block in blocks if "apt-get" in block]


def steps_not_run(command: str, script: str) -> list[str]:
    """Return the steps of a command, after apt, that are no line of a script."""
    rest = command.removeprefix(DEVELOP).removeprefix(" && ")
    steps = rest.replace(".venv", '"$venv"').split(" && ")
    lines = {line.strip() for line in script.splitlines()}
    return [step for step in (DEVELOP, *steps) if step not in lines]


def failed_examples(page: Path) -> str:
    """Run the examples of a page from the root; return what did not come out as written."""
    said: list[str] = []
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(verbose=False)
    test = parser.get_doctest(page.read_text("utf-8"), {}, page.name, str(page), 0)
    assert test.examples, f"{page.name} has no examples"
    back = Path.cwd()
    os.chdir(ROOT)
    try:
        runner.run(test, out=said.append)
    finally:
        os.chdir(back)
    return "".join(said)


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def policy_of(text: str) -> Policy:
    """Return the policy that the examples of the format's page make together."""
    parts = blocks(text, "yaml")
    files = {
        f"{number:02}.yaml": f"schema: netralitas/policy/v1\n{part}".encode()
        for number, part in enumerate(parts)
    }
    return read_policy(files)


def condition(text: str) -> Any:
    located = read_yaml(text.encode(), "condition.yaml", error=CaseError)
    return located.data["when"]


def take_anything(field: str, value: Any, path: tuple[str | int, ...]) -> None:
    """The vocabulary of these examples: every field and value."""


def rows(hint: Any) -> Iterator[type[msgspec.Struct]]:
    """Yield the structs that a type is made of."""
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for part in typing.get_args(hint):
        yield from rows(part)


def keys_not_explained(text: str) -> list[str]:
    """Return the sections without a heading, and the keys that no section using them names."""
    sections = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", text, re.DOTALL | re.MULTILINE))
    users: dict[type[msgspec.Struct], set[str]] = defaultdict(set)
    hints = typing.get_type_hints(PolicyFile)
    wanted = {field.name for field in msgspec.structs.fields(PolicyFile)} - {"schema"}
    for section in wanted & set(sections):
        open_rows = list(rows(hints[section]))
        while open_rows:
            row = open_rows.pop()
            if row.__name__ not in EXPLAINED_ONCE and section not in users[row]:
                users[row].add(section)
                open_rows += [r for h in typing.get_type_hints(row).values() for r in rows(h)]
    return sorted(wanted ^ set(sections)) + sorted(
        f"{min(where)}: {field.name}"
        for row, where in users.items()
        for field in msgspec.structs.fields(row)
        if not any(re.search(rf"`{field.encode_name}[`:]", sections[name]) for name in where)
    )


def faults_of_a_decision(page: Path) -> list[str]:
    """Return what a decision lacks: a dated name, its date, its three parts, one page."""
    text = page.read_text("utf-8")
    parts = ["\n## Decision\n", "\n## Why\n", "\n## Costs\n"]
    return [
        fault
        for fault, there in (
            ("is not named by its date", DECISION.fullmatch(page.name) is None),
            ("does not say its date", f"\n{page.name[:10]} · " not in text),
            ("lacks a part", any(part not in text for part in parts)),
            ("is longer than a page", len(text.splitlines()) > 60),
        )
        if there
    ]


def faults_of_news(page: Path) -> list[str]:
    """Return what is wrong with a news file: its name, or stars that do not fit its kind."""
    name = re.fullmatch(r"(\d+)\.([a-z]+)\.md", page.name)
    if name is None or name[2] not in KINDS:
        return ["is not named <issue>.<kind>.md"]
    entries = [line for line in page.read_text("utf-8").splitlines() if line.startswith("- ")]
    starred = [entry for entry in entries if entry.startswith("- ★ ")]
    if not entries or starred != (entries if name[2] == "verdict" else []):
        return ["has no entry, or stars that do not fit its kind"]
    return []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert links_to_nowhere(page) == []


def test_a_broken_link_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Here\n[a](gone.md) [b](#here) [c](#there) [d](https://example.org)", "utf-8")
    assert links_to_nowhere(page) == ["gone.md", "#there"]


def test_readme_opens_with_two_commands_of_one_line() -> None:
    simulate, develop = commands(README)
    for command, needed in ((simulate, APT), (develop, DEVELOP)):
        assert "\n" not in command
        assert command.startswith(needed + " && python3 -m venv .venv && .venv/bin/pip install ")
    assert simulate.endswith(" && .venv/bin/netralitas simulate examples/lurah-komentar.yaml")
    assert README.index(develop) < README.index("## ")


def test_the_shipped_example_is_there() -> None:
    assert (ROOT / "examples" / "lurah-komentar.yaml").is_file()


def test_the_second_command_is_what_ci_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert steps_not_run(commands(README)[1], script.read_text("utf-8")) == []


def test_a_command_that_ci_does_not_run_is_noticed() -> None:
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    wrong = commands(README)[1].replace("pytest -n auto", "pytest -x")
    assert steps_not_run(wrong, script) == ['"$venv"/bin/pytest -x']
    assert steps_not_run(commands(README)[1], script.replace("apt-get update", "true")) == [DEVELOP]


@pytest.mark.parametrize("name", ["README.md", "docs/embedding.md"])
def test_the_examples_come_out_as_written(name: str) -> None:
    assert failed_examples(ROOT / name) == ""


def test_the_embedding_example_is_short() -> None:
    (example,) = blocks(README, "python")
    assert example.count(">>> ") <= 15


def test_an_example_that_comes_out_otherwise_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(">>> 1 + 1\n3\n", "utf-8")
    assert "Expected:" in failed_examples(page)


def test_the_examples_of_the_policy_format_are_a_policy() -> None:
    policy = policy_of(FORMAT)
    copies = [row.id for row in policy.provisions if row.id.startswith("non-asn/")]
    assert copies == ["non-asn/kampanye-beratribut"]


def test_an_example_of_the_policy_format_that_is_wrong_is_noticed() -> None:
    with pytest.raises(PolicyError, match="did you mean 'subjects'"):
        policy_of(FORMAT.replace("    subjects: [pns]", "    subjcts: [pns]"))


def test_the_examples_of_conditions_parse() -> None:
    (example,) = blocks(FORMAT, "yaml condition")
    alternatives = parse(condition(example), take_anything)
    written = [
        " ∧ ".join(
            f"{test.field}{'≠' if test.operator == 'is_not' else '='}{test.value}"
            for test in conjunction
        ).replace("=True", "")
        for conjunction in alternatives
    ]
    assert all(f"`{each}`" in FORMAT for each in written)
    for row in re.findall(r"^\| `(\{.+\})` \| ", FORMAT, re.MULTILINE):
        assert parse(
            condition("when: " + row.replace("{any: [...]}", "{active: true}")), take_anything
        )


def test_the_examples_of_refused_conditions_are_refused() -> None:
    (block,) = blocks(FORMAT, "yaml refused")
    examples = block.split("---\n")
    assert len(examples) > 5
    for example in examples:
        with pytest.raises(ConditionError):
            parse(condition(example), take_anything)


def test_every_key_of_a_policy_file_is_explained() -> None:
    assert keys_not_explained(FORMAT) == []


def test_a_key_that_is_not_explained_is_noticed() -> None:
    assert keys_not_explained(FORMAT.replace("`rank`", "rank")) == ["instrument: rank"]
    assert keys_not_explained(FORMAT.replace("### lacking", "### missing")) == [
        "lacking",
        "missing",
    ]


DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_dated_and_fits_a_page(page: Path) -> None:
    assert faults_of_a_decision(page) == []


def test_a_decision_without_its_parts_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "layout.md"
    page.write_text("# Layout\n" * 80, "utf-8")
    assert len(faults_of_a_decision(page)) == 4


NEWS = [page for page in sorted((ROOT / "changelog.d").iterdir()) if page.name != "README.md"]


@pytest.mark.parametrize("page", NEWS, ids=lambda page: page.name)
def test_news_say_whether_a_verdict_can_change(page: Path) -> None:
    assert faults_of_news(page) == []


@pytest.mark.parametrize(
    "name, text",
    [("2.verdict.md", "- no star"), ("2.fixed.md", "- ★ a star"), ("2.note.md", "- x")],
)
def test_news_of_the_wrong_kind_are_noticed(name: str, text: str, tmp_path: Path) -> None:
    page = tmp_path / name
    page.write_text(text, "utf-8")
    assert faults_of_news(page) != []
