"""Runs each file as a program of its own and prints what its variable `data` holds, a line of JSON each."""

import contextlib
import io
import json
import math
import sys


def plain(value):
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float) and math.isnan(value):
        return None
    return value


for path in sys.argv[1:]:
    names = {}
    with open(path, encoding="utf-8") as file, contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(file.read(), path, "exec"), names)
    data = names.get("data")
    if data is None:
        result = {"printed": printed.getvalue()}
    elif data.ndim == 1:
        result = {"data": {name: plain(value) for name, value in data.items()}}
    else:
        rows = data.astype(object).to_dict("records")
        result = {"data": [{name: plain(value) for name, value in row.items()} for row in rows]}
    result["shown"] = len(printed.getvalue())
    print(json.dumps(result))
