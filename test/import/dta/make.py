"""Makes the files of Stata beside this script that pandas can write: `python test/import/dta/make.py`.

Thirty persons: sex 1 and 2 with labels, age, a day, an income (float) of which every fifth is none, a long text. In format 118 the first
two ages are then `.a` and `.b`, which pandas does not write.
"""

import pathlib

import numpy
import pandas

here = pathlib.Path(__file__).parent
n = 30
frame = pandas.DataFrame(
    {
        "sex": numpy.array([1 + i % 2 for i in range(n)], dtype="int8"),
        "age": numpy.array([20 + i for i in range(n)], dtype="int8"),
        "day": pandas.date_range("2024-02-28", periods=n),
        "income": numpy.array([numpy.nan if i % 5 == 4 else 1000.25 + i for i in range(n)], dtype="float32"),
        "city": [["Zürich", "Łódź", "Genève"][i % 3] for i in range(n)],
    }
)
labels = {"sex": {1: "Männlich", 2: "Weiblich"}}
latin = frame.assign(city=["Zürich" if i % 2 else "Genève" for i in range(n)])
for version in (114, 117, 118, 119):
    one = latin if version < 118 else frame
    one.to_stata(
        here / f"pandas-{version}.dta",
        version=version,
        write_index=False,
        data_label="Thirty persons",
        variable_labels={"sex": "Are you …?" if version >= 118 else "Are you?"},
        value_labels=labels,
        convert_dates={"day": "td"},
        **({"convert_strl": ["city"]} if version >= 117 else {}),
        byteorder=">" if version == 114 else "<",
    )
path = here / "pandas-118.dta"
data = bytearray(path.read_bytes())
start = data.index(b"<data>") + 6
width = (data.index(b"</data>") - start) // n
assert data[start + 1] == 20 and data[start + width + 1] == 21
data[start + 1], data[start + width + 1] = 102, 103
path.write_bytes(data)
