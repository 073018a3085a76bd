//! BFGS: a matrix that learns the inverse Hessian from gradients.

use super::{
    Cost, Gear, Optimizer, Remembered, Script, Step,
    line_search::{self, Search},
};
use crate::{
    ledger::{self, Log},
    loss::{Local, Loss},
    math::{Mat2, Vec2},
    registry::{Entry, cited},
};

/// The registry line of BFGS.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "bfgs",
    label: "BFGS",
    formula: "Δθ = αp;  p = −Bg;  B ← (I − s yᵀ/s·y) B (I − y sᵀ/s·y) + s sᵀ/s·y",
    symbols: "B: inverse Hessian as it is known so far, I at first; p: search direction; \
              α: step length, from a line search; s: displacement; y: change of the gradient; g: gradient",
    source: cited(
        "C. Broyden, R. Fletcher, D. Goldfarb, D. Shanno, 1970; strong Wolfe conditions as in \
             scipy.optimize.minimize (c₁ = 1e-4, c₂ = 0.9)",
    ),
    notice: "It never sees a curvature, and after a few steps its matrix has one rate for each direction, like Newton's.",
    parameters: &[],
    build: |_| Box::new(Bfgs { inverse: Mat2::identity(), started: false }),
};

/// c₂ of the line search.
const FLATNESS: f64 = 0.9;

#[derive(Clone)]
struct Bfgs {
    inverse: Mat2,
    started: bool,
}

impl Optimizer for Bfgs {
    fn step(&mut self, loss: &dyn Loss, at: &Local, _rate: f64, log: &mut dyn Log) -> Step {
        let gradient = at.gradient;
        ledger::gradient(log, at);
        // Later gradients and losses were the last of the search before.
        let fresh = u32::from(!self.started);
        let mut cost = Cost { loss: fresh, gradient: fresh, hessian: 0 };
        if gradient == Vec2::zeros() {
            return Step { cost, ..Step::by_gradient(gradient) };
        }
        let direction = -(self.inverse * gradient);
        let (b, g, p) = (&self.inverse, gradient, direction);
        let numbers = [b.m11, b.m12, b.m21, b.m22, g.x, g.y, p.x, p.y];
        log.line("direction; p = −Bg; −{m} {v}; {v}", &numbers);
        // Before it knows a curvature, a step of length 1 at most.
        let first = if self.started { 1.0 } else { 1.0 / gradient.norm().max(1.0) };
        self.started = true;
        let search = Search { direction, first, flatness: FLATNESS, fitted: false };
        let Some(found) = search.run(loss, at, &mut cost, log) else {
            return Step::stopped("line-search-failed", None, cost);
        };
        let displacement = found.length * direction;
        let change = found.local.gradient - gradient;
        let curvature = displacement.dot(&change);
        if curvature.is_nan() || curvature <= 0.0 {
            return Step::stopped("negative-curvature", Some(curvature), cost);
        }
        line_search::step_line(log, found.length, direction, displacement);
        self.learn(displacement, change, (found.local.gradient, gradient), log);
        Step { cost, ..Step::by_gradient(displacement) }
    }

    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        vec![("inverseHessian", Remembered::Matrix(self.inverse))]
    }

    fn is_separable(&self) -> bool {
        false
    }

    fn gear(&self) -> Gear {
        Gear::Adaptive
    }

    fn script(&self) -> Script {
        Script::of(BEFORE, &[START, line_search::SCRIPT, END].join("\n"))
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

impl Bfgs {
    /// The update of B, multiplied out: B + (1 + y·By/s·y) ssᵀ/s·y − (By sᵀ + s yᵀB)/s·y.
    fn learn(&mut self, s: Vec2, y: Vec2, gradients: (Vec2, Vec2), log: &mut dyn Log) {
        let (before, curvature) = (self.inverse, s.dot(&y));
        let mapped = before * y;
        let cross = mapped * s.transpose();
        let (square, sum) = (s * s.transpose(), cross + cross.transpose());
        let weight = (1.0 + y.dot(&mapped) / curvature) / curvature;
        self.inverse = before + weight * square - sum / curvature;
        let (next, last) = gradients;
        log.line("gradient-change; y = g′ − g; {w}; {v}", &[next.x, next.y, last.x, last.y, y.x, y.y]);
        let [b, ss, zs, after] = [&before, &square, &sum, &self.inverse].map(|m| [m.m11, m.m12, m.m21, m.m22]);
        log.line("mapped-change; z = By; {m} {v}; {v}", &[&b[..], &[y.x, y.y, mapped.x, mapped.y]].concat());
        log.line("curvature; c = s·y; dot({v}, {v}); {n}", &[s.x, s.y, y.x, y.y, curvature]);
        log.line(
            "inverse-hessian; B ← B + (1 + y·z/c)/c · ssᵀ − (zsᵀ + szᵀ)/c; {m} + {f} · {m} − 1/{f} · {m}; {m}",
            &[&b[..], &[weight], &ss, &[curvature], &zs, &after].concat(),
        );
    }
}

const BEFORE: &str = "inverse_hessian, flatness, fitted = np.eye(2), 0.9, False";
const START: &str = "direction = -inverse_hessian @ gradient
a = 1.0 if t > 1 else 1 / max(1, np.sqrt(gradient @ gradient))";
const END: &str = "s, y = a * direction, after - gradient
step = s if s @ y > 0 or not gradient.any() else None
if s @ y > 0:
    v = np.eye(2) - np.outer(s, y) / (s @ y)
    inverse_hessian = v @ inverse_hessian @ v.T + np.outer(s, s) / (s @ y)";
