"""Brings what Python clients read into one shape: cells as JSON has them, and metadata by name."""

import math


def plain(value):
    """A value as JSON has it. What JSON has not stands out: NaN, dates and whatever else a client may make of a cell."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, float) and not math.isfinite(value):
        return {"not in JSON": repr(value)}
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return {"not in JSON": repr(value)}


def table(fields, rows):
    return {"fields": list(fields), "rows": [[plain(value) for value in row] for row in rows]}


def of_pandas(frame):
    # pandas has one null for numbers, NaN, and takes None beside it.
    known = frame.astype(object).where(frame.notna(), None)
    return table(known.columns, known.itertuples(index=False))


def of_polars(frame):
    return table(frame.columns, frame.rows())


def of_arrow(columns):
    return table(columns.column_names, (row.values() for row in columns.to_pylist()))


def of_records(records):
    return table(records[0], (record.values() for record in records))


def of_duckdb(relation):
    return table(relation.columns, relation.fetchall())


def of_workbook(book):
    header, *rows = book["data"].iter_rows(values_only=True)
    return table(header, rows)


def content(cell):
    """Numbers are rounded for people, with all of their digits as the value of an element `data`."""
    (exact,) = cell.xpath("data/@value") or (None,)
    return exact or cell.text_content() or None


def of_page(page):
    """The titles of empty cells say why: they stand for `reasons`, which the page has as text besides."""
    # Tables further down are of the method.
    (whole,) = page.xpath("(//table)[1]")
    fields = [cell.text_content() for cell in whole.xpath(".//th")]
    rows = []
    for line in whole.xpath("tbody/tr"):
        cells = line.xpath("td")
        why = {name: cell.get("title") for name, cell in zip(fields, cells) if cell.get("title")}
        row = dict(zip(fields, (content(cell) for cell in cells)))
        rows.append((row | ({"reasons": why} if "reasons" in row else {})).values())
    return table(fields, rows)


def of_cube(cube):
    """Figures from pyjstat's table, by their places; what is no figure is in the extension, by row."""
    metrics = cube["dimension"]["metric"]["category"]["index"]
    frame = cube.write("dataframe", naming="id")
    figures = dict(zip(zip(*(frame[name] for name in cube["id"])), frame["value"].astype(object)))
    rows = []
    for row in cube["extension"]["rows"]:
        values = (figures[(*row["at"], metric)] for metric in metrics)
        rows.append({m: None if v != v else v for m, v in zip(metrics, values)} | row["fields"])
    return table(rows[0], (row.values() for row in rows))


def pairs(items):
    return {plain(key): plain(value) for key, value in items}


def of_sheets(rows_of):
    """The sheets beside `data`, from what gives the rows of a sheet without its header."""
    notes = [note for (note,) in rows_of("footnotes")]
    return pairs(rows_of("metadata")) | {"method": pairs(rows_of("method")), "notes": notes}


def of_lists(page):
    def code(heading):
        first, *others = heading.split()
        return first.lower() + "".join(other.capitalize() for other in others)

    def named(title):
        found = page.xpath(f"//details[starts-with(summary, '{title}')]/dl/*")
        # A dash is what people see where there is nothing.
        texts = [one.get("data-value") or one.text_content().removeprefix("–") for one in found]
        return dict(zip(map(code, texts[::2]), texts[1::2]))

    notes = page.xpath("//h2[.='Notes']/following-sibling::*[1]/li")
    return named("About") | {
        "method": named("Method"),
        "notes": [one.text_content() for one in notes],
    }
