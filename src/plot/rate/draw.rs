//! How the graph of rates is painted: curves, their envelope, what diverges, and the handle.

use super::{HIGHEST, Rates};
use crate::{
    domain::Domain,
    math::{Vec2, is_finite},
    optimizer::{Gear, Unit},
    plot::{
        Request, Theme,
        clocks::draw_warning,
        flags,
        graph::Graph,
        paint::Type,
        pen::Pen,
        style::{Colour, Role, length, opacity},
    },
    spectrum::limit_rate,
};

impl Rates {
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

    fn colour(&self, theme: &Theme, index: usize) -> Colour {
        theme.among(index, self.curvatures.len())
    }

    fn draw_envelope(&self, pen: &mut Pen<'_>, graph: &Graph, rates: &[f64]) {
        let floor = |rate: Option<&f64>| graph.at(rate.copied().unwrap_or(f64::NAN), 0.0);
        let mut corners = vec![floor(rates.first())];
        corners.extend(rates.iter().map(|rate| graph.at(*rate, self.worst(*rate).min(HIGHEST))));
        corners.push(floor(rates.last()));
        corners.retain(is_finite);
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
}
