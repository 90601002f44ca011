"""Holds documents, a file each, against the validator of JSON-stat 2.0, and prints what is wrong with each."""

import json
import sys

from jsonstat_validator import validate_jsonstat

for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    try:
        validate_jsonstat(document)
        print("valid")
    except Exception as fault:
        print(repr(str(fault)))
