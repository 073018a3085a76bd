//! Any valid configuration, made from the registries.
#![allow(dead_code, reason = "each test file is a crate of its own and none needs everything")]

use many_clocks::{
    loss::LOSSES,
    optimizer::OPTIMIZERS,
    parameter::{Kind, Parameter},
    registry::Entry,
    schedule::SCHEDULES,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

/// A value that the parameter allows: its ends, its default and anything between.
pub fn allowed(parameter: &Parameter) -> BoxedStrategy<Json> {
    let range = parameter.minimum..=parameter.maximum;
    let number = move || prop_oneof![Just(*range.start()), Just(*range.end()), -8.0..8.0f64, range.clone()];
    let (minimum, maximum) = (parameter.minimum, parameter.maximum);
    match parameter.kind {
        Kind::Number(_) => number().prop_map(move |value| json!(value.clamp(minimum, maximum))).boxed(),
        Kind::Whole(_) => number().prop_map(move |value| json!(value.clamp(minimum, maximum).round())).boxed(),
        Kind::Boolean(_) => any::<bool>().prop_map(Json::from).boxed(),
        Kind::Choice(words) => prop::sample::select(words).prop_map(Json::from).boxed(),
        Kind::Numbers(default) => prop::collection::vec(number(), default.len())
            .prop_map(move |values| {
                values.into_iter().map(|value| value.clamp(minimum, maximum)).collect::<Vec<_>>().into()
            })
            .boxed(),
        Kind::List(_, [least, most]) => prop::collection::vec(number(), least..=most.min(20))
            .prop_map(move |values| {
                values.into_iter().map(|value| value.clamp(minimum, maximum)).collect::<Vec<_>>().into()
            })
            .boxed(),
        Kind::Box => prop_oneof![
            Just(json!([])),
            (-100.0..0.0f64, 0.1..100.0f64, -100.0..0.0f64, 0.1..100.0f64)
                .prop_map(|(left, right, bottom, top)| json!([left, right, bottom, top])),
            Just(json!([minimum, maximum, minimum, maximum])),
        ]
        .boxed(),
        Kind::Pairs { labels, .. } => prop::collection::vec((number(), number()), 2..20)
            .prop_map(move |pairs| {
                let y = move |y: f64| if labels { f64::from(u8::from(y > 0.0)) } else { y.clamp(minimum, maximum) };
                pairs
                    .into_iter()
                    .map(|(x, other)| json!([x.clamp(minimum, maximum), y(other)]))
                    .collect::<Vec<_>>()
                    .into()
            })
            .boxed(),
        Kind::Formula(default) => {
            prop::sample::select(vec![default, "x^2 + y^2", "ln(x) - 1/y", "x^y", "|x|^0.5", "7"])
                .prop_map(Json::from)
                .boxed()
        }
    }
}

/// Any entry of a registry with any allowed settings, its id under `key`.
pub fn entry<T: ?Sized>(entries: &'static [Entry<T>], key: &'static str) -> BoxedStrategy<Json> {
    (0..entries.len())
        .prop_flat_map(move |index| {
            let entry = &entries[index];
            let settings: Vec<_> = entry
                .parameters
                .iter()
                .map(|parameter| (Just(parameter.id), prop::option::of(allowed(parameter))))
                .collect();
            settings.prop_map(move |settings| {
                let mut object = json!({ key: entry.id });
                for (id, setting) in settings {
                    if let Some(setting) = setting {
                        object[id] = setting;
                    }
                }
                object
            })
        })
        .boxed()
}

/// Any method with any schedule that it takes.
pub fn track() -> impl Strategy<Value = Json> {
    (entry(OPTIMIZERS, "optimizer"), prop::option::of(entry(SCHEDULES, "id"))).prop_map(|(mut track, schedule)| {
        let optimizer = OPTIMIZERS.iter().find(|entry| track["optimizer"] == entry.id).unwrap();
        if let Some(schedule) = schedule
            && optimizer.parameters.iter().any(|parameter| parameter.id == "learningRate")
        {
            track["schedule"] = schedule;
        }
        track
    })
}

/// Any valid configuration.
pub fn configuration() -> impl Strategy<Value = Json> {
    let coordinate = || prop_oneof![Just(0.0), -4.0..4.0f64, -1e6..1e6f64];
    (entry(LOSSES, "id"), [coordinate(), coordinate()], 1usize..90, 0.0..1.0f64, prop::collection::vec(track(), 1..=8))
        .prop_map(|(loss, start, steps, tolerance, tracks)| {
            json!({ "loss": loss, "start": start, "steps": steps, "tolerance": tolerance, "tracks": tracks })
        })
}
