//! The factor of a step against the learning rate: one V a direction, all the same on a logarithmic axis, and the
//! worst of them shaded.
//!
//! Everything follows the rate's own slider, whose range this axis has. Nothing is clamped: a curve that leaves the
//! picture leaves it.

use super::{
    Pick, Request, Target, Theme, View,
    clocks::draw_warning,
    flags::{self, Flag},
    graph::{Graph, Scale},
    paint::Type,
    pen::Pen,
    style::{Colour, Role, length, opacity},
};
use crate::{
    config::TrackConfig,
    control::Reach,
    decimal::rounded,
    domain::Domain,
    experiment::Experiment,
    math::Vec2,
    optimizer::{Gear, Unit},
    spectrum::{Clock, best_rate, ideal_rate, limit_rate},
};

/// The registry's entry.
pub const VIEW: View = View {
    id: "rate",
    label: "Rate",
    size: super::style::GRAPH_SIZE,
    draw: |pen, experiment, request| {
        if request.layer.has_overlay() {
            Rates::of(experiment, request).draw(pen, request);
        }
    },
    pick,
    place,
    camera: |_, _| None,
    colour_at: |_, _, _| None,
};

/// The highest factor shown: enough beyond 1 to see what grows.
const HIGHEST: f64 = 1.6;
/// Points of a curve.
const POINTS: u32 = 160;
/// More curves than this are a grey mass.
const MOST_CURVES: usize = 16;
/// How near a pointer has to come to a landmark to take it.
const SNAP: f64 = 8.0;

/// What rates do to the directions of a bowl.
pub struct Rates {
    /// λ of each direction, ascending.
    pub curvatures: Vec<f64>,
    /// How a rate acts.
    pub gear: Gear,
    /// The rate of this step.
    pub rate: Option<f64>,
    /// The rates shown.
    pub shown: Scale,
    /// The share of each direction in the loss of the start, where that is a bowl's.
    pub shares: Vec<f64>,
    /// The step whose curvatures these are, where others have others.
    pub local: Option<usize>,
}

impl Rates {
    /// Of the track that is pointed at, or else of the first whose rate is one of a gradient step: the one that the crank
    /// turns.
    #[must_use]
    pub fn of(experiment: &Experiment, request: &Request<'_>) -> Self {
        let step = request.focus().1;
        let track = turned(experiment, request);
        let most = experiment.config().tracks.get(track).and_then(TrackConfig::largest_rate).unwrap_or(f64::MAX);
        let gear = experiment.gear(track);
        let reach = Reach::new(experiment.loss(), experiment.start(), gear, most);
        let local = experiment.loss().local(experiment.theta(track, step));
        let start = experiment.frame(track, 0);
        let mut shares = Vec::new();
        for (curvature, at) in start.eigen.curvatures.iter().zip(start.coordinates.into_iter().flatten()) {
            shares.push(curvature * at * at);
        }
        Self {
            curvatures: experiment.loss().eigen(&local).curvatures.to_vec(),
            gear,
            rate: experiment.rate(track, step),
            shown: if request.linear {
                Scale::linear(0.0, reach.maximum)
            } else {
                Scale::log(reach.minimum, reach.maximum)
            },
            shares,
            local: (!experiment.is_exact()).then_some(step),
        }
    }

    /// The landmarks that the axis shows, ascending.
    #[must_use]
    pub fn flags(&self) -> Vec<Flag> {
        let [low, high] = self.ends();
        let plain = self.gear == Gear::Scalar;
        let two = plain && low != high;
        let wanted = [
            ("ideal-steep", Some(1), ideal_rate(high).filter(|_| two)),
            ("best", None, best_rate([low, high]).filter(|_| plain)),
            ("limit", None, limit_rate(self.gear, high)),
            ("ideal-shallow", Some(0), ideal_rate(low).filter(|_| two)),
        ];
        let mut flags = Vec::new();
        for (id, direction, value) in wanted {
            if let Some(value) = value.filter(|value| (0.0..=1.0).contains(&self.shown.fraction(*value))) {
                flags.push(Flag { id, direction, value });
            }
        }
        flags.sort_by(|a, b| a.value.total_cmp(&b.value));
        flags
    }

    fn ends(&self) -> [f64; 2] {
        [self.curvatures.first(), self.curvatures.last()].map(|end| end.copied().unwrap_or(f64::NAN))
    }

    /// The factor of a step, or in the end, along a direction: how far from the minimum, whichever side.
    fn factor(&self, rate: f64, curvature: f64) -> f64 {
        let clock = Clock::new(self.gear, Some(rate), curvature);
        clock.spectral_radius.or(clock.multiplier).map_or(f64::NAN, f64::abs)
    }

    fn worst(&self, rate: f64) -> f64 {
        self.curvatures.iter().map(|curvature| self.factor(rate, *curvature)).fold(0.0, f64::max)
    }

    /// The rate of the lowest worst factor among those shown.
    fn lowest(&self, rates: &[f64]) -> Option<f64> {
        match self.gear {
            Gear::Scalar | Gear::Perturbed => best_rate(self.ends()),
            _ => rates.iter().copied().min_by(|a, b| self.worst(*a).total_cmp(&self.worst(*b))),
        }
    }

    /// The axes in a picture.
    #[must_use]
    pub fn graph(&self, request: &Request<'_>) -> Graph {
        let above = flags::ROWS as f64 * length::SMALL * length::LEADING + length::GAP;
        Graph::new(
            [request.width, request.height],
            [above, length::EDGE * 2.0],
            self.shown,
            Scale::linear(0.0, HIGHEST),
        )
    }

    /// The whole view.
    pub fn draw(&self, pen: &mut Pen<'_>, request: &Request<'_>) {
        let (graph, words) = (self.graph(request), request.words);
        let what = match self.gear {
            Gear::HeavyBall { .. } | Gear::Nesterov { .. } => "rate-radius",
            _ => "rate-factor",
        };
        let mut factor = words.get(what).to_owned();
        if let Some(step) = self.local {
            factor = [factor, words.fill("local", &[("step", &step.to_string())])].join(", ");
        }
        graph.draw_axes(pen, words.get("rate-axis"), &factor);
        if self.gear.unit() != Unit::PerCurvature {
            let muted = Type::centred(length::TEXT, pen.theme().colour(Role::Muted).solid());
            for (line, name) in ["rate-none", "rate-none-instead"].into_iter().enumerate() {
                let (text, face) = pen.fitted(&[words.get(name).to_owned()], muted, graph.plot.width() - length::GAP);
                pen.text(&text, graph.plot.centre() + Vec2::new(0.0, 16.0 * line as f64), face);
            }
            return;
        }
        if request.quiet.is_some() {
            return self.draw_handle(pen, &graph, false);
        }
        let rates = self.sampled();
        self.draw_envelope(pen, &graph, &rates);
        if let Some(limit) = limit_rate(self.gear, self.ends()[1]) {
            self.draw_danger(pen, &graph, request, limit);
        }
        let level = [(self.shown.value(0.0), 1.0), (self.shown.value(1.0), 1.0)];
        let ink = pen.theme().colour(Role::Ink).mix(opacity::AHEAD);
        graph.line(pen, &level, |pen, points| pen.path(points, ink, length::PATH_AHEAD));
        for index in self.drawn() {
            let Some(curvature) = self.curvatures.get(index).copied() else { continue };
            // The tip of the V lies between two samples.
            let pairs: Vec<(f64, f64)> = rates.iter().map(|rate| (*rate, self.factor(*rate, curvature))).collect();
            let tint = self.colour(pen.theme(), index).solid();
            let is_steep = index > 0 && index + 1 == self.curvatures.len();
            graph.line(pen, &pairs, |pen, points| {
                if is_steep { pen.dashed(points, tint, length::PATH) } else { pen.path(points, tint, length::PATH) }
            });
        }
        if let Some(lowest) = self.lowest(&rates) {
            let at = graph.at(lowest, self.worst(lowest));
            let ink = pen.theme().colour(Role::Ink).solid();
            pen.disc(at, length::MARKER, pen.theme().colour(Role::Face).solid());
            pen.ring(at, length::MARKER + 1.0, ink, length::PATH_AHEAD);
        }
        self.draw_horizon(pen, &graph, request, &rates);
        flags::draw(pen, &graph, request, &self.flags());
        self.draw_handle(pen, &graph, true);
    }

    /// The rates at which curves are drawn: even on the axis, and every tip.
    fn sampled(&self) -> Vec<f64> {
        let mut rates: Vec<f64> = (0..=POINTS).map(|i| self.shown.value(f64::from(i) / f64::from(POINTS))).collect();
        for index in self.drawn() {
            rates.extend(self.curvatures.get(index).and_then(|curvature| ideal_rate(*curvature)));
        }
        rates.extend(best_rate(self.ends()));
        rates.retain(|rate| (0.0..=1.0).contains(&self.shown.fraction(*rate)));
        rates.sort_by(f64::total_cmp);
        rates
    }

    /// Which directions have a curve: all, or some that are evenly spread.
    fn drawn(&self) -> Vec<usize> {
        spread(self.curvatures.len(), MOST_CURVES)
    }

    fn colour(&self, theme: &Theme, index: usize) -> Colour {
        theme.among(index, self.curvatures.len())
    }

    fn draw_envelope(&self, pen: &mut Pen<'_>, graph: &Graph, rates: &[f64]) {
        let floor = |rate: Option<&f64>| graph.at(rate.copied().unwrap_or(f64::NAN), 0.0);
        let mut corners = vec![floor(rates.first())];
        corners.extend(rates.iter().map(|rate| graph.at(*rate, self.worst(*rate).min(HIGHEST))));
        corners.push(floor(rates.last()));
        corners.retain(crate::math::is_finite);
        pen.polygon(&corners, pen.theme().colour(Role::Ring).mix(opacity::ENVELOPE));
    }

    fn draw_danger(&self, pen: &mut Pen<'_>, graph: &Graph, request: &Request<'_>, limit: f64) {
        graph.hatch(pen, limit);
        let face = Type::centred(length::SMALL, pen.theme().colour(Role::Danger).solid()).left();
        let word = request.words.get("diverges");
        let (width, right) = (pen.text_width(word, face), graph.plot.x()[1]);
        let mut left = graph.at(limit, f64::NAN).x + 3.0 * length::GAP;
        // Where the handle's line would run through the word, it stands behind it.
        let handle = self.rate.and_then(|rate| self.knob(graph, rate)).map_or(f64::NAN, |knob| knob.x);
        if (left - 10.0..left + width + 22.0).contains(&handle) {
            left = handle + 3.0 * length::GAP;
        }
        let y = graph.plot.y()[0] + 0.9 * length::TEXT;
        if left + width + 22.0 < right {
            let plate = Domain::new([left - 6.0, left + width + 18.0], [y - 8.0, y + 8.0]);
            pen.plate(&plate);
            draw_warning(pen, Vec2::new(left + 4.0, y), 5.5);
            pen.text(word, Vec2::new(left + 14.0, y), face);
        }
    }

    /// What is left of the start's loss after some steps at each rate, and the rate that leaves least: for few steps it is
    /// not the one that is best in the end.
    fn draw_horizon(&self, pen: &mut Pen<'_>, graph: &Graph, request: &Request<'_>, rates: &[f64]) {
        let whole: f64 = self.shares.iter().sum();
        // A direction that curves downwards has no share in what is left.
        let is_bowl = self.ends()[0] > 0.0 && whole > 0.0;
        if request.horizon == 0 || self.gear != Gear::Scalar || !is_bowl {
            return;
        }
        let power = 2.0 * request.horizon as f64;
        let (mut pairs, mut least) = (Vec::new(), (f64::NAN, f64::INFINITY));
        for rate in rates {
            let mut left = 0.0;
            for (curvature, share) in self.curvatures.iter().zip(&self.shares) {
                left += share / whole * libm::pow(self.factor(*rate, *curvature), power);
            }
            pairs.push((*rate, left));
            if left < least.1 {
                least = (*rate, left);
            }
        }
        let tint = pen.theme().colour(Role::Track3).solid();
        graph.line(pen, &pairs, |pen, points| pen.path(points, tint, length::PATH));
        let at = graph.at(least.0, least.1);
        pen.disc(at, length::CURRENT - 1.25, tint);
        let text = request.words.fill("left-after", &[("steps", &request.horizon.to_string())]);
        let face = Type::centred(length::SMALL, tint).bold();
        let half = pen.text_width(&text, face) / 2.0;
        let [left, right] = graph.plot.x();
        // On the side of what is stable, over the lowest point.
        let x = (at.x - half - 2.0 * length::GAP).max(left + half + length::GAP).min(right - half);
        let y = (at.y - 1.2 * length::SMALL).min(graph.plot.y()[1] - length::SMALL);
        pen.plate(&Domain::new([x - half - 2.0, x + half + 2.0], [y - 7.0, y + 7.0]));
        pen.text(&text, Vec2::new(x, y), face);
    }

    /// This step's rate: a line through all curves, which it meets in dots, and a knob to take hold of.
    fn draw_handle(&self, pen: &mut Pen<'_>, graph: &Graph, dots: bool) {
        let Some(rate) = self.rate else { return };
        let [top, bottom] = graph.plot.y();
        let theme = pen.theme();
        let ink = theme.colour(Role::Ink).solid();
        let Some(knob) = self.knob(graph, rate) else { return };
        pen.path(&[Vec2::new(knob.x, top), Vec2::new(knob.x, bottom)], ink, length::PATH);
        for index in self.drawn() {
            let Some(curvature) = self.curvatures.get(index) else { continue };
            let at = graph.at(rate, self.factor(rate, *curvature));
            if dots && graph.plot.contains(at) {
                pen.disc(at, length::CURRENT, theme.colour(Role::Face).solid());
                pen.disc(at, length::CURRENT - 1.25, self.colour(theme, index).solid());
            }
        }
        pen.disc(knob, length::START, theme.colour(Role::Face).solid());
        pen.ring(knob, length::START, ink, length::OUTLINE);
        pen.disc(knob, length::MARKER, ink);
    }

    /// Where the handle stands; nothing for a rate that the axis does not show.
    fn knob(&self, graph: &Graph, rate: f64) -> Option<Vec2> {
        let at = graph.at(rate, 0.0);
        (0.0..=1.0).contains(&self.shown.fraction(rate)).then_some(at).filter(crate::math::is_finite)
    }
}

fn turned(experiment: &Experiment, request: &Request<'_>) -> usize {
    let gradient = |track: &usize| experiment.gear(*track).unit() == Unit::PerCurvature;
    let first = (0..experiment.track_count()).find(gradient).unwrap_or(0);
    request.highlight.map_or(first, |(track, _)| track)
}

/// At most `most` of `count` indices, evenly spread, both ends among them.
#[must_use]
pub fn spread(count: usize, most: usize) -> Vec<usize> {
    let shown = count.min(most);
    (0..shown).map(|i| (i * (count - 1)).checked_div(shown - 1).unwrap_or(0)).collect()
}

/// The rate under a pixel, held to a landmark that is near.
fn pick(experiment: &Experiment, request: &Request<'_>, pixel: Vec2) -> Option<Pick> {
    let rates = Rates::of(experiment, request);
    if rates.gear.unit() != Unit::PerCurvature || experiment.is_absolute(turned(experiment, request)) {
        return None;
    }
    let graph = rates.graph(request);
    let near = |flag: &&Flag| request.snap && (graph.at(flag.value, f64::NAN).x - pixel.x).abs() <= SNAP;
    let flags = rates.flags();
    let distance = |flag: &&Flag| (graph.at(flag.value, f64::NAN).x - pixel.x).abs();
    if let Some(flag) = flags.iter().filter(near).min_by(|a, b| distance(a).total_cmp(&distance(b))) {
        return Some(Pick::Rate { learning_rate: flag.value, snapped_to: Some(flag.id) });
    }
    let exact = graph.x_at(pixel.x);
    // As few digits as stand under the same pixel: a reader sees 0.07.
    let within = |short: &f64| (graph.at(*short, f64::NAN).x - graph.at(exact, f64::NAN).x).abs() < 0.5;
    let learning_rate = (2..=6).map(|digits| rounded(exact, digits)).find(within).unwrap_or(exact);
    Some(Pick::Rate { learning_rate, snapped_to: None })
}

/// The handle for a rate.
fn place(experiment: &Experiment, request: &Request<'_>, target: Target) -> Option<Vec2> {
    let Target::Rate(rate) = target else { return None };
    let rates = Rates::of(experiment, request);
    rates.knob(&rates.graph(request), rate)
}
