//! What a caller asks a picture to show, from plain data.

use std::borrow::Cow;

use crate::{
    config::{MOST_STEPS, number, pair, whole},
    control::Axis,
    domain::Domain,
    error::{Code, ConfigError},
    math::Vec2,
    plot::{
        Colour, Layer, Request, Theme, Words,
        marks::{self, Marks},
    },
    value::Value,
};

mod pointer;

pub use pointer::{drag, movement, pixel, target, theta};

/// The largest side of a picture in CSS pixels.
pub const LARGEST_SIDE: f64 = 1e5;
/// The farthest that a camera may look.
const FARTHEST_CAMERA: f64 = 1e12;
/// The fewest and the most device pixels in a CSS pixel. The fewest are those of a picture with the largest sides, which no browser
/// has more than some million pixels for.
const RATIOS: [f64; 2] = [0.01, 8.0];

/// Validated options of `svg`, `draw`, `pick`, `place`, `camera` and `colourAt`.
pub struct Shown {
    /// The frame.
    pub step: usize,
    /// CSS pixels; `None` where the view's own or the canvas's is meant.
    pub width: Option<f64>,
    /// CSS pixels.
    pub height: Option<f64>,
    /// Device pixels in a CSS pixel.
    pub ratio: f64,
    theme: Theme,
    words: Words,
    camera: Option<Domain>,
    turn: Option<[f64; 2]>,
    highlight: Option<(usize, usize)>,
    layer: Layer,
    snap: bool,
    marks: Marks,
    horizon: usize,
    explain: Option<Vec2>,
    linear: bool,
    bare: bool,
    quiet: Option<usize>,
}

impl Shown {
    /// Validates options of a picture of so many tracks and steps; everything may be missing.
    ///
    /// # Errors
    /// The first option that is of a wrong type, not finite or out of range.
    pub fn read([tracks, steps]: [usize; 2], options: &Value) -> Result<Self, ConfigError> {
        let [least, most] = RATIOS;
        Ok(Self {
            step: index(options, "step", "step", steps)?,
            width: optional(options, "width", 0.0, LARGEST_SIDE)?,
            height: optional(options, "height", 0.0, LARGEST_SIDE)?,
            ratio: optional(options, "ratio", least, most)?.unwrap_or(1.0),
            theme: theme(options.get("theme"))?,
            words: words(options.get("words"))?,
            camera: options.get("camera").filter(|value| !is_turn(value)).map(camera).transpose()?,
            turn: options.get("camera").filter(|value| is_turn(value)).map(turn).transpose()?,
            highlight: options.get("highlight").map(|value| highlight([tracks, steps], value)).transpose()?,
            layer: layer(options.get("layer"))?,
            snap: snap(options.get("snap"))?,
            marks: marks(options.get("marks"))?,
            horizon: index(options, "horizon", "horizon", MOST_STEPS as usize)?,
            explain: options.get("explain").map(|at| point(at, "explain")).transpose()?,
            linear: Axis::read(options)? == Axis::Linear,
            bare: Axis::read(options)? == Axis::Blind,
            quiet: options.get("quiet").map(|_| index(options, "quiet", "quiet", steps)).transpose()?,
        })
    }

    /// The request of a picture of `width` × `height` CSS pixels.
    #[must_use]
    pub fn request(&self, width: f64, height: f64) -> Request<'_> {
        Request {
            step: self.step,
            width,
            height,
            theme: &self.theme,
            words: &self.words,
            camera: self.camera,
            turn: self.turn,
            highlight: self.highlight,
            layer: self.layer,
            snap: self.snap,
            marks: self.marks,
            horizon: self.horizon,
            explain: self.explain,
            linear: self.linear,
            bare: self.bare,
            quiet: self.quiet,
        }
    }
}

/// A number that may be missing.
fn optional(options: &Value, key: &str, minimum: f64, maximum: f64) -> Result<Option<f64>, ConfigError> {
    options.get(key).map(|value| number(value, key, minimum, maximum)).transpose()
}

/// A whole number from 0 on, which is 0 where it is missing.
///
/// # Errors
/// Where it is not one, or too large.
pub fn index(options: &Value, key: &str, path: &str, most: usize) -> Result<usize, ConfigError> {
    let given = options.get(key).unwrap_or(&Value::Number(0.0));
    whole(given, path, 0.0, most as f64).map(|index| index as usize)
}

/// A theme: `light`, `dark` or `{ base, colours, font }`; light where nothing is said.
///
/// # Errors
/// An unknown name, or a colour that cannot be read.
pub fn theme(value: Option<&Value>) -> Result<Theme, ConfigError> {
    let Some(value) = value else { return Ok(Theme::light()) };
    if !matches!(value, Value::Map(_)) {
        return named_theme(value, "theme");
    }
    let mut theme = value.get("base").map_or(Ok(Theme::light()), |base| named_theme(base, "theme.base"))?;
    for (name, colour) in entries(value.get("colours"), "theme.colours")? {
        let path = entry_path("theme.colours.", name);
        let Some(parsed) = colour.text().and_then(Colour::parse) else {
            return Err(ConfigError::new(&path, Code::Syntax, colour).expecting("#rrggbb or rgb(r, g, b)"));
        };
        let unknown = || ConfigError::new(&path, Code::UnknownKey, colour).among(Theme::names());
        theme = theme.with(name, parsed).ok_or_else(unknown)?;
    }
    if let Some(font) = value.get("font") {
        theme = theme.with_font(text(font, "theme.font", 400, "a font-family of at most 400 characters")?);
    }
    Ok(theme)
}

fn named_theme(value: &Value, path: &str) -> Result<Theme, ConfigError> {
    let theme = value.text().and_then(Theme::named);
    theme.ok_or_else(|| ConfigError::new(path, Code::UnknownId, value).among(["light", "dark"]))
}

/// A text of at most so many characters.
fn text<'a>(value: &'a Value, path: &str, most: usize, expected: &str) -> Result<&'a str, ConfigError> {
    let text = value.text().filter(|text| text.chars().count() <= most);
    text.ok_or_else(|| ConfigError::new(path, Code::WrongType, value).expecting(expected))
}

/// Where an entry stands, whatever its name.
fn entry_path(table: &str, name: &str) -> String {
    let mut path = table.to_owned();
    path.extend(name.chars().take(40));
    path
}

fn words(value: Option<&Value>) -> Result<Words, ConfigError> {
    let mut words = Words::default();
    for (name, wording) in entries(value, "words")? {
        let path = entry_path("words.", name);
        let text = text(wording, &path, 200, "text of at most 200 characters")?;
        let unknown =
            || ConfigError::new(&path, Code::UnknownKey, wording).among(Words::english().map(|entry| entry.0));
        words = words.with(name, text).ok_or_else(unknown)?;
    }
    Ok(words)
}

/// The entries of an object that may be missing.
fn entries<'a>(value: Option<&'a Value>, path: &str) -> Result<&'a [(Cow<'static, str>, Value)], ConfigError> {
    match value {
        None => Ok(&[]),
        Some(Value::Map(entries)) => Ok(entries),
        Some(other) => Err(ConfigError::new(path, Code::WrongType, other).expecting("an object")),
    }
}

fn layer(value: Option<&Value>) -> Result<Layer, ConfigError> {
    let Some(value) = value else { return Ok(Layer::All) };
    let named = value.text().and_then(Layer::named);
    named.ok_or_else(|| ConfigError::new("layer", Code::UnknownId, value).among(["base", "overlay", "all"]))
}

/// A list of names; none where nothing is said.
fn marks(value: Option<&Value>) -> Result<Marks, ConfigError> {
    let mut marks = Marks::default();
    let Some(value) = value else { return Ok(marks) };
    let Value::List(names) = value else {
        return Err(ConfigError::new("marks", Code::WrongType, value).expecting("a list of names"));
    };
    for name in names {
        if !name.text().is_some_and(|name| marks.switch_on(name)) {
            return Err(ConfigError::new("marks", Code::UnknownId, name).among(marks::NAMES));
        }
    }
    Ok(marks)
}

/// On where nothing is said.
fn snap(value: Option<&Value>) -> Result<bool, ConfigError> {
    match value {
        None => Ok(true),
        Some(Value::Boolean(snap)) => Ok(*snap),
        Some(other) => Err(ConfigError::new("snap", Code::WrongType, other).expecting("true or false")),
    }
}

/// Whether a camera looks at a body in space.
fn is_turn(camera: &Value) -> bool {
    camera.get("yaw").is_some() || camera.get("pitch").is_some()
}

/// `{ yaw, pitch }` in degrees; what is not said is 0.
fn turn(camera: &Value) -> Result<[f64; 2], ConfigError> {
    let angle =
        |key: &str, path: &str, most: f64| camera.get(key).map_or(Ok(0.0), |angle| number(angle, path, -most, most));
    Ok([angle("yaw", "camera.yaw", 360.0)?, angle("pitch", "camera.pitch", 90.0)?])
}

fn camera(value: &Value) -> Result<Domain, ConfigError> {
    Ok(Domain::new(range(value, "x", "camera.x")?, range(value, "y", "camera.y")?))
}

fn range(camera: &Value, key: &str, path: &str) -> Result<[f64; 2], ConfigError> {
    let Some(range) = camera.get(key) else {
        return Err(ConfigError::new(path, Code::WrongType, camera).expecting("a list of 2 numbers"));
    };
    let [from, to] = pair(range, path, -FARTHEST_CAMERA, FARTHEST_CAMERA)?;
    if from < to {
        Ok([from, to])
    } else {
        Err(ConfigError::new(path, Code::OutOfRange, range).expecting("two ascending numbers"))
    }
}

fn highlight([tracks, steps]: [usize; 2], value: &Value) -> Result<(usize, usize), ConfigError> {
    let track = index(value, "track", "highlight.track", tracks.saturating_sub(1))?;
    Ok((track, index(value, "step", "highlight.step", steps)?))
}

fn point(value: &Value, path: &str) -> Result<Vec2, ConfigError> {
    pair(value, path, -FARTHEST_CAMERA, FARTHEST_CAMERA).map(Vec2::from)
}
