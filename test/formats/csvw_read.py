"""Reads CSV on the Web from a running server: python csvw_read.py http://127.0.0.1:8080/v1/surveys/…/gaps?format=csv …

Prints a line of JSON for each address, of a table or of its description: whether the description was found and obeys the
standard, and the cells.
"""

import json
import sys
import warnings

from csvw import CSVW

for address in sys.argv[1:]:
    # On the way to the description, the reader warns of each link that leads elsewhere.
    with warnings.catch_warnings(record=True):
        warnings.simplefilter("always")
        found = CSVW(address)
    table = found.tables[0]
    print(
        json.dumps(
            {
                "described": not found.no_metadata,
                "valid": found.is_valid,
                "faults": [str(warning.message) for warning in found.warnings],
                "properties": found.common_props,
                "rows": [list(row.values()) for row in table],
            }
        )
    )
