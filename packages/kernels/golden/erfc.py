"""Coefficients of src/math/erf.ts: a polynomial in t = (x - 2)/(x + 2) for exp(x^2) erfc(x) (x + 2) on
0.5 <= x <= 28, by interpolation in Chebyshev's points with 60 digits, and its largest relative error.

Run: python3 erfc.py (needs mpmath)
"""

from mpmath import chebyfit, erfc, exp, mp, mpf

mp.dps = 60
CENTRE = mpf(2)
DEGREE = 22


def scaled(t):
    x = CENTRE * (1 + t) / (1 - t)
    return exp(x * x) * erfc(x) * (x + CENTRE)


low, high = [(x - CENTRE) / (x + CENTRE) for x in (mpf("0.5"), mpf(28))]
coefficients = [float(c) for c in chebyfit(scaled, [low, high], DEGREE + 1)]
worst = 0
for i in range(2001):
    t = low + (high - low) * i / 2000
    value = mpf(0)
    for c in coefficients:
        value = value * t + c
    worst = max(worst, abs(value / scaled(t) - 1))
for c in reversed(coefficients):
    print(f"  {c!r},")
print("largest relative error:", mp.nstr(worst, 3))
