"""Makes the files of Arrow beside this script: `python test/import/arrow/make.py`. Six persons, as arrow.test.ts tells them once more."""

import datetime
import json
import pathlib
import subprocess
import tempfile

import pyarrow
import pyarrow.feather
import pyarrow.parquet

here = pathlib.Path(__file__).parent
n = 60
fields = [
    pyarrow.field(
        "owns",
        pyarrow.int8(),
        metadata={"label": "Do you own a car?", "value_labels": json.dumps({"1": "Yes", "2": "No"})},
    ),
    pyarrow.field("colour", pyarrow.dictionary(pyarrow.int8(), pyarrow.string()), metadata={"label": "Which colour?"}),
    pyarrow.field("age", pyarrow.int64()),
    pyarrow.field("score", pyarrow.float64()),
    pyarrow.field("day", pyarrow.date32()),
    pyarrow.field("at", pyarrow.timestamp("us")),
    pyarrow.field("good", pyarrow.bool_()),
]
table = pyarrow.table(
    {
        "owns": pyarrow.array([None if i % 6 == 5 else 1 + i % 2 for i in range(n)], pyarrow.int8()),
        "colour": pyarrow.array(["red" if i % 3 else "blüe" for i in range(n)]).dictionary_encode(),
        "age": pyarrow.array([20 + i for i in range(n)], pyarrow.int64()),
        "score": pyarrow.array([float("nan") if i == 3 else i + 0.25 for i in range(n)], pyarrow.float64()),
        "day": pyarrow.array([datetime.date(2024, 2, 28) + datetime.timedelta(days=i) for i in range(n)]),
        "at": pyarrow.array(
            [datetime.datetime(2024, 2, 28, 12, 30, i) for i in range(n)], pyarrow.timestamp("us")
        ),
        "good": pyarrow.array([i % 4 == 0 for i in range(n)]),
    }
).cast(pyarrow.schema(fields))
table = table.cast(pyarrow.schema(fields))
for name, compression in (("lz4", "lz4"), ("zstd", "zstd"), ("plain", "uncompressed")):
    pyarrow.feather.write_feather(table, here / f"{name}.feather", compression=compression, chunksize=25)
with pyarrow.ipc.new_stream(here / "stream.arrow", table.schema) as writer:
    writer.write_table(table, max_chunksize=25)
pyarrow.parquet.write_table(table, here / "labelled.parquet")

# As arrow for R writes a table of haven: labels are attributes, serialized by R (make-r.R).
with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["Rscript", here / "make-r.R", folder], check=True)
    serialized = {one.stem: one.read_text("latin-1") for one in pathlib.Path(folder).iterdir()}
of_r = pyarrow.table(
    {
        "owns": [1.0, 2.0, 9.0, 98.0, None, 1.0] * 10,
        "colour": ["r", "b", "b"] * 20,
        "score": [1.0, 2.0, 3.0] * 20,
        "seats": pyarrow.array([1, 2, 3, 4, 4, 4] * 10, pyarrow.int32()),
        "tagged": [1.0, None] * 30,
        "plain": [1.5, 2.5] * 30,
    }
)
pyarrow.parquet.write_table(of_r.replace_schema_metadata({"r": serialized["plain"]}), here / "haven.parquet")
pyarrow.feather.write_feather(of_r.replace_schema_metadata({"r": serialized["packed"]}), here / "haven-packed.feather")
pyarrow.parquet.write_table(of_r.replace_schema_metadata({"r": serialized["function"]}), here / "function.parquet")

# As people keep what pyreadstat says: among the attrs of pandas.
import pandas  # noqa: E402

frame = pandas.DataFrame({"owns": [1.0, 2.0, 2.0] * 20, "colour": ["r", "b"] * 30})
frame.attrs = {
    "column_names_to_labels": {"owns": "Do you own a car?", "colour": "Which colour?"},
    "variable_value_labels": {"owns": {"1.0": "Yes", "2.0": "No"}, "colour": {"r": "Red", "b": "Blue"}},
}
frame.to_parquet(here / "attrs.parquet")
