"""Coefficients of the polynomials in assembly/lanes/ and assembly/scalar/, by Remez's exchange algorithm.

Run: python3 golden/minimax.py   (needs mpmath 1.3)
Source: Remez 1934; the description in Muller 2016, Elementary Functions, section 3.6.
"""

from mpmath import mp, mpf, matrix, lu_solve, exp, log, log1p, sin, cos, erf, erfc, sqrt, pi, linspace, findroot

mp.dps = 40


def remez(f, weight, degree, low, high, power=lambda k: k):
    """Coefficients c of sum c_k x^power(k) that minimise max |weight(x) (p(x) - f(x))| on [low, high]."""
    n = degree + 1
    nodes = [(low + high) / 2 - (high - low) / 2 * mp.cos(pi * k / n) for k in range(n + 1)]
    grid = [low + (high - low) * mpf(k) / 4000 for k in range(4001)]
    for _ in range(25):
        a = matrix(n + 1, n + 1)
        b = matrix(n + 1, 1)
        for i, x in enumerate(nodes):
            for k in range(n):
                a[i, k] = x ** power(k)
            a[i, n] = (-1) ** i / weight(x)
            b[i] = f(x)
        solution = lu_solve(a, b)
        c = [solution[k] for k in range(n)]
        error = [weight(x) * (sum(c[k] * x ** power(k) for k in range(n)) - f(x)) for x in grid]
        # the extreme point of each run of one sign
        nodes, best = [], 0
        for i in range(1, len(grid)):
            if (error[i] > 0) != (error[best] > 0):
                nodes.append(grid[best])
                best = i
            elif abs(error[i]) > abs(error[best]):
                best = i
        nodes.append(grid[best])
        while len(nodes) > n + 1:
            ends = abs(weight(nodes[0]) * (sum(c[k] * nodes[0] ** power(k) for k in range(n)) - f(nodes[0])))
            other = abs(weight(nodes[-1]) * (sum(c[k] * nodes[-1] ** power(k) for k in range(n)) - f(nodes[-1])))
            nodes.pop(0 if ends < other else -1)
        if len(nodes) < n + 1:
            break
    worst = max(abs(e) for e in error)
    return c, worst


def show(title, result):
    c, worst = result
    print(f"{title}: error {mp.nstr(worst, 3)} = 2^{mp.nstr(log(worst, 2), 4)}")
    for k, value in enumerate(c):
        print(f"  c{k} {mp.nstr(value, 18)}")


half_ln2 = log(2) / 2


def exp_tail(r):  # (exp(r) - 1 - r) / r^2
    return (exp(r) - 1 - r) / r**2 if abs(r) > 1e-8 else mpf(1) / 2 + r / 6 + r**2 / 24


def log_tail(f):  # (log(1 + f) - f + f^2/2) / f^3
    return (log1p(f) - f + f**2 / 2) / f**3 if abs(f) > 1e-8 else mpf(1) / 3 - f / 4 + f**2 / 5


def relative_log(f):
    return abs(f) ** 3 / abs(log1p(f)) if abs(f) > 1e-12 else mpf(10) ** -24


def mills(t, c):  # Phi(-a) exp(a^2/2) with t = 1/(1 + c a)
    a = (1 / t - 1) / c
    return erfc(a / sqrt(2)) / 2 * exp(a**2 / 2)


if __name__ == "__main__":
    show("exp, r^2 p(r)", remez(exp_tail, lambda r: r**2 + mpf(10) ** -12, 4, -half_ln2 * 1.01, half_ln2 * 1.01))
    show("log, f^3 p(f)", remez(log_tail, relative_log, 8, 1 / sqrt(2) - 1, sqrt(2) - 1))
    for c in (mpf(1) / 4, mpf("0.3"), mpf("0.35"), mpf("0.4")):
        low = 1 / (1 + c * 14)
        for degree in (7, 8, 9):
            show(f"mills c={mp.nstr(c,3)} degree {degree}", remez(lambda t: mills(t, c), lambda t: 1 / mills(t, c), degree, low, mpf(1)))
    show("erf, x p(x^2)", remez(lambda z: erf(sqrt(z)) / sqrt(z) if z > 1e-20 else 2 / sqrt(pi), lambda z: sqrt(z) / erf(sqrt(z)) if z > 1e-20 else sqrt(pi) / 2, 6, mpf(0), mpf(1)))
    show("sin, x p(x^2) on pi/4", remez(lambda z: sin(sqrt(z)) / sqrt(z) if z > 1e-20 else mpf(1), lambda z: mpf(1), 5, mpf(0), (pi / 4) ** 2))
    show("cos, p(x^2) on pi/4", remez(lambda z: cos(sqrt(z)), lambda z: mpf(1), 5, mpf(0), (pi / 4) ** 2))
    show("exp double, p(r) on ln2/2", remez(exp, lambda r: mpf(1), 9, -half_ln2, half_ln2))
    show("log double, atanh: p(s^2)", remez(lambda z: 2 * mp.atanh(sqrt(z)) / sqrt(z) if z > 1e-20 else mpf(2), lambda z: mpf(1), 6, mpf(0), ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2))
