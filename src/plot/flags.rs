//! Landmarks over the axis of a graph, with their words; those that would touch share a flag.

use super::{
    Request,
    graph::Graph,
    label::Obstacles,
    paint::Type,
    pen::Pen,
    style::{Role, length, opacity},
};
use crate::{domain::Domain, math::Vec2, number};

/// Rows of flags over the graph.
pub const ROWS: usize = 3;
/// Flags nearer than this are one.
const SAME_FLAG: f64 = 24.0;

/// A landmark of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flag {
    /// `ideal-steep`, `best`, `limit` or `ideal-shallow`.
    pub id: &'static str,
    /// 0 shallow, 1 steep, where it belongs to one.
    pub direction: Option<usize>,
    /// The rate.
    pub value: f64,
}

/// Landmarks over the graph; those that would touch share a flag.
pub fn draw(pen: &mut Pen<'_>, graph: &Graph, request: &Request<'_>, flags: &[Flag]) {
    let theme = pen.theme();
    let [top, bottom] = graph.plot.y();
    let x_of = |flag: &Flag| graph.at(flag.value, f64::NAN).x;
    let mut groups: Vec<Vec<Flag>> = Vec::new();
    for flag in flags.iter().copied() {
        match groups.last_mut() {
            Some(flags) if flags.last().is_some_and(|last| x_of(&flag) - x_of(last) < SAME_FLAG) => flags.push(flag),
            _ => groups.push(vec![flag]),
        }
    }
    let stems: Vec<f64> = groups.iter().flatten().map(x_of).collect();
    let mut taken = Obstacles::default();
    for flags in &groups {
        let texts = flags.iter().map(|flag| {
            let value = number::format(flag.value, 3);
            request.words.fill(&["flag-", flag.id].concat(), &[("rate", &value)])
        });
        let text = texts.collect::<Vec<_>>().join(" · ");
        let direction = flags.first().and_then(|flag| flag.direction).filter(|_| flags.len() == 1);
        let colour = direction.map_or(theme.colour(Role::Ink), |direction| theme.direction(direction));
        let wanted = Type::centred(length::SMALL, colour.solid());
        let (text, face) = pen.fitted(&[text], wanted, request.width - 2.0 * length::GAP);
        let size = Vec2::new(pen.text_width(&text, face), length::SMALL * length::LEADING);
        let [from, to] = [flags.first(), flags.last()].map(|flag| flag.map_or(f64::NAN, x_of));
        let area = flag_box(size, [from, to], request.width, top, &stems, &taken);
        taken.avoid_box(area);
        for x in flags.iter().map(x_of) {
            pen.path(&[Vec2::new(x, area.y()[1]), Vec2::new(x, top)], colour.solid(), length::ISO_LINE);
            pen.dashed(&[Vec2::new(x, top), Vec2::new(x, bottom)], colour.mix(opacity::AHEAD), length::ISO_LINE);
        }
        pen.text(&text, area.centre(), face);
    }
}

/// Where the words of a flag stand over its landmarks from `from` to `to`: in the lowest row, over the middle or to one
/// side, where they cover neither other words nor the stem of another flag.
fn flag_box(size: Vec2, [from, to]: [f64; 2], width: f64, top: f64, stems: &[f64], taken: &Obstacles) -> Domain {
    let place = |row: usize, left: f64| {
        let left = left.min(width - size.x - length::GAP).max(length::GAP);
        let bottom = top - length::GAP - row as f64 * size.y;
        Domain::new([left, left + size.x], [bottom - size.y, bottom])
    };
    let middle = (from + to - size.x) / 2.0;
    for row in 0..ROWS {
        for left in [middle, to - size.x - 1.0, from + 1.0] {
            let area = place(row, left);
            let [start, end] = area.x();
            let others = |x: &&f64| !(from..=to).contains(*x) && (start - 2.0..end + 2.0).contains(*x);
            if !taken.covers(&area) && stems.iter().find(others).is_none() {
                return area;
            }
        }
    }
    place(ROWS - 1, middle)
}
