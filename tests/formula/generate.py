"""Writes cases.json: formulas as readers type them, and what Python makes of the same by hand.

    python3 tests/formula/generate.py        (needs mpmath)

`formula` is what a reader types, `python` the same written by a person as Python; nothing here parses a formula. Values
are Python's doubles; gradients and Hessians are differences at 60 digits by mpmath, which knows nothing of dual numbers.
A case is refused where doubles themselves lose more than 1e-13 against 60 digits: the test's 1e-12 then stands for ten
times what a well-conditioned evaluation may lose.
"""
import json, math, pathlib, platform

import mpmath

mpmath.mp.dps = 60
POINTS = [(1.5, 0.75), (0.3, 2.5)]
# Both halves of the plane, where a formula is defined there.
WIDE = [(1.5, -0.75), (-0.4, 2.5)]

EVERYWHERE = [
    ("x", "x"), ("y", "y"), ("+x", "x"), ("-x", "-x"), ("−x", "-x"), ("--x", "x"), ("-+-x", "x"), ("---x", "-x"),
    ("(x)", "x"), ("((x))", "x"), (" x ", "x"), ("x + y", "x + y"), ("x-y", "x - y"), ("x−y", "x - y"), ("x–y", "x - y"),
    ("x*y", "x*y"), ("x×y", "x*y"), ("x·y", "x*y"), ("x⋅y", "x*y"), ("xy", "x*y"), ("yx", "y*x"), ("xx", "x*x"),
    ("x y", "x*y"), ("x/y", "x/y"), ("x÷y", "x/y"), ("x:y", "x/y"), ("2x", "2*x"), ("2 x", "2*x"), ("x 2", "x*2"),
    ("(x)2", "x*2"), ("2(x+1)", "2*(x + 1)"), ("(x+1)(y-1)", "(x + 1)*(y - 1)"), ("(x+1)x", "(x + 1)*x"),
    ("3(x+1)", "3*(x + 1)"), ("x(y)", "x*y"), ("x(x+1)", "x*(x + 1)"), ("2x^3y", "2*x**3*y"), ("2x³y", "2*x**3*y"),
    ("1e-3x", "0.001*x"), ("1/2x", "(1/2)*x"), ("1/2/x", "(1/2)/x"), ("x/2y", "(x/2)*y"), ("x/2/y", "x/2/y"),
    ("x-y-1", "x - y - 1"), ("x-(y-1)", "x - (y - 1)"), ("x*-y", "x*(-y)"), ("x/-y", "x/(-y)"), ("x--y", "x + y"),
    ("x+-y", "x - y"), ("x-+y", "x - y"), ("2*-x*-y", "2*(-x)*(-y)"), ("-x^2", "-(x**2)"), ("(-x)^2", "(-x)**2"),
    ("-x²", "-(x**2)"), ("(-x)²", "(-x)**2"), ("-x**2", "-(x**2)"), ("2-x^2", "2 - x**2"), ("x^-2", "x**(-2)"),
    ("x⁻²", "x**(-2)"), ("x^+2", "x**2"), ("x^--2", "x**2"), ("-x^-2", "-(x**(-2))"), ("x^-2y", "x**(-2)*y"),
    ("2^3^2", "512 + 0*x"), ("2^x^2", "2**(x**2)"), ("(2^x)^2", "(2**x)**2"), ("2^-x", "2**(-x)"),
    ("2^-x^2", "2**(-(x**2))"), ("2^-xy", "2**(-x)*y"), ("x^2^1", "x**2"), ("x**2**1", "x**2"), ("x^2y^2", "x**2*y**2"),
    ("x²y²", "x**2*y**2"), ("x^(2)", "x**2"), ("x^(1+1)", "x**2"), ("x^(4/2)", "x**2"), ("x^0", "x**0"), ("x^1", "x"),
    ("x^3", "x**3"), ("x^4", "x**4"), ("x^5", "x**5"), ("x^7", "x**7"), ("x¹⁰", "x**10"), ("x^20", "x**20"),
    ("x^64", "x**64"), ("x^65", "x**65"), ("x^100", "x**100"), ("x^-1", "1/x"), ("x^-3", "x**(-3)"), ("x^-7", "x**(-7)"),
    ("x^2.0", "x**2"), ("x²³", "x**23"), ("x^2³", "x**8"), ("2²x", "4*x"), ("2²(x)", "4*x"),
    ("1.5", "1.5"), (".5x", "0.5*x"), ("5.x", "5.0*x"), ("1e3", "1000.0"), ("1E3", "1000.0"), ("1e+3x", "1000.0*x"),
    ("1e−3", "0.001"), ("1.25e-2x", "0.0125*x"), ("1e22x", "1e22*x"), ("1e-7x", "1e-7*x"), ("1.2·10⁻⁷x", "1.2*10**(-7)*x"),
    ("0.1+0.2", "0.1 + 0.2"), ("123456789.125", "123456789.125"), ("9007199254740993", "9007199254740993.0"),
    ("1.7976931348623157e308", "1.7976931348623157e308"), ("5e-324", "5e-324"), ("2e", "2*math.e"),
    ("2e x", "2*e*x"), ("2exp(x)", "2*exp(x)"), ("2e*x", "2*e*x"), ("e^x", "e**x"), ("e^-x", "e**(-x)"),
    ("pi x", "pi*x"), ("πx", "pi*x"), ("2πx", "2*pi*x"), ("xπ", "x*pi"), ("pi(x)", "pi*x"), ("2pi", "2*pi"),
    ("sin(x)", "sin(x)"), ("cos(x)", "cos(x)"), ("tan(x)", "tan(x)"), ("exp(x)", "exp(x)"), ("tanh(x)", "tanh(x)"),
    ("sinh(x)", "sinh(x)"), ("cosh(x)", "cosh(x)"), ("atan(x)", "atan(x)"), ("atan(y)", "atan(y)"),
    ("sin (x)", "sin(x)"), ("2sin(x)", "2*sin(x)"), ("x sin(y)", "x*sin(y)"), ("sin(x)cos(y)", "sin(x)*cos(y)"),
    ("sin(x)y", "sin(x)*y"), ("sin(x)^2", "sin(x)**2"), ("sin(x)²", "sin(x)**2"), ("-sin(x)", "-sin(x)"),
    ("sin(-x)", "sin(-x)"), ("sin(2x)", "sin(2*x)"), ("sin(xy)", "sin(x*y)"), ("sin(cos(x))", "sin(cos(x))"),
    ("exp(-x^2-y^2)", "exp(-(x**2) - y**2)"), ("exp(-(x²+y²)/2)", "exp(-(x**2 + y**2)/2)"), ("1/exp(x)", "1/exp(x)"),
    ("exp(x)exp(y)", "exp(x)*exp(y)"), ("tanh(xy)", "tanh(x*y)"), ("tanh(5x)", "tanh(5*x)"), ("ln(x^2+1)", "log(x**2 + 1)"),
    ("ln(1+exp(x))", "log(1 + exp(x))"), ("log10(x^2+1)", "log10(x**2 + 1)"), ("sqrt(x^2+y^2)", "sqrt(x**2 + y**2)"),
    ("√(x²+y²)", "sqrt(x**2 + y**2)"), ("2√(x²+1)", "2*sqrt(x**2 + 1)"), ("abs(x)", "abs(x)"), ("|x|", "abs(x)"),
    ("|x|y", "abs(x)*y"), ("2|x|", "2*abs(x)"), ("|x||y|", "abs(x)*abs(y)"), ("|x|²", "abs(x)**2"), ("|x|^3", "abs(x)**3"),
    ("|x|^1.5", "abs(x)**1.5"), ("||x|-1|", "abs(abs(x) - 1)"), ("|x-|y||", "abs(x - abs(y))"), ("|(x)|", "abs(x)"),
    ("|-x|", "abs(-x)"), ("-|x|", "-abs(x)"), ("|x+y|-|x-y|", "abs(x + y) - abs(x - y)"), ("|x(|y|+1)|", "abs(x*(abs(y) + 1))"),
    ("|sin(|x|)|", "abs(sin(abs(x)))"), ("|2|x", "2*x"), ("|x|/|y|", "abs(x)/abs(y)"), ("|x|*|y|", "abs(x)*abs(y)"),
    ("|x^2|", "abs(x**2)"), ("√|x|", "sqrt(abs(x))"), ("|x|√2", "abs(x)*2**0.5"),
    ("min(x,y)", "min(x, y)"), ("max(x,y)", "max(x, y)"), ("max(x, 0)", "max(x, 0)"), ("min(x, y)^2", "min(x, y)**2"),
    ("max(x,y)-min(x,y)", "max(x, y) - min(x, y)"), ("2max(x, 2y)", "2*max(x, 2*y)"), ("max(min(x,1),-1)", "max(min(x, 1), -1)"),
    ("pow(x,2)", "x**2"), ("pow(x, 3)y", "x**3*y"), ("pow(2,x)", "2**x"), ("pow(x^2+1, y)", "(x**2 + 1)**y"),
    ("pow(x,2)^2", "(x**2)**2"), ("2^(x+y)", "2**(x + y)"), ("(x²+1)^y", "(x**2 + 1)**y"), ("(x²+1)^0.5", "(x**2 + 1)**0.5"),
    ("(x²+y²)^-0.5", "(x**2 + y**2)**(-0.5)"), ("(x²+1)^(1/3)", "(x**2 + 1)**(1/3)"), ("(x²+1)^-y", "(x**2 + 1)**(-y)"),
    ("(x^2 - y)^2 + 0.1(x - 1)^2", "(x**2 - y)**2 + 0.1*(x - 1)**2"), ("100(y-x²)²+(1-x)²", "100*(y - x**2)**2 + (1 - x)**2"),
    ("(x²+y-11)²+(x+y²-7)²", "(x**2 + y - 11)**2 + (x + y**2 - 7)**2"), ("x³-3xy²", "x**3 - 3*x*y**2"),
    ("(1-xy)²/2", "(1 - x*y)**2/2"), ("1/2(1-xy)²", "(1/2)*(1 - x*y)**2"), ("x^2/2+y^2/8", "x**2/2 + y**2/8"),
    ("x\t+\ny", "x + y"), ("x\u00a0+\u202fy", "x + y"), ("1/(1+x²)", "1/(1 + x**2)"), ("x/(1+|y|)", "x/(1 + abs(y))"),
    ("sin(3x)+0.1x²", "sin(3*x) + 0.1*x**2"), ("20+x²-10cos(2πx)", "20 + x**2 - 10*cos(2*pi*x)"), ("x^4-16x²+5x", "x**4 - 16*x**2 + 5*x"),
    ("((x+1)^2+1)^2", "((x + 1)**2 + 1)**2"), ("cosh(x)-sinh(x)", "cosh(x) - sinh(x)"), ("x·10^-2", "x*10**(-2)"),
]
# With even exponents or functions of positive numbers only.
POSITIVE = [
    ("ln(x)", "log(x)"), ("ln(xy)", "log(x*y)"), ("log10(x)", "log10(x)"), ("x ln(x)", "x*log(x)"), ("sqrt(x)", "sqrt(x)"),
    ("√x", "sqrt(x)"), ("√x y", "sqrt(x)*y"), ("√x²", "sqrt(x)**2"), ("2√x", "2*sqrt(x)"), ("√√x", "sqrt(sqrt(x))"),
    ("sqrt(x)sqrt(y)", "sqrt(x)*sqrt(y)"), ("x^0.5", "x**0.5"), ("x^.5", "x**0.5"), ("x^1.5", "x**1.5"), ("x^2.5", "x**2.5"),
    ("x^-0.5", "x**(-0.5)"), ("x^(1/3)", "x**(1/3)"), ("x^y", "x**y"), ("x^-y", "x**(-y)"), ("x^y^2", "x**(y**2)"),
    ("x^pi", "x**pi"), ("x^e", "x**e"), ("x^(y+1)", "x**(y + 1)"), ("x^x", "x**x"), ("(xy)^(x+y)", "(x*y)**(x + y)"), ("ln(x)²", "log(x)**2"),
]


def evaluated(text, functions, x, y):
    return eval(text, {"__builtins__": {}}, {**functions, "x": x, "y": y})  # our own text, not a reader's


NAMES = ["sin", "cos", "tan", "exp", "log", "log10", "sqrt", "tanh", "sinh", "cosh", "atan"]
OTHERS = {"abs": abs, "min": min, "max": max, "pi": math.pi, "e": math.e, "math": math}
DOUBLE = {name: getattr(math, name) for name in NAMES} | OTHERS
EXACT = {name: getattr(mpmath, name) for name in NAMES} | OTHERS
ORDERS = [(1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]


def case(formula, text, x, y):
    value = float(evaluated(text, DOUBLE, x, y))
    made = {"formula": formula, "python": text, "x": x, "y": y, "value": value}
    exact = lambda a, b: mpmath.mpf(evaluated(text, EXACT, a, b))
    truth = exact(mpmath.mpf(x), mpmath.mpf(y))
    if abs(truth - value) > 1e-13 * abs(truth):
        raise SystemExit(f"{formula} at {x}, {y}: doubles lose digits")
    parts = [mpmath.diff(exact, (x, y), order) for order in ORDERS]
    # Differences leave about 30 digits; what is smaller than that beside its neighbours is zero.
    noise = max(map(abs, [truth, *parts])) * mpmath.mpf(10) ** -25
    parts = [float(part) if abs(part) > noise else 0.0 for part in parts]
    made["gradient"], made["hessian"] = parts[:2], parts[2:]
    return made


cases = [
    case(formula, text, x, y)
    for formulas, points in ((EVERYWHERE, WIDE), (POSITIVE, POINTS))
    for formula, text in formulas
    for x, y in points
]
header = {
    "made by": "tests/formula/generate.py",
    "python": platform.python_version(),
    "mpmath": mpmath.__version__,
    "value": "Python's double of the column `python`",
    "gradient": "[∂x, ∂y] by mpmath.diff at 60 digits",
    "hessian": "[∂xx, ∂xy, ∂yy], likewise",
}
path = pathlib.Path(__file__).with_name("cases.json")
rows = ",\n".join(json.dumps(row, ensure_ascii=False) for row in cases)
path.write_text('{"provenance": ' + json.dumps(header, ensure_ascii=False) + ',\n"cases": [\n' + rows + "\n]}\n", encoding="utf-8")
print(len(cases), "cases")
