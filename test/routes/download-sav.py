"""Reads a file of SPSS with pyreadstat: what it says of itself, and each cell."""

import json
import sys

import pyreadstat

frame, meta = pyreadstat.read_sav(sys.argv[1], user_missing=True)
print(
    json.dumps(
        {
            "title": meta.file_label,
            "notes": meta.notes,
            "labels": meta.column_names_to_labels,
            "valueLabels": {
                name: [[value, label] for value, label in labels.items()]
                for name, labels in meta.variable_value_labels.items()
            },
            "missing": meta.missing_ranges,
            "measures": meta.variable_measure,
            "sets": meta.mr_sets,
            "columns": {name: [None if v != v else v for v in frame[name].tolist()] for name in frame},
        }
    )
)
