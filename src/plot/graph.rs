//! Two axes: where a number stands in a picture, and what is written beside the ticks.

use super::{
    paint::Type,
    pen::Pen,
    style::{Role, length, opacity},
};
use crate::{
    decimal::{self, rounded},
    domain::Domain,
    math::Vec2,
    number,
};
use plotters_backend::text_anchor::HPos;

/// One axis: a range, even in numbers or in ratios.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    from: f64,
    to: f64,
    log: bool,
}

impl Scale {
    /// Equal differences, equal distances. A range without extent is widened, one that is not finite is 0 … 1.
    #[must_use]
    pub fn linear(from: f64, to: f64) -> Self {
        let [from, to] = if from.is_finite() && to.is_finite() { [from, to] } else { [0.0, 1.0] };
        // Twice as far there are no numbers.
        let [from, to] = [from.clamp(-1e300, 1e300), to.clamp(-1e300, 1e300)];
        let to = if to > from { to } else { from + from.abs().max(1.0) };
        Self { from, to, log: false }
    }

    /// Equal ratios, equal distances. Both ends are positive, at least a factor of two apart and no further than what
    /// numbers reach; what is not becomes so.
    #[must_use]
    pub fn log(from: f64, to: f64) -> Self {
        let tame = |end: f64, otherwise: f64| if end.is_finite() && end > 0.0 { end } else { otherwise };
        let to = tame(to, 1.0).clamp(1e-290, 1e290);
        let from = tame(from, to / 10.0).clamp(1e-300, to / 2.0);
        Self { from, to, log: true }
    }

    /// How far along the axis a number stands: 0 at its start, 1 at its end. Not finite for a number that has no place.
    #[must_use]
    pub fn fraction(&self, value: f64) -> f64 {
        if self.log {
            libm::log(value / self.from) / libm::log(self.to / self.from)
        } else {
            (value - self.from) / (self.to - self.from)
        }
    }

    /// The number at a fraction of the axis.
    #[must_use]
    pub fn value(&self, fraction: f64) -> f64 {
        if self.log {
            self.from * libm::exp(fraction * libm::log(self.to / self.from))
        } else {
            self.from + fraction * (self.to - self.from)
        }
    }

    /// Round numbers on the axis, at most about `most`: powers of ten (with 2 and 5 where there is room) or even steps of
    /// 1, 2 or 5.
    #[must_use]
    pub fn ticks(&self, most: usize) -> Vec<f64> {
        let most = most.max(2) as f64;
        let mut ticks = Vec::new();
        if self.log {
            let decades = libm::log10(self.to / self.from);
            let between: &[f64] = if 3.0 * decades <= most { &[1.0, 2.0, 5.0] } else { &[1.0] };
            let stride = (decades / most).ceil().max(1.0) as i32;
            let first = libm::floor(libm::log10(self.from)) as i32;
            let last = libm::ceil(libm::log10(self.to)) as i32;
            for exponent in (first..=last).filter(|exponent| exponent.rem_euclid(stride) == 0) {
                ticks.extend(between.iter().map(|part| rounded(part * libm::pow(10.0, f64::from(exponent)), 3)));
            }
        } else {
            let rough = (self.to - self.from) / most;
            let decade = libm::pow(10.0, libm::floor(libm::log10(rough)));
            let step = [1.0, 2.0, 5.0].into_iter().map(|part| part * decade).find(|step| *step >= rough);
            let step = step.unwrap_or(10.0 * decade);
            let first = libm::ceil(self.from / step);
            // Products of whole numbers, so that no rounding adds up.
            ticks.extend((0..=2 * most as u32).map(|i| rounded((first + f64::from(i)) * step, 12)));
        }
        ticks.retain(|tick| (self.from..=self.to).contains(tick));
        // One number alone says nothing of a scale.
        if ticks.len() < 2 && most < MANY { self.ticks(2 * most as usize) } else { ticks }
    }
}

/// More ticks than these are never asked for.
const MANY: f64 = 30.0;

/// A rectangle of a picture with an axis along each side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Graph {
    /// The rectangle, in CSS pixels.
    pub plot: Domain,
    /// Along the bottom.
    pub x: Scale,
    /// Along the left side, upwards.
    pub y: Scale,
}

/// Room left of the rectangle, for the numbers of the upright axis, and under it.
const MARGIN: [f64; 2] = [54.0, 34.0];
/// From one tick to the next, at least, in CSS pixels.
const SPACING: [f64; 2] = [58.0, 34.0];
/// How a tick sticks out.
const TICK: f64 = 4.0;

impl Graph {
    /// The axes in a picture of this size that leaves `above` free over the rectangle and `beside` right of it.
    #[must_use]
    pub fn new([width, height]: [f64; 2], [above, beside]: [f64; 2], x: Scale, y: Scale) -> Self {
        let [left, below] = MARGIN;
        let plot = Domain::new(
            [left.min(0.4 * width), (width - beside).max(0.5 * width)],
            [above.min(0.4 * height), (height - below).max(0.5 * height)],
        );
        Self { plot, x, y }
    }

    /// Where a pair of numbers stands, in pixels; not finite where one has no place.
    #[must_use]
    pub fn at(&self, x: f64, y: f64) -> Vec2 {
        let ([left, right], [top, bottom]) = (self.plot.x(), self.plot.y());
        Vec2::new(left + self.x.fraction(x) * (right - left), bottom - self.y.fraction(y) * (bottom - top))
    }

    /// The number on the lower axis under a pixel.
    #[must_use]
    pub fn x_at(&self, pixel: f64) -> f64 {
        let [left, right] = self.plot.x();
        self.x.value(((pixel - left) / (right - left)).clamp(0.0, 1.0))
    }

    /// A line through pairs of numbers, cut to the rectangle: nothing is moved to its edge.
    pub fn line(&self, pen: &mut Pen<'_>, pairs: &[(f64, f64)], draw: impl Fn(&mut Pen<'_>, &[Vec2])) {
        let points: Vec<Vec2> = pairs.iter().map(|(x, y)| self.at(*x, *y)).collect();
        for part in self.plot.clip_path(&points) {
            draw(pen, &part);
        }
    }

    /// The rectangle's frame, ticks with their numbers, and what the axes count.
    pub fn draw_axes(&self, pen: &mut Pen<'_>, x_name: &str, y_name: &str) {
        let theme = pen.theme();
        let (rule, muted) = (theme.colour(Role::Rule).solid(), theme.colour(Role::Muted).solid());
        let ([left, right], [top, bottom]) = (self.plot.x(), self.plot.y());
        pen.rectangle(&self.plot, theme.colour(Role::Face).solid());
        let small = Type::centred(length::SMALL, muted);
        let across = ((right - left) / SPACING[0]) as usize;
        for tick in self.x.ticks(across) {
            let x = self.at(tick, f64::NAN).x;
            pen.path(&[Vec2::new(x, top), Vec2::new(x, bottom)], rule, length::ISO_LINE);
            pen.path(&[Vec2::new(x, bottom), Vec2::new(x, bottom + TICK)], muted, length::ISO_LINE);
            pen.text(&written(tick), Vec2::new(x, bottom + TICK + 0.75 * small.size), small);
        }
        let numbers = Type { across: HPos::Right, ..small };
        for tick in self.y.ticks(((bottom - top) / SPACING[1]) as usize) {
            let y = self.at(f64::NAN, tick).y;
            pen.path(&[Vec2::new(left, y), Vec2::new(right, y)], rule, length::ISO_LINE);
            pen.path(&[Vec2::new(left - TICK, y), Vec2::new(left, y)], muted, length::ISO_LINE);
            pen.text(&written(tick), Vec2::new(left - TICK - 2.0, y), numbers);
        }
        pen.path(&[Vec2::new(left, top), Vec2::new(left, bottom), Vec2::new(right, bottom)], muted, length::ISO_LINE);
        let frame = pen.frame();
        pen.text(x_name, Vec2::new((left + right) / 2.0, frame.height() - 0.62 * small.size), small);
        let (name, face) = pen.fitted(&[y_name.to_owned()], small, frame.height() - top);
        // In the middle of the axis, or where it is long, as near as the picture's edge lets it.
        let half = pen.text_width(&name, face) / 2.0;
        let middle = ((top + bottom) / 2.0).min(frame.height() - half).max(top + half);
        pen.text(&name, Vec2::new(0.62 * small.size, middle), face.turned(3));
    }

    /// A region of the lower axis that is hatched from top to bottom: danger, in a neutral colour.
    pub fn hatch(&self, pen: &mut Pen<'_>, from: f64) {
        let tint = pen.theme().colour(Role::Danger).mix(opacity::HATCH);
        let ([_, right], [top, bottom]) = (self.plot.x(), self.plot.y());
        let left = self.at(from, f64::NAN).x.max(self.plot.x()[0]);
        if left.is_nan() || left >= right {
            return;
        }
        let zone = Domain::new([left, right], [top, bottom]);
        let height = bottom - top;
        let count = ((right - left + height) / HATCH) as u32;
        for i in 0..=count {
            let x = left - height + HATCH * f64::from(i);
            if let Some(stroke) = zone.clip_segment(Vec2::new(x, bottom), Vec2::new(x + height, top)) {
                pen.path(&stroke, tint, length::ISO_LINE);
            }
        }
        pen.path(&[Vec2::new(left, top), Vec2::new(left, bottom)], tint, length::PATH_AHEAD);
    }
}

/// A tick's number: `0.05`, `10⁻⁶`.
fn written(tick: f64) -> String {
    match (tick > 0.0).then(|| decimal::significant(tick, 3)) {
        Some((100, exponent)) if exponent.abs() > 3 => ["10", &number::superscript(exponent)].concat(),
        _ => number::format(tick, 3),
    }
}

/// From one stroke of a hatch to the next.
const HATCH: f64 = 8.0;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(Scale::linear(0.0, 60.0).ticks(6), [0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0]);
        assert_eq!(Scale::linear(-4.8, 4.8).ticks(4), [-4.0, -2.0, 0.0, 2.0, 4.0]);
        assert_eq!(Scale::log(0.01, 2.0).ticks(9), [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0]);
        assert_eq!(Scale::log(1e-9, 1.0).ticks(5), [1e-8, 1e-6, 1e-4, 1e-2, 1.0]);
    }

    proptest! {
        #[test]
        fn a_scale_is_its_own_inverse(from in -1e3..1e3f64, more in 1e-3..1e6f64, at in 0.0..1.0f64) {
            let linear = Scale::linear(from, from + more);
            prop_assert!((linear.fraction(linear.value(at)) - at).abs() < 1e-9);
            let log = Scale::log(more, more * 1e3);
            prop_assert!((log.fraction(log.value(at)) - at).abs() < 1e-12);
        }

        #[test]
        fn any_range_gives_finite_few_and_ascending_ticks(a in any::<f64>(), b in any::<f64>(), most in 0usize..40) {
            for scale in [Scale::linear(a, b), Scale::log(a, b)] {
                let ticks = scale.ticks(most);
                prop_assert!(ticks.len() <= 3 * most.max(2) + 3, "{scale:?}: {ticks:?}");
                prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]), "{scale:?}: {ticks:?}");
                prop_assert!(ticks.iter().all(|tick| tick.is_finite()));
            }
        }
    }
}
