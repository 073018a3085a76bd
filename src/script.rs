//! A track's run as a script that a student can paste.
//!
//! The loss, the rates and the update are the engine's own formulas in Python. The NumPy script makes its derivatives
//! with dual numbers, a few lines that it carries along; the PyTorch script leaves them to autograd, and the update too
//! where PyTorch has the method. Everything that a script does not use is left out of it.

use crate::{
    config::{Chosen, Config, TrackConfig},
    error::{Code, ConfigError},
    expression::snake,
    optimizer::Script,
    value::Value,
};

mod dual;
mod python;
mod text;

use python::Derivatives;

/// What scripts are written for.
pub const DIALECTS: [&str; 2] = ["numpy", "pytorch"];
/// Characters of the configuration that the header repeats.
const HEADER: usize = 4000;

/// The run of a track as a complete Python script: it computes the points of the track's frames, from the start to where
/// the track ends or has taken all its steps, as `path`, and prints step, x, y and loss of each.
///
/// # Errors
/// A `dialect` that is none of [`DIALECTS`], and a `track` (an index from 0) that does not exist.
pub fn code(config: &Config, dialect: &Value, track: &Value) -> Result<String, ConfigError> {
    let refuse = |code| ConfigError::new("dialect", code, dialect).among(DIALECTS);
    let dialect = dialect.text().ok_or_else(|| refuse(Code::WrongType))?;
    if !DIALECTS.contains(&dialect) {
        return Err(refuse(Code::UnknownId));
    }
    let most = config.tracks.len().saturating_sub(1) as f64;
    let index = crate::config::whole(track, "track", 0.0, most)?;
    let missing = || ConfigError::new("track", Code::OutOfRange, track).expecting("a track").within(0.0, most);
    let track = config.tracks.get(index as usize).ok_or_else(missing)?;
    Ok(Writer::new(config, track, dialect == "pytorch").whole())
}

/// What the parts of a script have in common.
struct Writer<'a> {
    config: &'a Config,
    track: &'a TrackConfig,
    torch: bool,
    /// The loss as an expression in x and y, and what must stand before it.
    loss: String,
    setup: String,
    is_bowl: bool,
    method: Script,
    /// The rate as an expression; nothing where it is the track's own at every step.
    rate: Option<String>,
}

impl<'a> Writer<'a> {
    fn new(config: &'a Config, track: &'a TrackConfig, torch: bool) -> Self {
        let loss = config.loss.build();
        let scheduled = track.learning_rate().is_some() && track.schedule.entry.id != "constant";
        Self {
            config,
            track,
            torch,
            loss: loss.script(),
            setup: loss.script_setup(),
            is_bowl: loss.constant_hessian(),
            method: track.optimizer.build().script(),
            rate: scheduled.then(|| track.schedule.build().script()),
        }
    }

    fn whole(&self) -> String {
        // PyTorch's own optimizer, where there is one; the update is then not written out.
        let own = self.method.torch.filter(|_| self.torch);
        let update = match own {
            Some(constructor) => constructor.to_owned(),
            None => [self.method.before.as_slice(), &self.method.each].concat().join("\n"),
        };
        let uses = |word: &str| mentions(&update, word);
        let asked = |name: &str| uses(name) || uses(&[name, "_at"].concat());
        let derivatives = match self.torch {
            true => Derivatives::Autograd,
            false if asked("gradient") || asked("hessian") => Derivatives::Dual,
            false => Derivatives::None,
        };
        let mut out = self.header();
        out.push_str(&self.landscape(derivatives));
        for name in ["loss", "gradient", "hessian"] {
            if asked(name) {
                out.extend(["\n", python::at(name, derivatives)]);
            }
        }
        let rate = self.rate.as_deref().unwrap_or_default();
        for (word, text) in text::HELPERS {
            if uses(word) || mentions(rate, word) {
                out.extend(["\n\n", text]);
            }
        }
        if self.rate.is_some() {
            out.extend(["\n\n", &self.schedule()]);
        }
        out.push_str("\n\n");
        for (id, value) in settings(&self.track.optimizer) {
            if uses(&id) && !(id == "learning_rate" && self.rate.is_some()) {
                out.extend([&id, " = ", &value, "\n"]);
            }
        }
        if uses("is_bowl") {
            out.push_str(if self.is_bowl { "is_bowl = True\n" } else { "is_bowl = False\n" });
        }
        out.extend(["steps = ", &self.config.steps.to_string(), "\n"]);
        out.push_str(&match own {
            Some(constructor) => self.with_torch(constructor),
            None => self.written_out(&update),
        });
        out.push_str(text::END);
        out
    }

    /// What the script is, as a comment, and what it needs.
    fn header(&self) -> String {
        let track = self.track;
        let alone = Config { tracks: vec![track.clone()], ..self.config.clone() };
        // A reader's formula may have lines; a comment has one.
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        let config: String = alone.record().brief(HEADER).chars().map(plain).collect();
        let (method, loss) = (track.optimizer.entry.label, self.config.loss.entry.label);
        let version = env!("CARGO_PKG_VERSION");
        let mut out = format!("# {method}, {loss}: the run that Many Clocks {version} shows.\n# {config}\n");
        out.push_str(if self.torch { text::TORCH } else { text::NUMPY });
        out
    }

    /// The loss, with what it is made of.
    fn landscape(&self, derivatives: Derivatives) -> String {
        let formula = [self.setup.as_str(), &self.loss].concat();
        let rate = self.rate.as_deref().unwrap_or_default();
        let mut out = String::new();
        for name in ["e", "pi"] {
            if mentions(&formula, name) || mentions(rate, name) {
                out.extend([name, " = np.", name, "\n"]);
            }
        }
        out.push_str(&python::functions(&formula, derivatives));
        if !self.setup.is_empty() {
            out.extend(["\n", &self.setup]);
        }
        // Autograd has no slope of a number that knows of neither x nor y.
        let constant = derivatives == Derivatives::Autograd && !mentions(&self.loss, "x") && !mentions(&self.loss, "y");
        let slopeless = if constant { " + 0 * (x + y)" } else { "" };
        out.extend(["\n\ndef L(x, y):\n    return ", &self.loss, slopeless, "\n"]);
        out
    }

    /// The schedule as a function of the step, with names of its own.
    fn schedule(&self) -> String {
        let rate = self.rate.as_deref().unwrap_or_default();
        let mut out = String::from("def schedule(k):\n");
        let own = self.track.learning_rate().map(|rate| ("learning_rate".to_owned(), python::float(rate)));
        for (id, value) in own.into_iter().chain(settings(&self.track.schedule)) {
            if mentions(rate, &id) {
                out.extend(["    ", &id, " = ", &value, "\n"]);
            }
        }
        if mentions(rate, "cases") {
            out.push_str(text::FLOAT);
        }
        out.extend(["    return ", rate, "\n"]);
        out
    }

    /// The loop around an update that is written out.
    fn written_out(&self, update: &str) -> String {
        let mut out = String::new();
        for line in &self.method.before {
            out.extend([line, "\n"]);
        }
        out.extend(["theta = np.array(", &self.start(), ")\npath = [theta]\nfor t in range(1, steps + 1):\n"]);
        for name in ["loss", "gradient", "hessian"] {
            if mentions(update, name) {
                out.extend(["    ", name, " = ", name, "_at(theta)\n"]);
            }
        }
        if self.rate.is_some() {
            out.push_str("    learning_rate = schedule(t - 1)\n");
        }
        for line in &self.method.each {
            out.extend(["    ", line, "\n"]);
        }
        if mentions(update, "None") {
            out.push_str(text::STOP);
        }
        out.push_str(text::MOVE);
        out
    }

    /// The loop around PyTorch's own optimizer.
    fn with_torch(&self, constructor: &str) -> String {
        let mut out = String::new();
        if self.rate.is_some() {
            out.push_str("learning_rate = float(schedule(0))\n");
        }
        out.extend(["theta = torch.tensor(", &self.start(), ", requires_grad=True)\noptimizer = ", constructor, "\n"]);
        out.push_str("path = [theta.tolist()]\nfor t in range(1, steps + 1):\n");
        if self.rate.is_some() {
            out.push_str("    optimizer.param_groups[0][\"lr\"] = float(schedule(t - 1))\n");
        }
        out.push_str(text::OPTIMIZE);
        out
    }

    fn start(&self) -> String {
        let [x, y] = [self.config.start.x, self.config.start.y].map(python::float);
        ["[", &x, ", ", &y, "]"].concat()
    }
}

/// The settings of an entry that a script can name, as variables of Python.
fn settings<T: ?Sized>(chosen: &Chosen<T>) -> impl Iterator<Item = (String, String)> {
    chosen.values.iter().filter_map(|(id, value)| {
        let text = match value {
            Value::Number(number) => python::float(*number),
            Value::Boolean(on) => if *on { "True" } else { "False" }.to_owned(),
            Value::List(items) => {
                let numbers = items.iter().map(Value::number).collect::<Option<Vec<f64>>>()?;
                let numbers: Vec<String> = numbers.into_iter().map(python::float).collect();
                ["[", &numbers.join(", "), "]"].concat()
            }
            _ => return None,
        };
        Some((snake(id), text))
    })
}

/// Whether a word stands in a text of Python by itself, not as a part of another name or of a number.
fn mentions(text: &str, word: &str) -> bool {
    let joins = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    text.match_indices(word).any(|(at, _)| {
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        let after = rest.strip_prefix(word).unwrap_or_default();
        !before.ends_with(joins) && !after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
    })
}
