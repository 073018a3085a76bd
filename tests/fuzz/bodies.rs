//! What is done with arbitrary bytes: plain functions, called by the stable replay (`tests/fuzz.rs`) and by libFuzzer
//! (`tests/fuzz/libfuzzer`). A panic is a finding; so is a run that takes long.

use many_clocks::{
    analysis,
    config::Config,
    control, csv,
    error::Code,
    experiment::Experiment,
    expression::{Formula, LONGEST, Python, Tree, Vocabulary},
    link,
    loss::{LOSSES, Loss},
    optimizer::OPTIMIZERS,
    parameter::{Kind, Parameter, Values},
    registry::{self, Entry},
    schedule::SCHEDULES,
    script, setting,
    value::Value,
};

const READERS: &[&str] = &["x", "y"];
const POINTS: [[f64; 2]; 5] = [[0.0, 0.0], [1.5, -0.75], [-1.0, 1.0], [1e300, -1e-300], [f64::INFINITY, f64::NAN]];

/// A reader's formula: read, printed and read again as the same, evaluated with and without derivatives.
pub fn formula(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let length = text.chars().count();
    let vocabulary = Vocabulary { names: READERS, whole_words: true };
    let tree = match Tree::parse(&text, vocabulary) {
        Err(fault) => {
            assert!(!fault.expected.is_empty() && fault.at >= 1 && fault.at <= length + 1, "{text:?}: {fault}");
            return assert!(Formula::parse(&text).is_err(), "{text:?}");
        }
        Ok(tree) => tree,
    };
    let formula = Formula::parse(&text).expect(&text);
    assert!(!formula.python(Python::Plain).is_empty());
    let printed = tree.print(READERS);
    match Tree::parse(&printed, vocabulary) {
        Ok(again) => {
            assert_eq!(again, tree, "{text:?} printed as {printed:?}");
            assert_eq!(again.print(READERS), printed);
        }
        // Signs and parentheses that print adds may exceed a limit that the text kept; nothing else may be wrong.
        Err(fault) => {
            let limits = printed.chars().count() > LONGEST || fault.expected.starts_with("fewer");
            assert!(limits, "{text:?} printed as {printed:?}: {fault}");
        }
    }
    let loss = loss(&text);
    for [x, y] in POINTS {
        let (plain, carried) = (formula.evaluate(x, y), loss.local([x, y].into()).value);
        assert!(plain.to_bits() == carried.to_bits() || plain.is_nan() && carried.is_nan(), "{text:?} at {x}, {y}");
    }
}

/// The whole loss, with what it finds out about itself beforehand: whether it is a bowl, and where its centre lies.
fn loss(text: &str) -> Box<dyn Loss> {
    let entry = registry::find(LOSSES, "formula").expect("the loss exists");
    let mut values = Values::defaults(entry.parameters);
    values.set("expression", text.to_owned().into());
    (entry.build)(&values)
}

/// A number field: a value or a message about the field, at a character of the text.
pub fn number(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Err(error) = many_clocks::expression::number("tracks[0].learningRate", &text) {
        assert!(error.expected.contains(" at character "), "{text:?}: {error}");
        assert_eq!(error.field, "tracks[0].learningRate");
        assert!(error.message().len() < 2000);
    }
}

/// The state in a page's address: refused with what is wrong, or opened as a state that is valid and is written as a text
/// that opens as itself.
pub fn link(bytes: &[u8]) {
    let given = String::from_utf8_lossy(bytes);
    let state = match link::unlink(&given.to_string().into()) {
        Ok(state) => state,
        Err(error) => {
            let named = !error.field.is_empty() || error.code == Code::UnknownKey;
            return assert!(named && error.message().len() < 3000, "{given:?}: {}", error.message());
        }
    };
    let again = link::link(&state).unwrap_or_else(|error| panic!("{error} in {state:?} of {given:?}"));
    let text = again.get("text").and_then(Value::text).expect("a text");
    assert!(text.is_ascii() && text.len() <= link::LONGEST, "{text:?} of {given:?}");
    assert_eq!(link::unlink(&text.to_owned().into()).as_ref(), Ok(&state), "{text:?} of {given:?}");
    // What is left out is what is understood.
    assert_eq!(link::link(again.get("state").expect("a state")).as_ref(), Ok(&again), "{given:?}");
}

/// A configuration: refused with a field and a message, or run, read out and normalised to one that gives itself.
pub fn configuration(bytes: &[u8]) {
    let given = Bytes(bytes).configuration();
    let mut config = match Config::read(&given) {
        Ok(config) => config,
        Err(error) => {
            // A key may be the empty text, and is then the path to itself.
            let named = !error.field.is_empty() || error.code == Code::UnknownKey;
            assert!(named && error.message().len() < 3000, "{}", error.message());
            assert!(error.record().get("code").is_some());
            return;
        }
    };
    let normal = config.record();
    let again = Config::read(&normal).unwrap_or_else(|error| panic!("{error} in {normal:?} of {given:?}"));
    assert_eq!(again.record(), normal);
    // What a step can do wrong it does wrong early, and the limits of time have a test of their own.
    config.steps = config.steps.min(12);
    let experiment = Experiment::new(config);
    let steps = experiment.steps();
    for track in 0..experiment.track_count() {
        for step in 0..=steps {
            let theta = experiment.theta(track, step);
            assert!(theta.x.is_finite() && theta.y.is_finite(), "{theta} at {step} of {given:?}");
        }
        for step in [0, 1, steps] {
            assert!(experiment.frame(track, step.min(steps)).record(&experiment, track).get("ledger").is_some());
            assert!(analysis::analysis(&experiment, track, step).get("tracks").is_some());
        }
        for dialect in script::DIALECTS {
            let code = script::code(experiment.config(), &dialect.into(), &track.into());
            assert!(code.is_ok_and(|code| code.contains("path.append")));
        }
    }
    assert_eq!(csv::csv(&experiment).lines().count(), 1 + experiment.track_count() * (steps + 1));
    let _ = control::controls(&experiment, steps, control::Axis::Linear);
    let _ = setting::record(experiment.config());
}

/// Choices made by bytes, from first to last; where they end, the first choice of each. So a change of one byte changes
/// one thing, and what is cut off is a configuration, too.
struct Bytes<'a>(&'a [u8]);

/// Numbers at which something changes.
const NUMBERS: [f64; 16] =
    [0.0, 1.0, -1.0, 0.5, 2.0, 3.0, 10.0, 1e-6, 1e6, -1e6, 1e300, 5e-324, -0.0, f64::NAN, f64::INFINITY, 100.0];
const TEXTS: [&str; 8] = ["x^2 + y^2", "", "1/x", "ln(x) y", "x", "long", "\u{1f642}", "sqrt(x^2 + y^2) - x^y"];
const KEYS: [&str; 8] = ["learningRate", "schedule", "id", "loss", "tracks", "", "__proto__", "data"];

impl Bytes<'_> {
    fn next(&mut self) -> usize {
        let (first, rest) = self.0.split_first().map_or((0, self.0), |(first, rest)| (*first, rest));
        self.0 = rest;
        first.into()
    }

    fn one<'b, T>(&mut self, of: &'b [T]) -> &'b T {
        let index = self.next() % of.len();
        &of[index]
    }

    /// True for one byte in sixty-four: what is usually right should be wrong now and then.
    fn rarely(&mut self) -> bool {
        self.next() % 64 == 63
    }

    fn number(&mut self) -> f64 {
        match self.next() {
            byte if byte < 224 => NUMBERS[byte % NUMBERS.len()],
            _ => f64::from_bits((0..8).fold(0, |bits, _| bits << 8 | self.next() as u64)),
        }
    }

    /// A number that is usually in a range, often at an end of it.
    fn within(&mut self, minimum: f64, maximum: f64) -> f64 {
        match (self.next() % 16, self.number()) {
            (15, number) => number,
            (0..4, _) => minimum,
            (4..8, _) => maximum,
            (_, number) => number.max(minimum).min(maximum),
        }
    }

    /// Anything at all, nested a few deep.
    fn anything(&mut self, depth: usize) -> Value {
        match self.next() % if depth > 0 { 8 } else { 6 } {
            0 => Value::Null,
            1 => (self.next() % 2 == 1).into(),
            2 | 3 => self.number().into(),
            4 => (*self.one(&TEXTS)).into(),
            5 => Value::Foreign("a function".into()),
            6 => Value::List((0..self.next() % 5).map(|_| self.anything(depth - 1)).collect()),
            _ => Value::Map(
                (0..self.next() % 4).map(|_| ((*self.one(&KEYS)).into(), self.anything(depth - 1))).collect(),
            ),
        }
    }

    /// A value for a parameter, usually one that it takes.
    fn setting(&mut self, parameter: &Parameter) -> Value {
        if self.rarely() {
            return self.anything(2);
        }
        let number = |bytes: &mut Self| bytes.within(parameter.minimum, parameter.maximum);
        let list =
            |bytes: &mut Self, length: usize| Value::list((0..length).map(|_| number(bytes)).collect::<Vec<_>>());
        match parameter.kind {
            Kind::Number(_) => number(self).into(),
            Kind::Whole(_) => number(self).round().into(),
            Kind::Boolean(_) => (self.next() % 2 == 1).into(),
            Kind::Choice(words) => (*self.one(words)).into(),
            Kind::Numbers(default) => list(self, default.len()),
            Kind::List(..) => {
                let length = 1 + self.next() % 6;
                list(self, length)
            }
            Kind::Box => {
                let length = 4 * (self.next() % 2);
                list(self, length)
            }
            Kind::Pairs { labels, .. } => {
                let pair = |bytes: &mut Self| {
                    let (x, y) = (number(bytes), number(bytes));
                    [x, if labels { f64::from(u8::from(y > 1.0)) } else { y }]
                };
                Value::list((0..2 + self.next() % 8).map(|_| pair(self)).collect::<Vec<_>>())
            }
            Kind::Formula(_) => (*self.one(&TEXTS)).into(),
        }
    }

    /// An entry with some of its parameters.
    fn entry<T: ?Sized>(&mut self, key: &'static str, entries: &[Entry<T>]) -> Vec<(&'static str, Value)> {
        let entry = &entries[self.next() % entries.len()];
        let id = if self.rarely() { self.anything(1) } else { entry.id.into() };
        let mut record = vec![(key, id)];
        for parameter in entry.parameters {
            if self.next() % 2 == 1 {
                record.push((parameter.id, self.setting(parameter)));
            }
        }
        if self.rarely() {
            record.push((*self.one(&KEYS), self.anything(2)));
        }
        record
    }

    fn configuration(&mut self) -> Value {
        let map = |entries: Vec<(&'static str, Value)>| {
            Value::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
        };
        if self.rarely() {
            return self.anything(3);
        }
        let mut config = vec![("loss", map(self.entry("id", LOSSES)))];
        let tracks = 1 + self.next() % 3;
        let track = |bytes: &mut Self| {
            let mut track = bytes.entry("optimizer", OPTIMIZERS);
            if bytes.next() % 2 == 1 {
                track.push(("schedule", map(bytes.entry("id", SCHEDULES))));
            }
            map(track)
        };
        config.push(("tracks", Value::List((0..tracks).map(|_| track(self)).collect())));
        if self.next() % 2 == 1 {
            config.push(("start", Value::list([self.within(-1e6, 1e6), self.within(-1e6, 1e6)])));
        }
        if self.next() % 2 == 1 {
            config.push(("tolerance", self.within(0.0, 1.0).into()));
        }
        config.push(("steps", if self.rarely() { self.anything(1) } else { (1 + self.next()).into() }));
        map(config)
    }
}
