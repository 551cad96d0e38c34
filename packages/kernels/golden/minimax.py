"""Coefficients of the polynomials in assembly/lanes/ and assembly/scalar/, lowest power first, by Remez's exchange.

Run: python3 golden/minimax.py   (needs mpmath 1.3)
Source: Remez 1934; the description in Muller 2016, Elementary Functions, section 3.6.
"""

from mpmath import atanh, cos, erf, erfc, exp, log, log1p, lu_solve, matrix, mp, mpf, pi, sin, sqrt

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


def mills(t):  # Phi(-a) exp(a^2/2) with t = 1/(1 + a/4)
    a = (1 / t - 1) * 4
    return erfc(a / sqrt(2)) / 2 * exp(a**2 / 2)


def erf_over_x(z):  # z = x^2
    return erf(sqrt(z)) / sqrt(z) if z > 1e-20 else 2 / sqrt(pi)


def sin_over_x(z):
    return sin(sqrt(z)) / sqrt(z) if z > 1e-20 else mpf(1)


def atanh_over_s(z):
    return 2 * atanh(sqrt(z)) / sqrt(z) if z > 1e-20 else mpf(2)


if __name__ == "__main__":
    show("exp.ts: r^2 p(r)", remez(exp_tail, lambda r: r**2 + mpf(10) ** -12, 4, -half_ln2 * 1.01, half_ln2 * 1.01))
    show("log.ts: f^3 p(f)", remez(log_tail, relative_log, 8, 1 / sqrt(2) - 1, sqrt(2) - 1))
    show("gauss.ts: t", remez(mills, lambda t: 1 / mills(t), 9, 1 / (1 + mpf(14) / 4), mpf(1)))
    show("gauss.ts: erf, x p(x^2)", remez(erf_over_x, lambda z: 1 / erf_over_x(z), 6, mpf(0), mpf(1)))
    quarter = (pi / 4) ** 2
    show("trigonometry.ts: sine, x p(x^2)", remez(sin_over_x, lambda z: mpf(1), 5, mpf(0), quarter))
    show("trigonometry.ts: cosine, p(x^2)", remez(lambda z: cos(sqrt(z)), lambda z: mpf(1), 5, mpf(0), quarter))
    show("logarithm.ts: exp, p(r)", remez(exp, lambda r: mpf(1), 9, -half_ln2, half_ln2))
    most = ((sqrt(2) - 1) / (sqrt(2) + 1)) ** 2
    show("logarithm.ts: 2 atanh s, s p(s^2)", remez(atanh_over_s, lambda z: mpf(1), 6, mpf(0), most))
