"""The notebooks run from first to last cell, and lie in git without outputs."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

pytestmark = pytest.mark.model

FOLDER = Path(__file__).parents[2] / "notebooks"
CODE_CELLS = {"01_build_and_ask": 10}


def code_of(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_every_notebook_is_executed():
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == set(CODE_CELLS)


@pytest.mark.parametrize("name", CODE_CELLS)
def test_the_notebook_runs(name, tmp_path, monkeypatch):
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    notebook = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    assert all(not cell.outputs and cell.execution_count is None for cell in code_of(notebook)), "strip the outputs"
    client = NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}})
    client.execute()
    cells = code_of(client.nb)
    assert [cell.execution_count for cell in cells] == list(range(1, CODE_CELLS[name] + 1))
    outputs = [output for cell in cells for output in cell.outputs]
    assert not [output for output in outputs if output.output_type == "error" or output.get("name") == "stderr"]
    printed = "".join(output.get("text", "") for output in outputs)
    assert "12 articles" in printed and "restricts Gallium (Asserted)" in printed and "kg:Company" in printed
    assert "'modality': 'Planned'" in printed
    assert any("<iframe" in output.get("data", {}).get("text/html", "") for output in outputs)
