//! Nelder and Mead's simplex: three points that turn over, stretch and shrink, without any derivative.

use super::{Cost, Gear, Optimizer, Remembered, Script, Step};
use crate::{
    ledger::{Log, Row},
    loss::{Local, Loss},
    math::Vec2,
    number::{short, vector, vector_difference},
    registry::Entry,
};

/// The registry line of the simplex method.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "nelder-mead",
    label: "Nelder–Mead",
    formula: "xᵣ = 2x̄ − x₃;  x₃ ← the first of xᵣ, 3x̄ − 2x₃, (x̄ + xᵣ)/2, (x̄ + x₃)/2 that serves;  Δθ = x₁ − θ",
    symbols: &[
        ("x₁", "best corner"),
        ("x₃", "worst corner"),
        ("x̄", "middle of the other two"),
        ("xᵣ", "worst corner, turned over"),
    ],
    source: "J. Nelder and R. Mead, 1965; rules and first simplex of scipy.optimize.minimize",
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
        for (label, formula, one) in [("best", "x₁", best), ("middle", "x₂", middle), ("worst", "x₃", worst)] {
            log.row(&|| Row::new(label, formula, vector(one.at), one.at));
        }
        let size = (middle.at - best.at).amax().max((worst.at - best.at).amax());
        if size <= COLLAPSED * best.at.amax().max(1.0) {
            let cost = Cost { loss: paid, ..Cost::default() };
            return Step::stopped("collapsed-simplex", Some(size), cost);
        }
        let centre = (best.at + middle.at) / 2.0;
        log.row(&|| {
            let numbers = format!("({} + {})/2", vector(best.at), vector(middle.at));
            Row::new("centre", "x̄ = (x₁ + x₂)/2", numbers, centre)
        });
        // The point at `reach` times the way from the worst corner through the centre, 0 being the centre.
        let mut along = |label, formula, reach: f64| {
            let found = corner((1.0 + reach) * centre - reach * worst.at);
            log.row(&|| {
                let (a, b) = (short(1.0 + reach), short(reach.abs()));
                let sign = if reach < 0.0 { '+' } else { '−' };
                let numbers = format!("{a} · {} {sign} {b} · {}", vector(centre), vector(worst.at));
                Row::new(label, formula, numbers, found.at)
            });
            log.row(&|| Row {
                label: "loss-there",
                formula: "L",
                substituted: "the loss at this point".into(),
                value: short(found.value),
            });
            found
        };
        let reflected = along("reflection", "xᵣ = 2x̄ − x₃", 1.0);
        let replacement = if reflected.value < best.value {
            let expanded = along("expansion", "xₑ = 3x̄ − 2x₃", 2.0);
            Some(if expanded.value < reflected.value { expanded } else { reflected })
        } else if reflected.value < middle.value {
            Some(reflected)
        } else if reflected.value < worst.value {
            Some(along("outside-contraction", "x꜀ = 1.5x̄ − 0.5x₃", 0.5)).filter(|one| one.value <= reflected.value)
        } else {
            Some(along("inside-contraction", "x꜀ = 0.5x̄ + 0.5x₃", -0.5)).filter(|one| one.value < worst.value)
        };
        let corners = match replacement {
            Some(one) => {
                log.row(&|| Row::new("replacement", "x₃ ← the better point", vector(one.at), one.at));
                [best, middle, one]
            }
            None => {
                let shrunk = [middle, worst].map(|one| (one.at, best.at + 0.5 * (one.at - best.at)));
                for (before, after) in shrunk {
                    log.row(&|| {
                        let numbers = format!("{} + 0.5 · ({})", vector(best.at), vector_difference(before, best.at));
                        Row::new("shrinkage", "xᵢ ← x₁ + (xᵢ − x₁)/2", numbers, after)
                    });
                }
                let [second, third] = shrunk.map(|(_, after)| corner(after));
                [best, second, third]
            }
        };
        let corners = sorted(corners);
        self.corners = Some(corners);
        let [best, ..] = corners;
        let displacement = best.at - at.at;
        log.row(&|| Row::new("step", "Δθ = x₁ − θ", vector_difference(best.at, at.at), displacement));
        Step { cost: Cost { loss: paid, ..Cost::default() }, ..Step::by_gradient(displacement) }
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
