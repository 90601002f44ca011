"""Tables of perturbation by SciPy, to hold src/stats/disclosure/p-table.ts against: python make.py > tables.json

Each row is found twice by general-purpose methods that know nothing of exponential families: the entropy is maximised over the probabilities
under linear constraints (SLSQP), and the conditions of Karush, Kuhn and Tucker are solved for probabilities and multipliers together (hybr).
"""
import json
import numpy as np
import scipy
from scipy.optimize import minimize, root

SETTINGS = [(5, 2, 5), (5, 3, 3), (5, 4.5, 5), (2, 1, 1), (8, 3, 5), (10, 6, 10), (3, 1.5, 2), (12, 9, 2)]


def support(count, bound, minimum):
    return [v for v in range(-bound, bound + 1) if count + v == 0 or count + v >= minimum]


def by_optimiser(v, variance):
    """-sum p ln p over p, with start from the uniform distribution."""
    rows = np.array([np.ones_like(v), v, v * v])
    wanted = np.array([1, 0, variance])
    found = minimize(
        lambda p: np.sum(p * np.log(np.maximum(p, 1e-300))),
        np.full(len(v), 1 / len(v)),
        jac=lambda p: np.log(np.maximum(p, 1e-300)) + 1,
        bounds=[(1e-14, 1)] * len(v),
        constraints=[{"type": "eq", "fun": lambda p: rows @ p - wanted, "jac": lambda p: rows}],
        method="SLSQP",
        options={"ftol": 1e-15, "maxiter": 5000},
    )
    return found.x


def by_conditions(v, variance, start):
    """ln p + 1 = l0 + l1 v + l2 v^2 and the constraints, for q = ln p and the multipliers."""
    def equations(x):
        q, l = x[: len(v)], x[len(v) :]
        p = np.exp(q)
        return np.concatenate([q + 1 - l[0] - l[1] * v - l[2] * v * v, [p.sum() - 1, p @ v, p @ (v * v) - variance]])

    q = np.log(np.maximum(start, 1e-12))
    l = np.linalg.lstsq(np.array([np.ones_like(v), v, v * v]).T, q + 1, rcond=None)[0]
    found = root(equations, np.concatenate([q, l]), method="hybr", options={"xtol": 1e-15, "maxfev": 100000})
    assert np.abs(equations(found.x)).max() < 1e-11, found
    return np.exp(found.x[: len(v)])


tables = []
for bound, variance, minimum in SETTINGS:
    rows = []
    for count in range(1, bound + minimum + 1):
        values = support(count, bound, minimum)
        low = [-x for x in values if x < 0]
        high = [x for x in values if x > 0]
        least = 0 if 0 in values else min(low) * min(high)
        if least >= variance:
            continue  # two numbers are left: nothing to optimise
        v = np.array(values, dtype=float)
        rough = by_optimiser(v, variance)
        exact = by_conditions(v, variance, rough)
        assert np.abs(rough - exact).max() < 1e-5, (bound, variance, minimum, count, rough, exact)
        rows.append({"count": count, "values": values, "probabilities": exact.tolist()})
    tables.append({"bound": bound, "variance": variance, "minimum": minimum, "rows": rows})
print(json.dumps({"scipy": scipy.__version__, "tables": tables}))
