//! The functions that a script needs, in Python: of its formula and of the derivatives.

use super::{dual, mentions};

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
            (true, dual::DUAL),
            (found(&["-"]), dual::MINUS),
            (found(&["/"]), dual::OVER),
            (orders, dual::ORDER),
            (mentions(formula, "abs"), dual::ABSOLUTE),
            (!exponents.is_empty(), dual::POWER),
            (variable, dual::VARIABLE),
            (fraction || variable, dual::FRACTION),
            (!exponents.is_empty(), dual::POWERED),
            (variable, dual::BASE),
            (true, dual::DERIVATIVE),
        ];
        out.extend(methods.into_iter().filter_map(|(needed, text)| needed.then_some(text)));
        if out.contains("real(") || mentions(&seen, "real") {
            out.push_str(dual::REAL);
        }
    }
    if !used.is_empty() {
        out.push_str(match derivatives {
            Derivatives::None => "\n",
            Derivatives::Dual => dual::LIFTED,
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

const TENSORS: &str = "

def over(f):
    return lambda x: f(torch.as_tensor(x))


";

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

/// A number as Python reads it, never as a whole one.
pub(super) fn float(value: f64) -> String {
    let mut text = crate::decimal::shortest(value);
    if !text.contains(['.', 'e']) {
        text.push_str(".0");
    }
    text
}
