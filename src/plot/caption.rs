//! What is written under a dial: the direction and its curvature, the factor and what it does, the half-life, the
//! rate that would land in one step.

use super::{
    Words,
    clocks::{Hand, Reading},
    dial::{Dial, Layout},
    paint::Type,
    pen::Pen,
    style::{Role, length},
    words,
};
use crate::{number, spectrum};

/// Digits of a curvature or a rate.
const DIGITS: usize = 3;

/// Draws so many lines under a dial.
pub fn draw(pen: &mut Pen<'_>, layout: &Layout, count: usize, dial: &Dial, reading: &Reading, words: &Words) {
    let theme = pen.theme();
    let (ink, muted) = (theme.colour(Role::Ink).solid(), theme.colour(Role::Muted).solid());
    let title = Type::centred(length::TITLE * layout.scale, theme.direction(dial.direction).solid()).bold();
    let text = Type::centred(length::TEXT * layout.scale, ink);
    let small = Type::centred(length::SMALL * layout.scale, muted);
    let lines = [
        (vec![title_of(reading, words)], title),
        (factor_of(reading, words), text),
        (half_life_of(reading, words), text),
        (ideal_rate_of(reading, words), small),
    ];
    let written = lines.iter().filter(|(wordings, _)| !wordings.is_empty());
    for (index, (wordings, face)) in written.take(count).enumerate() {
        let (wording, face) = pen.fitted(wordings, *face, layout.column - length::GAP);
        pen.text(&wording, crate::math::Vec2::new(dial.centre.x, layout.line(index)), face);
    }
}

fn title_of(reading: &Reading, words: &Words) -> String {
    let curvature = number::format(reading.clock.curvature, DIGITS);
    let direction = words.get(if reading.direction == 0 { "shallow" } else { "steep" });
    let wording = if reading.round { "title-round" } else { "title" };
    words.fill(wording, &[("direction", direction), ("curvature", &curvature)])
}

/// The factor a step, in words that say whose it is.
fn factor_of(reading: &Reading, words: &Words) -> Vec<String> {
    let both = |name: &str, regime: &str, factor: f64| {
        let factor = words::multiplier(factor);
        let values = [("regime", regime), ("multiplier", factor.as_str())];
        vec![words.fill(name, &values), words.fill(&format!("{name}-short"), &values)]
    };
    let regime = reading.clock.regime.map_or("", |regime| words.get(regime.id()));
    match reading.hand {
        Hand::Rate(factor) => both("multiplier", regime, factor),
        Hand::Envelope(radius) => both("radius", regime, radius),
        Hand::Step { step: Some(factor), .. } => both("step-multiplier", "", factor),
        Hand::Step { step: None, .. } => vec![words.get("no-multiplier").into()],
    }
}

/// The half-life; on a landscape whose curvature changes, where the number holds.
fn half_life_of(reading: &Reading, words: &Words) -> Vec<String> {
    if reading.local {
        return vec![words.fill("local", &[("step", &reading.step.to_string())])];
    }
    let steps = match reading.hand {
        Hand::Rate(_) | Hand::Envelope(_) => reading.clock.half_life,
        // One step's factor says nothing about the next, so there is no half-life to give: the crank's own factor
        // stands here instead, where the method has a rate.
        Hand::Step { rate, .. } => {
            let plain = rate.map(|rate| words.fill("rate-alone", &[("multiplier", &words::multiplier(rate))]));
            return plain.into_iter().collect();
        }
    };
    match steps {
        Some(steps) if steps > 0.0 => {
            let steps = words::steps(steps);
            let fill = |name: &str| words.fill(name, &[("steps", &steps)]);
            vec![fill("half-life"), fill("half-life-short")]
        }
        Some(_) => vec![words.get("half-life-zero").into()],
        None => vec![words.get("half-life-never").into()],
    }
}

fn ideal_rate_of(reading: &Reading, words: &Words) -> Vec<String> {
    match spectrum::ideal_rate(reading.clock.curvature) {
        Some(rate) => {
            let rate = number::format(rate, DIGITS);
            let fill = |name: &str| words.fill(name, &[("rate", &rate)]);
            vec![fill("ideal-rate"), fill("ideal-rate-short")]
        }
        None => vec![words.get("no-ideal-rate").into()],
    }
}
