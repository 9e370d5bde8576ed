"""This file reads the broken policies and cases, each named after its mistake.

A file's first line is `# says: LINE: message`, its second `# mend: WRONG => RIGHT`: the reader must
say the first, and must take the file once the second is done. So no file is refused by accident.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from netralitas.facts import Case, CaseError, InputError, Language, PolicyError
from netralitas.policy import Policy, read_cases, read_policy

BROKEN = Path(__file__).parents[2] / "broken"
POLICIES = sorted((BROKEN / "policy").iterdir())
CASES = sorted((BROKEN / "cases").iterdir())


class Broken(NamedTuple):
    name: str
    says: str
    content: bytes
    mended: bytes


def broken(file: Path) -> Broken:
    says, mend, content = file.read_bytes().split(b"\n", 2)
    wrong, right = mend.removeprefix(b"# mend: ").decode("unicode_escape").split(" => ")
    assert content.count(wrong.encode("latin-1")) >= 1, "the mistake is not in the file"
    mended = content.replace(wrong.encode("latin-1"), right.encode("latin-1"), 1)
    # JSON and CSV have no comments: the lines stay, what they say goes.
    return Broken(
        file.name, says.decode().removeprefix("# says: "), b"\n\n" + content, b"\n\n" + mended
    )


def said(error: InputError) -> str:
    return error.message(Language.EN).removeprefix(f"{error.at.file}:").strip()


def read_beside_the_sample(content: bytes, name: str, sample: bytes) -> Policy:
    return read_policy({"00-sample.yaml": sample, name: content})


@pytest.mark.parametrize("file", POLICIES, ids=lambda file: file.stem)
def test_a_broken_policy_says_what_is_wrong_and_where(file: Path, sample_content: bytes) -> None:
    case = broken(file)
    with pytest.raises(PolicyError) as refused:
        read_beside_the_sample(case.content, case.name, sample_content)
    assert refused.value.at.file == case.name
    assert said(refused.value) == case.says


@pytest.mark.parametrize("file", POLICIES, ids=lambda file: file.stem)
def test_a_broken_policy_is_taken_once_it_is_mended(file: Path, sample_content: bytes) -> None:
    case = broken(file)
    assert read_beside_the_sample(case.mended, case.name, sample_content).digest


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.name)
def test_a_broken_case_says_what_is_wrong_and_where(file: Path, sample: Policy) -> None:
    case = broken(file)
    refused = [
        one for one in read_cases(case.content, case.name, sample) if not isinstance(one, Case)
    ]
    assert [said(error) for error in refused] == [case.says]
    assert refused[0].at.file == case.name


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.name)
def test_a_broken_case_is_taken_once_it_is_mended(file: Path, sample: Policy) -> None:
    case = broken(file)
    taken = list(read_cases(case.mended, case.name, sample))
    assert taken
    assert all(isinstance(one, Case) for one in taken)


@pytest.mark.parametrize(
    "file", [*POLICIES, *CASES], ids=lambda file: f"{file.parent.stem}/{file.name}"
)
def test_a_refusal_is_one_line_in_each_language(
    file: Path, sample: Policy, sample_content: bytes
) -> None:
    case = broken(file)
    if file in POLICIES:
        with pytest.raises(PolicyError) as refused:
            read_beside_the_sample(case.content, case.name, sample_content)
        error: InputError = refused.value
    else:
        [error] = [
            one for one in read_cases(case.content, case.name, sample) if isinstance(one, CaseError)
        ]
    assert error.hint is not None
    for language in Language:
        message = error.message(language)
        assert message.isprintable()
        assert error.says.in_(language) in message
    assert error.says.id != error.says.en or not error.says.en.isalpha()


def test_there_are_enough_broken_files_to_learn_from() -> None:
    assert len(POLICIES) >= 30
    assert len(CASES) >= 40
