"""A bare Git repository as a place for files, by the `git` that is installed: one commit at a time, all or nothing.

Only objects and one branch are written. There is no working tree, so no filter and no attribute takes part; no hook
runs, and no settings are read but those of the repository itself, which has to be ours. A commit is made of what it
holds and of the time of the approval alone, so the same one made again is the same one.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from breachbot.errors import DeliveryError
from breachbot.visible import visible

PATIENCE = 8.0
"""Seconds for one command. Those that ask somebody far away, at most five, end within a lease (outbox/deliver.py)."""
KEPT = ("PATH", "HOME", "SSH_AUTH_SOCK")
"""What git and ssh see of our own surroundings."""
SURROUNDINGS = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_SSH_COMMAND": "ssh -o BatchMode=yes",
    "GIT_ALLOW_PROTOCOL": "https:ssh:file",
    "LC_ALL": "C",
}
OPTIONS = ("core.hooksPath=/dev/null", "core.fsmonitor=false", "gc.auto=0", "maintenance.auto=false")
AUTHOR = "breachbot"
_ADDRESSES = re.compile(
    r"'[^\s']*(?:://|@).*'(?=[\s:;,.)]|$)|\S+://\S+"
    r"|(?<=[Ff]ailed to connect to )\S+|(?<=resolve host: )\S+|(?<=host name )\S+|(?<=hostname )\S+"
)
"""Whole addresses, in quotation marks or bare, and the host as curl read it: a password or a token may be in any."""
LEFT_OUT = "(address left out)"
LONGEST = 200
"""Characters of git's own words that are repeated."""


@dataclass(frozen=True)
class Repository:
    """`folder`: a bare repository. `branch` is written, and pushed to `remote` where there is one, which then counts:
    what others pushed there comes first. No commit of either is ever dropped."""

    folder: Path
    branch: str
    remote: str | None

    @property
    def _ref(self) -> str:
        return f"refs/heads/{self.branch}"

    def fault(self) -> str | None:
        """Why it is no repository that can be written, or None; one that is not there yet is made, without a remote."""
        try:
            if not self.folder.exists():
                return f"there is no repository {self.folder}." if self.remote else None
            if self._git("rev-parse", "--is-bare-repository").strip() != b"true":
                return f"{self.folder} is no bare repository: make one with `git clone --bare`."
            if self.remote and not self._git("config", "--get", f"remote.{self.remote}.url", may_fail=True):
                return f"{self.folder} has no remote {self.remote}."
        except DeliveryError as error:
            return str(error)
        return None

    def begin(self) -> None:
        """Make the repository, if there is none and nothing is to be pushed. Raises DeliveryError."""
        if not self.remote and not (self.folder / "HEAD").exists():
            branch = f"--initial-branch={self.branch}"
            _run(
                ["git", "init", "--quiet", "--bare", "--template=", branch, "--", str(self.folder.absolute())]
            )

    def tip(self) -> str | None:
        """The commit that readers see: that of the remote if one is set, else our own. Raises DeliveryError."""
        if self.remote is None:
            return self._ours()
        there = self._git("ls-remote", "--", self.remote, self._ref).decode().split()
        if not there:
            return None
        self._git("fetch", "--quiet", "--no-tags", "--", self.remote, self._ref)
        return there[0]

    def base(self) -> str | None:
        """The commit to build on, which holds all that is on either side. Raises DeliveryError where none does."""
        ours, theirs = self._ours(), self.tip()
        if ours is None or theirs is None:
            return ours or theirs
        shared = self._git("merge-base", ours, theirs, may_fail=True).decode().strip()
        if shared not in (ours, theirs):
            raise DeliveryError(
                f"The branch {self.branch} in BREACHBOT_GIT_DIR and that of {self.remote} each have commits that the "
                "other has not: merge them by hand."
            )
        return ours if shared == theirs else theirs

    def _ours(self) -> str | None:
        found = self._git("rev-parse", "--verify", "--quiet", self._ref, may_fail=True)
        return found.decode().strip() or None

    def file(self, commit: str | None, path: str) -> bytes | None:
        """What the file of a path holds in a commit; None where there is none. Raises DeliveryError."""
        if commit is None:
            return None
        said = self._git("cat-file", "--batch", stdin=f"{commit}:{path}\n".encode())
        head, _, rest = said.partition(b"\n")
        if head.endswith(b" missing"):
            return None
        _, kind, size = head.split(b" ")
        if kind != b"blob":
            raise DeliveryError(f"{path} is no file in the repository.", permanent=True)
        return rest[: int(size)]

    def commit(self, parent: str | None, files: Mapping[str, bytes], message: str, at: datetime) -> None:
        """Put these files on the branch, whose commit has to be `parent` still. Raises DeliveryError."""
        with tempfile.TemporaryDirectory() as beside:
            index = {"GIT_INDEX_FILE": str(Path(beside) / "index")}
            self._git("read-tree", *([parent] if parent else ["--empty"]), more=index)
            entries = "".join(f"100644 {self._blob(content)}\t{path}\n" for path, content in files.items())
            self._git("update-index", "--add", "--index-info", stdin=entries.encode(), more=index)
            tree = self._git("write-tree", more=index).decode().strip()
        who = {
            f"GIT_{part}_{what}": said for part in ("AUTHOR", "COMMITTER") for what, said in _by(at).items()
        }
        parents = ["-p", parent] if parent else []
        made = self._git("commit-tree", tree, *parents, "-F", "-", stdin=message.encode(), more=who)
        new = made.decode().strip()
        self.show(new, parent)

    def show(self, commit: str, instead_of: str | None) -> None:
        """Push a commit with all that it is built on, and put our branch there. Raises DeliveryError."""
        if self.remote:
            self._git("push", "--quiet", "--no-verify", "--", self.remote, f"{commit}:{self._ref}")
            self._git("update-ref", self._ref, commit)
        else:
            self._git("update-ref", self._ref, commit, instead_of or "")

    def _blob(self, content: bytes) -> str:
        return self._git("hash-object", "-w", "--no-filters", "--stdin", stdin=content).decode().strip()

    def _git(
        self, *words: str, stdin: bytes = b"", more: Mapping[str, str] | None = None, may_fail: bool = False
    ) -> bytes:
        folder = self.folder.absolute()
        options = [word for option in OPTIONS for word in ("-c", option)]
        command = ["git", "-C", str(folder), *options, *words]
        above = {"GIT_CEILING_DIRECTORIES": str(folder.parent)}  # no repository around it is meant
        return _run(command, stdin, {**above, **(more or {})}, may_fail=may_fail)


def _by(at: datetime) -> dict[str, str]:
    return {"NAME": AUTHOR, "EMAIL": "", "DATE": f"@{int(at.timestamp())} +0000"}


def _run(
    command: Sequence[str],
    stdin: bytes = b"",
    more: Mapping[str, str] | None = None,
    *,
    may_fail: bool = False,
) -> bytes:
    """What a command says. Whatever it started ends with it when it takes too long. Raises DeliveryError."""
    ours = {name: os.environ[name] for name in KEPT if name in os.environ}
    pipe = subprocess.PIPE
    try:
        child = subprocess.Popen(
            command,
            stdin=pipe,
            stdout=pipe,
            stderr=pipe,
            env={**ours, **SURROUNDINGS, **(more or {})},
            start_new_session=True,
        )
    except OSError as error:
        raise DeliveryError(f"git cannot be started: {error.strerror}.") from error
    with child:
        try:
            out, wrong = child.communicate(stdin, PATIENCE)
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            raise DeliveryError("git did not answer in time.") from None
    if child.returncode and not may_fail:
        raise DeliveryError(f"git failed: {_words(wrong)}")
    return out if child.returncode == 0 else b""


def _words(wrong: bytes) -> str:
    """The last line of what git said, without addresses, which may hold a password or a token."""
    lines = wrong.decode(errors="replace").strip().splitlines() or ["it said nothing"]
    told = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1])
    return visible(_ADDRESSES.sub(LEFT_OUT, told), LONGEST)
