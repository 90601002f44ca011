"""Runs a notebook from top to bottom against the server in TOPLINE_URL, and says where its output is not the committed one.

With --write the committed output is replaced. Pictures are only looked at for being there: their bytes depend on fonts.
"""

import json
import os
import sys
import tempfile

import nbformat
from nbclient import NotebookClient

EXAMPLE = "http://127.0.0.1:8080"
KERNELS = {"ir": ["R", "--no-echo", "-e", "IRkernel::main()", "--args", "{connection_file}"]}


def add_kernels(folder):
    """Kernels that pip does not install."""
    for name, command in KERNELS.items():
        place = os.path.join(folder, "kernels", name)
        os.makedirs(place)
        with open(os.path.join(place, "kernel.json"), "w", encoding="utf-8") as file:
            json.dump({"argv": command, "display_name": name, "language": name}, file)
    os.environ["JUPYTER_PATH"] = folder


def clean(notebook):
    """Without what differs from machine to machine."""
    server = os.environ["TOPLINE_URL"]
    notebook.metadata = {"kernelspec": notebook.metadata["kernelspec"]}
    for cell in notebook.cells:
        cell.metadata = {}
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output["metadata"] = {}
    return nbformat.from_dict(json.loads(json.dumps(notebook).replace(server, EXAMPLE)))


def readable(cell):
    """What a cell shows: its texts, and whether there is a picture."""
    shown = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        texts = {kind: text for kind, text in data.items() if not kind.startswith("image/")}
        pictures = sorted(kind for kind, content in data.items() if kind.startswith("image/") and len(content) > 1000)
        shown.append((output["output_type"], output.get("text"), texts, pictures))
    return shown


path = sys.argv[1]
committed = nbformat.read(path, 4)
with tempfile.TemporaryDirectory() as folder:
    add_kernels(folder)
    notebook = nbformat.from_dict(json.loads(json.dumps(committed)))
    NotebookClient(notebook, timeout=120, record_timing=False, coalesce_streams=True).execute()
notebook = clean(notebook)
if "--write" in sys.argv:
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n")
    committed = notebook
differences = 0
code = 0
for number, (was, now) in enumerate(zip(committed.cells, notebook.cells), 1):
    code += now.cell_type == "code"
    if readable(was) != readable(now):
        differences += 1
        print(f"cell {number}: committed {readable(was)!r}\nnow {readable(now)!r}")
pictures = sum(bool(shown[3]) for cell in notebook.cells for shown in readable(cell))
print(f"{code} cells of code, {pictures} pictures, {differences} differ")
sys.exit(differences > 0)
