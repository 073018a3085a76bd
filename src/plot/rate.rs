//! The factor of a step against the learning rate: one V a direction, all the same on a logarithmic axis, and the
//! worst of them shaded.
//!
//! Everything follows the rate's own slider, whose range this axis has. Nothing is clamped: a curve that leaves the
//! picture leaves it.

use super::{
    Pick, Request, Target, View,
    flags::{self, Flag},
    graph::{Graph, Scale},
    style::length,
};
use crate::{
    config::TrackConfig,
    control::Reach,
    decimal::rounded,
    experiment::Experiment,
    math::Vec2,
    optimizer::{Gear, Unit},
    spectrum::{Clock, best_rate, ideal_rate, limit_rate},
};

mod draw;

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
