"""An image without a registry and without a daemon: `debootstrap` makes the base, `buildah` builds on it and runs it.

Everything lies in one folder, which has to be on a disk that allows devices; nothing of it outlives the folder.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from breachbot.configured.places import bundled

ROOT = bundled("playbooks").parent
TOOLS = ("buildah", "debootstrap")
BASE, IMAGE = "localhost/base", "localhost/breachbot"
PACKAGES = "python3,python3-venv,python-is-python3,ca-certificates"
"""What an official image of Python has and the smallest Debian lacks."""
REACHES = {
    "index-url",
    "extra-index-url",
    "find-links",
    "no-index",
    "trusted-host",
    "cert",
    "client-cert",
    "proxy",
}
"""What of pip's configuration says where packages come from."""
Ended = subprocess.CompletedProcess[str]


def missing() -> str | None:
    """Why nothing can be built here; None if it can."""
    # Where tools for root lie, which the PATH of anybody else leaves out.
    known = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
    lacks = [tool for tool in TOOLS if not shutil.which(tool, path=known)]
    if lacks:
        return f"{' and '.join(lacks)} missing; on Debian: apt install {' '.join(lacks)}"
    if _as_root() and subprocess.run([*_as_root(), "true"], capture_output=True, check=False).returncode:
        return "only root can make a Debian, and sudo asks for a password"
    return None


def _as_root() -> list[str]:
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


@dataclass(frozen=True)
class Engine:
    """buildah with its storage below `folder`."""

    folder: Path

    def buildah(self, *words: str, within: float = 600.0) -> Ended:
        """One command, which has to succeed."""
        return self._run(self._words(*words), within)

    def _words(self, *words: str) -> list[str]:
        return [
            *_as_root(),
            "buildah",
            "--root",
            f"{self.folder}/root",
            "--runroot",
            f"{self.folder}/run",
            *words,
        ]

    def _run(self, words: list[str], within: float) -> Ended:
        ended = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=within, check=False)
        assert ended.returncode == 0, f"{' '.join(words)}\n{ended.stdout[-2000:]}\n{ended.stderr[-4000:]}"
        return ended

    def make_base(self) -> None:
        """The Debian or Ubuntu of this machine at its smallest, with Python."""
        release = _release()
        parts = ["--components=main,universe"] if release["ID"] == "ubuntu" else []
        container = self.buildah("from", "scratch").stdout.strip()
        inside = self.buildah("mount", container).stdout.strip()
        made = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", *parts]
        try:
            self._run([*_as_root(), *made, release["VERSION_CODENAME"], inside], 600.0)
        finally:
            for place in ("proc", "sys"):
                where = [*_as_root(), "umount", f"{inside}/{place}"]
                subprocess.run(where, capture_output=True, check=False)
        self.buildah("commit", "-q", "--rm", container, BASE)

    def build(self) -> None:
        """The Dockerfile as it is, on that base, with the indexes that this machine's pip uses."""
        config = self.folder / "pip.conf"
        config.write_text("\n".join(["[global]", *(f"{name} = {said}" for name, said in pip().items())]))
        shared = [f"--volume={place}:{place}:ro" for place in local_places(pip())]
        self.buildah(
            *("build", "--isolation", "chroot", "--pull-never", "--format", "docker", "--from", BASE),
            *(f"--volume={config}:/etc/pip.conf:ro", *shared, "-t", IMAGE, "."),
        )

    def start(self) -> str:
        """A container of the image."""
        return self.buildah("from", "--pull-never", IMAGE).stdout.strip()

    def words(self, container: str, *command: str, **settings: str) -> list[str]:
        """What runs a command inside, with these settings, as the image's own user."""
        given = [word for name, value in settings.items() for word in ("--env", f"{name}={value}")]
        return self._words("run", "--isolation", "chroot", *given, container, "--", *command)

    def inside(self, container: str, *command: str, **settings: str) -> Ended:
        """Run it to its end; whether it succeeded is for the caller to see."""
        return subprocess.run(
            self.words(container, *command, **settings),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def remove(self) -> None:
        """Containers, images and the folder."""
        self.buildah("rm", "--all")
        self.buildah("rmi", "--all", "--force")
        subprocess.run([*_as_root(), "rm", "-rf", "--one-file-system", str(self.folder)], check=False)


def _release() -> dict[str, str]:
    lines = Path("/etc/os-release").read_text().splitlines()
    return {name: value.strip('"') for name, _, value in (line.partition("=") for line in lines)}


def pip() -> dict[str, str]:
    """Where this machine's pip finds its packages: from its files and the environment, which goes first."""
    listed = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True, check=True
    )
    found: dict[str, str] = {}
    for line in sorted(listed.stdout.splitlines(), key=lambda line: line.startswith(":env:")):
        name, _, value = line.partition("=")
        if (option := name.rpartition(".")[2]) in REACHES:
            found[option] = ast.literal_eval(value).replace("\n", " ")
    return found


def local_places(config: dict[str, str]) -> Iterator[Path]:
    """The files and folders of this machine that it names. A file of an index lies beside its pages."""
    for name, said in config.items():
        for word in said.split():
            path = Path(urlsplit(word).path if word.startswith("file:") else word)
            if path.is_absolute() and path.exists():
                yield path.parent if name.endswith("index-url") else path
