//! Turning everything turns the path of some methods, and changes that of the others.

use super::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..proptest_config() })]

    /// Turning bowl and start turns the path, for every method that knows nothing of the axes.
    #[test]
    fn turning_everything_turns_the_path(
        ratio in 0.0..2.0f64, scale in -1.0..1.0f64, angle in -180.0..180.0f64, degrees in -180.0..180.0f64,
        share in 0.1..1.9f64, x in 0.2..3.0f64, y in -3.0..-0.2f64,
    ) {
        let low = 10f64.powf(scale);
        let curvatures = [low, low * 10f64.powf(ratio)];
        for (known, _) in known::registered().filter(|(known, _)| known.turned == Turned::Along) {
            let track = suited(known.id, curvatures[1], share);
            let case = Case { curvatures, angle, start: [x, y], steps: 40, track };
            let other = case.turned(degrees);
            let expected: Vec<_> =
                case.path().into_iter().map(|point| Vec2::from(turned(point.into(), degrees))).collect();
            let stretch = stretch(known.id, curvatures[1] / curvatures[0]);
            let (parted, told) = parts_at(&expected, &other.path(), &farther(&case.drift(), &other.drift()), stretch);
            prop_assert_eq!(parted, None, "{} on {:?}", known.id, &case);
            prop_assert!(told > 3, "{}: rounding hides all but {} steps of {:?}", known.id, told, &case);
        }
    }

    /// The linear methods keep this on bowls that are a million times as steep one way as the other.
    #[test]
    fn long_bowls_turn_too(
        ratio in 0.0..6.0f64, degrees in -180.0..180.0f64, share in 0.1..1.9f64, x in -3.0..3.0f64, y in 0.2..3.0f64,
    ) {
        let curvatures = [1.0, 10f64.powf(ratio)];
        for id in ["gradient-descent", "momentum", "nesterov", "newton"] {
            let track = suited(id, curvatures[1], share);
            let case = Case { curvatures, angle: 0.0, start: [x, y], steps: 60, track };
            let other = case.turned(degrees);
            let expected: Vec<_> =
                case.path().into_iter().map(|point| Vec2::from(turned(point.into(), degrees))).collect();
            let drift = farther(&case.drift(), &other.drift());
            let (parted, _) = parts_at(&expected, &other.path(), &drift, stretch(id, curvatures[1]));
            prop_assert_eq!(parted, None, "{} on {:?}", id, &case);
        }
    }
}

/// A method with a ruler for each coordinate takes another path: by more than a hundredth of the way it goes.
#[test]
fn turning_everything_changes_the_path_of_methods_with_axes() {
    let mut wrong = Vec::new();
    for (known, _) in known::registered().filter(|(known, _)| known.turned == Turned::Elsewhere) {
        let track = json!({ "optimizer": known.id });
        let case = Case { curvatures: [1.0, 25.0], angle: 0.0, start: [2.0, 1.0], steps: 60, track };
        let (path, other) = (case.path(), case.turned(30.0).path());
        let way = path.iter().map(|point| (point - path[0]).norm()).fold(0.0, f64::max);
        let apart: Vec<_> =
            path.iter().zip(&other).map(|(a, b)| (Vec2::from(turned((*a).into(), 30.0)) - b).norm()).collect();
        println!("{:<20} {:.3} of its way apart", known.id, apart.iter().copied().fold(0.0, f64::max) / way);
        // Where they part, it is not the rounding of a path that went astray.
        match apart.iter().position(|apart| *apart > 0.01 * way) {
            Some(step) if apart[step] > 1e4 * case.drift()[step] => {}
            _ => wrong.push(known.id),
        }
    }
    assert!(wrong.is_empty(), "as if they knew no axes: {wrong:?}");
}

/// The page's switch: the bowl alone is turned under its ruler, or the start goes along.
#[test]
fn a_turn_that_takes_the_start_along_changes_nothing_for_descent_and_newton_and_something_for_adam() {
    for (optimizer, same) in [("gradient-descent", true), ("newton", true), ("adam", false)] {
        let bowl = json!({
            "loss": { "id": "quadratic", "curvatures": [1, 25], "angle": 10 }, "start": [1.5, 0.5], "steps": 12,
            "tracks": [{ "optimizer": optimizer, "learningRate": 0.07 }],
        });
        let before = run(&bowl);
        let turn = |turn_start: bool| {
            let change = common::value(&json!({ "value": 55, "turnStart": turn_start }));
            let config = many_clocks::control::adjust(&before, "angle", &change, 1.0).unwrap();
            many_clocks::experiment::simulate(&config).unwrap()
        };
        let (along, alone) = (turn(true), turn(false));
        assert_eq!(alone.start(), before.start());
        assert!((along.start().norm() - before.start().norm()).abs() < 1e-11, "it turns about the minimum");
        let apart = |other: &Experiment| {
            let of = |step: usize| (other.loss_at(0, step) / before.loss_at(0, step)).ln().abs();
            (0..=12).filter(|step| before.loss_at(0, *step) > 1e-20).map(of).fold(0.0, f64::max)
        };
        // The start is kept to twelve digits.
        assert_eq!(apart(&along) < 1e-9, same, "{optimizer}: {}", apart(&along));
        assert!(apart(&alone) > 1e-3 || optimizer == "newton", "{optimizer}: {}", apart(&alone));
    }
}
