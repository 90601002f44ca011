"""Writes the same records as SAS transport files (versions 5 and 8) with pyreadstat, and tells what they hold."""

import json
import sys

import pandas as pd
import pyreadstat

rows = [
    (1 + i % 2, None if i % 7 == 0 else 1 + i % 3, 0.1 + i / 7, -1e-20 * (i + 1), f"zürich {i % 3}" if i % 5 else "")
    for i in range(60)
]
frame = pd.DataFrame(rows, columns=["SEX", "TRUST", "W", "TINY", "PLACE"])
frame["TRUST"] = frame["TRUST"].astype(float)
labels = ["Sex of the person", "Trust in the courts of this country, as far as you know them", "Weight", "", "Place"]
for version in (5, 8):
    pyreadstat.write_xport(
        frame, f"{sys.argv[1]}/v{version}.xpt", "A study", labels, table_name="STUDY", file_format_version=version
    )
print(json.dumps({"cells": [[None if v != v else v for v in row] for row in frame.itertuples(index=False)], "labels": labels}))
