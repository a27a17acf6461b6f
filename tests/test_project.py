"""The project's own promises: locks, targets, pages and walls are what they say they are."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from breachbot.cli.main import app
from breachbot.cli.settings import example, page
from breachbot.configured.places import bundled
from breachbot.observe.logs import KEYS
from breachbot.settings import Settings, variable, with_tables
from breachbot.slack.manifest import PATH as SLACK
from breachbot.web.webhooks import PATH as HOOKS

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PURE = ["playbook", "intake", "assessment", "deadlines", "notices", "incident", "register"]


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return found.group().lower().replace("_", "-")


def _texts() -> Iterator[tuple[Path, str]]:
    """Every text file that is part of the project."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("not a git checkout: which files belong to the project is not known")
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix not in (".png", ".gz"):
            yield path, path.read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_has_hashes_and_names_no_index(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^--", text, re.MULTILINE)
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert len(blocks) > 30
    for block in blocks:
        assert re.match(r"[a-z0-9._-]+==[^\s]+", block), block
        assert "--hash=sha256:" in block, block


@pytest.mark.parametrize("folder", ["judges", "docusaurus"])
def test_the_locks_of_npm_have_hashes_and_name_no_registry(folder: str) -> None:
    text = (ROOT / "tests" / folder / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]
    assert "resolved" not in text
    assert all("integrity" in package for name, package in packages.items() if name)


def test_every_runtime_dependency_is_locked_and_has_its_reason() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    reasons = (ROOT / "docs/decisions/001-dependencies.md").read_text()
    declared = [_name(one) for one in PROJECT["project"]["dependencies"]]
    for name in declared:
        assert re.search(rf"^{re.escape(name)}(\[[a-z,]+\])?==", lock, re.MULTILINE), name
    assert re.findall(r"^\| ([a-z0-9-]+) \|", reasons, re.MULTILINE) == sorted(declared)


def test_every_package_that_is_imported_is_declared() -> None:
    names = {"yaml": "pyyaml", "dotenv": "python-dotenv", "stdnum": "python-stdnum", "markupsafe": "jinja2"}
    names |= {"pydantic_core": "pydantic", "markdown_it": "markdown-it-py", "jwt": "pyjwt"}
    declared = {_name(one) for one in PROJECT["project"]["dependencies"]}
    for path in (ROOT / "breachbot").rglob("*.py"):
        for module in _imports(path):
            top = module.partition(".")[0]
            if top == "breachbot" or top in sys.stdlib_module_names:
                continue
            assert names.get(top, top.replace("_", "-")) in declared, f"{path}: {module}"


def test_make_alone_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony is not None
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    listed = re.findall(r"^make ([a-z-]+) +\S", shown, re.MULTILINE)
    assert listed == phony[1].split()
    assert {"demo", "test", "lint", "types", "check", "bench", "docs", "clean"} < set(listed)


def _yaml(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text())


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_the_fast_tests_and_what_is_measured_are_the_pure_rooms() -> None:
    fast = re.search(r"^FAST := (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert fast is not None
    assert fast[1].split() == [f"tests/{room}" for room in sorted(PURE)]
    measured = PROJECT["tool"]["coverage"]["run"]
    assert measured["source"] == [f"breachbot/{room}" for room in sorted(PURE)]
    assert measured["branch"]


def test_how_many_tests_run_at_once_is_said_in_one_place() -> None:
    makefile, ci = (ROOT / "Makefile").read_text(), (ROOT / ".ci/run").read_text()
    assert re.findall(r"^WORKERS \?= \d+$", makefile, re.MULTILINE)
    assert set(re.findall(r"pytest -n (\S+)", makefile)) == {"$(WORKERS)", "auto"}
    assert "pytest" not in ci


def test_ci_leaves_out_no_check_of_the_makefile() -> None:
    made = set(re.findall(r"make ([a-z-]+)", (ROOT / ".ci/run").read_text()))
    assert {"node", "test", "proof", "coverage", "lint", "types"} <= made & _targets()


def test_hosted_ci_runs_what_everybody_can_run_with_the_least_rights() -> None:
    flow = _yaml(".github/workflows/ci.yml")
    assert flow["permissions"] == {"contents": "read"}
    (job,) = flow["jobs"].values()
    assert "permissions" not in job
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", one) for one in used), used
    assert job["timeout-minutes"] >= 30
    assert os.access(ROOT / ".ci/run", os.X_OK)


def test_the_update_bot_looks_into_every_folder_that_pins_something() -> None:
    bot = _yaml(".github/dependabot.yml")
    assert bot["version"] == 2
    assert all(one["schedule"] == {"interval": "weekly"} for one in bot["updates"])
    pins = {
        "pip": "requirements.lock",
        "npm": "package-lock.json",
        "docker": "Dockerfile",
        "docker-compose": "compose.yaml",
        "github-actions": ".github/workflows/ci.yml",
    }
    looked = [(one["package-ecosystem"], ROOT / one["directory"].strip("/")) for one in bot["updates"]]
    assert {name for name, _ in looked} == pins.keys()
    assert [name for name, folder in looked if not (folder / pins[name]).is_file()] == []
    assert {folder for name, folder in looked if name == "npm"} == {
        path.parent for path in (ROOT / "tests").glob("*/package-lock.json")
    }


def test_the_hooks_before_a_commit_fetch_nothing_and_call_what_there_is() -> None:
    (repository,) = _yaml(".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    for hook in repository["hooks"]:
        assert hook["language"] == "system"
        program, *words = hook["entry"].split()
        assert program == ".venv/bin/python" or (program == "make" and words[-1] in _targets()), hook["entry"]


def test_the_settings_page_is_current() -> None:
    assert (ROOT / "docs/settings.md").read_text() == "\n".join(page()) + "\n", "run: make docs"


def test_the_example_of_a_settings_file_is_current_and_sets_nothing() -> None:
    assert (ROOT / ".env.example").read_text() == "\n".join(example()) + "\n", "run: make docs"
    named = re.findall(r"^# (BREACHBOT_\w+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(named) == sorted(variable(name) for name in with_tables(bundled("playbooks")).model_fields)
    assert all(line.startswith("#") for line in example() if line)


def test_every_command_is_in_the_readme() -> None:
    text = (ROOT / "README.md").read_text()
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"breachbot {command.name or command.callback.__name__}" in text
    for group in app.registered_groups:
        assert f"breachbot {group.name}" in text


def test_every_command_that_a_page_or_a_text_names_exists_with_its_options() -> None:
    found = list(_commands_named())
    assert {"serve", "register verify", "outbox retry ID…", "doctor --live"} <= {words for _, words in found}
    wrong = [
        f"{path.relative_to(ROOT)}: breachbot {words}" for path, words in found if not _is_command(words)
    ]
    assert wrong == []
    for words in (
        "servo",
        "register erase",
        "register list|erase",
        "demo --nope",
        "notices ID --outdoors FOLDER",
    ):
        assert not _is_command(words), words


def _commands_named() -> Iterator[tuple[Path, str]]:
    """What stands in backquotes after `breachbot`, and on the lines of code in the pages."""
    for path, text in _texts():
        if path.suffix in (".md", ".py") and not path.is_relative_to(ROOT / "tests"):
            yield from (
                (path, found.replace("\n", " ")) for found in re.findall(r"`breachbot ([^`]+)`", text)
            )
        if path.suffix == ".md":
            yield from (
                (path, found) for found in re.findall(r"^ {4}breachbot ([^#\n]+)", text, re.MULTILINE)
            )


@cache
def _every_command() -> Any:
    return get_command(app)


def _is_command(words: str) -> bool:
    """Whether the first words are commands (`a|b`: each of them) and what begins with `--` are options of theirs."""
    at: list[Any] = [_every_command()]
    is_value = False
    for word in words.partition(" > ")[0].split():
        if is_value:
            is_value = False
        elif word.startswith("--"):
            if not all(word in _options(command) for command in at):
                return False
            is_value = any(word in _options(command, valued=True) for command in at)
        elif all(hasattr(command, "commands") for command in at):
            at = [command.commands.get(name) for command in at for name in word.split("|")]
            if None in at:
                return False
    return True


def _options(command: Any, *, valued: bool = False) -> set[str]:
    """Of a command, all or those that a value follows."""
    known = [one for one in command.params if not (valued and getattr(one, "is_flag", True))]
    return {*(name for parameter in known for name in parameter.opts), *([] if valued else ["--help"])}


def test_every_setting_named_in_a_document_exists() -> None:
    known = {variable(name) for name in with_tables(bundled("playbooks")).model_fields} | {
        "BREACHBOT_TEST_POSTGRES",
        "BREACHBOT_PAYLOADS",
    }
    files = ("README.md", "Dockerfile", "compose.yaml", "Caddyfile")
    for path in [*(ROOT / name for name in files), *(ROOT / "docs").rglob("*.md")]:
        text = path.read_text()
        declared = {
            variable(name) for name in re.findall(r'settings={"(\w+)"', text)
        }  # by a recipe's example
        for name in re.findall(r"BREACHBOT_[A-Z_]*[A-Z]", text):
            assert name in known | declared, f"{path.name}: {name}"


def test_what_compose_runs_is_what_there_is() -> None:
    compose = _yaml("compose.yaml")
    services = compose["services"]
    assert {"database", "migrate", "breachbot", "proxy"} == services.keys()
    assert services["breachbot"]["deploy"]["replicas"] == 2
    assert services["database"]["image"].startswith("postgres:")
    ours = [service for service in services.values() if service["image"] == "breachbot"]
    assert [_is_command(" ".join(service["command"])) for service in ours] == [True, True]
    wants = {name: service["depends_on"] for name, service in services.items() if "depends_on" in service}
    assert {other for named in wants.values() for other in named} <= services.keys()
    mounted = [place for service in services.values() for place in service.get("volumes", ())]
    assert {place.partition(":")[0] for place in mounted if not place.startswith("./")} == compose[
        "volumes"
    ].keys()
    settings = {
        name.removeprefix("BREACHBOT_").lower(): value for name, value in ours[0]["environment"].items()
    }
    address = re.sub(r"\$\{.*?\}", "word", settings["database_url"])
    assert Settings(_env_file=None, **settings | {"database_url": address}).on_postgres
    caddy = (ROOT / "Caddyfile").read_text()
    assert f"dynamic a breachbot {settings['port']}" in caddy
    assert f"root * {settings['public_dir']}\n" in caddy
    assert {HOOKS, SLACK} <= {word.rstrip("*") for word in caddy.split()}
    assert f"-m 0755 {settings['public_dir']}" in (ROOT / "Dockerfile").read_text()


def test_every_link_between_documents_leads_somewhere() -> None:
    for path in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text()):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_no_file_names_a_machine() -> None:
    homes = re.compile(r"/(?:home|Users)/[a-z]|/root/|/(?:work|srv|builds)/[a-z]")
    for path, text in _texts():
        if path != Path(__file__).resolve():
            found = homes.search(text)
            assert found is None, f"{path}: {found}"


def test_every_room_says_what_it_is_and_imports_nothing() -> None:
    for path in (ROOT / "breachbot").rglob("__init__.py"):
        tree = ast.parse(path.read_text())
        assert ast.get_docstring(tree), path
        assert not list(_imports(path)), path


def test_the_pure_rooms_ask_no_clock_and_open_no_file() -> None:
    """What the import contracts cannot see: a method of a pure library that is not pure."""
    forbidden = {"now", "utcnow", "today", "open", "read_text", "read_bytes", "write_text"}
    for room in PURE:
        for path in (ROOT / "breachbot" / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
                    assert name not in forbidden, f"{path}:{node.lineno}: {name}()"
            assert "urllib.request" not in set(_imports(path)), path


def test_every_log_line_has_a_fixed_event_and_keys_that_pass() -> None:
    """A key that the log does not know is dropped when it is needed most; a made-up event may hold anything."""
    levels = {"debug", "info", "warning", "error", "critical", "exception"}
    for path in (ROOT / "breachbot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if not (
                isinstance(node.func.value, ast.Name)
                and node.func.value.id == "log"
                and node.func.attr in levels
            ):
                continue
            place = f"{path}:{node.lineno}"
            assert [type(argument) for argument in node.args] == [ast.Constant], place
            assert {word.arg for word in node.keywords} <= KEYS | {"exc_info"}, place


def test_no_test_patches() -> None:
    word = "mock" + ".patch"
    for path in (ROOT / "tests").rglob("*.py"):
        assert word not in path.read_text(), path


def test_the_import_contracts_name_every_room() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    layers = set(re.findall(r"[a-z_]+", " ".join(contracts[0]["layers"])))
    rooms = {path.stem for path in (ROOT / "breachbot").iterdir() if path.is_dir() or path.suffix == ".py"}
    assert rooms - {"__init__", "__pycache__", "errors", "settings", "observe"} == layers
    assert {f"breachbot.{room}" for room in PURE} < set(contracts[1]["source_modules"])


@pytest.fixture
def bare_checkout(tmp_path: Path) -> Path:
    """A checkout with a space in its name, and a PATH folder beside it with only what the Makefile needs."""
    checkout, tools = tmp_path / "my checkout", tmp_path / "bin"
    checkout.mkdir()
    tools.mkdir()
    for name in ["Makefile", "requirements.lock"]:
        shutil.copy(ROOT / name, checkout)
    for name in ["sh", "make", "touch", "grep", "cat", "mkdir", "chmod", "dirname", "rm"]:
        found = shutil.which(name)
        assert found is not None, name
        (tools / name).symlink_to(found)
    return checkout


def _python(checkout: Path, script: str) -> None:
    """Put a `python3` on the PATH that is this shell script."""
    path = checkout.parent / "bin/python3"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def _make(checkout: Path, target: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(checkout.parent / "bin"), "HOME": str(checkout.parent)}
    return subprocess.run(
        ["make", target],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_make_without_a_python_that_fits_says_so_in_one_sentence(bare_checkout: Path) -> None:
    _python(bare_checkout, "exit 1")  # what Python 3.10 answers when asked whether it is 3.11
    ended = _make(bare_checkout, "demo")
    assert ended.returncode != 0
    assert "breachbot needs Python 3.11 or newer, and none was found" in ended.stderr
    assert not (bare_checkout / ".venv").exists()


def test_make_without_venv_says_what_to_install(bare_checkout: Path) -> None:
    _python(bare_checkout, 'case "$2" in *ensurepip*) exit 1;; esac; exit 0')
    ended = _make(bare_checkout, "demo")
    assert ended.returncode != 0
    assert "apt install python3-venv" in ended.stderr


def test_make_without_a_package_index_says_so(bare_checkout: Path) -> None:
    real = os.path.realpath(sys.executable)
    (bare_checkout.parent / "bin/python3").symlink_to(real)
    # One package that no index can have: found or not, pip cannot satisfy the hash.
    (bare_checkout / "requirements.lock").write_text(
        f"breachbot-no-such-package==1 --hash=sha256:{'0' * 64}\n"
    )
    environment = {"PIP_NO_INDEX": "1", "PATH": str(bare_checkout.parent / "bin"), "HOME": str(bare_checkout)}
    ended = subprocess.run(
        ["make", "demo"],
        cwd=bare_checkout,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode != 0
    assert "could not be installed: is there a network, and does pip reach its index?" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (bare_checkout / ".venv/runtime").exists()


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module != "__future__":
            yield node.module or ""
