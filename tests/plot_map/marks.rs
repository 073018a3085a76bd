//! What a map shows besides the run, where it is asked for: the ellipse, the memory, the field.

use super::*;

/// The elements of a map with these marks that one without them does not have.
fn marked(shot: &Shot, marks: Marks) -> Vec<Element> {
    let plain: Vec<String> = shot.elements().iter().map(|element| format!("{element:?}")).collect();
    let request = Request { marks, ..shot.request() };
    let elements = parse(&svg::render(shot.view(), &shot.experiment, &request, "A picture"));
    elements.into_iter().filter(|element| !plain.contains(&format!("{element:?}"))).collect()
}

#[test]
fn the_local_ellipse_has_the_eigen_axes_scaled_by_one_over_the_root_of_the_curvature() {
    for (curvatures, angle) in [([1.0, 25.0], 30.0), ([2.0, 3.0], -50.0), ([4.0, 4.0], 0.0)] {
        // Near the middle, where the picture cuts nothing off.
        let shot = shot(common::bowl(curvatures, angle, [0.4, 0.3], 40, descent(0.05)), 20);
        let new = marked(&shot, Marks { ellipse: true, ..Marks::default() });
        let ring = new.iter().find(|element| element.name == "polyline").unwrap().points();
        let view = viewport(&shot);
        let theta = shot.experiment.theta(0, 20);
        let eigen = shot.experiment.loss().eigen(&shot.experiment.loss().local(theta));
        let reach = |direction: usize| {
            let along = |point: &Vec2| (view.to_data(*point) - theta).dot(&eigen.directions[direction]).abs();
            ring.iter().map(along).fold(0.0, f64::max)
        };
        let ratio = reach(0) / reach(1);
        let expected = (curvatures[1] / curvatures[0]).sqrt();
        // Both half axes are rounded to the grid.
        let slack = expected * 2.0 * ROUNDING / (view.scale() * reach(1));
        assert!((ratio - expected).abs() <= slack, "{curvatures:?}: {ratio}, expected {expected} ± {slack}");
        assert!((view.to_data(ring[0]) - view.to_data(ring[30])).norm() > 0.0);
    }
    // Where a direction curves downwards there is no ellipse, and none is claimed.
    let saddle = shot(common::run(&json!({ "loss": { "id": "saddle" } })), 2);
    assert!(marked(&saddle, Marks { ellipse: true, ..Marks::default() }).is_empty());
}

#[test]
fn what_the_method_remembers_is_an_arrow_against_it_with_its_name() {
    let momentum = json!({ "optimizer": "momentum", "learningRate": 0.03 });
    let shot = shot(common::bowl([1.0, 25.0], 30.0, [-1.9, -0.15], 40, momentum), 5);
    let new = marked(&shot, Marks { memory: true, ..Marks::default() });
    assert!(new.iter().any(|element| element.text == "velocity"));
    let shaft = new.iter().find(|element| element.name == "polyline").unwrap().points();
    let memory = shot.experiment.memory(0, 5);
    let many_clocks::optimizer::Remembered::Vector(velocity) = memory[0].1 else { panic!("{memory:?}") };
    let drawn = shaft[1] - shaft[0];
    let turned = drawn.x * velocity.y + -drawn.y * -velocity.x;
    assert!(
        turned.abs() / (drawn.norm() * velocity.norm()) < 4.0 * ROUNDING / drawn.norm(),
        "{drawn} against {velocity}"
    );
    assert!(drawn.x * velocity.x < 0.0);
    // Plain descent remembers nothing.
    let plain = self::shot(valley(0.07), 5);
    assert!(marked(&plain, Marks { memory: true, ..Marks::default() }).is_empty());
}

#[test]
fn the_field_points_both_ways_down_and_agrees_on_a_round_bowl() {
    let marks = Marks { field: true, ..Marks::default() };
    let shafts = |curvatures: [f64; 2]| {
        let shot = shot(common::bowl(curvatures, 30.0, [-1.9, -0.15], 40, descent(0.01)), 2);
        let new = marked(&shot, marks);
        let lines: Vec<Vec<Vec2>> = new.iter().filter(|e| e.name == "polyline").map(Element::points).collect();
        lines
            .chunks(2)
            .map(|pair| {
                let [a, b] = [0, 1].map(|i| (pair[i][1] - pair[i][0]).normalize());
                (a.x * b.y - a.y * b.x).abs()
            })
            .collect::<Vec<f64>>()
    };
    let (round, long) = (shafts([5.0, 5.0]), shafts([1.0, 25.0]));
    assert!(round.len() > 50, "{} arrows", round.len());
    assert!(round.iter().all(|sine| *sine < 0.05), "{round:?}");
    assert!(long.iter().filter(|sine| **sine > 0.2).count() > long.len() / 2);
}
