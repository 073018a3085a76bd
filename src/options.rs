//! What a caller asks a picture to show, from plain data.

use crate::{
    config::{number, pair, whole},
    domain::Domain,
    error::{Code, ConfigError},
    experiment::Experiment,
    math::Vec2,
    plot::{Colour, Layer, Request, Target, Theme, Words},
    value::Value,
};

/// The largest side of a picture in CSS pixels.
pub const LARGEST_SIDE: f64 = 1e5;
/// The farthest that a camera may look.
const FARTHEST_CAMERA: f64 = 1e12;
/// The most device pixels in a CSS pixel.
const LARGEST_RATIO: f64 = 8.0;

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
    highlight: Option<(usize, usize)>,
    layer: Layer,
}

impl Shown {
    /// Validates options; everything may be missing.
    ///
    /// # Errors
    /// The first option that is of a wrong type, not finite or out of range.
    pub fn read(experiment: &Experiment, options: &Value) -> Result<Self, ConfigError> {
        let side = |key: &str| options.get(key).map(|value| number(value, key, 0.0, LARGEST_SIDE)).transpose();
        let last = experiment.steps() as f64;
        let step = options.get("step").map_or(Ok(0.0), |step| whole(step, "step", 0.0, last))?;
        Ok(Self {
            step: step as usize,
            width: side("width")?,
            height: side("height")?,
            ratio: options.get("ratio").map_or(Ok(1.0), |ratio| number(ratio, "ratio", 0.1, LARGEST_RATIO))?,
            theme: theme(options.get("theme"))?,
            words: words(options.get("words"))?,
            camera: options.get("camera").map(camera).transpose()?,
            highlight: options.get("highlight").map(|value| highlight(experiment, value)).transpose()?,
            layer: layer(options.get("layer"))?,
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
            highlight: self.highlight,
            layer: self.layer,
        }
    }
}

/// A theme: `light`, `dark` or `{ base, colours, font }`; light where nothing is said.
///
/// # Errors
/// An unknown name, or a colour that cannot be read.
pub fn theme(value: Option<&Value>) -> Result<Theme, ConfigError> {
    let named = |value: &Value, path: &str| {
        let theme = value.text().and_then(Theme::named);
        theme.ok_or_else(|| ConfigError::new(path, Code::UnknownId, value).among(["light", "dark"]))
    };
    let Some(value) = value else { return Ok(Theme::light()) };
    if !matches!(value, Value::Map(_)) {
        return named(value, "theme");
    }
    let mut theme = value.get("base").map_or(Ok(Theme::light()), |base| named(base, "theme.base"))?;
    for (name, colour) in entries(value.get("colours"), "theme.colours")? {
        let path = format!("theme.colours.{}", name.chars().take(40).collect::<String>());
        let parsed = colour.text().and_then(Colour::parse);
        let parsed =
            parsed.ok_or_else(|| ConfigError::new(&path, Code::Syntax, colour).expecting("#rrggbb or rgb(r, g, b)"))?;
        theme = theme.with(name, parsed).ok_or_else(|| {
            ConfigError::new(&path, Code::UnknownKey, colour).among(Theme::light().colours().map(|(name, _)| name))
        })?;
    }
    if let Some(font) = value.get("font") {
        let refuse = || {
            ConfigError::new("theme.font", Code::WrongType, font).expecting("a font-family of at most 400 characters")
        };
        theme = theme.with_font(font.text().filter(|font| font.chars().count() <= 400).ok_or_else(refuse)?);
    }
    Ok(theme)
}

fn words(value: Option<&Value>) -> Result<Words, ConfigError> {
    let mut words = Words::default();
    for (name, wording) in entries(value, "words")? {
        let path = format!("words.{}", name.chars().take(40).collect::<String>());
        let text = wording.text().filter(|text| text.chars().count() <= 200);
        let text = text.ok_or_else(|| {
            ConfigError::new(&path, Code::WrongType, wording).expecting("text of at most 200 characters")
        })?;
        words = words.with(name, text).ok_or_else(|| {
            ConfigError::new(&path, Code::UnknownKey, wording).among(Words::default().all().map(|(name, _)| name))
        })?;
    }
    Ok(words)
}

/// The entries of an object that may be missing.
fn entries<'a>(value: Option<&'a Value>, path: &str) -> Result<Vec<(&'a str, &'a Value)>, ConfigError> {
    match value {
        None => Ok(Vec::new()),
        Some(Value::Map(entries)) => Ok(entries.iter().map(|(key, value)| (key.as_ref(), value)).collect()),
        Some(other) => Err(ConfigError::new(path, Code::WrongType, other).expecting("an object")),
    }
}

fn layer(value: Option<&Value>) -> Result<Layer, ConfigError> {
    let Some(value) = value else { return Ok(Layer::All) };
    let named = value.text().and_then(Layer::named);
    named.ok_or_else(|| ConfigError::new("layer", Code::UnknownId, value).among(["base", "overlay", "all"]))
}

fn camera(value: &Value) -> Result<Domain, ConfigError> {
    let side = |key: &str| {
        let path = format!("camera.{key}");
        let range = value
            .get(key)
            .ok_or_else(|| ConfigError::new(&path, Code::WrongType, value).expecting("a list of 2 numbers"))?;
        let [from, to] = pair(range, &path, -FARTHEST_CAMERA, FARTHEST_CAMERA)?;
        if from < to {
            Ok([from, to])
        } else {
            Err(ConfigError::new(&path, Code::OutOfRange, range).expecting("two ascending numbers"))
        }
    };
    Ok(Domain::new(side("x")?, side("y")?))
}

fn highlight(experiment: &Experiment, value: &Value) -> Result<(usize, usize), ConfigError> {
    let most = [("track", experiment.track_count().saturating_sub(1)), ("step", experiment.steps())];
    let [track, step] = most.map(|(key, most)| {
        whole(value.get(key).unwrap_or(&Value::Number(0.0)), &format!("highlight.{key}"), 0.0, most as f64)
    });
    Ok((track? as usize, step? as usize))
}

/// A point of the plane, `theta`.
///
/// # Errors
/// Where it is missing or not a pair of finite numbers.
pub fn theta(options: &Value) -> Result<Vec2, ConfigError> {
    pair(options.get("theta").unwrap_or(&Value::Null), "theta", -FARTHEST_CAMERA, FARTHEST_CAMERA).map(Vec2::from)
}

/// A CSS pixel, `x` and `y`.
///
/// # Errors
/// Where one is missing or not a finite number.
pub fn pixel(options: &Value) -> Result<Vec2, ConfigError> {
    let part = |key: &str| number(options.get(key).unwrap_or(&Value::Null), key, -LARGEST_SIDE, LARGEST_SIDE);
    Ok(Vec2::new(part("x")?, part("y")?))
}

/// What `place` asks for: a point, a place on a dial, or a step of a track (of `step`, where nothing else is said).
///
/// # Errors
/// A part that is of a wrong type or out of range.
pub fn target(experiment: &Experiment, options: &Value) -> Result<Target, ConfigError> {
    if options.get("theta").is_some() {
        return theta(options).map(Target::Theta);
    }
    if let Some(direction) = options.get("direction") {
        let multiplier = match options.get("multiplier") {
            None => None,
            // An infinite multiplier has its place, six o'clock.
            Some(Value::Number(multiplier)) if !multiplier.is_nan() => Some(*multiplier),
            Some(other) => return Err(ConfigError::new("multiplier", Code::WrongType, other).expecting("a number")),
        };
        let radius = options.get("radius").map_or(Ok(1.0), |radius| number(radius, "radius", 0.0, 4.0))?;
        let direction = whole(direction, "direction", 0.0, 1.0)? as usize;
        return Ok(Target::Dial { direction, multiplier, radius });
    }
    let most = experiment.track_count().saturating_sub(1) as f64;
    let track = options.get("track").map_or(Ok(0.0), |track| whole(track, "track", 0.0, most))? as usize;
    let last = experiment.steps() as f64;
    let step = options.get("step").map_or(Ok(0.0), |step| whole(step, "step", 0.0, last))? as usize;
    Ok(Target::Step { track, step })
}
