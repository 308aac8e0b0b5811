"""What is published can be installed, and says what it is."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email.parser import Parser
from pathlib import Path
from typing import Any

import pytest
from readme_renderer import markdown

import qarion

from .support.keys import KEY

PROJECT = Path(__file__).parents[1]


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source distribution, and the wheel that was made from it."""
    folder = tmp_path_factory.mktemp("built")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(PROJECT))
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    [wheel] = built.glob("*.whl")
    return wheel


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    sources = {
        f"qarion/{file.relative_to(PROJECT / 'src/qarion')}" for file in (PROJECT / "src").rglob("*.py")
    }
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name for name in names if ".dist-info/" not in name} == {*sources, "qarion/py.typed"}
    assert wheel.name == f"qarion-{qarion.__version__}-py3-none-any.whl"


def test_the_source_distribution_can_be_read_and_built(built: Path) -> None:
    [sdist] = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "src/qarion/py.typed"} <= names
    assert not {name for name in names if name.startswith("tests")}


def test_the_metadata_says_what_pip_must_know(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    folder = f"qarion-{qarion.__version__}.dist-info"
    metadata = Parser().parsestr(archive.read(f"{folder}/METADATA").decode())
    assert metadata["Name"] == "qarion"
    assert metadata["Requires-Python"] == ">=3.9"
    assert metadata["License-Expression"] == "MIT"
    assert metadata["Description-Content-Type"] == "text/markdown"
    required = {re.split(r"[<>=]", one)[0] for one in metadata.get_all("Requires-Dist", [])}
    assert required == {"httpx", "anyio"}
    assert archive.read(f"{folder}/licenses/LICENSE") == (PROJECT.parents[1] / "LICENSE").read_bytes()


def test_an_installed_wheel_works_by_itself(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", str(tmp_path))
    python = str(tmp_path / "bin/python")
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        str(wheel),
    )
    # What it needs is taken from here: no test asks a package index.
    [packages] = tmp_path.glob("lib/python*/site-packages")
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib"))
    program = f"""
import importlib.resources, qarion
assert qarion.__file__.startswith({str(packages)!r}), qarion.__file__
assert importlib.resources.files("qarion").joinpath("py.typed").is_file()
print(repr(qarion.QarionClient({KEY!r})))
"""
    assert run(python, "-I", "-c", program).startswith("<QarionClient http://localhost:3000/api ")


def test_the_readme_is_shown_as_a_page() -> None:
    page = markdown.render((PROJECT / "README.md").read_text(encoding="utf-8"))
    assert page is not None
    assert "<h1>qarion</h1>" in page
    assert "<table>" in page


def calls_in(code: str) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]


def test_every_call_in_the_readme_is_one_that_the_client_takes() -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    # In tables, an argument that is left to the reader is written as an ellipsis.
    inline = [f"client.{one}" for one in re.findall(r"`(\w+\.\w+\([^`]*\))`", text)]
    calls = [
        call for code in [*blocks, *[one.replace("…", "...") for one in inline]] for call in calls_in(code)
    ]
    seen: set[str] = set()
    client: Any = qarion.QarionClient(KEY)
    for call in calls:
        match = re.fullmatch(r"client\.(\w+)\.(\w+)", ast.unparse(call.func))
        if match is None:
            continue
        method = getattr(getattr(client, match[1]), match[2])
        if not any(isinstance(argument, ast.Constant) and argument.value is ... for argument in call.args):
            inspect.signature(method).bind(*call.args, **{str(one.arg): one.value for one in call.keywords})
        seen.add(".".join(match.groups()))
    assert len(seen) > 10
