//! The Python that scripts are put together from.

use super::mentions;

/// What a script needs. Nothing raises an error on the way to a number that is not finite: the loop looks at each step.
pub(super) const NUMPY: &str = "import numpy as np\n\nnp.seterr(all=\"ignore\")\n";
pub(super) const TORCH: &str = "import numpy as np
import torch

np.seterr(all=\"ignore\")
torch.set_default_dtype(torch.float64)
";

/// Where a script has derivatives from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Derivatives {
    /// Nobody asks for them.
    None,
    /// Dual numbers, inside one another for second derivatives.
    Dual,
    /// PyTorch.
    Autograd,
}

/// The functions that a formula uses, and the numbers that they are defined over.
pub(super) fn functions(formula: &str, derivatives: Derivatives) -> String {
    let exact = derivatives == Derivatives::Dual;
    let exponents: Vec<Exponent> = formula.split("**").skip(1).map(Exponent::of).collect();
    let (variable, fraction) = (exponents.contains(&Exponent::Variable), exponents.contains(&Exponent::Fraction));
    let mut seen = formula.to_owned();
    if exact && variable {
        seen.push_str(" exp log");
    }
    let mut used: Vec<&(&str, &str, &str)> = Vec::new();
    // A derivative may be made of other functions.
    while let Some(new) = FUNCTIONS.iter().find(|entry| !used.contains(entry) && mentions(&seen, entry.0)) {
        used.push(new);
        if exact {
            seen.extend([" ", new.2]);
        }
    }
    let mut out = String::new();
    if exact {
        let found = |signs: &[&str]| signs.iter().any(|sign| seen.contains(sign));
        let orders = formula.contains(" > ") || mentions(formula, "max") || mentions(formula, "min");
        let methods = [
            (true, DUAL),
            (found(&["-"]), MINUS),
            (found(&["/"]), OVER),
            (orders, ORDER),
            (mentions(formula, "abs"), ABSOLUTE),
            (!exponents.is_empty(), POWER),
            (variable, VARIABLE),
            (fraction || variable, FRACTION),
            (!exponents.is_empty(), POWERED),
            (variable, BASE),
            (true, DERIVATIVE),
        ];
        out.extend(methods.into_iter().filter_map(|(needed, text)| needed.then_some(text)));
        if out.contains("real(") || mentions(&seen, "real") {
            out.push_str(REAL);
        }
    }
    if !used.is_empty() {
        out.push_str(match derivatives {
            Derivatives::None => "\n",
            Derivatives::Dual => LIFTED,
            Derivatives::Autograd => TENSORS,
        });
    }
    for (name, numpy, slope) in used {
        match derivatives {
            Derivatives::None => out.extend([name, " = ", numpy, "\n"]),
            Derivatives::Dual => out.extend([name, " = lifted(", numpy, ", lambda x: ", slope, ")\n"]),
            Derivatives::Autograd => out.extend([name, " = over(torch.", name, ")\n"]),
        }
    }
    out
}

/// What a power is raised to.
#[derive(PartialEq)]
enum Exponent {
    Whole,
    Fraction,
    Variable,
}

impl Exponent {
    /// Of what stands behind `**`: `2`, `0.5`, `(-2)`, or anything else.
    fn of(text: &str) -> Self {
        let (number, closes) = text.strip_prefix("(-").map_or((text, false), |number| (number, true));
        let rest = number.trim_start_matches(|c: char| c.is_ascii_digit() || ".e-".contains(c));
        let digits = number.strip_suffix(rest).unwrap_or(number);
        match (digits.starts_with(|c: char| c.is_ascii_digit()), closes && !rest.starts_with(')')) {
            (true, false) if digits.contains(['.', 'e']) => Self::Fraction,
            (true, false) => Self::Whole,
            _ => Self::Variable,
        }
    }
}

const DUAL: &str = "

class Dual:
    \"\"\"v + dε with ε² = 0: a number and its derivative.\"\"\"
    __array_ufunc__ = None

    def __init__(self, v, d=0.0):
        self.v, self.d = v, d

    def __add__(self, other):
        other = dual(other)
        return Dual(self.v + other.v, self.d + other.d)

    def __mul__(self, other):
        other = dual(other)
        return Dual(self.v * other.v, self.v * other.d + self.d * other.v)

    __radd__, __rmul__ = __add__, __mul__
";
const MINUS: &str = "
    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other
";
const OVER: &str = "
    def __truediv__(self, other):
        other = dual(other)
        v = self.v / other.v
        return Dual(v, (self.d - v * other.d) / other.v)

    def __rtruediv__(self, other):
        return dual(other) / self
";
const POWER: &str = "
    def __pow__(self, n):
";
const VARIABLE: &str = "        if isinstance(n, Dual):
            return exp(n * log(self)) if real(self) else self**real(n)
";
const FRACTION: &str = "        if n > 0 and n % 1 and not real(self):
            return Dual(0.0)
";
const POWERED: &str = "        return Dual(self.v**n, n * self.v**(n - 1) * self.d) if n else Dual(1.0)
";
const BASE: &str = "
    def __rpow__(self, base):
        return dual(base)**self
";
const ORDER: &str = "
    def __lt__(self, other):
        return real(self) < real(other)

    def __gt__(self, other):
        return real(self) > real(other)
";
const ABSOLUTE: &str = "
    def __abs__(self):
        return self * np.sign(real(self))
";
const DERIVATIVE: &str = "

def dual(x):
    return x if isinstance(x, Dual) else Dual(x)


def derivative(f, i):
    \"\"\"The exact derivative of f along coordinate i.\"\"\"
    def slope(*at):
        return dual(f(*(Dual(v, float(k == i)) for k, v in enumerate(at)))).d
    return slope
";
const REAL: &str = "

def real(x):
    return real(x.v) if isinstance(x, Dual) else x
";
const LIFTED: &str = "

def lifted(f, slope):
    \"\"\"A function of NumPy, over dual numbers.\"\"\"
    def g(x):
        return Dual(g(x.v), slope(x.v) * x.d) if isinstance(x, Dual) else f(x)
    return g


";
const TENSORS: &str = "

def over(f):
    return lambda x: f(torch.as_tensor(x))


";

/// A function's name in formulas, which is PyTorch's too, NumPy's, and its derivative. Where that does not exist the
/// engine takes 0; a logarithm has none where it has no value.
const FUNCTIONS: &[(&str, &str, &str)] = &[
    ("exp", "np.exp", "exp(x)"),
    ("log", "np.log", "1 / x if real(x) >= 0 else np.nan"),
    ("log10", "np.log10", "1 / (x * np.log(10)) if real(x) >= 0 else np.nan"),
    ("sqrt", "np.sqrt", "0.5 / sqrt(x) if real(x) else 0.0"),
    ("sin", "np.sin", "cos(x)"),
    ("cos", "np.cos", "-sin(x)"),
    ("tan", "np.tan", "1 / (cos(x) * cos(x))"),
    ("sinh", "np.sinh", "cosh(x)"),
    ("cosh", "np.cosh", "sinh(x)"),
    ("tanh", "np.tanh", "1 / (cosh(x) * cosh(x))"),
    ("atan", "np.arctan", "1 / (1 + x * x)"),
];

/// The loss and its derivatives as functions of a point, by name.
pub(super) fn at(name: &str, derivatives: Derivatives) -> &'static str {
    let torch = derivatives == Derivatives::Autograd;
    match name {
        "gradient" if torch => GRADIENT_TORCH,
        "gradient" => GRADIENT,
        "hessian" if torch => HESSIAN_TORCH,
        "hessian" => HESSIAN,
        _ if torch => LOSS_TORCH,
        _ => LOSS,
    }
}

const LOSS: &str = "
def loss_at(point):
    return L(*point)
";
const GRADIENT: &str = "
def gradient_at(point):
    return np.array([derivative(L, i)(*point) for i in range(2)])
";
const HESSIAN: &str = "
def hessian_at(point):
    return np.array([[derivative(derivative(L, i), j)(*point) for j in range(2)] for i in range(2)])
";
const LOSS_TORCH: &str = "
def loss_at(point):
    return float(L(*torch.tensor(point)))
";
const GRADIENT_TORCH: &str = "
def gradient_at(point):
    return torch.func.grad(lambda p: L(*p))(torch.tensor(point)).numpy()
";
const HESSIAN_TORCH: &str = "
def hessian_at(point):
    return torch.func.hessian(lambda p: L(*p))(torch.tensor(point)).numpy()
";

/// Functions that an update or a schedule may name.
pub(super) const HELPERS: &[(&str, &str)] = &[
    (
        "ratio",
        "def ratio(a, b):
    # 0/0 is no step.
    return np.where((a == 0) & (b == 0), 0, a / b)
",
    ),
    (
        "cases",
        "def cases(sign, positive, zero, negative):
    return np.where(sign > 0, positive, np.where(sign == 0, zero, negative))
",
    ),
    (
        "eigh",
        "def eigh(matrix):
    # NumPy's own refuses what is not finite.
    finite = np.isfinite(matrix).all()
    return np.linalg.eigh(matrix) if finite else (np.full(2, np.nan), np.full((2, 2), np.nan))
",
    ),
    (
        "warm_restarts",
        "def warm_restarts(rate, k, period, growth, minimum):
    while k >= period:
        k, period = k - period, period * growth
    return minimum + (rate - minimum) * (1 + np.cos(np.pi * k / period)) / 2
",
    ),
];

/// In a schedule of several cases the ones that do not apply may divide by zero.
pub(super) const FLOAT: &str = "    k = np.float64(k)\n";
pub(super) const STOP: &str = "    if step is None:
        print(\"stopped: the method cannot go on\")
        break
";
pub(super) const MOVE: &str = "    if not np.all(abs(theta + step) < 1e12):
        print(\"diverged\")
        break
    theta = theta + step
    path.append(theta)
";
pub(super) const OPTIMIZE: &str = "    optimizer.zero_grad()
    L(*theta).backward()
    optimizer.step()
    if not (abs(theta) < 1e12).all():
        print(\"diverged\")
        break
    path.append(theta.tolist())
";
pub(super) const END: &str = "
for k, (x, y) in enumerate(path):
    print(k, x, y, float(L(x, y)))
";

/// A number as Python reads it, never as a whole one.
pub(super) fn float(value: f64) -> String {
    let mut text = crate::decimal::shortest(value);
    if !text.contains(['.', 'e']) {
        text.push_str(".0");
    }
    text
}
