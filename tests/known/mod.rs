//! What is known of each method, loss and schedule by its id, for tests that loop over the registries.
//!
//! A method that is registered must be listed here (`tests/invariance.rs` asks for that), so a newcomer is under every
//! law from its first day. Losses and schedules are listed so that none of the contract's gets lost.
#![allow(dead_code, reason = "not every test file needs all of it")]

use many_clocks::{
    optimizer::OPTIMIZERS,
    parameter::{LEARNING_RATE, Parameter},
    registry::{Entry, find},
};
use serde_json::{Value as Json, json};

/// What turning bowl and start along does to a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    /// The path is turned along: nothing in the method knows the axes.
    Along,
    /// Another path: the method has a ruler for each coordinate.
    Elsewhere,
}

/// One method.
pub struct Known {
    pub id: &'static str,
    pub turned: Turned,
    /// Settings beside the defaults that its ledger and its counts are tested with, as JSON objects.
    pub settings: &'static [&'static str],
    /// Whether it feels the loss being multiplied by a number.
    pub unit: Unit,
}

/// What multiplying the loss by a number does to a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Nothing, with these settings: its rate is a length or a fraction, and nothing is added to a gradient.
    Free(&'static str),
    /// Its path changes, from some size of the number on.
    Felt,
    /// It depends on thresholds that are not part of its mathematics.
    Unsaid,
}
use Unit::{Felt, Free, Unsaid};

impl Known {
    /// Every listed setting, those that make it free of the loss's unit included.
    pub fn all_settings(&self) -> impl Iterator<Item = &'static str> {
        let free = if let Free(settings) = self.unit { Some(settings) } else { None };
        self.settings.iter().copied().chain(free)
    }
}

const fn along(id: &'static str, settings: &'static [&'static str], unit: Unit) -> Known {
    Known { id, turned: Turned::Along, settings, unit }
}

const fn elsewhere(id: &'static str, settings: &'static [&'static str], unit: Unit) -> Known {
    Known { id, turned: Turned::Elsewhere, settings, unit }
}

/// Every method of the contract. Settings have the names of `tests/oracle/to-config.mjs`.
pub const METHODS: &[Known] = &[
    along("gradient-descent", &[r#"{"weightDecay":0.3}"#, r#"{"noise":0.1,"seed":7}"#], Felt),
    // The cap on the rate has a unit, and the loss at the minimum is taken as known.
    along("polyak", &[r#"{"minimumLoss":-1}"#], Free(r#"{"maximumRate":1000}"#)),
    along("armijo", &[r#"{"shrink":0.3,"decrease":0.3}"#], Felt),
    along("exact-line-search", &[], Free("{}")),
    along("barzilai-borwein", &[r#"{"variant":"short"}"#], Felt),
    along("momentum", &[r#"{"dampening":0.5}"#, r#"{"weightDecay":0.3,"momentum":0.5}"#], Felt),
    along("nesterov", &[r#"{"momentum":0.5}"#], Felt),
    along("conjugate-gradient", &[], Unsaid),
    elsewhere("sign-descent", &[], Free("{}")),
    elsewhere("diagonal-newton", &[r#"{"learningRate":0.5}"#], Free("{}")),
    elsewhere(
        "adagrad",
        &[r#"{"learningRateDecay":0.1,"initialAccumulator":0.1}"#],
        Free(r#"{"epsilon":0,"initialAccumulator":0}"#),
    ),
    elsewhere("adadelta", &[r#"{"rho":0.5,"epsilon":0.01}"#], Felt),
    elsewhere(
        "rmsprop",
        &[r#"{"momentum":0.5}"#, r#"{"centered":true}"#, r#"{"centered":true,"momentum":0.9}"#],
        Free(r#"{"epsilon":0}"#),
    ),
    elsewhere(
        "adam",
        &[r#"{"amsgrad":true}"#, r#"{"weightDecay":0.3}"#, r#"{"amsgrad":true,"weightDecay":0.1,"beta2":0.5}"#],
        Free(r#"{"epsilon":0}"#),
    ),
    elsewhere("adamw", &[r#"{"weightDecay":0.3}"#, r#"{"weightDecay":0}"#], Free(r#"{"epsilon":0}"#)),
    elsewhere("adamax", &[r#"{"beta2":0.5}"#], Free(r#"{"epsilon":0}"#)),
    elsewhere("nadam", &[r#"{"momentumDecay":0.1}"#], Free(r#"{"epsilon":0}"#)),
    // Its first steps are plain momentum, which knows the loss's unit.
    elsewhere("radam", &[r#"{"beta2":0.9}"#], Felt),
    elsewhere("rprop", &[r#"{"etaMinus":0.3,"etaPlus":1.5}"#], Free("{}")),
    elsewhere("lion", &[r#"{"weightDecay":0.3}"#], Free("{}")),
    elsewhere("yogi", &[r#"{"beta2":0.5}"#], Felt),
    elsewhere("adabelief", &[r#"{"epsilon":0.001}"#], Free(r#"{"epsilon":0,"epsilonRoot":0}"#)),
    // It has a constant of 1e-8 beside the squares.
    elsewhere("adan", &[r#"{"weightDecay":0.3}"#], Felt),
    along("full-matrix-adagrad", &[r#"{"delta":0.1}"#], Felt),
    along("newton", &[], Free(r#"{"learningRate":0.5}"#)),
    along("damped-newton", &[r#"{"damping":2}"#], Felt),
    along("saddle-free-newton", &[r#"{"learningRate":0.5}"#], Unsaid),
    along("trust-region", &[], Unsaid),
    along("bfgs", &[], Unsaid),
    elsewhere("nelder-mead", &[], Free("{}")),
];

/// Every loss of the contract.
pub const LOSS_IDS: &[&str] = &[
    "quadratic",
    "rosenbrock",
    "himmelblau",
    "beale",
    "booth",
    "matyas",
    "three-hump-camel",
    "six-hump-camel",
    "styblinski-tang",
    "ackley",
    "rastrigin",
    "saddle",
    "monkey-saddle",
    "goldstein-price",
    "least-squares",
    "logistic",
    "factorization",
    "formula",
];

/// Every schedule of the contract.
pub const SCHEDULE_IDS: &[&str] = &[
    "constant",
    "step-decay",
    "exponential",
    "cosine",
    "warm-restarts",
    "linear-warmup",
    "warmup-cosine",
    "polynomial",
    "chebyshev",
    "silver",
    "list",
];

/// What is known of a method, where it is listed.
pub fn known(id: &str) -> Option<&'static Known> {
    METHODS.iter().find(|known| known.id == id)
}

/// The listed methods that are registered.
pub fn registered() -> impl Iterator<Item = (&'static Known, &'static [Parameter])> {
    METHODS.iter().filter_map(|known| Some((known, find(OPTIMIZERS, known.id)?.parameters)))
}

/// Whether a method has a learning rate to set.
pub fn has_rate(parameters: &[Parameter]) -> bool {
    parameters.iter().any(|parameter| parameter.id == LEARNING_RATE)
}

/// A track from settings written as JSON; `None` where the method does not offer one of them.
pub fn track(id: &str, settings: &str) -> Option<Json> {
    let entry = find(OPTIMIZERS, id)?;
    let mut track: Json = serde_json::from_str(settings).unwrap();
    let offered = |key: &String| entry.parameters.iter().any(|parameter| parameter.id == key);
    if !track.as_object().unwrap().keys().all(offered) {
        return None;
    }
    track["optimizer"] = id.into();
    Some(track)
}

/// The default and every listed setting of a method.
pub fn tracks(known: &Known) -> Vec<Json> {
    let mut tracks = vec![json!({ "optimizer": known.id })];
    tracks.extend(known.all_settings().filter_map(|settings| track(known.id, settings)));
    tracks
}

/// Those of `ids` that a registry does not have.
pub fn missing<'a, T: ?Sized>(entries: &'static [Entry<T>], ids: &'a [&'static str]) -> impl Iterator<Item = &'a str> {
    ids.iter().copied().filter(|id| find(entries, id).is_none())
}
