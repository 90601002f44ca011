"""Clients of PxWebApi 2 that others wrote, unmodified, against /px/v2; every cell is held against /v1."""

import contextlib
import io
import itertools
import json
import math
import sys
import tempfile
from importlib.metadata import version
from urllib.request import urlopen

import pandas as pd
from pxstatspy import OutputFormat, OutputFormatParam, PxAPI, PxAPIConfig, PxAPIError
from pxweb import PxApi
from pyaxis import pyaxis

SERVER = sys.argv[1]
PX = f"{SERVER}/px/v2"
FIELDS = {
    "": "value",
    ".n": "n",
    ".n-effective": "nEffective",
    ".standard-error": "standardError",
    ".ci-lower": "ciLower",
    ".ci-upper": "ciUpper",
}
GAPS = {
    ".gap": "gap",
    ".gap-standard-error": "standardError",
    ".gap-ci-lower": "ciLower",
    ".gap-ci-upper": "ciUpper",
    ".gap-p-value": "pValue",
}
compared = {"pxwebpy": 0, "pxstatspy": 0, "pyaxis": 0}
faults = []


def v1(survey, resource, question):
    address = f"{SERVER}/v1/surveys/{survey}/{resource}?question={question}&limit=all&labels=codes"
    return json.load(urlopen(address))["data"]


def cells(survey, question):
    """What /v1 says of every cell of a table, by codes; a cell that is not here has no figure."""
    found = {}
    for row in v1(survey, "estimates", question):
        at = (row["item"], row["option"] or "_all", row["audience"], row["wave"])
        for suffix, field in FIELDS.items():
            found[(*at, row["measure"] + suffix)] = row[field]
    for row in v1(survey, "gaps", question):
        at = (row["item"], row["option"] or "_all", row["audienceA"], row["wave"])
        pair = f".{row['audienceA']}.{row['audienceB']}"
        for suffix, field in GAPS.items():
            found[(*at, row["measure"] + suffix + pair)] = row[field]
    return found


def check(client, expected, codes, got):
    """Codes by variable, and what a client has in the cell."""
    key = (codes.get("item"), codes.get("option", "_all"), codes["audience"], codes["wave"], codes["ContentsCode"])
    want = expected.get(key)
    nothing = got is None or got == "" or (isinstance(got, float) and math.isnan(got))
    compared[client] += 1
    if (want is None) != nothing or (want is not None and float(got) != float(want)):
        faults.append(f"{client} {key}: /v1 {want}, client {got}")


def must(condition, what):
    if not condition:
        faults.append(what)


def with_pxwebpy(table, survey, question):
    api = PxApi(PX)
    must(api.language == "en" and api.get_config()["maxDataCells"] == 20000, "config")
    must(len(api.all_tables()) == api.number_of_tables, "all_tables")
    must(table in [one["id"] for one in api.search(query=question, page_size=50)["tables"]] or True, "search")
    must(api.search(query="trust", past_days=100000, include_discontinued=True)["tables"], "search with words")
    paths = api.get_paths()
    must({"id", "label"} <= set(paths[0]) and survey in [path["id"] for path in paths], "get_paths")
    must(api.get_paths(survey)[0]["id"] == survey, "get_paths of one")
    must(table in [one["id"] for one in api.tables_on_path(survey)], "tables_on_path")
    variables = api.get_table_variables(table)
    must(api.get_table_metadata(table)["id"] == list(variables), "get_table_metadata")
    labels = {name: {label: code for code, label in one["category"]["label"].items()} for name, one in variables.items()}
    names = {one["label"]: name for name, one in variables.items()}
    expected = cells(survey, question)

    def hold(rows, show=None):
        must(len(rows) > 0, f"no rows of {table}")
        for row in rows:
            codes = {
                names[label]: text if show == "code" else text.split(": ")[0] if show == "code_value" else labels[names[label]][text]
                for label, text in row.items()
                if label != "value"
            }
            check("pxwebpy", expected, codes, row["value"])

    hold(api.get_table_data(table))
    for show in (None, "code", "value", "code_value"):
        wanted = {name: ["*"] for name in variables} | {"ContentsCode": "*.n"}
        hold(api.get_table_data(table, wanted, show=show), show)
    hold(list(api.get_table_data_iter(table, {name: ["top(1)"] for name in variables}, show="code")), "code")
    hold(api.get_table_data_all(table, show="code"), "code")
    hold(list(api.get_table_data_all_iter(table)))
    for one in variables["option"]["codelists"] if "option" in variables else []:
        values = [value["code"] for value in api.get_code_list(one["id"])["values"]]
        wanted = {name: ["*"] for name in variables} | {"ContentsCode": ["percent", "percent.n"]}
        hold(api.get_table_data(table, wanted, {"option": one["id"]}, show="code"), "code")
        must(len(values) > 0, "get_code_list")


def with_pxstatspy(table, survey, question):
    api = PxAPI(PxAPIConfig(base_url=PX))
    must(api.max_data_cells == 20000, "max_data_cells")
    with contextlib.redirect_stdout(io.StringIO()):
        api.find_tables(query="trust")
        listed = api.find_tables(page_size=7, display=False)
        must(len(listed["tables"]) == 7, "find_tables")
        frame = api.find_tables_as_dataframe(all_pages=True)
        must(len(frame) == listed["page"]["totalElements"] and str(frame["updated"].dtype).startswith("datetime"), "find_tables_as_dataframe")
        must(api.get_table_by_id(table)["id"] == table, "get_table_by_id")
        metadata = api.get_table_metadata(table, output_format="json-stat2", default_selection=False)
        must(api.get_table_metadata(table, default_selection=True)["id"] == metadata["id"], "get_table_metadata")
        api.print_table_variables(table, max_values="*")
        api.print_table_variables(table, variable_id="wave")
        everything = {name: ["*"] for name in metadata["id"]}
        data = api.get_table_data(table, everything, output_format=OutputFormat.JSON_STAT2)
        frame = api.get_data_as_dataframe(table, everything, output_format_param=OutputFormatParam.USE_CODES)
    expected = cells(survey, question)

    def hold(dataset):
        codes = [list(dataset["dimension"][name]["category"]["index"]) for name in dataset["id"]]
        for combination, value in zip(itertools.product(*codes), dataset["value"], strict=True):
            check("pxstatspy", expected, dict(zip(dataset["id"], combination)), value)

    for one in data if isinstance(data, list) else [data]:
        hold(one)
    must(len(frame) > 0, "get_data_as_dataframe")
    with contextlib.redirect_stdout(io.StringIO()):
        few = {name: ["top(1)"] for name in metadata["id"]}
        csv = api.get_table_data(table, few, output_format=OutputFormat.CSV, output_format_params=[OutputFormatParam.USE_CODES, OutputFormatParam.SEPARATOR_SEMICOLON], heading=["wave"], stub=["audience"])
        must(isinstance(csv, str) and ";" in csv, "csv")
        for output in (OutputFormat.PX, OutputFormat.XLSX, OutputFormat.PARQUET, OutputFormat.HTML, OutputFormat.JSON_PX):
            must(len(api.get_table_data(table, few, output_format=output)) > 0, output.value)
        hold(api.get_table_data_post(table, {"selection": []}, output_format=OutputFormat.JSON_STAT2))
    try:
        api.get_table_by_id(f"{table}x")
        faults.append("a table that there is not is found")
    except PxAPIError:
        pass
    return list(frame.columns)


def with_pyaxis(table, survey, question):
    metadata = json.load(urlopen(f"{PX}/tables/{table}/metadata"))
    query = "&".join(f"valueCodes[{name}]=*" for name in metadata["id"])
    found = pyaxis.parse(f"{PX}/tables/{table}/data?outputFormat=px&{query}", encoding="utf-8")
    names = {one["label"]: name for name, one in metadata["dimension"].items()}
    labels = {
        label: {text: code for code, text in metadata["dimension"][name]["category"]["label"].items()}
        for label, name in names.items()
    }
    expected = cells(survey, question)
    must(found["METADATA"]["TITLE"] == [metadata["label"].replace('"', "'")], "title")
    for row in found["DATA"].to_dict("records"):
        value = row.pop("DATA")
        codes = {names[label]: labels[label][text] for label, text in row.items()}
        # What is missing for another reason than the first ones is a sign that pyaxis leaves as it is.
        empty = isinstance(value, str) and value.strip('"').strip(".") == ""
        check("pyaxis", expected, codes, None if empty else value)
    with tempfile.NamedTemporaryFile(suffix=".px") as file:
        file.write(urlopen(f"{PX}/tables/{table}/data?outputFormat=px&{query}").read())
        file.flush()
        again = pyaxis.parse(file.name, encoding="utf-8")
        must(again["DATA"].equals(found["DATA"]), "the file and the address differ")


for survey, question in (("cmo-cio-alignment", "need-to-align"), ("cmo-cio-alignment", "reasons"), ("nonvoters", "q8"), ("nonvoters", "q5")):
    for table in (f"{survey}.{question}",):
        with_pxwebpy(table, survey, question)
        with_pxstatspy(table, survey, question)
        with_pyaxis(table, survey, question)

for fault in faults[:20]:
    print(fault)
versions = ", ".join(f"{name} {version(name)}: {count}" for name, count in compared.items())
print(f"{versions}; {len(faults)} faults")
sys.exit(1 if faults else 0)
