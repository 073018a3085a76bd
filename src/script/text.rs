//! What scripts have in common: what they begin with, the helpers they may name, the steps of the loop, their end.

/// What a script needs. Nothing raises an error on the way to a number that is not finite: the loop looks at each step.
pub(super) const NUMPY: &str = "import numpy as np\n\nnp.seterr(all=\"ignore\")\n";
pub(super) const TORCH: &str = "import numpy as np
import torch

np.seterr(all=\"ignore\")
torch.set_default_dtype(torch.float64)
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
