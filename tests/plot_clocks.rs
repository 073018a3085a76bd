//! The dials say what the engine says: angles, beads, ticks and words are read back from the picture.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;
mod picture;

use common::descent;
use many_clocks::{
    experiment::Experiment,
    math::Vec2,
    plot::{
        GRID, Role, Target,
        dial::{Layout, part},
        style::length,
    },
    spectrum::dial_angle,
};
use picture::{Element, Shot};
use proptest::prelude::*;
use serde_json::{Value, json};

fn valley(track: Value) -> Experiment {
    common::bowl([1.0, 25.0], 30.0, [-1.9, -0.15], 40, track)
}

fn shot(experiment: Experiment, step: usize) -> Shot {
    Shot::new(experiment, "clocks", [430.0, 260.0], step)
}

/// Degrees clockwise from twelve.
fn angle(centre: Vec2, point: Vec2) -> f64 {
    let away = point - centre;
    away.x.atan2(-away.y).to_degrees()
}

/// How far apart two angles are.
fn apart(a: f64, b: f64) -> f64 {
    let turn = (a - b).rem_euclid(360.0);
    turn.min(360.0 - turn)
}

/// What rounding to the grid can do to an angle at a radius, in degrees: half a unit at both ends, across.
fn slack(radius: f64) -> f64 {
    (2.0 * std::f64::consts::SQRT_2 * 0.5 / GRID / radius).to_degrees()
}

/// The lines from a dial's centre: its hands, as angle and breadth.
fn hands(elements: &[Element], centre: Vec2, colour: &str) -> Vec<(f64, f64)> {
    let lines = elements.iter().filter(|element| element.is("polyline", colour));
    let two = lines.map(|element| (element.points(), element)).filter(|(points, _)| points.len() == 2);
    let hands = two.filter(|(points, _)| (points[0] - centre).amax() <= 1.0 / GRID);
    hands.map(|(points, element)| (angle(centre, points[1]), element.length("stroke-width"))).collect()
}

/// Colour of a direction in the picture.
fn colour(shot: &Shot, direction: usize) -> String {
    shot.theme.colour(if direction == 0 { Role::Shallow } else { Role::Steep }).to_hex()
}

fn check_hand_and_bead(shot: &Shot, name: &str) {
    let elements = shot.elements();
    let layout = Layout::new(shot.size[0], shot.size[1]);
    let frame = shot.experiment.frame(0, shot.step);
    let first = shot.experiment.frame(0, 0);
    for direction in [0, 1] {
        let dial = layout.dial(direction);
        let tip = part::HAND * dial.radius;
        let stroke = colour(shot, direction);
        let multiplier = frame.multipliers[direction].unwrap();
        let expected = dial_angle(multiplier);
        let hands = hands(&elements, dial.centre, &stroke);
        assert_eq!(hands.len(), 1, "{name}");
        assert!(apart(hands[0].0, expected) <= slack(tip), "{name}: hand at {} for {expected}", hands[0].0);
        let place = shot.place(Target::Dial { direction, multiplier: None, radius: 1.0 });
        assert!(apart(angle(dial.centre, place), expected) < 1e-9);

        let left = frame.coordinates.unwrap()[direction] / first.coordinates.unwrap()[direction];
        let bead =
            elements.iter().find(|element| element.is("circle", &stroke) && element.has("r", part::BEAD * dial.radius));
        let at = shot.place(Target::Dial { direction, multiplier: Some(left), radius: part::RING / part::HAND });
        assert!((bead.unwrap().centre() - at).amax() <= 0.5 / GRID + 1e-9, "{name}: bead");
    }
}

#[test]
fn hands_and_beads_stand_where_the_engine_says() {
    for (rate, name) in [(0.04, "lands"), (0.07, "overshoots"), (0.08, "bounces"), (0.0801, "diverges"), (0.3, "far")] {
        for step in [0, 1, 2, 5, 9] {
            check_hand_and_bead(&shot(valley(descent(rate)), step), name);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn whatever_the_bowl_and_the_rate(low in 0.05..4.0f64, ratio in 1.01..60.0f64, tilt in -180.0..180.0f64,
                                      push in 0.01..2.4f64, step in 0usize..12) {
        let experiment = common::bowl([low, low * ratio], tilt, [1.3, 0.7], 12, descent(push / (low * ratio)));
        check_hand_and_bead(&shot(experiment, step), "any");
    }
}

#[test]
fn the_hand_stands_still_while_the_bead_moves() {
    let stroke = colour(&shot(valley(descent(0.07)), 0), 1);
    let mut beads = Vec::new();
    let mut seen = Vec::new();
    for step in 0..6 {
        let shot = shot(valley(descent(0.07)), step);
        let elements = shot.elements();
        let dial = Layout::new(430.0, 260.0).dial(1);
        seen.push(hands(&elements, dial.centre, &stroke));
        let bead = elements.iter().find(|e| e.is("circle", &stroke) && e.has("r", part::BEAD * dial.radius)).unwrap();
        beads.push(angle(dial.centre, bead.centre()));
    }
    assert!(seen.windows(2).all(|pair| pair[0] == pair[1]));
    assert!(apart(beads[0], -150.0) < 0.2, "the bead starts at seven");
    assert!(apart(beads[1], seen[0][0].0) < 0.3, "the first step lands under the hand");
    assert!(beads[1] > 0.0 && beads[2] < 0.0 && beads[3] > 0.0, "and hops across twelve");
}

#[test]
fn ghost_ticks_are_the_powers_of_the_multiplier() {
    let shot = shot(valley(descent(0.07)), 6);
    let elements = shot.elements();
    for direction in [0, 1] {
        let dial = Layout::new(430.0, 260.0).dial(direction);
        let multiplier = shot.experiment.clocks(0, 0)[direction].multiplier.unwrap();
        let outer = part::TICKS[1] * dial.radius;
        let stroke = colour(&shot, direction);
        let ticks: Vec<f64> = elements
            .iter()
            .filter(|element| element.is("polyline", &stroke))
            .map(Element::points)
            .filter(|points| points.len() == 2 && ((points[1] - dial.centre).norm() - outer).abs() < 0.1)
            .map(|points| angle(dial.centre, points[1]))
            .collect();
        let powers: Vec<f64> = (1..=40).map(|k| dial_angle(multiplier.powi(k))).collect();
        for power in &powers {
            // Those that would fall on another are left out.
            assert!(ticks.iter().any(|tick| apart(*tick, *power) <= 0.4 + slack(outer)), "{power}");
        }
        for tick in &ticks {
            assert!(powers.iter().any(|power| apart(*tick, *power) <= slack(outer)), "{tick}");
        }
    }
}

fn texts(shot: &Shot) -> Vec<String> {
    shot.elements().into_iter().filter(|element| element.name == "text").map(|element| element.text).collect()
}

#[test]
fn the_words_carry_the_engines_numbers() {
    let texts = texts(&shot(valley(descent(0.07)), 6));
    for expected in [
        "steep · λ = 25",
        "overshoots: ×−0.75 each step",
        "halves in 2.4 steps",
        "its own rate 1/λ = 0.04",
        "shallow · λ = 1",
        "creeps: ×0.93 each step",
        "halves in 9.6 steps",
        "its own rate 1/λ = 1",
        "lands",
        "creeps",
        "overshoots",
        "start",
        "mirror",
    ] {
        assert!(texts.iter().any(|text| text == expected), "{expected} in {texts:?}");
    }
}

#[test]
fn numbers_never_contradict_the_word_beside_them() {
    for (rate, expected) in [
        (0.079_999, "overshoots: ×−0.99998 each step"),
        (0.08, "bounces: ×−1 each step"),
        (0.04, "lands: ×0 each step"),
    ] {
        // Wide enough for the long wording.
        let texts = texts(&Shot::new(valley(descent(rate)), "clocks", [520.0, 280.0], 0));
        assert!(texts.iter().any(|text| text == expected), "{expected} in {texts:?}");
    }
}

#[test]
fn on_a_phone_the_numbers_stay() {
    for size in [[240.0, 190.0], [200.0, 130.0], [280.0, 150.0], [160.0, 160.0]] {
        let texts = texts(&Shot::new(valley(descent(0.07)), "clocks", size, 6));
        for number in ["λ = 25", "λ = 1", "×−0.75", "×0.93"] {
            assert!(texts.iter().any(|text| text.contains(number)), "{size:?}: {number} in {texts:?}");
        }
    }
}

#[test]
fn a_method_without_a_common_rate_has_a_hollow_hand_and_the_cranks_own_beside_it() {
    let shot = shot(valley(json!({ "optimizer": "adam", "learningRate": 0.3 })), 4);
    let elements = shot.elements();
    let frame = shot.experiment.frame(0, 4);
    for direction in [0, 1] {
        let dial = Layout::new(430.0, 260.0).dial(direction);
        let own = hands(&elements, dial.centre, &colour(&shot, direction));
        let hollow = hands(&elements, dial.centre, &shot.theme.colour(Role::Face).to_hex());
        let expected = dial_angle(frame.multipliers[direction].unwrap());
        let slack = slack(part::HAND * dial.radius);
        assert_eq!((own.len(), hollow.len()), (2, 1));
        let thin = own.iter().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        let bold = own.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert!(apart(bold.0, expected) <= slack && apart(hollow[0].0, expected) <= slack);
        assert!(hollow[0].1 < bold.1, "the face shows through");
        let crank = dial_angle(1.0 - 0.3 * frame.eigen.curvatures[direction]);
        assert!(apart(thin.0, crank) <= slack && (thin.1 - length::PATH).abs() < 0.1);
    }
    assert!(texts(&shot).iter().any(|text| text.ends_with("this step only")));
}

#[test]
fn momentum_has_no_hand_but_an_envelope() {
    let shot = shot(valley(json!({ "optimizer": "momentum", "learningRate": 0.03 })), 8);
    let elements = shot.elements();
    for direction in [0, 1] {
        let dial = Layout::new(430.0, 260.0).dial(direction);
        let stroke = colour(&shot, direction);
        assert!(hands(&elements, dial.centre, &stroke).is_empty());
        let reach = dial_angle(shot.experiment.clocks(0, 8)[direction].spectral_radius.unwrap()).abs();
        let arc = elements.iter().find(|element| {
            element.is("polyline", &stroke) && element.has("stroke-width", part::RING_WIDTH * dial.radius)
        });
        let points = arc.unwrap().points();
        let slack = slack(part::RING * dial.radius);
        assert!(apart(angle(dial.centre, points[0]), -reach) <= slack);
        assert!(apart(angle(dial.centre, *points.last().unwrap()), reach) <= slack);
    }
}

#[test]
fn elsewhere_than_on_a_bowl_the_dials_are_local() {
    let config = json!({ "loss": { "id": "rosenbrock" }, "steps": 60, "tracks": [descent(0.002)] });
    let shot = shot(common::run(&config), 20);
    let texts = texts(&shot);
    assert_eq!(texts.iter().filter(|text| *text == "local, step 20").count(), 2);
    let dial = Layout::new(430.0, 260.0).dial(1);
    let bead =
        shot.elements().into_iter().find(|e| e.is("circle", &colour(&shot, 1)) && e.has("r", part::BEAD * dial.radius));
    assert!(bead.is_none(), "a bead needs a fixed bowl");
}

#[test]
fn a_start_on_an_axis_has_no_bead_on_the_other_dial() {
    let shot = shot(common::bowl([1.0, 25.0], 0.0, [1.0, 0.0], 5, descent(0.07)), 2);
    for (direction, beads) in [(0, 1), (1, 0)] {
        let dial = Layout::new(430.0, 260.0).dial(direction);
        let found = shot
            .elements()
            .into_iter()
            .filter(|e| e.is("circle", &colour(&shot, direction)) && e.has("r", part::BEAD * dial.radius));
        assert_eq!(found.count(), beads);
    }
}
