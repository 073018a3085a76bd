//! Nelder and Mead's simplex: three points that turn over, stretch and shrink, without any derivative.

use super::{Cost, Gear, Optimizer, Remembered, Script, Step};
use crate::{
    ledger::Log,
    loss::{Local, Loss},
    math::Vec2,
    registry::{Entry, cited},
};

/// The registry line of the simplex method.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "nelder-mead",
    label: "Nelder–Mead",
    formula: "xᵣ = 2x̄ − x₃;  x₃ ← the first of xᵣ, 3x̄ − 2x₃, (x̄ + xᵣ)/2, (x̄ + x₃)/2 that serves;  Δθ = x₁ − θ",
    symbols: "x₁: best corner; x₃: worst corner; x̄: middle of the other two; xᵣ: worst corner, turned over",
    source: cited("J. Nelder and R. Mead, 1965; rules and first simplex of scipy.optimize.minimize"),
    notice: "It needs no slope at all, pays in evaluations, and θ rests while the other two corners are turned over.",
    parameters: &[],
    build: |_| Box::new(NelderMead { corners: None }),
};

/// A simplex of this size, against its best corner, is a point.
const COLLAPSED: f64 = 4.0 * f64::EPSILON;

/// A corner and its loss.
#[derive(Clone, Copy)]
struct Corner {
    at: Vec2,
    value: f64,
}

#[derive(Clone)]
struct NelderMead {
    /// Best first.
    corners: Option<[Corner; 3]>,
}

impl Optimizer for NelderMead {
    fn step(&mut self, loss: &dyn Loss, at: &Local, _rate: f64, log: &mut dyn Log) -> Step {
        let mut paid = 0u32;
        let mut corner = |at: Vec2| {
            paid += 1;
            Corner { at, value: loss.value(at) }
        };
        let [best, middle, worst] = match self.corners {
            Some(corners) => corners,
            None => {
                let moved = |x: f64| if x == 0.0 { 0.000_25 } else { 1.05 * x };
                sorted([
                    corner(at.at),
                    corner(Vec2::new(moved(at.at.x), at.at.y)),
                    corner(Vec2::new(at.at.x, moved(at.at.y))),
                ])
            }
        };
        for (text, one) in [("best; x₁; {v}", best), ("middle; x₂; {v}", middle), ("worst; x₃; {v}", worst)] {
            log.line(text, &[one.at.x, one.at.y]);
        }
        let size = (middle.at - best.at).amax().max((worst.at - best.at).amax());
        if size <= COLLAPSED * best.at.amax().max(1.0) {
            let cost = Cost { loss: paid, ..Cost::default() };
            return Step::stopped("collapsed-simplex", Some(size), cost);
        }
        let centre = (best.at + middle.at) / 2.0;
        let (a, b, c) = (best.at, middle.at, worst.at);
        log.line("centre; x̄ = (x₁ + x₂)/2; ({v} + {v})/2; {v}", &[a.x, a.y, b.x, b.y, centre.x, centre.y]);
        // The point at `reach` times the way from the worst corner through the centre, 0 being the centre.
        let mut along = |text: &'static str, reach: f64| {
            let found = corner((1.0 + reach) * centre - reach * worst.at);
            let to = found.at;
            log.line(text, &[1.0 + reach, centre.x, centre.y, reach.abs(), c.x, c.y, to.x, to.y]);
            log.line("loss-there; L; the loss at this point; {n}", &[found.value]);
            found
        };
        let reflected = along("reflection; xᵣ = 2x̄ − x₃; {n} · {v} − {n} · {v}; {v}", 1.0);
        let replacement = if reflected.value < best.value {
            let expanded = along("expansion; xₑ = 3x̄ − 2x₃; {n} · {v} − {n} · {v}; {v}", 2.0);
            Some(if expanded.value < reflected.value { expanded } else { reflected })
        } else if reflected.value < middle.value {
            Some(reflected)
        } else if reflected.value < worst.value {
            let text = "outside-contraction; x꜀ = 1.5x̄ − 0.5x₃; {n} · {v} − {n} · {v}; {v}";
            Some(along(text, 0.5)).filter(|one| one.value <= reflected.value)
        } else {
            let text = "inside-contraction; x꜀ = 0.5x̄ + 0.5x₃; {n} · {v} + {n} · {v}; {v}";
            Some(along(text, -0.5)).filter(|one| one.value < worst.value)
        };
        let corners = match replacement {
            Some(one) => {
                log.line("replacement; x₃ ← the better point; {v}", &[one.at.x, one.at.y]);
                [best, middle, one]
            }
            None => {
                let mut shrunk = |one: Vec2| {
                    let to = a + 0.5 * (one - a);
                    let numbers = [a.x, a.y, one.x, one.y, a.x, a.y, to.x, to.y];
                    log.line("shrinkage; xᵢ ← x₁ + (xᵢ − x₁)/2; {v} + 0.5 · ({w}); {v}", &numbers);
                    corner(to)
                };
                [best, shrunk(b), shrunk(c)]
            }
        };
        let corners = sorted(corners);
        self.corners = Some(corners);
        let [best, ..] = corners;
        let (to, from, step) = (best.at, at.at, best.at - at.at);
        log.line("step; Δθ = x₁ − θ; {w}; {v}", &[to.x, to.y, from.x, from.y, step.x, step.y]);
        Step { cost: Cost { loss: paid, ..Cost::default() }, ..Step::by_gradient(step) }
    }

    fn memory(&self) -> Vec<(&'static str, Remembered)> {
        self.corners
            .map_or_else(Vec::new, |corners| vec![("simplex", Remembered::Points(corners.map(|corner| corner.at)))])
    }

    fn is_separable(&self) -> bool {
        false
    }

    fn gear(&self) -> Gear {
        Gear::Adaptive
    }

    fn script(&self) -> Script {
        Script::of(BEFORE, SCRIPT)
    }

    fn boxed_clone(&self) -> Box<dyn Optimizer> {
        Box::new(self.clone())
    }
}

/// The corners in ascending order of their loss; equal ones keep their order, and what is not a number comes last.
fn sorted(mut corners: [Corner; 3]) -> [Corner; 3] {
    corners.sort_by(|a, b| a.value.partial_cmp(&b.value).unwrap_or_else(|| a.value.is_nan().cmp(&b.value.is_nan())));
    corners
}

const BEFORE: &str = "simplex, rank = None, lambda point: np.fmin(loss_at(point), np.inf)";
const SCRIPT: &str = "if simplex is None:
    moved = np.where(theta == 0, 0.00025, 1.05 * theta)
    simplex = [theta, np.array([moved[0], theta[1]]), np.array([theta[0], moved[1]])]
    simplex = sorted(simplex, key=rank)
best, middle, worst = simplex
size = max(abs(middle - best).max(), abs(worst - best).max())
collapsed = size <= 2.0**-50 * max(1, abs(best).max())
centre = (best + middle) / 2
reflected = 2 * centre - worst
if loss_at(reflected) < loss_at(best):
    expanded = 3 * centre - 2 * worst
    other = expanded if loss_at(expanded) < loss_at(reflected) else reflected
elif loss_at(reflected) < loss_at(middle):
    other = reflected
elif loss_at(reflected) < loss_at(worst):
    other = 1.5 * centre - 0.5 * worst
    other = other if loss_at(other) <= loss_at(reflected) else None
else:
    other = 0.5 * centre + 0.5 * worst
    other = other if loss_at(other) < loss_at(worst) else None
if other is None:
    simplex = [best, best + 0.5 * (middle - best), best + 0.5 * (worst - best)]
else:
    simplex = [best, middle, other]
simplex = sorted(simplex, key=rank)
step = None if collapsed else simplex[0] - theta";
