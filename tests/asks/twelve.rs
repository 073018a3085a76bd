//! The twelve questions: the tabled answer is right, each tabled wrong one is wrong and recognised.

use super::*;

#[test]
fn question_1_how_long_is_step_4() {
    let experiment = bowl([1.0, 1.0], 0.0, [2.0, 0.0], 10, descent(0.5));
    let question = json!({ "ask": "step-length", "step": "4", "misconceptions": [{ "near": "1" }, { "near": "eta" }] });
    assert_eq!(expected(&experiment, &question), Value::Number(0.125));
    answers(
        &experiment,
        &question,
        &[json!(0.125), json!("1/8"), json!(".125 "), json!(" 0.125")],
        &[(json!("1"), 0), (json!(0.5), 1)],
    );
}

#[test]
fn question_2_which_rate_lands_in_one_step() {
    let experiment = bowl([4.0, 4.0], 0.0, [1.5, 1.0], 10, descent(0.1));
    let question = json!({ "ask": "ideal-rate", "misconceptions": [{ "near": "limit" }, { "near": "lambda" }] });
    assert_eq!(expected(&experiment, &question), Value::Number(0.25));
    answers(&experiment, &question, &[json!("0,25"), json!("1/4")], &[(json!("1/2"), 0), (json!("4"), 1)]);
}

#[test]
fn question_3_where_does_the_step_land() {
    let experiment = bowl([1.0, 10.0], 0.0, [1.5, 0.5], 10, descent(0.15));
    // Two regions: the line to the minimum, and everything that has not crossed the floor.
    let question = json!({ "ask": "next-point", "misconceptions": [{ "near": "x - 3y" }, { "near": "min(y, 0)" }] });
    let Value::List(point) = expected(&experiment, &question) else { panic!("a point") };
    near(&point[0], 1.275, 1e-15);
    near(&point[1], -0.25, 1e-15);
    answers(
        &experiment,
        &question,
        &[json!([1.275, -0.25]), json!(["1.3", "−1/4"])],
        &[(json!([0.75, 0.25]), 0), (json!([0, 0]), 0), (json!([1.3, 0.9]), 1), (json!([1.2, 0.0]), 1)],
    );
    assert_eq!(judged(&experiment, &question, json!([1.275, -1])), (false, None), "too far, but across");
}

#[test]
fn question_4_the_smallest_rate_that_never_settles() {
    let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 60, descent(0.1));
    let wrong = [
        json!({ "near": "ideal_steep" }),
        json!({ "near": "best", "tolerance": 0.02 }),
        json!({ "near": "2/lambda_shallow" }),
    ];
    let question = json!({ "ask": "limit-rate", "misconceptions": wrong });
    assert_eq!(expected(&experiment, &question), Value::Number(0.2));
    answers(
        &experiment,
        &question,
        &[json!("0.2"), json!("2/10"), json!(0.201), json!(0.19)],
        &[(json!(0.1), 0), (json!("0.182"), 1), (json!("2/11"), 1), (json!(2), 2)],
    );
    assert_eq!(judged(&experiment, &question, json!(0.5)), (false, None), "it diverges, but it is not the smallest");
    assert_eq!(expected(&experiment, &json!({ "ask": "limit-rate", "direction": "shallow" })), Value::Number(2.0));
}

#[test]
fn question_5_when_is_the_shallow_distance_halved() {
    let experiment = bowl([1.0, 25.0], 30.0, [1.5, 0.5], 30, descent(0.07));
    let wrong = [json!({ "near": "1/(2*eta*lambda)" }), json!({ "near": "3" }), json!({ "near": "expected/2" })];
    let question = json!({ "ask": "steps-to", "direction": "shallow", "fraction": "1/2", "misconceptions": wrong });
    assert_eq!(expected(&experiment, &question), Value::Number(10.0));
    answers(&experiment, &question, &[json!("10")], &[(json!(7), 0), (json!(3), 1), (json!(5), 2)]);
    assert_eq!(judged(&experiment, &question, json!("never")), (false, None));
    // The half-life itself, and of what else can be half.
    near(&expected(&experiment, &json!({ "ask": "half-life", "direction": "shallow" })), 9.55, 5e-3);
    let steep = json!({ "ask": "steps-to", "direction": "steep", "fraction": 0.5 });
    assert_eq!(expected(&experiment, &steep), Value::Number(3.0));
}

#[test]
fn question_6_on_how_many_steps_does_the_loss_rise() {
    let experiment = bowl([1.0, 10.0], 30.0, [1.5, 0.5], 30, descent(0.19));
    let question =
        json!({ "ask": "count", "of": "loss-rises", "misconceptions": [{ "near": "steps/2" }, { "near": "steps" }] });
    assert_eq!(expected(&experiment, &question), Value::Number(0.0));
    answers(&experiment, &question, &[json!("0"), json!(0)], &[(json!(15), 0), (json!(30), 1)]);
    assert_eq!(judged(&experiment, &question, json!(1)), (false, None), "nothing is near zero");
    assert_eq!(expected(&experiment, &json!({ "ask": "count", "of": "crossings" })), Value::Number(30.0));
}

#[test]
fn question_7_the_lowest_loss_at_step_10() {
    let rates = [0.04, 0.0686, 2.0 / 26.0, 0.08];
    let experiment = run(&json!({
        "loss": { "id": "quadratic", "curvatures": [1, 25], "angle": 0 }, "start": [2, 1], "steps": 200,
        "tracks": rates.map(descent),
    }));
    let at = |step: usize| json!({ "ask": "winner", "step": step, "misconceptions": [{ "near": "0.0769" }, {}] });
    assert_eq!(expected(&experiment, &at(10)), Value::from("1"));
    answers(&experiment, &at(10), &[json!("1")], &[(json!("2"), 0), (json!("0"), 1), (json!("3"), 1)]);
    assert_eq!(expected(&experiment, &at(200)), Value::from("2"), "in the end the best rate is best");
    let Value::List(choices) = told(&ask(&experiment, &value(&at(10)), WIDTH).unwrap(), "choices") else { panic!() };
    let texts: Vec<Value> = choices.iter().map(|choice| told(choice, "text")).collect();
    assert_eq!(texts, ["0.04", "0.0686", "0.0769", "0.08"].map(Value::from));
}

#[test]
fn question_8_first_further_out_than_at_the_start() {
    let experiment = bowl([1.0, 25.0], 30.0, [1.732, 1.0], 20, descent(0.5));
    let question = json!({ "ask": "steps-to", "fraction": 1, "misconceptions": [{ "near": "never" }] });
    assert_eq!(expected(&experiment, &question), Value::Number(5.0));
    answers(&experiment, &question, &[json!("5")], &[(json!("never"), 0)]);
    let few = json!({ "ask": "steps-to", "fraction": 1, "step": 4, "misconceptions": [{ "near": "5" }] });
    assert_eq!(expected(&experiment, &few), Value::from("never"), "not within four");
    answers(&experiment, &few, &[json!("never")], &[(json!("5"), 0)]);
}

#[test]
fn question_9_bowl_and_start_turned() {
    let experiment = bowl([100.0, 1.0], 0.0, [2.0, 2.0], 2000, descent(0.01));
    let question = json!({ "ask": "steps-to", "below": "1e-6", "turn": 45, "tolerance": 0.02, "misconceptions": [{ "near": "1" }] });
    assert_eq!(expected(&experiment, &question), Value::Number(1444.0));
    answers(&experiment, &question, &[json!("1444"), json!(1440)], &[(json!("1"), 0)]);
    let bowl_alone = bowl([100.0, 1.0], 45.0, [2.0, 2.0], 2000, descent(0.01));
    let question = json!({ "ask": "steps-to", "below": "1e-6" });
    assert_eq!(expected(&bowl_alone, &question), Value::Number(1.0));
}

#[test]
fn question_10_how_much_is_left_after_50_diagonal_steps() {
    let left = |angle: f64| bowl([1.0, 100.0], angle, [2.0, 1.0], 60, json!({ "optimizer": "diagonal-newton" }));
    let question = json!({ "ask": "percent-left", "step": 50, "misconceptions": [{ "near": "0" }] });
    near(&expected(&left(45.0), &question), 36.8, 0.05);
    answers(&left(45.0), &question, &[json!("36.8 %"), json!("37")], &[(json!("0"), 0)]);
    assert_eq!(expected(&left(0.0), &question), Value::Number(0.0));
}

#[test]
fn question_11_where_adams_first_step_lands() {
    let adam = json!({ "optimizer": "adam", "learningRate": 0.1 });
    let experiment = bowl([1.0, 100.0], 0.0, [2.0, 1.0], 60, adam);
    let question = json!({ "ask": "next-point", "misconceptions": [{ "near": "1.8 -9" }, { "near": "0, 0" }] });
    let Value::List(point) = expected(&experiment, &question) else { panic!("a point") };
    near(&point[0], 1.9, 1e-8);
    near(&point[1], 0.9, 1e-8);
    answers(&experiment, &question, &[json!([1.9, 0.9])], &[(json!([1.8, -9.0]), 0), (json!([0.05, 0]), 1)]);
}

#[test]
fn question_12_the_limit_with_momentum() {
    let ball = json!({ "optimizer": "momentum", "learningRate": 0.1, "momentum": 0.9 });
    let experiment = bowl([1.0, 10.0], 0.0, [1.0, 1.0], 60, ball);
    let question =
        json!({ "ask": "limit-rate", "misconceptions": [{ "near": "2/lambda_steep" }, { "near": "0.1 * 2/lambda" }] });
    near(&expected(&experiment, &question), 0.38, 1e-15);
    answers(&experiment, &question, &[json!("0.38"), json!(0.37)], &[(json!("0.2"), 0), (json!(0.02), 1)]);
    assert_eq!(judged(&experiment, &question, json!(1)), (false, None));
}
