//! A trust region: the best step within a radius, by the model that gradient and Hessian make.

use super::{Cost, Gear, Optimizer, Remembered, Script, Step, spectral};
use crate::{
    ledger::{self, Log},
    loss::{Local, Loss},
    math::{Eigen, Vec2},
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of the trust region.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "trust-region",
    label: "trust region",
    formula: "Δθ = −(H + νI)⁻¹ g with the least ν ≥ 0 for which H + νI has no negative curvature and |Δθ| ≤ Δ",
    symbols: "H: Hessian; g: gradient; ν: what bends the step downhill; \
              Δ: radius, from the share ρ of the predicted decrease that came true",
    source: cited(
        "J. Moré and D. Sorensen, 1983; J. Nocedal and S. Wright, Numerical Optimization, algorithm 4.1; radius \
             rules of scipy.optimize.minimize (trust-exact)",
    ),
    notice: "Far out it takes short sure steps, near a minimum Newton's; a step that breaks its promise is not taken.",
    parameters: &[
        Parameter::number("radius", "first radius", "Δ", 1.0, [1e-6, 1e6]).log(),
        Parameter::number("maximumRadius", "largest radius", "Δmax", 1000.0, [1e-6, 1e6]).log(),
    ],
    build: |values| {
        let largest = values.number("maximumRadius");
        Box::new(TrustRegion { radius: values.number("radius").min(largest), largest, started: false, fresh: true })
    },
};

/// A step is taken where more than this share of its promise came true.
const TAKEN: f64 = 0.15;
/// What counts as rounding when two losses are compared, against the loss.
const ROUNDING: f64 = 1e-14;

#[derive(Clone)]
struct TrustRegion {
    radius: f64,
    largest: f64,
    started: bool,
    /// Whether this point's gradient and Hessian are still to be paid for: not after a step that was not taken.
    fresh: bool,
}

impl Optimizer for TrustRegion {
    fn step(&mut self, loss: &dyn Loss, at: &Local, _rate: f64, log: &mut dyn Log) -> Step {
        ledger::gradient(log, at);
        let fresh = u32::from(self.fresh);
        let mut cost = Cost { loss: u32::from(!self.started), gradient: fresh, hessian: fresh };
        self.started = true;
        self.fresh = false;
        if at.gradient == Vec2::zeros() {
            return Step { cost, ..Step::by_gradient(at.gradient) };
        }
        let eigen = Eigen::of(&at.hessian);
        let slopes = spectral::slopes(&eigen, at.gradient, log);
        let components = subproblem(eigen.curvatures, slopes, self.radius);
        let proposal = eigen.combine(components);
        let length = proposal.norm();
        let text = "proposal; p = Σ vᵢpᵢ, least g·p + ½p·Hp with |p| ≤ Δ; {f} · {v} + {f} · {v}; {v}";
        spectral::combination(log, text, &[], &eigen, components, proposal);
        let promised: f64 = (components.iter().zip(slopes).zip(eigen.curvatures))
            .map(|((part, slope), curvature)| -part * (slope + 0.5 * curvature * part))
            .sum();
        cost.loss += 1;
        let value = loss.value(at.at + proposal);
        let slack = ROUNDING * at.value.abs();
        let share = (at.value - value + slack) / (promised + slack);
        let ([c1, c2], [low, high], [p1, p2]) = (slopes, eigen.curvatures, components);
        let numbers = [p1, p2, c1, c2, p1, p2, low * p1, high * p2, promised];
        log.line("promised; m = −Σ pᵢcᵢ − ½Σ λᵢpᵢ²; −dot({v}, {v}) − 0.5 · dot({v}, {v}); {n}", &numbers);
        let fall = at.value - value;
        log.line("came-true; d = L(θ) − L(θ + p); {d}; {n}", &[at.value, value, fall]);
        // The rounding of the loss is granted to both, so that a step lost in it is not refused.
        let numbers = [fall, slack, promised, slack, share];
        log.line("share; ρ = (d + s)/(m + s); ({n} + {n})/({n} + {n}); {n}", &numbers);
        // A loss that is not a number has kept no promise.
        let taken = share > TAKEN;
        self.resize(share, length, log);
        if !taken {
            log.line("rejected; ρ ≤ ηmin; not taken: too little of the promise came true", &[]);
            log.line("step; Δθ = 0; (0, 0); (0, 0)", &[]);
            return Step { cost, ..Step::by_gradient(Vec2::zeros()) };
        }
        self.fresh = true;
        log.line("accepted; ρ > ηmin; taken: enough of the promise came true", &[]);
        log.line("step; Δθ = p; {v}; {v}", &[proposal.x, proposal.y, proposal.x, proposal.y]);
        Step { cost, ..Step::by_gradient(proposal) }
    }

    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        vec![("radius", Remembered::Number(self.radius))]
    }

    fn is_separable(&self) -> bool {
        false
    }

    fn gear(&self) -> Gear {
        Gear::Adaptive
    }

    fn script(&self) -> Script {
        Script::of("radius = min(radius, maximum_radius)", SCRIPT)
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

impl TrustRegion {
    /// The next radius: a quarter after a poor share, twice after a good one that had reached the edge.
    fn resize(&mut self, share: f64, length: f64, log: &mut dyn Log) {
        let before = self.radius;
        if share.is_nan() || share < 0.25 {
            self.radius = 0.25 * before;
            log.line("radius; Δ ← Δ/4; {n}/4; {n}", &[before, self.radius]);
        } else if share > 0.75 && length >= EDGE * before {
            self.radius = (2.0 * before).min(self.largest);
            log.line("radius; Δ ← min(2Δ, Δmax); min(2 · {n}, {n}); {n}", &[before, self.largest, self.radius]);
        } else {
            log.line("radius; Δ; {n}; {n}", &[before, before]);
        }
    }
}

/// How near to the radius a step counts as reaching it.
const EDGE: f64 = 1.0 - 1e-9;

/// The components along the eigenvectors of the p with |p| ≤ `radius` that makes c·p + ½Σ λᵢpᵢ² least.
///
/// Inside, Newton's step. On the edge pᵢ = −cᵢ/(λᵢ + ν); with s = λ₁ + ν, Newton's method on 1/|p(s)| rises to the
/// solution from below, where |p| is too long, without ever passing it. Where the slope along the lowest curvature
/// is zero and that is negative ("hard case"), either way along it is as good; it goes the way of the eigenvector.
fn subproblem(curvatures: [f64; 2], slopes: [f64; 2], radius: f64) -> [f64; 2] {
    let ([low, high], [first, second]) = (curvatures, slopes);
    let gap = high - low;
    let part = |slope: f64, stiffness: f64| if slope == 0.0 { 0.0 } else { -slope / stiffness };
    let at = |s: f64| [part(first, s), part(second, s + gap)];
    let mut s = low.max(first.abs() / radius).max(second.abs() / radius - gap).max(f64::MIN_POSITIVE);
    let mut p = if low >= 0.0 { at(low) } else { at(s) };
    if low >= 0.0 && Vec2::from(p).norm() <= radius {
        return p;
    }
    for _ in 0..60 {
        p = at(s);
        let length = Vec2::from(p).norm();
        if length <= radius * (1.0 + 1e-13) {
            break;
        }
        let [along_first, along_second] = p;
        let fall = along_first * along_first / s + along_second * along_second / (s + gap);
        s += (length / radius - 1.0) * length * length / fall;
    }
    if low < 0.0 && first == 0.0 {
        let [_, along_second] = p;
        return [(radius * radius - along_second * along_second).max(0.0).sqrt(), along_second];
    }
    p
}

const SCRIPT: &str = "lam, v = eigh(hessian)
v = v * np.where(v[0] < 0, -1, 1)
c = v.T @ gradient
gap = lam - lam[0]
s = max(lam[0], abs(c[0]) / radius, abs(c[1]) / radius - gap[1], 1e-300)
p = -np.divide(c, lam, out=np.full(2, np.inf), where=lam > 0)
if not c.any():
    p = 0 * c
elif lam[0] < 0 or not p @ p <= radius**2:
    for _ in range(60):
        p = -c / (gap + s)
        length = np.sqrt(p @ p)
        if length <= radius * (1 + 1e-13):
            break
        s += (length / radius - 1) * length**2 / (p**2 @ (1 / (gap + s)))
    if lam[0] < 0 and c[0] == 0:
        p[0] = np.sqrt(max(0, radius**2 - p[1]**2))
slack = 1e-14 * abs(loss)
share = (loss - loss_at(theta + v @ p) + slack) / max(-p @ (c + lam * p / 2) + slack, 1e-300)
step = v @ p if share > 0.15 else np.zeros(2)
if not share >= 0.25:
    radius = radius / 4
elif share > 0.75 and p @ p >= ((1 - 1e-9) * radius)**2:
    radius = min(2 * radius, maximum_radius)";
