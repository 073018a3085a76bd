//! Finding the limit without seeing the landscape: a bowl that nobody knows, and what some tries say of it.

use crate::{
    control::turned_track,
    decimal::rounded,
    error::{Code, ConfigError},
    experiment::Experiment,
    random::uniform,
    spectrum::limit_rate,
    value::{Value, record},
};

/// As many tries as a reader has.
const TRIES: usize = 6;
/// A rate that settles and is no further below the limit than this factor has found it.
const CLOSE: f64 = 1.1;
/// Steep curvatures of unknown bowls, and their condition numbers, even in ratios.
const STEEP: [f64; 2] = [0.6, 150.0];
const CONDITION: [f64; 2] = [3.0, 60.0];

/// The curvatures of an unknown bowl; the same number gives the same one. The limit is where a crank of any landscape
/// reaches.
#[must_use]
pub fn bowl(seed: f64) -> [f64; 2] {
    let between = |index: u64, [low, high]: [f64; 2]| {
        rounded(low * libm::exp(uniform(seed.to_bits(), index) * libm::log(high / low)), 3)
    };
    let steep = between(0, STEEP);
    [steep / between(1, CONDITION), steep]
}

/// What tries say: each with whether it settles, the highest that does, the lowest that does not, and whether the limit
/// has been found, `found`: a rate that settles within a tenth of it. The limit itself, `limit`, is told when it has been
/// found, when no try is left or when the reader gives up.
///
/// # Errors
/// Rates that are not numbers, and landscapes or methods that have no limit.
pub fn blind(experiment: &Experiment, rates: &Value, give_up: bool) -> Result<Value, ConfigError> {
    let refused = |code, expected| ConfigError::new("rates", code, rates).expecting(expected);
    let Value::List(given) = rates else { return Err(refused(Code::WrongType, "a list of numbers")) };
    let turned = turned_track(experiment).map(|(track, _)| (track, experiment.gear(track)));
    let limit = turned.and_then(|(track, gear)| {
        let [low, high] = experiment.clocks(track, 0).map(|clock| clock.curvature);
        limit_rate(gear, high).filter(|_| low > 0.0 && experiment.is_exact())
    });
    let limit = limit.ok_or_else(|| refused(Code::NotHere, "a bowl and a method with a limit"))?;
    let (mut tries, mut holds, mut breaks) = (Vec::new(), None::<f64>, None::<f64>);
    for rate in given {
        let rate = rate.number().filter(|rate| rate.is_finite());
        let rate = rate.ok_or_else(|| refused(Code::WrongType, "a list of numbers"))?;
        let settles = rate < limit;
        if settles {
            holds = Some(holds.map_or(rate, |best| best.max(rate)));
        } else {
            breaks = Some(breaks.map_or(rate, |best| best.min(rate)));
        }
        tries.push(record! { learningRate: rate, settles: settles });
    }
    let found = holds.is_some_and(|rate| rate * CLOSE >= limit);
    let left = TRIES.saturating_sub(tries.len());
    let over = found || left == 0 || give_up;
    Ok(record! {
        tries: Value::List(tries),
        left: left,
        settles: holds,
        diverges: breaks,
        found: found,
        limit: Some(limit).filter(|_| over),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::simulate;
    use proptest::prelude::*;

    fn judged(rates: &[f64], give_up: bool) -> Value {
        let run = simulate(&record! { loss: record! { id: "quadratic", curvatures: [1.0, 25.0] } }).unwrap();
        blind(&run, &Value::list(rates.iter().map(|rate| Value::from(*rate))), give_up).unwrap()
    }

    fn told(judged: &Value, key: &str) -> Option<f64> {
        judged.get(key).and_then(Value::number)
    }

    #[test]
    fn tries_bracket_the_limit_which_is_told_at_the_end() {
        let early = judged(&[0.01, 0.5], false);
        assert_eq!(
            (told(&early, "settles"), told(&early, "diverges"), told(&early, "limit")),
            (Some(0.01), Some(0.5), None)
        );
        assert_eq!(told(&early, "left"), Some(4.0));
        assert_eq!(told(&judged(&[0.01], true), "limit"), Some(0.08));
        assert_eq!(told(&judged(&[0.075], false), "limit"), Some(0.08), "within a tenth");
        // At the limit itself it bounces for ever.
        assert_eq!(told(&judged(&[0.08], false), "diverges"), Some(0.08));
        let all = judged(&[0.01, 0.02, 0.03, 0.04, 0.05, 0.06], false);
        assert_eq!((told(&all, "left"), told(&all, "limit")), (Some(0.0), Some(0.08)));
        assert_eq!(all.get("found"), Some(&Value::Boolean(false)));
    }

    proptest! {
        #[test]
        fn an_unknown_bowl_is_within_reach_and_its_own(seed in 0u32..1_000_000) {
            let [low, high] = bowl(f64::from(seed));
            prop_assert!((STEEP[0]..=STEEP[1]).contains(&high));
            prop_assert!(high / low >= 2.9 && high / low <= 61.0);
            prop_assert_eq!(bowl(f64::from(seed)), [low, high]);
        }
    }
}
