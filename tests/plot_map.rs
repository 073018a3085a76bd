//! The map shows what the engine computed: marks, axes, arrows, lines and colours are read back from the picture.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
#[path = "plot_map/marks.rs"]
mod marks;
mod picture;

use common::descent;
use many_clocks::{
    domain::Viewport,
    experiment::Experiment,
    math::Vec2,
    plot::{Bands, Colour, GRID, Pick, Request, Role, Target, image, levels, marks::Marks, style::length},
    svg,
};
use picture::{Element, Shot, parse};
use proptest::prelude::*;
use serde_json::json;

fn valley(rate: f64) -> Experiment {
    common::bowl([1.0, 25.0], 30.0, [-1.9, -0.15], 40, descent(rate))
}

fn rosenbrock() -> Experiment {
    common::run(&json!({ "loss": { "id": "rosenbrock" }, "steps": 60, "tracks": [descent(0.002)] }))
}

fn shot(experiment: Experiment, step: usize) -> Shot {
    Shot::new(experiment, "map", [600.0, 440.0], step)
}

fn viewport(shot: &Shot) -> Viewport {
    let domain = (shot.view().camera)(&shot.experiment, &shot.request()).unwrap();
    Viewport::new(domain, shot.size[0], shot.size[1])
}

/// Half a grid unit, in pixels, for each coordinate.
const ROUNDING: f64 = 0.5 / GRID + 1e-9;

#[test]
fn every_step_has_its_mark() {
    for (experiment, step) in [(valley(0.07), 6), (valley(0.079), 12), (rosenbrock(), 3)] {
        let shot = shot(experiment, step);
        let ink = shot.theme.colour(Role::Ink).to_hex();
        let elements = shot.elements();
        let marks: Vec<Vec2> = elements
            .iter()
            .filter(|element| element.name == "circle" && element.get("fill").eq_ignore_ascii_case(&ink))
            .filter(|element| element.has("r", length::MARKER))
            .map(Element::centre)
            .collect();
        for k in 0..=step {
            let at = shot.place(Target::Step { track: 0, step: k });
            let theta = shot.experiment.theta(0, k);
            assert!((shot.place(Target::Theta(theta)) - at).amax() < 1e-9);
            // Marks within a pixel of each other are one.
            assert!(marks.iter().any(|mark| (mark - at).amax() <= 1.0 + ROUNDING), "step {k}");
        }
        let current = elements.iter().rfind(|e| e.name == "circle" && e.has("r", length::CURRENT)).unwrap();
        assert!((current.centre() - shot.place(Target::Step { track: 0, step })).amax() <= ROUNDING);
        let start = elements.iter().find(|e| e.is("circle", &ink) && e.has("r", length::START)).unwrap();
        assert!((start.centre() - shot.place(Target::Theta(shot.experiment.start()))).amax() <= ROUNDING);
        assert!(2.0 * start.length("r") >= 9.0, "large enough to ask to be dragged");
    }
}

#[test]
fn scales_are_equal_and_the_camera_holds_everything() {
    for size in [[600.0, 440.0], [280.0, 230.0], [350.0, 900.0]] {
        for rate in [0.02, 0.07, 0.0795, 0.09] {
            let shot = Shot { size, ..shot(valley(rate), 20) };
            let view = viewport(&shot);
            let domain = view.domain();
            assert!((domain.width() / size[0] / (domain.height() / size[1]) - 1.0).abs() < 1e-9);
            assert!(domain.contains(shot.experiment.start()) && domain.contains(Vec2::zeros()));
            for k in 0..=20 {
                assert!(domain.contains(shot.experiment.theta(0, k)), "rate {rate}, step {k}");
            }
        }
    }
}

#[test]
fn the_camera_stands_still_but_for_doublings() {
    let mut widths: Vec<f64> = (0..=40).map(|step| viewport(&shot(valley(0.09), step)).domain().width()).collect();
    widths.dedup();
    assert!(widths.len() > 3, "a diverging path is followed");
    assert!(widths.windows(2).all(|pair| (pair[1] / pair[0]).log2().fract().abs() < 1e-9));
    let still: Vec<f64> = (0..=40).map(|step| viewport(&shot(valley(0.07), step)).domain().width()).collect();
    assert!(still.windows(2).all(|pair| pair[0] == pair[1]));
}

/// The strokes of one colour and breadth.
fn strokes(elements: &[Element], colour: Colour, width: f64) -> Vec<Vec<Vec2>> {
    let lines = elements.iter().filter(|element| element.is("polyline", &colour.to_hex()));
    lines.filter(|element| element.has("stroke-width", width)).map(Element::points).collect()
}

#[test]
fn the_axes_are_the_eigenvectors() {
    let shot = shot(valley(0.07), 6);
    let (elements, view) = (shot.elements(), viewport(&shot));
    let eigen = shot.experiment.frame(0, 6).eigen;
    for (direction, role) in [(0, Role::Shallow), (1, Role::Steep)] {
        let drawn = strokes(&elements, shot.theme.colour(role), length::AXIS);
        assert_eq!(drawn.len() > 1, direction == 1, "steep is dashed, shallow is not");
        let normal = {
            let v = eigen.directions[direction];
            Vec2::new(-v.y, v.x)
        };
        for point in drawn.iter().flatten() {
            // Through the minimum, along the eigenvector.
            let off = normal.dot(&view.to_data(*point)) * view.scale();
            assert!(off.abs() <= 2.0 * ROUNDING, "{off} px beside the axis");
        }
    }
    let texts: Vec<String> = elements.iter().filter(|e| e.name == "text").map(|e| e.text.clone()).collect();
    assert!(texts.iter().any(|text| text == "steep λ = 25") && texts.iter().any(|text| text == "shallow λ = 1"));
}

#[test]
fn the_two_arrows_make_the_step() {
    let shot = shot(valley(0.07), 2);
    let elements = shot.elements();
    let frame = shot.experiment.frame(0, 2);
    let [shallow, steep] = frame.split.unwrap();
    let from = shot.place(Target::Theta(frame.theta));
    let bend = shot.place(Target::Theta(frame.theta + steep.part));
    let to = shot.place(Target::Step { track: 0, step: 3 });
    assert!(((frame.theta + steep.part + shallow.part) - shot.experiment.theta(0, 3)).norm() < 1e-12);
    for (role, tail, tip) in [(Role::Steep, from, bend), (Role::Shallow, bend, to)] {
        let colour = shot.theme.colour(role);
        let shafts = strokes(&elements, colour, length::ARROW);
        assert_eq!(shafts.len(), 1);
        assert!((shafts[0][0] - tail).amax() <= ROUNDING);
        let heads: Vec<Vec<Vec2>> = elements
            .iter()
            .filter(|e| e.name == "polygon" && e.get("fill").eq_ignore_ascii_case(&colour.to_hex()))
            .map(Element::points)
            .collect();
        assert!(heads.iter().any(|head| head.iter().any(|corner| (corner - tip).amax() <= ROUNDING)));
    }
}

#[test]
fn the_gradient_arrow_is_perpendicular_to_the_iso_line() {
    let shot = shot(valley(0.07), 4);
    let frame = shot.experiment.frame(0, 4);
    let from = shot.place(Target::Theta(frame.theta));
    let elements = shot.elements();
    let shafts = strokes(&elements, shot.theme.colour(Role::Ink), length::PATH_AHEAD);
    let shaft = shafts.iter().find(|line| line.len() == 2 && (line[0] - from).amax() <= ROUNDING).unwrap();
    let along = shaft[1] - shaft[0];
    let downhill = Vec2::new(-frame.gradient.x, frame.gradient.y).normalize();
    assert!((along.normalize() - downhill).norm() <= 4.0 * ROUNDING / along.norm());
}

#[test]
fn points_of_iso_lines_have_the_loss_of_their_level() {
    for (experiment, step) in [(valley(0.07), 6), (rosenbrock(), 20)] {
        let shot = shot(experiment, step);
        let view = viewport(&shot);
        let levels = levels(shot.experiment.loss(), view);
        let lines = strokes(&shot.elements(), shot.theme.colour(Role::Ink), length::ISO_LINE);
        assert!(lines.len() + 1 >= levels.count() / 2);
        for point in lines.iter().flatten() {
            let local = shot.experiment.loss().local(view.to_data(*point));
            // How far the level is, in pixels; a tenth of one is the rounding and what interpolation leaves.
            let off = |level: f64| (local.value - level).abs() / local.gradient.norm() * view.scale();
            let nearest = (1..levels.count()).map(|k| off(levels.level(k))).fold(f64::INFINITY, f64::min);
            assert!(nearest < 0.1, "{nearest} px from its level");
        }
    }
}

/// The bands of an SVG in the order of painting: polygons, or the whole picture, and their colours.
fn layers(elements: &[Element]) -> Vec<(Option<Vec<Vec2>>, String)> {
    let shapes = elements.iter().take_while(|element| element.name != "polyline");
    let filled = shapes.filter(|element| ["rect", "polygon"].contains(&element.name.as_str()));
    let ring = |element: &Element| (element.name == "polygon").then(|| element.points());
    filled.map(|element| (ring(element), element.get("fill").to_lowercase())).collect()
}

/// The colour at a point: that of the last shape that contains it, by winding number.
fn painted(layers: &[(Option<Vec<Vec2>>, String)], point: Vec2) -> Option<&str> {
    let covers = |ring: &Option<Vec<Vec2>>| ring.as_ref().is_none_or(|ring| winding(ring, point) != 0);
    layers.iter().rev().find(|(ring, _)| covers(ring)).map(|(_, colour)| colour.as_str())
}

fn winding(ring: &[Vec2], point: Vec2) -> i32 {
    let next = ring.iter().cycle().skip(1);
    let turns = ring.iter().zip(next).map(|(a, b)| {
        let left = (b.x - a.x) * (point.y - a.y) - (point.x - a.x) * (b.y - a.y);
        match (a.y <= point.y, b.y <= point.y) {
            (true, false) if left > 0.0 => 1,
            (false, true) if left < 0.0 => -1,
            _ => 0,
        }
    });
    turns.sum()
}

#[test]
fn canvas_and_svg_show_the_same_bands_and_colour_at_knows_them() {
    let cases = [
        shot(valley(0.07), 6),
        shot(rosenbrock(), 20),
        Shot { size: [281.0, 229.0], ..shot(common::bowl([0.1, 100.0], 75.0, [-1.9, -0.15], 5, descent(0.01)), 0) },
    ];
    for shot in cases {
        let view = viewport(&shot);
        let layers = layers(&shot.elements());
        let levels = levels(shot.experiment.loss(), view);
        let [width, height] = shot.size;
        let samples = |pixels: f64| (pixels / 3.0).ceil() as usize + 1;
        let bands = Bands::new(shot.experiment.loss(), view, (samples(width), samples(height)), &shot.theme);
        let pixels = image(&bands, width as usize, height as usize);
        let mut compared = 0;
        for y in (0..height as usize).step_by(7) {
            for x in (0..width as usize).step_by(7) {
                let pixel = Vec2::new(x as f64 + 0.5, y as f64 + 0.5);
                let theta = view.to_data(pixel);
                let local = shot.experiment.loss().local(theta);
                let off = |level: f64| (local.value - level).abs() / local.gradient.norm() * view.scale();
                if (1..levels.count()).any(|k| off(levels.level(k)) < 1.0) {
                    continue;
                }
                let asked = (shot.view().colour_at)(&shot.experiment, &shot.request(), theta).unwrap();
                assert_eq!(painted(&layers, pixel), Some(&*asked.to_hex()), "SVG at {pixel:?}");
                let at = 4 * (y * width as usize + x);
                assert_eq!(Colour(pixels[at], pixels[at + 1], pixels[at + 2]), asked, "canvas at {pixel:?}");
                compared += 1;
            }
        }
        assert!(compared > 500);
    }
}

#[test]
fn pointers_find_the_start_then_steps_then_the_plane() {
    let shot = shot(valley(0.07), 6);
    let pick = |at: Vec2| (shot.view().pick)(&shot.experiment, &shot.request(), at).unwrap();
    let start = shot.place(Target::Theta(shot.experiment.start()));
    assert_eq!(pick(start + Vec2::new(15.0, 15.0)), Pick::Start);
    let second = shot.place(Target::Step { track: 0, step: 1 });
    let Pick::Step { track: 0, step: 1, theta } = pick(second + Vec2::new(5.0, -5.0)) else { panic!("step 1") };
    assert_eq!(theta, shot.experiment.theta(0, 1));
    let Pick::Point { theta } = pick(Vec2::new(550.0, 50.0)) else { panic!("a point") };
    assert!((shot.place(Target::Theta(theta)) - Vec2::new(550.0, 50.0)).norm() < 1e-9);
    assert_eq!((shot.view().pick)(&shot.experiment, &shot.request(), Vec2::new(f64::NAN, 0.0)), None);
}

#[test]
fn a_highlight_shows_that_steps_arrows() {
    let shot = Shot { highlight: Some((0, 1)), ..shot(valley(0.07), 6) };
    let from = shot.place(Target::Step { track: 0, step: 1 });
    let shafts = strokes(&shot.elements(), shot.theme.colour(Role::Steep), length::ARROW);
    assert!((shafts[0][0] - from).amax() <= ROUNDING);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// −g, the axes and a circle are what they are on every bowl, because scales are equal.
    #[test]
    fn turning_the_bowl_and_the_start_turns_the_picture(tilt in -180.0..180.0f64) {
        let (s, c) = tilt.to_radians().sin_cos();
        let start = [1.4 * c - 0.6 * s, 1.4 * s + 0.6 * c];
        let shot = Shot { size: [400.0, 400.0], ..shot(common::bowl([1.0, 9.0], tilt, start, 8, descent(0.15)), 8) };
        let view = viewport(&shot);
        let centre = shot.place(Target::Theta(Vec2::zeros()));
        for k in 0..=8 {
            let plain = [1.4 * (1.0f64 - 0.15).powi(k), 0.6 * (1.0f64 - 0.15 * 9.0).powi(k)];
            let at = shot.place(Target::Step { track: 0, step: k as usize });
            let turned = Vec2::new(c * plain[0] - s * plain[1], -(s * plain[0] + c * plain[1])) * view.scale();
            prop_assert!((at - centre - turned).norm() < 1e-6);
        }
    }
}
