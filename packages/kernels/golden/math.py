"""Correctly rounded values of the elementary functions, for src/math: mpmath with 400 digits, rounded once to float64.

Run: python3 math.py > math.json (needs mpmath), then biome format --write math.json
"""

import json
import random

import mpmath
from mpmath import mp, mpf

mp.dps = 400
SEED = 1
rng = random.Random(SEED)


def spread(low, high, count, signed=True):
    """Numbers whose logarithms are even in [low, high], of both signs."""
    return [(rng.choice((-1, 1)) if signed else 1) * 2 ** rng.uniform(low, high) for _ in range(count)]


def even(low, high, count):
    return [rng.uniform(low, high) for _ in range(count)]


BIG_ANGLES = [6381956970095103 * 2.0**797, 5.319372648326541e255, 1e22, 2.0**1023, 11 * 3.141592653589793, 1647099.3291657567]
FUNCTIONS = {
    "exp": (mpmath.exp, even(-745, 709, 15) + spread(-40, 3, 15)),
    "expm1": (mpmath.expm1, even(-40, 45, 10) + spread(-60, 1, 20)),
    "log": (mpmath.log, spread(-1070, 1020, 10, False) + even(0.5, 2, 10) + [1 + d for d in spread(-50, -3, 10)]),
    "log1p": (lambda x: mpmath.log(1 + x), spread(-60, -0.1, 20) + spread(0, 1000, 10, False)),
    "tanh": (mpmath.tanh, spread(-30, 4.4, 30)),
    "sin": (mpmath.sin, even(-20, 20, 15) + spread(-30, 1020, 15) + BIG_ANGLES),
    "cos": (mpmath.cos, even(-20, 20, 15) + spread(-30, 1020, 15) + BIG_ANGLES),
    "erf": (mpmath.erf, even(-5, 5, 20) + spread(-40, 2, 10)),
    "erfc": (mpmath.erfc, even(-3, 6, 15) + even(6, 26, 15)),
    "sigmoid": (lambda x: 1 / (1 + mpmath.exp(-x)), even(-30, 30, 20) + spread(-20, 9, 10)),
}
POWERS = list(zip(spread(-1000, 1000, 15, False), spread(-10, 0, 15)))
POWERS += list(zip(even(0.3, 4, 15), even(-90, 90, 15)))
POWERS += [(1 + d, y) for d, y in zip(spread(-40, -10, 10), spread(10, 39, 10)) if abs(d * y) < 700]

cases = {name: [[x, float(f(mpf(x)))] for x in xs] for name, (f, xs) in FUNCTIONS.items()}
cases["pow"] = [[x, y, float(mpf(x) ** mpf(y))] for x, y in POWERS]
head = {"source": f"mpmath {mpmath.__version__}, 400 digits, rounded to float64", "script": "math.py", "seed": SEED}
rows = ",\n".join(f'"{name}": {json.dumps(values, separators=(",", ":"))}' for name, values in cases.items())
print(json.dumps(head)[:-1] + ', "cases": {\n' + rows + "\n}}")
