//! Pictures of a bowl of many directions: as many dials on one crank, the rates, and the distances.

use super::{
    Paint, Pen, Request,
    clocks::{Hand, Reading, draw_face, draw_reading},
    dial::Dial,
    graph::Scale,
    paint::Type,
    rate::{Rates, spread},
    style::{CLOCKS_SIZE, GRAPH_SIZE, Role, length},
    trace::{self, Line, Trace},
    words,
};
use crate::{control::Reach, directions::Directions, math::Vec2, number, optimizer::Gear, spectrum::Clock};

/// The most dials of a picture.
const MOST_DIALS: usize = 100;
/// The most lines of a graph.
const MOST_LINES: usize = 12;
/// Cells smaller than this have no words.
const WORDS: f64 = 62.0;

/// A picture of a spectrum.
pub struct View {
    /// The public id.
    pub id: &'static str,
    /// The English name.
    pub label: &'static str,
    /// The size of the picture, in CSS pixels, where none is asked for.
    pub size: [f64; 2],
    /// Draws it.
    pub draw: fn(&mut Pen<'_>, &Directions, &Request<'_>),
}

impl View {
    /// Every view.
    pub const ALL: &'static [Self] = &[
        Self { id: "clocks", label: "Clocks", size: CLOCKS_SIZE, draw: clocks },
        Self {
            id: "rate",
            label: "Rate",
            size: GRAPH_SIZE,
            draw: |pen, run, request| rates(run, request).draw(pen, request),
        },
        Self { id: "components", label: "Components", size: GRAPH_SIZE, draw: components },
    ];

    /// The view of that id.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|view| view.id == id)
    }

    /// Draws the view with a painter, which knows afterwards whether all went well.
    pub fn paint(&self, paint: &mut dyn Paint, run: &Directions, request: &Request<'_>) {
        // Everything moves with the crank: the still part is empty.
        if request.layer.has_overlay() {
            let request = &request.hushed();
            (self.draw)(&mut Pen::new(paint, request), run, request);
        }
    }
}

/// What a dial of one direction shows.
fn reading(run: &Directions, step: usize, index: usize) -> Reading {
    let curvature = run.curvatures().get(index).copied().unwrap_or(f64::NAN);
    let clock = Clock::new(run.gear(), run.rate(step), curvature);
    let at = |step: usize| run.distances(step).get(index).copied().unwrap_or(f64::NAN);
    let hand = match (run.gear(), clock.spectral_radius, clock.multiplier) {
        (_, Some(radius), _) => Hand::Envelope(radius),
        (Gear::Scalar | Gear::Perturbed, _, Some(multiplier)) if run.is_steady() => Hand::Rate(multiplier),
        (_, _, rate) => {
            // The last frame has no step of its own: the one that led there is shown.
            let from = step.min(run.steps().saturating_sub(1));
            Hand::Step { step: Some(at(from + 1) / at(from)).filter(|factor| factor.is_finite()), rate }
        }
    };
    let left = Some(at(step)).filter(|left| left.is_finite());
    Reading { direction: index.min(1), clock, hand, left, local: false, round: false, step }
}

/// Small multiples: from the flattest, first, to the steepest, last.
fn clocks(pen: &mut Pen<'_>, run: &Directions, request: &Request<'_>) {
    let count = run.curvatures().len();
    let shown = spread(count, MOST_DIALS);
    let (width, height) = (request.width, request.height);
    // The number of columns that makes the cells largest.
    let side = |columns: usize| (width / columns as f64).min(height / shown.len().div_ceil(columns) as f64);
    let columns = (1..=shown.len().max(1)).max_by(|a, b| side(*a).total_cmp(&side(*b)).then(b.cmp(a))).unwrap_or(1);
    let rows = shown.len().div_ceil(columns);
    let cell = Vec2::new(width / columns as f64, height / rows.max(1) as f64);
    let small = (cell.y.min(cell.x) / 12.0).clamp(length::TINY, length::TEXT);
    let lines = if side(columns) < WORDS { 0.0 } else { 2.0 };
    let radius = ((cell.x / 2.0).min((cell.y - lines * small * length::LEADING) / 2.0) - 2.0).max(3.0);
    let theme = pen.theme();
    for (place, index) in shown.iter().enumerate() {
        let corner = Vec2::new((place % columns) as f64 * cell.x, (place / columns) as f64 * cell.y);
        let centre = corner + Vec2::new(cell.x / 2.0, radius + 2.0);
        let dial = Dial { direction: (*index).min(1), centre, radius };
        let reading = reading(run, request.step, *index);
        let colour = theme.among(*index, count);
        draw_face(pen, &dial);
        if request.quiet.is_none() {
            draw_reading(pen, &dial, &reading, colour);
        }
        if lines == 0.0 {
            continue;
        }
        let factor = reading
            .hand
            .multiplier()
            .filter(|_| request.quiet.is_none())
            .map(|factor| ["×", &words::multiplier(factor)].concat());
        let title = ["λ = ", &number::format(reading.clock.curvature, 3)].concat();
        let below = centre.y + radius + 0.7 * small;
        let face = Type::centred(small, colour.solid()).bold();
        let ink = Type::centred(small, theme.colour(Role::Ink).solid());
        for (row, (text, face)) in [(title, face), (factor.unwrap_or_default(), ink)].into_iter().enumerate() {
            let (text, face) = pen.fitted(&[text], face, cell.x - 2.0);
            pen.text(&text, Vec2::new(centre.x, below + row as f64 * small * length::LEADING), face);
        }
    }
}

/// What rates do to all directions, on an axis that holds every landmark.
fn rates(run: &Directions, request: &Request<'_>) -> Rates {
    let ends = [run.curvatures().first(), run.curvatures().last()].map(|end| end.copied().unwrap_or(f64::NAN));
    let reach = Reach::of(ends, run.gear(), f64::MAX);
    Rates {
        curvatures: run.curvatures().to_vec(),
        gear: run.gear(),
        rate: run.rate(request.step),
        shown: Scale::log(reach.minimum, reach.maximum),
        // Every direction starts at the same distance.
        shares: run.curvatures().to_vec(),
        local: None,
    }
}

/// The distances of some directions, from the flattest to the steepest.
fn components(pen: &mut Pen<'_>, run: &Directions, request: &Request<'_>) {
    let count = run.curvatures().len();
    let shown = spread(count, MOST_LINES);
    let steps = trace::steps(run.steps(), shown.len());
    let lines = shown.iter().map(|index| {
        let curvature = run.curvatures().get(*index).copied().unwrap_or(f64::NAN);
        let at = |step: usize| run.distances(step).get(*index).copied().unwrap_or(f64::NAN);
        Line {
            names: vec![["λ = ", &number::format(curvature, 3)].concat()],
            colour: request.theme.among(*index, count),
            dashed: *index > 0 && *index + 1 == count,
            values: steps.iter().map(|step| (*step as f64, at(*step))).collect(),
        }
    });
    let mut lines: Vec<Line> = lines.collect();
    trace::hush(&mut lines, request);
    let trace = Trace::new(lines, run.steps(), request, 2.0 * length::EDGE);
    trace.draw(pen, request, request.words.get("distance-axis"));
}
