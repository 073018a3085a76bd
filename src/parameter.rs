//! What can be set: one `Parameter` a knob, and the validated `Values` that a loss, optimizer or schedule is built from.

use std::borrow::Cow;

use crate::value::{Value, record};

/// The kind of a parameter and the value it has where nothing is said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A finite number between `minimum` and `maximum`.
    Number(f64),
    /// A whole number between `minimum` and `maximum`.
    Whole(f64),
    /// On or off.
    Boolean(bool),
    /// One word of a list; the first is the default.
    Choice(&'static [&'static str]),
    /// A list of as many numbers as the default has, each between `minimum` and `maximum`.
    Numbers(&'static [f64]),
    /// A list of as many numbers as one of these lengths says, each between `minimum` and `maximum`.
    List(&'static [f64], [usize; 2]),
    /// A list of `[x, y]`, each between `minimum` and `maximum`; the whole numbers 0 and 1 for y where `labels`.
    Pairs {
        /// The data where nothing is said.
        default: &'static [[f64; 2]],
        /// Whether y is a class.
        labels: bool,
    },
    /// Nothing, or four numbers `[left, right, bottom, top]` with left < right and bottom < top.
    Box,
    /// A formula in x and y, of at most `maximum` characters.
    Formula(&'static str),
}

/// How a slider should spread the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Equal differences, equal distances.
    Linear,
    /// Equal ratios, equal distances.
    Log,
}

/// One thing that can be set, as menus, sliders, docs and validation need it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameter {
    /// The key in a configuration.
    pub id: &'static str,
    /// English name.
    pub label: &'static str,
    /// Symbol in formulas.
    pub symbol: &'static str,
    /// Kind and default.
    pub kind: Kind,
    /// Smallest allowed number.
    pub minimum: f64,
    /// Largest allowed number.
    pub maximum: f64,
    /// How a slider spreads it.
    pub scale: Scale,
}

impl Parameter {
    /// A number on a linear scale.
    #[must_use]
    pub const fn number(
        id: &'static str,
        label: &'static str,
        symbol: &'static str,
        default: f64,
        range: [f64; 2],
    ) -> Self {
        let [minimum, maximum] = range;
        Self { id, label, symbol, kind: Kind::Number(default), minimum, maximum, scale: Scale::Linear }
    }

    /// The same parameter on a logarithmic slider.
    #[must_use]
    pub const fn log(self) -> Self {
        Self { scale: Scale::Log, ..self }
    }

    /// On or off.
    #[must_use]
    pub const fn boolean(id: &'static str, label: &'static str, symbol: &'static str, default: bool) -> Self {
        Self { id, label, symbol, kind: Kind::Boolean(default), minimum: 0.0, maximum: 1.0, scale: Scale::Linear }
    }

    /// A fixed-length list of numbers.
    #[must_use]
    pub const fn numbers(
        id: &'static str,
        label: &'static str,
        symbol: &'static str,
        default: &'static [f64],
        range: [f64; 2],
    ) -> Self {
        let [minimum, maximum] = range;
        Self { id, label, symbol, kind: Kind::Numbers(default), minimum, maximum, scale: Scale::Linear }
    }

    /// One word of a list; the first is the default.
    #[must_use]
    pub const fn choice(
        id: &'static str,
        label: &'static str,
        symbol: &'static str,
        words: &'static [&'static str],
    ) -> Self {
        Self { id, label, symbol, kind: Kind::Choice(words), minimum: 0.0, maximum: 0.0, scale: Scale::Linear }
    }

    /// A whole number on a linear scale.
    #[must_use]
    pub const fn whole(
        id: &'static str,
        label: &'static str,
        symbol: &'static str,
        default: f64,
        range: [f64; 2],
    ) -> Self {
        let [minimum, maximum] = range;
        Self { id, label, symbol, kind: Kind::Whole(default), minimum, maximum, scale: Scale::Linear }
    }

    /// The learning rate every gradient method shares: any number from 0 (frozen) to a million.
    #[must_use]
    pub const fn learning_rate(default: f64) -> Self {
        Self::number(LEARNING_RATE, "learning rate", "η", default, [0.0, 1e6]).log()
    }

    /// True for a number, whole or not.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self.kind, Kind::Number(_) | Kind::Whole(_))
    }

    /// The value this parameter has where nothing is said.
    #[must_use]
    pub fn default(&self) -> Value {
        match self.kind {
            Kind::Number(number) | Kind::Whole(number) => number.into(),
            Kind::Boolean(flag) => flag.into(),
            Kind::Choice(words) => words.first().copied().map_or(Value::Null, Into::into),
            Kind::Numbers(numbers) => Value::copies(numbers),
            Kind::List(numbers, _) => Value::copies(numbers),
            Kind::Box => Value::List(Vec::new()),
            Kind::Pairs { default, .. } => Value::copies(default),
            Kind::Formula(text) => text.into(),
        }
    }

    /// The record of the public catalogue.
    #[must_use]
    pub fn record(&self) -> Value {
        let kind = match self.kind {
            Kind::Number(_) | Kind::Whole(_) => "number",
            Kind::Boolean(_) => "boolean",
            Kind::Choice(_) => "choice",
            Kind::Numbers(_) | Kind::List(..) | Kind::Box | Kind::Pairs { .. } => "numbers",
            Kind::Formula(_) => "text",
        };
        let choices = if let Kind::Choice(words) = self.kind { Value::copies(words) } else { Value::Null };
        let ranged = !matches!(self.kind, Kind::Boolean(_) | Kind::Choice(_) | Kind::Formula(_));
        record! {
            id: self.id,
            label: self.label,
            symbol: self.symbol,
            kind: kind,
            pairs: matches!(self.kind, Kind::Pairs { .. }),
            whole: matches!(self.kind, Kind::Whole(_)),
            minimum: ranged.then_some(self.minimum),
            maximum: ranged.then_some(self.maximum),
            default: self.default(),
            choices: choices,
            scale: if self.scale == Scale::Log { "log" } else { "linear" },
        }
    }
}

/// Two numbers, where that is what a value is.
fn pair(value: &Value) -> Option<[f64; 2]> {
    match value {
        Value::List(items) => match items.as_slice() {
            [Value::Number(first), Value::Number(second)] => Some([*first, *second]),
            _ => None,
        },
        _ => None,
    }
}

/// The key of the learning rate in a track.
pub const LEARNING_RATE: &str = "learningRate";

/// Validated settings, complete: one for each parameter of the entry they were made for.
#[derive(Clone, Debug, PartialEq)]
pub struct Values(Vec<(&'static str, Value)>);

impl Values {
    /// Settings from pairs that were validated before.
    #[must_use]
    pub fn new(settings: Vec<(&'static str, Value)>) -> Self {
        Self(settings)
    }

    /// Every parameter at its default.
    #[must_use]
    pub fn defaults(parameters: &[Parameter]) -> Self {
        let mut settings = Vec::new();
        for parameter in parameters {
            settings.push((parameter.id, parameter.default()));
        }
        Self(settings)
    }

    fn get(&self, id: &str) -> Option<&Value> {
        self.0.iter().find(|(key, _)| *key == id).map(|(_, value)| value)
    }

    /// The number under `id`; NaN where there is none, which no registered entry asks for.
    #[must_use]
    pub fn number(&self, id: &str) -> f64 {
        self.get(id).and_then(Value::number).unwrap_or(f64::NAN)
    }

    /// The two numbers under `id`.
    #[must_use]
    pub fn pair(&self, id: &str) -> [f64; 2] {
        self.get(id).and_then(pair).unwrap_or([f64::NAN; 2])
    }

    /// The word or text under `id`; empty where there is none.
    #[must_use]
    pub fn text(&self, id: &str) -> &str {
        self.get(id).and_then(Value::text).unwrap_or_default()
    }

    /// All numbers under `id`; empty where there are none.
    #[must_use]
    pub fn numbers(&self, id: &str) -> Vec<f64> {
        let mut numbers = Vec::new();
        if let Some(Value::List(items)) = self.get(id) {
            for item in items {
                numbers.extend(item.number());
            }
        }
        numbers
    }

    /// All pairs of numbers under `id`; empty where there are none.
    #[must_use]
    pub fn pairs(&self, id: &str) -> Vec<[f64; 2]> {
        let mut pairs = Vec::new();
        if let Some(Value::List(items)) = self.get(id) {
            for item in items {
                pairs.extend(pair(item));
            }
        }
        pairs
    }

    /// The switch under `id`; off where there is none.
    #[must_use]
    pub fn boolean(&self, id: &str) -> bool {
        matches!(self.get(id), Some(Value::Boolean(true)))
    }

    /// True where `id` is one of the settings.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// Replaces the setting under `id`, where it exists.
    pub fn set(&mut self, id: &str, value: Value) {
        if let Some(slot) = self.0.iter_mut().find(|(key, _)| *key == id) {
            slot.1 = value;
        }
    }

    /// Everything as a map, after the id of the entry it is for, under `key`.
    #[must_use]
    pub fn record(&self, key: &'static str, id: &'static str) -> Vec<(Cow<'static, str>, Value)> {
        let mut record = vec![(key.into(), id.into())];
        for (key, value) in &self.0 {
            record.push(((*key).into(), value.clone()));
        }
        record
    }

    /// Keys and values in registry order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Value)> {
        self.0.iter().map(|(key, value)| (*key, value))
    }
}
