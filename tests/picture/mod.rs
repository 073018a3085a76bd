//! Shared by the tests of pictures: making one, and reading its SVG back.
#![allow(dead_code, reason = "each test file is a crate of its own and none needs everything")]

use std::{collections::BTreeMap, env, fs, path::PathBuf};

use many_clocks::{
    domain::Domain,
    experiment::Experiment,
    math::Vec2,
    plot::{GRID, Layer, Request, Theme, View, Words},
    svg,
};

/// A picture to be made.
pub struct Shot {
    pub experiment: Experiment,
    pub view: &'static str,
    pub size: [f64; 2],
    pub step: usize,
    pub theme: Theme,
    pub words: Words,
    pub camera: Option<Domain>,
    pub highlight: Option<(usize, usize)>,
    pub linear: bool,
}

impl Shot {
    pub fn new(experiment: Experiment, view: &'static str, size: [f64; 2], step: usize) -> Self {
        let (theme, words) = (Theme::light(), Words::default());
        Self { experiment, view, size, step, theme, words, camera: None, highlight: None, linear: false }
    }

    pub fn request(&self) -> Request<'_> {
        Request {
            snap: true,
            turn: None,
            marks: Default::default(),
            horizon: 0,
            explain: None,
            linear: self.linear,
            bare: false,
            quiet: None,
            step: self.step,
            width: self.size[0],
            height: self.size[1],
            theme: &self.theme,
            words: &self.words,
            camera: self.camera,
            highlight: self.highlight,
            layer: Layer::All,
        }
    }

    pub fn svg(&self) -> String {
        svg::render(self.view(), &self.experiment, &self.request(), "A picture")
    }

    pub fn elements(&self) -> Vec<Element> {
        parse(&self.svg())
    }

    pub fn view(&self) -> &'static View {
        View::named(self.view).unwrap()
    }

    pub fn place(&self, target: many_clocks::plot::Target) -> Vec2 {
        (self.view().place)(&self.experiment, &self.request(), target).unwrap()
    }
}

/// An SVG element: its name, its attributes, its own text.
#[derive(Clone, Debug)]
pub struct Element {
    pub name: String,
    pub attributes: BTreeMap<String, String>,
    pub text: String,
}

impl Element {
    pub fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// A length in CSS pixels.
    pub fn length(&self, name: &str) -> f64 {
        self.get(name).parse::<f64>().unwrap_or(f64::NAN) / GRID
    }

    /// The corners in CSS pixels.
    pub fn points(&self) -> Vec<Vec2> {
        let pairs = self.get("points").split_whitespace().map(|pair| pair.split_once(',').unwrap());
        pairs.map(|(x, y)| Vec2::new(x.parse().unwrap(), y.parse().unwrap()) / GRID).collect()
    }

    /// The middle of a circle in CSS pixels.
    pub fn centre(&self) -> Vec2 {
        Vec2::new(self.length("cx"), self.length("cy"))
    }

    /// Whether a length is this one, in whole units of the grid.
    pub fn has(&self, name: &str, pixels: f64) -> bool {
        (self.length(name) - pixels).abs() <= 0.5 / GRID + 1e-9
    }

    pub fn is(&self, name: &str, stroke: &str) -> bool {
        self.name == name && self.get("stroke").eq_ignore_ascii_case(stroke)
    }
}

/// Reads the elements of a picture; panics where tags do not balance or an attribute is malformed.
pub fn parse(svg: &str) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for piece in svg.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "tags balance");
            continue;
        }
        let (tag, closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut attributes = BTreeMap::new();
        while let Some((key, value)) = rest.split_once("=\"") {
            let (value, after) = value.split_once('"').unwrap();
            assert!(attributes.insert(key.trim().to_owned(), value.to_owned()).is_none(), "attributes are unique");
            rest = after;
        }
        assert_eq!(rest.trim(), "");
        if !closed {
            open.push(name.to_owned());
        }
        elements.push(Element { name: name.into(), attributes, text: text.trim().into() });
    }
    assert!(open.is_empty(), "every tag is closed");
    elements
}

/// Compares a picture with the one that is kept. A missing one is written, except where the environment says that
/// nobody would look at it (`CI`); a changed one is laid beside it.
pub fn golden(name: &str, svg: &str) -> Result<(), String> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let (kept, new) = (folder.join(format!("{name}.svg")), folder.join(format!("{name}.new.svg")));
    match fs::read_to_string(&kept) {
        Ok(before) if before == svg => {
            let _ = fs::remove_file(&new);
            Ok(())
        }
        Ok(_) => {
            fs::write(&new, svg).map_err(|error| error.to_string())?;
            Err(format!("{name}: the picture has changed; compare {name}.svg with {name}.new.svg"))
        }
        Err(_) if env::var_os("CI").is_some() => Err(format!("{name}: no picture is kept")),
        Err(_) => fs::create_dir_all(&folder).and_then(|()| fs::write(&kept, svg)).map_err(|error| error.to_string()),
    }
}
