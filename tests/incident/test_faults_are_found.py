"""The properties find what was once wrong: each fault is put back into a copy of the tree, one at a time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("breachbot", "docs", "playbooks", "templates", "tests")
LEFT_OUT = shutil.ignore_patterns("node_modules", "__pycache__", "versions", "pictures", ".*")
LIVES = ("tests/incident/test_guidance.py",)
SOME = 4
"""Faults that are put back whenever it is proved; whoever changes what comes next puts all of them back."""


@dataclass(frozen=True)
class Fault:
    """What is written instead of what, and in which file."""

    name: str
    file: str
    right: str
    wrong: str


FAULTS = (
    Fault(
        "closing names the duty's own next step and not everybody's",
        "incident/guidance.py",
        "    following = leads_to(incident, obstacle, context)\n",
        "    following = leads_to(incident, obstacle, context)\n"
        "    if obstacle.first is None and following:\n"
        "        following = replace(following, words='File the approved notice at the authority.')\n",
    ),
    Fault(
        "a filing is asked for before anything is approved",
        "incident/next_steps/possible.py",
        "    if approval is None:\n        return None\n    if not addressees",
        "    if approval is None:\n        return Step('File the approved notice.', 'file')\n    if not addressees",
    ),
    Fault(
        "drafting is offered where it changes nothing",
        "incident/acts/draft.py",
        "    if drafting.needed(incident, context.policy):",
        "    if incident.drafts or drafting.needed(incident, context.policy):",
    ),
    Fault(
        "a draft that its duty no longer asks for waits for a decision",
        "incident/next_steps/drafts.py",
        "    if draft is None or in_the_way(incident, draft, context):",
        "    if draft is None:",
    ),
    Fault(
        "a draft that its duty no longer asks for is to be drafted again, and the click changes nothing",
        "incident/next_steps/drafts.py",
        '    if ACTS["draft"].obstacle(incident, context):\n        return None\n    again',
        "    again",
    ),
    Fault(
        "what waits for a person is decisions alone, and the filing is missing",
        "incident/guidance.py",
        "if context.by in step.holders)",
        "if context.by in step.holders and step.draft)",
    ),
    Fault(
        "the DPO is asked to draft, and may not approve it then",
        "incident/next_steps/holders.py",
        "    return tuple(engineers if engineers and step.act in RESPONDERS_FIRST else able)",
        "    return tuple(able)",
    ),
    Fault(
        "who drafted a notice is asked to approve it",
        "incident/next_steps/holders.py",
        "        return tuple(u for u in able if obstacle(incident, step.draft, replace(context, by=u)) is None)",
        "        return tuple(able)",
    ),
    Fault(
        "people are to be told again after any fact",
        "incident/duties.py",
        "    if not incident.told:",
        "    if not incident.told or incident.statements[-1].at > incident.told[-1].at:",
    ),
    Fault(
        "a mail that was approved and not sent counts as told",
        "incident/duties.py",
        "    if not incident.told:",
        '    if incident.approval("mail"):\n        return None\n    if not incident.told:',
    ),
    Fault(
        "a page that is out needs no update once people need not be told",
        "incident/drafting.py",
        "    return out is not None and news_since(incident, out, policy) is not None",
        "    return False",
    ),
    Fault(
        "closing waits for a draft that nobody can approve",
        "incident/acts/close.py",
        '    return draft.audience == "page" and in_the_way(incident, draft, context) is None',
        '    return draft.audience == "page"',
    ),
    Fault(
        "the DPO cannot settle a dispute by saying the same again",
        "incident/acts/state_facts.py",
        "    return not any(s.settles or new.settles for s in since)",
        "    return not any(s.settles for s in since)",
    ),
    Fault(
        "a dispute waits for those who disagree",
        "incident/next_steps/holders.py",
        "    if step.settles and team.approvers:\n        return team.approvers\n",
        "",
    ),
    Fault(
        "a disputed number is asked for as if nobody had given one",
        "incident/next_steps/possible.py",
        "    if count is None or not count.conflict:",
        "    if True:",
    ),
    Fault(
        "a dispute that keeps a notice from being complete is put before nobody",
        "incident/next_steps/missing.py",
        "    if disputed:\n        return settle(FACTS[disputed[0]].question)\n",
        "",
    ),
    Fault(
        "a page that was withdrawn is said to be on its way",
        "incident/next_steps/possible.py",
        "    return not out or bool(incident.lacking(context.policy.firm.targets))",
        "    return True",
    ),
    Fault(
        "a draft whose approval became void counts as one that serves",
        "incident/drafting.py",
        "    if _only_void(incident, draft) and not _says_enough_outside(incident, draft, policy):",
        "    if False:",
    ),
    Fault(
        "what an obstacle names first is named although somebody has to do something before it",
        "incident/guidance.py",
        "        if further is None:",
        "        if True:",
    ),
    Fault(
        "a duty that is met opens again without saying what changed",
        "incident/duties.py",
        "    return Owed(name, Kind.COMMUNICATION, ruled, None, False, gap, why, since, changed=changed)",
        "    return Owed(name, Kind.COMMUNICATION, ruled, None, False, gap, why, since)",
    ),
)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_what_a_fault_takes_the_place_of_is_still_there(fault: Fault) -> None:
    text = (ROOT / "breachbot" / fault.file).read_text()
    assert text.count(fault.right) == 1, f"{fault.file} no longer says once: {fault.right}"


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(one, marks=pytest.mark.proof if n < SOME else pytest.mark.mutation, id=one.name)
        for n, one in enumerate(FAULTS)
    ],
)
def test_a_fault_that_is_put_back_is_found(fault: Fault, tmp_path: Path) -> None:
    copy = copied(tmp_path)
    file = copy / "breachbot" / fault.file
    file.write_text(file.read_text().replace(fault.right, fault.wrong))
    said = lives_in(copy, "proof or not proof")
    assert said.returncode == 1, said.stdout[-2000:]
    assert "Broken: Property (" in said.stdout, said.stdout[-4000:]


@pytest.mark.proof
def test_a_copy_without_a_fault_passes(tmp_path: Path) -> None:
    """Its long lives are those of the tree itself."""
    said = lives_in(copied(tmp_path), "not proof")
    assert said.returncode == 0, said.stdout[-4000:]


def copied(folder: Path) -> Path:
    """The tree, as far as the lives need it."""
    for name in PARTS:
        shutil.copytree(ROOT / name, folder / name, ignore=LEFT_OUT)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lives_in(copy: Path, which: str) -> subprocess.CompletedProcess[str]:
    """The property tests in a copy: the same lives each time, up to the first that breaks a property."""
    options = ["-x", "-q", "--tb=short", "-p", "no:cacheprovider", "-m", which, "--hypothesis-profile=faults"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *LIVES],
        cwd=copy,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )
