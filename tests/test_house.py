"""The house holds: the line of imports, pinned dependencies, the README's own lines."""

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
REPLACE = ("structs.replace", "replace")
PINNED = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.MULTILINE)


def test_each_package_imports_only_those_to_its_right() -> None:
    """bot → scheduler → storage → companion; the simulator alone; companion pure."""
    lint_imports = Path(sys.executable).with_name("lint-imports")  # not in this process: it silences all loggers
    assert subprocess.run([lint_imports], cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_a_changed_copy_names_fields_that_there_are() -> None:
    """mypy does not look into `structs.replace`: a slip of the pen would come up where that line first runs."""
    packages = ("companion", "storage", "scheduler", "bot", "drawing")
    trees = [ast.parse(file.read_text("utf-8")) for package in packages for file in (ROOT / package).rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    records = [
        node
        for node in nodes
        if isinstance(node, ast.ClassDef) and any("Struct" in ast.unparse(base) for base in node.bases)
    ]
    fields = {
        line.target.id
        for record in records
        for line in record.body
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name)
    }
    copies = [node for node in nodes if isinstance(node, ast.Call) and ast.unparse(node.func) in REPLACE]
    named = {keyword.arg for copy in copies for keyword in copy.keywords if keyword.arg}
    assert len(named) > 30
    assert named <= fields


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes_and_name_no_address(name: str) -> None:
    """Whoever installs gets the very files that were tested, from wherever they get their packages."""
    text = (ROOT / name).read_text("utf-8")
    pins = PINNED.findall(text)
    assert len(pins) > 20
    assert text.count("--hash=sha256:") >= len(pins)
    assert "://" not in text
    assert "--index" not in text


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_have_what_the_project_asks_for(name: str) -> None:
    """A dependency that was added to pyproject.toml without compiling the files anew would be missing here."""
    pinned = dict(PINNED.findall((ROOT / name).read_text("utf-8")))
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["build"]]
    if name == "requirements-dev.txt":
        asked += PROJECT["optional-dependencies"]["dev"]
    for requirement in asked:
        package, _, exact = requirement.partition("==")
        package = re.split(r"[<>=]", package)[0].lower()
        assert package in pinned
        assert pinned[package] == exact or not exact


def test_every_dependency_has_its_reason() -> None:
    """CONTRIBUTING.md says why each package is here."""
    table = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Dependencies")[1].split("## ")[0]
    extras = PROJECT["optional-dependencies"]
    for requirement in [*PROJECT["dependencies"], *extras["build"], *extras["dev"]]:
        assert re.split(r"[<>=]", requirement)[0] in table


def test_no_file_needs_a_lock_of_another_tool() -> None:
    """One way to pin, not three."""
    assert not [path.name for path in ROOT.iterdir() if path.name == "uv.lock" or path.name.startswith("pylock")]


def readme_line(comment: str) -> str:
    """The command that stands in the README below this comment."""
    text = (ROOT / "README.md").read_text("utf-8")
    found = re.search(rf"<!-- {comment} -->\n```sh\n(.+)\n```", text)
    assert found, comment
    return found[1]


def test_the_line_that_tests_is_the_one_that_ci_runs() -> None:
    """CI takes it out of the README: it must be there, and end in the tests."""
    assert readme_line("the line that tests").endswith(".venv/bin/pytest")
    assert "<!-- the line that tests -->" in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.slow
def test_the_line_that_tries_it_works_in_a_fresh_clone(tmp_path: Path) -> None:
    """As a newcomer would: clone, paste the line, open the address, find the page and someone to be."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("this is no git checkout")
    clone = tmp_path / "small-wins"
    subprocess.run(["git", "clone", "-q", ROOT, clone], check=True)
    (tmp_path / "home").mkdir()
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM", "DATABASE", "VIRTUAL"))
    }
    environment = kept | {"HOME": str(tmp_path / "home")}
    started = subprocess.Popen(
        ["bash", "-c", readme_line("the line that tries it")],
        cwd=clone, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    assert started.stdout
    try:
        said = []
        for line in started.stdout:
            said.append(line)
            if address := re.search(r"http://127\.0\.0\.1:\d+", line):
                break
        assert address, "".join(said)
        with urllib.request.urlopen(address[0]) as page:
            assert b"<html" in page.read()
        with urllib.request.urlopen(f"{address[0]}/user/people") as people:
            assert json.load(people)[0]["first_name"] == "Alice"
    finally:
        os.killpg(started.pid, signal.SIGINT)  # its own session: the shell, the bot and the simulator
        started.wait(30)
        started.stdout.close()
