# The same shares with Polars, without standard errors or a test, which it has not. Once to warm up, once to be measured.
import json, resource, sys
import polars as pl

rows = pl.read_parquet(sys.argv[1])


def shares():
    answered = rows.drop_nulls("answer")
    cells = answered.group_by("audience", "answer").agg(pl.col("w").sum()).sort("audience", "answer")
    return cells.with_columns((pl.col("w") / pl.col("w").sum().over("audience")).alias("share"))


def spent():
    return sum(resource.getrusage(resource.RUSAGE_SELF)[:2])


shares()
before = spent()
found = shares()
seconds = spent() - before
print(json.dumps({"seconds": seconds, "shares": found["share"].to_list()}))
