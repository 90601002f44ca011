"""What Python clients read from a running server, in each format that they know.

    python read_formats.py [--column] http://127.0.0.1:8080 '/v1/surveys/…/gaps?limit=1000' …

Prints a line of JSON for each client, format and address: the code that read it, and the cells and metadata that it
found. A client is one entry of CLIENTS: its lines of code are run as they stand, with `url` as the address.
--column: only what reads one column of a Parquet file by ranges.
"""

import importlib
import json
import sys
import warnings
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Callable

# The folder of tests stays as it is.
sys.dont_write_bytecode = True
import client_cells as found  # noqa: E402

# Whatever a client warns of is a fault of the file.
warnings.filterwarnings("error", module="openpyxl")


@dataclass(frozen=True)
class Client:
    package: str
    imports: tuple[str, ...]
    """What a null of the answer is in this client."""
    null: str
    cells: Callable
    """Lines of code by format."""
    read: dict[str, str]
    """Lines of code that read what JSON has under `meta`, by format, and what brings it into one shape."""
    metadata: dict[str, tuple[str, Callable]] = field(default_factory=dict)
    """Whether it gives all cells as texts, numbers too."""
    texts: bool = False
    """Code that reads the column `value` alone, by ranges of a Parquet file."""
    column: str | None = None


PANDAS_CSV = 'float_precision="round_trip", keep_default_na=False, na_values=""'
# Left to itself, DuckDB takes a column of 'yes' for truth values.
DUCKDB_CSV = "sample_size=-1, auto_type_candidates=['BIGINT', 'DOUBLE', 'VARCHAR']"
SHEETS = "openpyxl.load_workbook(io.BytesIO(urlopen(url).read()))"

CLIENTS = (
    Client(
        "pandas",
        ("import json", "from urllib.request import urlopen", "import pandas as pd"),
        "NaN, None in columns of text",
        found.of_pandas,
        {
            "json": 'pd.DataFrame(json.load(urlopen(url))["data"])',
            "csv": f"pd.read_csv(url, {PANDAS_CSV})",
            "csv-excel": f'pd.read_csv(url, sep=";", decimal=",", {PANDAS_CSV})',
            "json-records": "pd.read_json(url, dtype=False, precise_float=True)",
            "ndjson": "pd.read_json(url, lines=True, dtype=False, precise_float=True)",
            "xlsx": 'pd.read_excel(url, dtype=object, keep_default_na=False, na_values="")',
            "parquet": "pd.read_parquet(url)",
            "arrow": "pd.read_feather(url)",
        },
    ),
    Client(
        "polars",
        ("import io", "from urllib.request import urlopen", "import polars as pl"),
        "null",
        found.of_polars,
        {
            "csv": "pl.read_csv(url, infer_schema_length=None)",
            "csv-excel": 'pl.read_csv(url, separator=";", decimal_comma=True, infer_schema_length=None)',
            "ndjson": "pl.read_ndjson(url, infer_schema_length=None)",
            "xlsx": "pl.read_excel(io.BytesIO(urlopen(url).read()))",
            "parquet": "pl.scan_parquet(url).collect()",
            "arrow": "pl.read_ipc(url)",
        },
        {"parquet": ("pl.read_parquet_metadata(url)", lambda one: found.pairs(one.items()))},
        column='pl.scan_parquet(url).select("value").collect()',
    ),
    Client(
        "pyarrow",
        (
            "import io",
            "from urllib.request import urlopen",
            "import pyarrow as pa",
            "import pyarrow.csv, pyarrow.json, pyarrow.parquet",
        ),
        "null",
        found.of_arrow,
        {
            "csv": "pa.csv.read_csv(urlopen(url), convert_options=pa.csv.ConvertOptions("
            'null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False))',
            "ndjson": "pa.json.read_json(urlopen(url))",
            "parquet": "pa.parquet.read_table(io.BytesIO(urlopen(url).read()))",
            "arrow": "pa.ipc.open_file(urlopen(url).read()).read_all()",
        },
        {
            "parquet": (
                "pa.parquet.read_schema(io.BytesIO(urlopen(url).read())).metadata",
                lambda one: found.pairs(one.items()),
            ),
            "arrow": ("pa.ipc.open_file(urlopen(url).read()).schema.metadata", lambda one: found.pairs(one.items())),
        },
    ),
    Client(
        "duckdb",
        ("import duckdb",),
        "NULL",
        found.of_duckdb,
        {
            "json": "duckdb.sql(f\"SELECT unnest(data, max_depth := 2) FROM read_json('{url}')\")",
            "csv": f"duckdb.sql(f\"FROM read_csv('{{url}}', {DUCKDB_CSV})\")",
            "csv-excel": f"duckdb.sql(f\"FROM read_csv('{{url}}', delim=';', decimal_separator=',', {DUCKDB_CSV})\")",
            "ndjson": "duckdb.sql(f\"FROM read_ndjson('{url}')\")",
            "parquet": "duckdb.sql(f\"FROM read_parquet('{url}')\")",
        },
        {
            "parquet": (
                "duckdb.sql(f\"SELECT key, value FROM parquet_kv_metadata('{url}')\")",
                lambda one: found.pairs(one.fetchall()),
            )
        },
        column="duckdb.sql(f\"SELECT value FROM read_parquet('{url}')\")",
    ),
    Client(
        "openpyxl",
        ("import io", "from urllib.request import urlopen", "import openpyxl"),
        "None",
        found.of_workbook,
        {"xlsx": SHEETS},
        {"xlsx": (SHEETS, lambda book: found.of_sheets(lambda name: list(book[name].iter_rows(2, values_only=True))))},
    ),
    Client(
        "pyjstat",
        ("from pyjstat import pyjstat",),
        "NaN",
        found.of_cube,
        {"json-stat": "pyjstat.Dataset.read(url)"},
        {"json-stat": ('pyjstat.Dataset.read(url)["extension"]["meta"]', dict)},
    ),
    Client(
        "csvw",
        ("from csvw import CSVW",),
        "None",
        found.of_records,
        {"csvw": "list(CSVW(url).tables[0])"},
        {"csvw": ("CSVW(url).t.notes[0]", dict)},
    ),
    Client(
        "lxml",
        ("from urllib.request import urlopen", "import lxml.html"),
        "an empty cell",
        found.of_page,
        {"html": "lxml.html.parse(urlopen(url))"},
        {"html": ("lxml.html.parse(urlopen(url))", found.of_lists)},
        texts=True,
    ),
)


def load_httpfs():
    """DuckDB reads HTTP with an extension that it fetches itself; here it comes from the package registry."""
    import duckdb

    (folder,) = importlib.import_module("duckdb_extension_httpfs").__path__
    (file,) = Path(folder).rglob("*.duckdb_extension")
    duckdb.sql(f"LOAD '{file}'")


def readings(client, server, addresses, only_column):
    names = {}
    for line in client.imports:
        exec(line, names)
    if client.package == "duckdb":
        load_httpfs()
    about = {"client": client.package, "language": "python", "version": version(client.package)}
    about |= {"imports": client.imports, "null": client.null, "texts": client.texts}
    read = ({"parquet": client.column} if client.column else {}) if only_column else client.read
    for id, code in read.items():
        metadata_code, shape = (None, None) if only_column else client.metadata.get(id, (None, None))
        for address in addresses:
            names["url"] = f"{server}{address}{'&' if '?' in address else '?'}format={id}"
            reading = about | {"format": id, "code": code, "address": address}
            try:
                reading |= client.cells(eval(code, names))
                if shape:
                    reading |= {"metadataCode": metadata_code, "metadata": shape(eval(metadata_code, names))}
            except Exception as error:
                reading |= {"error": f"{type(error).__name__}: {error}"}
            yield reading


if __name__ == "__main__":
    server, *addresses = [argument for argument in sys.argv[1:] if argument != "--column"]
    for client in CLIENTS:
        try:
            for reading in readings(client, server, addresses, "--column" in sys.argv):
                print(json.dumps(reading, allow_nan=False))
        except ImportError as error:
            print(json.dumps({"client": client.package, "missing": str(error)}))
