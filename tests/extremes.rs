//! Whatever the catalogue allows, its extremes included: no panic, every point finite, and soon.
//!
//! `cargo test` builds without optimisation and takes short runs; `./build.sh test` runs this file once more as a native
//! program is built (`cargo test --profile speed --test extremes`), with a thousand steps and the law about time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod random;
#[path = "extremes/searches.rs"]
mod searches;

use std::time::{Duration, Instant};

use many_clocks::{
    config::{Config, FARTHEST_START, MOST_PAIRS},
    error::ConfigError,
    experiment::{Experiment, Status},
    expression::{DEEPEST, LONGEST},
    loss::LOSSES,
    optimizer::OPTIMIZERS,
    parameter::{Kind, LEARNING_RATE, Parameter},
    registry::Entry,
    schedule::SCHEDULES,
    value::Value,
};
use random::Random;

const OPTIMISED: bool = !cfg!(debug_assertions);
const STEPS: usize = if OPTIMISED { 1000 } else { 20 };
const PAIRS: usize = if OPTIMISED { MOST_PAIRS } else { 40 };
/// What a thousand steps may take.
const PATIENCE: Duration = Duration::from_millis(50);
/// How often a run is repeated that seems to take longer: what else the machine does is not the engine's work.
const REPEATS: usize = 4;

/// Where in its range a number lies.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Low,
    High,
    Default,
    Mixed,
}

fn number(end: End, parameter: &Parameter, default: f64, random: &mut Random) -> f64 {
    match end {
        End::Low => parameter.minimum,
        End::High => parameter.maximum,
        End::Default => default,
        End::Mixed => random.one(&[parameter.minimum, parameter.maximum, default, default]),
    }
}

fn setting(end: End, parameter: &Parameter, random: &mut Random) -> Value {
    let any = |default: f64, random: &mut Random| number(end, parameter, default, random);
    match parameter.kind {
        Kind::Number(default) | Kind::Whole(default) => any(default, random).into(),
        Kind::Boolean(on) => match end {
            End::Default => on.into(),
            _ => (random.below(2) == 1).into(),
        },
        Kind::Choice(words) => random.one(words).into(),
        Kind::Numbers(defaults) => Value::list(defaults.iter().map(|default| any(*default, random))),
        Kind::List(defaults, [least, most]) => match end {
            End::Default => parameter.default(),
            End::Low => Value::list(vec![parameter.minimum; least]),
            _ => Value::list((0..most).map(|_| any(defaults.first().copied().unwrap_or(0.0), random))),
        },
        Kind::Pairs { labels, .. } => match end {
            End::Default => parameter.default(),
            _ => Value::list((0..PAIRS).map(|_| {
                let x = any(1.0, random);
                [x, if labels { random.below(2) as f64 } else { any(2.0, random) }]
            })),
        },
        Kind::Box => match end {
            End::Default | End::Low => parameter.default(),
            _ => Value::list([parameter.minimum, parameter.maximum, parameter.minimum, parameter.maximum]),
        },
        Kind::Formula(_) => random.one(&formulas()).into(),
    }
}

/// The longest and the deepest formulas, and the dearest of their length.
fn formulas() -> Vec<String> {
    let filled = |piece: &str, last: &str| {
        let count = (LONGEST - last.chars().count()) / piece.chars().count();
        piece.repeat(count) + last
    };
    let nested = |name: &str| [name, "("].concat().repeat(DEEPEST - 1) + "x+y" + &")".repeat(DEEPEST - 1);
    let formulas = vec![
        filled("x+", "y"),
        filled("x*", "y"),
        filled("x^y+", "1"),
        filled("x^.3+", "y"),
        filled("y/x-", "1"),
        filled("tanh(y)-", "x"),
        filled("tan(x)*", "y"),
        filled("|x|*", "y"),
        nested("sin"),
        nested("exp"),
        nested("ln"),
        "x^".repeat(DEEPEST - 2) + "y",
        "1e308x^64 + 1e-308y^(-64)".into(),
        "1/0".into(),
        "3".into(),
    ];
    assert!(formulas.iter().all(|formula| formula.chars().count() <= LONGEST));
    formulas
}

fn chosen<T: ?Sized>(key: &'static str, entry: &Entry<T>, end: End, random: &mut Random) -> Vec<(&'static str, Value)> {
    let settings = entry.parameters.iter().map(|parameter| (parameter.id, setting(end, parameter, random)));
    std::iter::once((key, entry.id.into())).chain(settings).collect()
}

fn map(entries: Vec<(&'static str, Value)>) -> Value {
    Value::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// A configuration of a loss and an optimizer with everything at one end of its range.
fn configuration(loss: usize, optimizer: usize, end: End, random: &mut Random) -> Value {
    let landscape = chosen("id", &LOSSES[loss], end, random);
    let mut track = chosen("optimizer", &OPTIMIZERS[optimizer], end, random);
    if OPTIMIZERS[optimizer].parameters.iter().any(|parameter| parameter.id == LEARNING_RATE) && end != End::Default {
        let schedule = random.below(SCHEDULES.len());
        track.push(("schedule", map(chosen("id", &SCHEDULES[schedule], end, random))));
    }
    let mut config = vec![("loss", map(landscape)), ("steps", STEPS.into()), ("tracks", Value::list([map(track)]))];
    if end != End::Default {
        let ends = [-FARTHEST_START, FARTHEST_START, 0.0, 1.5, 5e-324];
        config.push(("start", Value::list([random.one(&ends), random.one(&ends)])));
    }
    map(config)
}

/// The time that this thread has had of a processor, to a few milliseconds; `None` where the system does not tell.
fn processor() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The run of a configuration, and how long it took: of the processor, so that other work on the machine does not count.
fn run(config: &Value) -> Result<(Experiment, Duration), ConfigError> {
    let (start, had) = (Instant::now(), processor());
    let experiment = Experiment::new(Config::read(config)?);
    let elapsed = start.elapsed();
    let worked = processor().zip(had).map(|(now, had)| now.saturating_sub(had));
    // Ticks are longer than most runs, which are then no longer than the clock says.
    Ok((experiment, worked.filter(|worked| elapsed > PATIENCE / 5 && *worked < elapsed).unwrap_or(elapsed)))
}

/// What is wrong with a configuration, in words.
fn fault(config: &Value) -> Option<String> {
    let (experiment, mut taken) = match run(config) {
        Ok(done) => done,
        // Ranges are of one parameter each; two of them may contradict one another.
        Err(error) => return Some(format!("refused: {error}")),
    };
    for _ in 0..REPEATS {
        if OPTIMISED && taken > PATIENCE / 2 {
            taken = taken.min(run(config).unwrap().1);
        }
    }
    if OPTIMISED && taken > PATIENCE {
        return Some(format!("{taken:?}"));
    }
    if OPTIMISED && taken > PATIENCE / 2 {
        println!("{taken:?} of {PATIENCE:?}: {}", config.brief(120));
    }
    for step in 0..=STEPS {
        let theta = experiment.theta(0, step);
        if !(theta.x.is_finite() && theta.y.is_finite()) {
            return Some(format!("step {step}: {theta:?}"));
        }
        let status = experiment.status(0, step);
        let numbers = [experiment.loss_at(0, step), experiment.gradient_norm(0, step)];
        let ended = matches!(status, Status::Diverged | Status::Stopped);
        // A reader's formula may have no finite value where the run stands; the built-in losses have one everywhere.
        let formula = experiment.config().loss.entry.id == "formula";
        if numbers.iter().any(|number| !number.is_finite()) && !ended && !formula {
            return Some(format!("step {step}: {numbers:?} and {status:?}"));
        }
    }
    for step in [0, 1, STEPS / 2, STEPS] {
        let frame = experiment.frame(0, step).record(&experiment, 0);
        assert!(frame.get("theta").is_some());
    }
    None
}

fn check(configurations: impl Iterator<Item = Value>) {
    let (mut faults, mut count) = (Vec::new(), 0);
    // Where nothing is optimised a part of them, in turn over methods and losses, has to do.
    for config in configurations.step_by(if OPTIMISED { 1 } else { 7 }) {
        count += 1;
        let part = |key: &str, limit: usize| config.get(key).map(|value| value.brief(limit)).unwrap_or_default();
        let what = || [part("tracks", 300), part("loss", 200), part("start", 60)].join(" on ");
        faults.extend(fault(&config).map(|fault| format!("{fault}: {}", what())));
    }
    assert!(faults.is_empty(), "{} of {count}:\n{}", faults.len(), faults.join("\n"));
}

fn all_pairs(end: End) {
    let mut random = Random(end as u64);
    let pairs = (0..LOSSES.len()).flat_map(|loss| (0..OPTIMIZERS.len()).map(move |optimizer| (loss, optimizer)));
    check(pairs.map(|(loss, optimizer)| configuration(loss, optimizer, end, &mut random)));
}

#[test]
fn all_pairs_at_their_defaults() {
    all_pairs(End::Default);
}

#[test]
fn all_pairs_at_their_least() {
    all_pairs(End::Low);
}

#[test]
fn all_pairs_at_their_most() {
    all_pairs(End::High);
}

#[test]
fn all_pairs_with_ends_and_defaults_mixed() {
    all_pairs(End::Mixed);
}

#[test]
fn random_pairs() {
    let mut random = Random(99);
    check((0..400).map(|_| {
        let (loss, optimizer) = (random.below(LOSSES.len()), random.below(OPTIMIZERS.len()));
        configuration(loss, optimizer, End::Mixed, &mut random)
    }));
}

/// The dearest formulas under every method.
#[test]
fn formulas_at_their_limits() {
    let formulas = formulas();
    check(formulas.iter().flat_map(|formula| {
        OPTIMIZERS.iter().map(move |entry| {
            Value::map([
                ("loss", Value::map([("id", "formula".into()), ("expression", formula.clone().into())])),
                ("steps", STEPS.into()),
                ("tracks", Value::list([Value::map([("optimizer", entry.id.into())])])),
            ])
        })
    }));
}

/// One pass gives derivatives and a value, and the value is the one that is asked for alone, to the last bit.
#[test]
fn a_value_is_the_same_with_and_without_derivatives() {
    let mut random = Random(5);
    for entry in LOSSES {
        for end in [End::Default, End::Low, End::High, End::Mixed] {
            let settings =
                entry.parameters.iter().map(|parameter| (parameter.id, setting(end, parameter, &mut random)));
            let loss = (entry.build)(&many_clocks::parameter::Values::new(settings.collect()));
            for at in
                [[0.0, 0.0], [1.25, -0.375], [-3.0, 1e6], [1e-300, 7.0], [0.1, 0.1]].map(many_clocks::math::Vec2::from)
            {
                let (alone, carried) = (loss.value(at), loss.local(at).value);
                let same = alone.to_bits() == carried.to_bits() || alone.is_nan() && carried.is_nan();
                assert!(
                    same && loss.value(at).to_bits() == alone.to_bits(),
                    "{} at {at}: {alone} or {carried}",
                    entry.id
                );
            }
        }
    }
}
