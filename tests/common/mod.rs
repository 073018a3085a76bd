//! Shared by the native tests: configurations written as JSON.

use many_clocks::{
    error::ConfigError,
    experiment::{Experiment, simulate},
    math::cos_sin_degrees,
};

mod json;

pub use json::value;

/// Simulates a configuration given as JSON.
#[allow(dead_code, reason = "not every test file needs it")]
pub fn run(json: &serde_json::Value) -> Experiment {
    try_run(json).unwrap_or_else(|error| panic!("{error} in {json}"))
}

/// Simulates a configuration that may be refused.
#[allow(dead_code, reason = "not every test file needs it")]
pub fn try_run(json: &serde_json::Value) -> Result<Experiment, ConfigError> {
    simulate(&value(json))
}

/// A bowl with one track.
#[allow(dead_code, reason = "not every test file needs it")]
pub fn bowl(curvatures: [f64; 2], angle: f64, start: [f64; 2], steps: usize, track: serde_json::Value) -> Experiment {
    run(&serde_json::json!({
        "loss": { "id": "quadratic", "curvatures": curvatures, "angle": angle },
        "start": start, "steps": steps, "tracks": [track],
    }))
}

/// A track of plain gradient descent.
#[allow(dead_code, reason = "not every test file needs it")]
pub fn descent(rate: f64) -> serde_json::Value {
    serde_json::json!({ "optimizer": "gradient-descent", "learningRate": rate })
}

/// A start that is turned about the origin.
#[allow(dead_code, reason = "not every test file needs it")]
pub fn turned([x, y]: [f64; 2], degrees: f64) -> [f64; 2] {
    let (c, s) = cos_sin_degrees(degrees);
    [c * x - s * y, s * x + c * y]
}

/// A failing case is printed in full, so none is kept in a file of its own.
#[allow(dead_code, reason = "not every test file needs it")]
pub fn proptest_config() -> proptest::test_runner::Config {
    proptest::test_runner::Config { failure_persistence: None, ..Default::default() }
}
