"""The same figures from a few lines of pandas.

    python nonvoters.py http://127.0.0.1:8080 [--query weight=none]

Reads the records of nonvoters, computes weighted figures, and compares them with the CSV of a running server.
Prints what differs, and ends with 1 if anything does.
"""

import argparse
import sys
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd

RECORDS = Path(__file__).parents[2] / "data/nonvoters/1.0.0/responses.parquet"
CATEGORIES = {"always": "always", "sporadic": "sporadic", "rarely/never": "rarely-never"}
TOLERANCE = 1e-12

arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
arguments.add_argument("server")
arguments.add_argument("--query", default="", help="more of the query, to see that a difference is found")
given = arguments.parse_args()

records = pd.read_parquet(RECORDS)
records["weight"] = records["weight"].astype(float)
records["category"] = records["voter_category"].astype(str).map(CATEGORIES)


def crosstab(**query):
    """A crosstab by category of voter from the server, one record a cell."""
    asked = urlencode({**query, "columns": "voter-category", "format": "csv"})
    cells = pd.read_csv(f"{given.server}/v1/surveys/nonvoters/crosstab?{asked}&{given.query}")
    return cells.fillna({"row": "total", "column": "total"}).set_index(["row", "column"])


def figures(answered, y):
    """The weighted mean of y in each category of voter, with its bases: unweighted, and Kish's effective one."""
    w, category = answered["weight"], answered["category"]
    sum_w, sum_w2 = w.groupby(category).sum(), (w**2).groupby(category).sum()
    mean = (w * y).groupby(category).sum() / sum_w
    return pd.DataFrame({"value": mean, "base": w.groupby(category).size(), "baseEffective": sum_w**2 / sum_w2})


def shares(column, options, chosen):
    """Percent of those with an answer who gave a chosen one; codes that are no options are refusals."""
    answered = records[records[column].isin(options)]
    return figures(answered, 100 * answered[column].isin(chosen))


compared, different = 0, 0


def compare(name, row, served, found):
    """Every figure that pandas found, with the one that was served for it."""
    global compared, different
    for category, fields in found.iterrows():
        for field, value in fields.items():
            answer = served.loc[(row, category), field]
            compared += 1
            if not abs(answer - value) <= TOLERANCE * abs(value):
                different += 1
                print(f"{name} {row} {category} {field}: served {float(answer)!r} pandas {float(value)!r}")


q5 = crosstab(rows="q5")
compare("q5", "matters", q5, shares("Q5", [1, 2], [1]))
compare("q5", "much-the-same", q5, shares("Q5", [1, 2], [2]))

# Several answers could be chosen: the base is all who were asked.
compare("q19.holiday", "chosen", crosstab(rows="q19.holiday"), shares("Q19_3", [1, -1], [1]))

# A subtotal that the codebook declares, and one that the query does.
compare("q16", "easy", crosstab(rows="q16"), shares("Q16", [1, 2, 3, 4], [1, 2]))
ends = crosstab(rows="q16", net="q16:ends:very-easy,very-difficult")
compare("q16", "ends", ends, shares("Q16", [1, 2, 3, 4], [1, 4]))

compare("age", "total", crosstab(rows="age", measure="mean"), figures(records, records["ppage"]))

print(f"{different} of {compared} figures differ")
sys.exit(1 if different else 0)
