//! Dual numbers in Python: the class that derivatives come from, in the pieces that a formula may need.

pub(super) const DUAL: &str = "

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
pub(super) const MINUS: &str = "
    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other
";
pub(super) const OVER: &str = "
    def __truediv__(self, other):
        other = dual(other)
        v = self.v / other.v
        return Dual(v, (self.d - v * other.d) / other.v)

    def __rtruediv__(self, other):
        return dual(other) / self
";
pub(super) const POWER: &str = "
    def __pow__(self, n):
";
pub(super) const VARIABLE: &str = "        if isinstance(n, Dual):
            return exp(n * log(self)) if real(self) else self**real(n)
";
pub(super) const FRACTION: &str = "        if n > 0 and n % 1 and not real(self):
            return Dual(0.0)
";
pub(super) const POWERED: &str = "        return Dual(self.v**n, n * self.v**(n - 1) * self.d) if n else Dual(1.0)
";
pub(super) const BASE: &str = "
    def __rpow__(self, base):
        return dual(base)**self
";
pub(super) const ORDER: &str = "
    def __lt__(self, other):
        return real(self) < real(other)

    def __gt__(self, other):
        return real(self) > real(other)
";
pub(super) const ABSOLUTE: &str = "
    def __abs__(self):
        return self * np.sign(real(self))
";
pub(super) const DERIVATIVE: &str = "

def dual(x):
    return x if isinstance(x, Dual) else Dual(x)


def derivative(f, i):
    \"\"\"The exact derivative of f along coordinate i.\"\"\"
    def slope(*at):
        return dual(f(*(Dual(v, float(k == i)) for k, v in enumerate(at)))).d
    return slope
";
pub(super) const REAL: &str = "

def real(x):
    return real(x.v) if isinstance(x, Dual) else x
";

pub(super) const LIFTED: &str = "

def lifted(f, slope):
    \"\"\"A function of NumPy, over dual numbers.\"\"\"
    def g(x):
        return Dual(g(x.v), slope(x.v) * x.d) if isinstance(x, Dual) else f(x)
    return g


";
