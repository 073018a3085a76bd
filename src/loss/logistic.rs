//! Two classes told apart by one number: the mean cross-entropy of a logistic curve.

use std::cell::Cell;

use super::{
    About, Dual, Formula, Loss,
    data::O_RINGS,
    standardize::{Feature, STANDARDIZE, WAYS, curvatures, python},
};
use crate::{
    math::{Mat2, Vec2, is_finite, ln_1_plus},
    parameter::{Kind, Parameter, Scale, Values},
    registry::{Entry, cited},
};

/// The most Newton steps towards the minimum. Data that a small ridge alone keeps apart needs about one a decade of it.
const STEPS: usize = 400;
/// A Newton decrement (twice what the step would gain), as a part of the loss, below which convergence is quadratic, and
/// how many steps then reach the last digit. Of a small ridge the loss itself is as small.
const NEAR: f64 = 1e-9;
const POLISH: usize = 3;

/// The registry line of logistic regression. θ = (w, b); the probability of class 1 is 1/(1 + exp(−w x − b)).
pub const ENTRY: Entry<dyn Loss> = Entry {
    id: "logistic",
    label: "two classes",
    formula: "L(w, b) = 1/n Σᵢ ln(1 + exp(−sᵢ(w xᵢ + b))) + ρ/2 (w² + b²)",
    symbols: "w, b: slope and intercept; n: number of pairs; sᵢ: +1 or −1, the class of a pair; ρ: ridge",
    source: cited(
        "data: S. R. Dalal, E. B. Fowlkes, B. Hoadley, Risk analysis of the space shuttle, 1989 (O-ring damage \
             against temperature at 23 launches)",
    ),
    notice: "Where the classes are told apart the curvature fades: far out every rate is small, and near the minimum x \
             decides the shape of the bowl.",
    parameters: &[
        Parameter {
            id: "data",
            label: "pairs, y 0 or 1",
            symbol: "(xᵢ, yᵢ)",
            kind: Kind::Pairs { default: O_RINGS, labels: true },
            minimum: -1e6,
            maximum: 1e6,
            scale: Scale::Linear,
        },
        Parameter::number("ridge", "ridge", "ρ", 0.0, [0.0, 1e3]),
        STANDARDIZE,
    ],
    build: |values| Box::new(Logistic::new(values)),
};

/// Mean cross-entropy with x standardised, plus the ridge.
struct Logistic {
    pairs: Vec<[f64; 2]>,
    ridge: f64,
    minimum: Option<Vec2>,
    about: About,
    /// The last point that derivatives were asked for, and what was found there. Its value is asked for next, and where a
    /// line search ended the next step begins: each is a sum over all pairs.
    last: Cell<Option<(Vec2, Near)>>,
}

/// Value, gradient and Hessian at a point.
#[derive(Clone, Copy)]
struct Near {
    value: f64,
    gradient: Vec2,
    hessian: Mat2,
}

/// The mean cross-entropy at (w, b).
///
/// Σ ln(1 + eᵢ) = ln Π(1 + eᵢ) with eᵢ in (0, 1]: one exponential a pair and one logarithm for all. The product is kept
/// less 1, so that it is right where all eᵢ are tiny; 500 factors of at most 2 are far from overflow.
fn cross_entropy(pairs: &[[f64; 2]], w: f64, b: f64, derivatives: bool) -> Near {
    let (mut linear, mut product) = (0.0, 0.0);
    let (mut gradient, mut hessian) = (Vec2::zeros(), Mat2::zeros());
    for [x, class] in pairs {
        let sign = if *class > 0.0 { -1.0 } else { 1.0 };
        let against = sign * (w * x + b);
        let small = libm::exp(-against.abs());
        product += small + product * small;
        if against > 0.0 {
            linear += against;
        }
        if derivatives {
            let inverse = 1.0 / (1.0 + small);
            let slope = sign * if against > 0.0 { inverse } else { small * inverse };
            let curvature = small * inverse * inverse;
            gradient += Vec2::new(slope * x, slope);
            hessian.m11 += curvature * x * x;
            hessian.m12 += curvature * x;
            hessian.m22 += curvature;
        }
    }
    hessian.m21 = hessian.m12;
    let count = pairs.len() as f64;
    Near { value: (linear + ln_1_plus(product)) / count, gradient: gradient / count, hessian: hessian / count }
}

/// Whether a threshold on x separates the classes, touching allowed; also where there is one class only. Then longer
/// and longer slopes are better and better and no minimum exists.
fn separable(pairs: &[[f64; 2]], all_equal: bool) -> bool {
    let range = |class: f64| {
        let of_class = pairs.iter().filter(|[_, y]| *y == class);
        of_class.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], [x, _]| [low.min(*x), high.max(*x)])
    };
    let ([low_0, high_0], [low_1, high_1]) = (range(0.0), range(1.0));
    let one_class = low_0 > high_0 || low_1 > high_1;
    // Where all x are equal the classes touch in one point, and the best intercept there is finite.
    one_class || (!all_equal && (high_0 <= low_1 || high_1 <= low_0))
}

/// The minimum over (w, b) and κ there, for x in given coordinates; nothing where Newton's iteration does not get there.
///
/// It runs in φ = Tθ, the slope and intercept for the centred and scaled x, where rounding does least harm.
fn minimise(raw: &[[f64; 2]], x: &Feature, ridge: f64) -> Option<(Vec2, Option<f64>)> {
    if x.variance == 0.0 && ridge == 0.0 {
        // Only w μ + b matters: of all best ones, the point nearest to the origin.
        let ones: f64 = raw.iter().map(|[_, class]| class).sum();
        let level = libm::log(ones / (raw.len() as f64 - ones));
        let nearest = Vec2::new(x.mean, 1.0) * (level / (x.mean * x.mean + 1.0));
        return is_finite(&nearest).then_some((nearest, None));
    }
    let pairs = Feature::new(raw, "center-and-scale").apply(raw);
    let spread = x.spread();
    let forth = Mat2::new(spread, 0.0, x.mean, 1.0);
    let back = Mat2::new(1.0 / spread, 0.0, -x.mean / spread, 1.0);
    let penalty = back.transpose() * back * ridge;
    let penalised = |at: Vec2, derivatives: bool| {
        let near = cross_entropy(&pairs, at.x, at.y, derivatives);
        let push = penalty * at;
        Near {
            value: near.value + at.dot(&push) / 2.0,
            gradient: near.gradient + push,
            hessian: near.hessian + penalty,
        }
    };
    let mut at = Vec2::zeros();
    let mut polished = 0;
    for _ in 0..STEPS {
        let near = penalised(at, true);
        if polished == POLISH {
            let hessian = forth.transpose() * near.hessian * forth;
            let [low, high] = curvatures(&hessian, near.hessian.determinant() * spread * spread);
            let condition = Some(high / low).filter(|condition| low > 0.0 && condition.is_finite());
            return Some((back * at, condition)).filter(|(minimum, _)| is_finite(minimum));
        }
        let step = -(near.hessian.try_inverse()? * near.gradient);
        let decrement = -near.gradient.dot(&step);
        if decrement <= NEAR * near.value {
            polished += 1;
            at += step;
        } else {
            // Far away the full step may overshoot; half of it, and so on, goes down in the end.
            let mut lengths = (0..60).map(|halvings| libm::ldexp(1.0, -halvings));
            let length = lengths.find(|length| penalised(at + step * *length, false).value < near.value)?;
            at += step * length;
        }
    }
    None
}

impl Logistic {
    fn new(values: &Values) -> Self {
        let raw = values.pairs("data");
        let ridge = values.number("ridge");
        let way = values.text("standardize");
        let x = Feature::new(&raw, way);
        let pairs = x.apply(&raw);
        let unbounded = ridge == 0.0 && separable(&raw, x.variance == 0.0);
        let mut minimum = None;
        let mut stages = Vec::with_capacity(WAYS.len());
        for stage in WAYS {
            let found = if unbounded { None } else { minimise(&raw, &Feature::new(&raw, stage), ridge) };
            if *stage == way {
                minimum = found.map(|(at, _)| at);
            }
            stages.push((*stage, found.and_then(|(_, condition)| condition)));
        }
        let about = About { note: unbounded.then_some("no-minimum"), stages, ..About::default() };
        Self { pairs, ridge, minimum, about, last: Cell::new(None) }
    }

    /// The mean cross-entropy at a point, remembered where it comes with derivatives.
    fn near(&self, at: Vec2, derivatives: bool) -> Near {
        match self.last.get() {
            Some((last, near)) if last == at => near,
            _ => {
                let near = cross_entropy(&self.pairs, at.x, at.y, derivatives);
                if derivatives {
                    self.last.set(Some((at, near)));
                }
                near
            }
        }
    }
}

impl Formula for Logistic {
    /// The Taylor polynomial of degree two about the real part, which is all that a dual number of that order can tell
    /// from the function: the sum over the pairs then runs over plain numbers.
    fn formula<D: Dual>(&self, x: D, y: D) -> D {
        let near = self.near(Vec2::new(x.re(), y.re()), D::CARRIES);
        let mut loss = D::from(near.value);
        if D::CARRIES {
            let (dx, dy) = (x - x.re(), y - y.re());
            let half = dx * dx * (near.hessian.m11 / 2.0) + dy * dy * (near.hessian.m22 / 2.0);
            loss += dx * near.gradient.x + dy * near.gradient.y + half + dx * dy * near.hessian.m12;
        }
        if self.ridge > 0.0 {
            loss += (x * x + y * y) * (self.ridge / 2.0);
        }
        loss
    }

    fn known_minimum(&self) -> Option<Vec2> {
        self.minimum
    }

    fn about_it(&self) -> About {
        self.about.clone()
    }

    fn operations(&self) -> usize {
        self.pairs.len()
    }

    fn python(&self) -> String {
        let mut out = String::from("sum(softplus((1 - 2 * v) * (x * u + y)) for u, v in data) / len(data)");
        if self.ridge > 0.0 {
            out.extend([" + ", &crate::decimal::shortest(self.ridge / 2.0), " * (x * x + y * y)"]);
        }
        out
    }

    fn python_setup(&self) -> String {
        let mut out = python(&self.pairs);
        out.push_str("\n\ndef softplus(z):\n    # ln(1 + exp(z)), without overflow\n");
        out.push_str("    return z + log(1 + exp(-z)) if z > 0 else log(1 + exp(z))\n");
        out
    }

    fn own_start(&self) -> Vec2 {
        Vec2::zeros()
    }
}
