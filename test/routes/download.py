"""Reads a zip of a release with Python's own zipfile, and has frictionless judge it.

    download.py ZIP            what is in it, as JSON
    download.py ZIP --validate [NAME]   the faults that frictionless finds, as JSON; NAME: a file to damage first
"""

import hashlib
import json
import sys
import tempfile
import zipfile
from pathlib import Path


def contents(archive):
    files = []
    for info in archive.infolist():
        data = archive.read(info)
        files.append(
            {
                "name": info.filename,
                "time": list(info.date_time),
                "stored": info.compress_type == zipfile.ZIP_STORED,
                "sha256": hashlib.sha256(data).hexdigest(),
                "text": data.decode("utf-8") if not info.filename.endswith(".parquet") else None,
            }
        )
    return {"damaged": archive.testzip(), "files": files}


def faults(archive, damaged):
    from frictionless import Package

    with tempfile.TemporaryDirectory() as folder:
        archive.extractall(folder)
        if damaged is not None:
            with open(Path(folder) / damaged, "ab") as file:
                file.write(b"\n")
        report = Package(str(Path(folder) / "datapackage.json")).validate()
        found = [[task.name, error.type] for task in report.tasks for error in task.errors]
        return {"valid": report.valid, "tasks": [task.name for task in report.tasks], "faults": found}


with zipfile.ZipFile(sys.argv[1]) as zipped:
    if "--validate" in sys.argv:
        result = faults(zipped, sys.argv[3] if len(sys.argv) > 3 else None)
    else:
        result = contents(zipped)
json.dump(result, sys.stdout)
