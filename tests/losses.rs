//! What is told about a loss beside its numbers is so: its minimum, the part of the plane that is shown, and whether it
//! bends the same everywhere. Over the registry, and for the reader's own formulas.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::{proptest_config, run};
use many_clocks::{
    loss::{LOSSES, Loss},
    math::Vec2,
    parameter::Values,
};
use proptest::prelude::*;
use serde_json::json;

/// Every loss of the registry at its defaults.
fn losses() -> impl Iterator<Item = (&'static str, Box<dyn Loss>)> {
    LOSSES.iter().map(|entry| (entry.id, (entry.build)(&Values::defaults(entry.parameters))))
}

/// The loss of a formula, the point that coordinates are measured from, and the minimum.
fn told(expression: &str) -> (bool, Option<Vec2>, Option<Vec2>) {
    let experiment = run(&json!({ "loss": { "id": "formula", "expression": expression }, "steps": 1 }));
    let loss = experiment.loss();
    (loss.constant_hessian(), loss.centre(), loss.minimum())
}

#[test]
fn a_bowl_is_what_bends_the_same_everywhere() {
    let points = [[0.0, 0.0], [1.0, 0.5], [-0.7, 1.9], [2.3, -1.1]].map(Vec2::from);
    for (id, loss) in losses() {
        let here = loss.local(points[0]).hessian;
        let same = points.iter().all(|at| (loss.local(*at).hessian - here).norm() <= 1e-12 * here.norm());
        assert_eq!(loss.constant_hessian(), same, "{id}");
        // Coordinates are measured from where a bowl is flat, and exist on bowls only.
        assert_eq!(loss.centre().is_some(), same, "{id}");
        if let Some(centre) = loss.centre() {
            assert!(loss.local(centre).gradient.norm() <= 1e-12 * here.norm() * (1.0 + centre.norm()), "{id}");
        }
    }
}

/// A reader is told that the minimum is here: it is flat here, and nowhere on a grid over what is shown is it lower.
#[test]
fn no_point_of_the_picture_is_below_the_minimum() {
    let mut compared = 0;
    for (id, loss) in losses() {
        let (Some(minimum), Some([x, y])) = (loss.minimum(), loss.frame_box()) else { continue };
        let local = loss.local(minimum);
        // Minima that are no short decimals are known to sixteen digits; one step of Newton's would move the last.
        let size = local.hessian.norm() * (1.0 + minimum.norm());
        assert!(local.gradient.norm() <= 8.0 * f64::EPSILON * size, "{id}: a slope of {}", local.gradient);
        let part = |[from, to]: [f64; 2], index: u32| from + (to - from) * f64::from(index) / 120.0;
        for (column, row) in (0..=120).flat_map(|column| (0..=120).map(move |row| (column, row))) {
            let at = Vec2::new(part(x, column), part(y, row));
            let slack = 1e-12 * local.value.abs().max(1.0);
            assert!(loss.value(at) >= local.value - slack, "{id}: {} at {at}", loss.value(at));
        }
        compared += 1;
    }
    assert!(compared >= 12, "{compared}");
}

/// The minimum moves with the loss's own settings.
#[test]
fn the_end_of_the_valley_is_where_its_setting_says() {
    for a in [-1.5, 0.5, 2.0] {
        let experiment = run(&json!({ "loss": { "id": "rosenbrock", "a": a }, "steps": 1 }));
        let loss = experiment.loss();
        assert_eq!(loss.local(loss.minimum().unwrap()).gradient, Vec2::zeros(), "a = {a}");
    }
}

#[test]
fn what_is_shown_is_a_box_around_start_and_minimum() {
    let mut compared = 0;
    for (id, loss) in losses() {
        let Some([[left, right], [bottom, top]]) = loss.frame_box() else { continue };
        for at in [Some(loss.start()), loss.minimum()].into_iter().flatten() {
            assert!(left < at.x && at.x < right && bottom < at.y && at.y < top, "{id}: {at} is not shown");
        }
        compared += 1;
    }
    assert!(compared >= 12, "{compared}");
    let chosen = run(&json!({ "loss": { "id": "formula", "box": [-1, 2, -3, 4] }, "steps": 1 }));
    assert_eq!(chosen.loss().frame_box(), Some([[-1.0, 2.0], [-3.0, 4.0]]));
    assert_eq!(run(&json!({ "loss": { "id": "formula" }, "steps": 1 })).loss().frame_box(), None);
}

/// The formula that is shown, with its numbers, is the loss: whoever types it gets the same landscape.
#[test]
fn the_formula_that_is_told_is_the_loss() {
    let mut compared = 0;
    for (id, loss) in losses() {
        let Some(formula) = loss.about().formula else { continue };
        let typed = run(&json!({ "loss": { "id": "formula", "expression": formula }, "steps": 1 }));
        for at in [[0.3, -0.7], [-1.25, 2.0], [1.0, 1.0]].map(Vec2::from) {
            // Numbers are shown as short as they can be read back, so only the order of operations may round.
            let (own, other) = (loss.local(at), typed.loss().local(at));
            assert!((own.value - other.value).abs() <= 1e-12 * own.value.abs().max(1.0), "{id}: {formula}");
            assert!((own.gradient - other.gradient).norm() <= 1e-12 * own.gradient.norm().max(1.0), "{id}: {formula}");
        }
        compared += 1;
    }
    assert!(compared >= 12, "{compared}");
}

proptest! {
    #![proptest_config(proptest_config())]

    /// c(ux + vy − w)² is a trough: of all its lowest points the one nearest to the origin is w(u, v)/(u² + v²),
    /// whatever the loss is multiplied with. Two such troughs that cross are a bowl about the crossing.
    #[test]
    fn a_trough_is_measured_from_its_point_nearest_to_the_origin(
        u in -9..=9i32, v in -9..=9i32, w in -9..=9i32, exponent in -6..=6i32,
    ) {
        prop_assume!((u, v) != (0, 0));
        let (u, v, w) = (f64::from(u), f64::from(v), f64::from(w));
        let trough = format!("1e{exponent}(({u})x + ({v})y - ({w}))^2");
        let expected = Vec2::new(u, v) * w / (u * u + v * v);
        let (bowl, centre, minimum) = told(&trough);
        prop_assert!(bowl);
        prop_assert!((centre.unwrap() - expected).norm() <= 1e-12 * (1.0 + expected.norm()), "{}: {:?}", trough, centre);
        prop_assert_eq!(minimum, centre);
        let (_, centre, minimum) = told(&format!("{trough} + 1e{exponent}(({v})x - ({u})y - ({w}))^2"));
        let expected = Vec2::new(u + v, v - u) * w / (u * u + v * v);
        prop_assert!((centre.unwrap() - expected).norm() <= 1e-12 * (1.0 + expected.norm()), "{:?}", centre);
        prop_assert_eq!(minimum, centre);
    }
}

/// Without a point that is flat there is nothing to measure from; a saddle has one, and no minimum.
#[test]
fn slopes_and_saddles_have_no_minimum() {
    for (expression, centre, minimum) in [
        ("x^2 + y", None, None),
        ("2x - 3y", None, None),
        ("x^2 - y^2 + 2x", Some([-1.0, 0.0]), None),
        ("x*y + 3x - y", Some([1.0, -3.0]), None),
        ("4 - x^2 - y^2", Some([0.0, 0.0]), None),
        ("7 + 0x", Some([0.0, 0.0]), Some([0.0, 0.0])),
        ("3y^2 + 12y", Some([0.0, -2.0]), Some([0.0, -2.0])),
    ] {
        assert_eq!(told(expression), (true, centre.map(Vec2::from), minimum.map(Vec2::from)), "{expression}");
    }
    assert_eq!(told("x^3 + y^2"), (false, None, None));
}
