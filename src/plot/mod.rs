//! The pictures. A view sees an experiment and a request, and nothing else.
//!
//! What they are painted with they do not know ([`Paint`]), so that the same code draws on a canvas and writes SVG. A
//! new view is one file here and one line in [`View::ALL`].

use crate::{domain::Domain, experiment::Experiment, math::Vec2};

mod axes;
mod bands;
pub mod camera;
mod caption;
pub mod clocks;
mod colour;
mod components;
mod cut;
pub mod dial;
mod flags;
mod graph;
mod key;
mod label;
mod loss;
mod map;
pub mod marks;
mod paint;
mod path;
mod pen;
mod raster;
mod rate;
mod slices;
pub mod spectrum;
pub mod style;
pub mod surface;
mod trace;
mod words;

pub use bands::{Bands, Levels, levels};
pub use colour::Tint;
pub use paint::{GRID, Line, Paint, Type, on_grid};
pub use pen::Pen;
pub use raster::image;
pub use style::{Colour, Role, Theme};
pub use words::{Words, multiplier};

/// Which of two stacked pictures is wanted: what changes with the landscape, or what changes with the step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layer {
    /// What stays while a run is played.
    Base,
    /// What moves.
    Overlay,
    /// Both, in one picture.
    #[default]
    All,
}

impl Layer {
    /// `base`, `overlay` or `all`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "base" => Some(Self::Base),
            "overlay" => Some(Self::Overlay),
            "all" => Some(Self::All),
            _ => None,
        }
    }

    /// Whether the still part is drawn.
    #[must_use]
    pub fn has_base(self) -> bool {
        self != Self::Overlay
    }

    /// Whether the moving part is drawn.
    #[must_use]
    pub fn has_overlay(self) -> bool {
        self != Self::Base
    }
}

/// What picture is asked for. Lengths are CSS pixels.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The step shown, at most the experiment's last.
    pub step: usize,
    /// The picture's size.
    pub width: f64,
    /// The picture's size.
    pub height: f64,
    /// Colours and typeface.
    pub theme: &'a Theme,
    /// The few words that stand in pictures.
    pub words: &'a Words,
    /// What part of the plane is shown; `None` lets the view choose.
    pub camera: Option<Domain>,
    /// How a body in space is turned, yaw and pitch in degrees; `None` lets the view choose.
    pub turn: Option<[f64; 2]>,
    /// A track and step to show instead of track 0 at `step`: what a pointer rests on.
    pub highlight: Option<(usize, usize)>,
    /// Which part of the picture.
    pub layer: Layer,
    /// After how many steps the graph of rates shows what is left; 0: not at all.
    pub horizon: usize,
    /// What the map shows besides the run.
    pub marks: marks::Marks,
    /// Whether a pointer near a landmark takes it.
    pub snap: bool,
    /// A point of the map from which three rulers show their steps.
    pub explain: Option<Vec2>,
    /// Whether the axis of rates is even in numbers instead of ratios.
    pub linear: bool,
    /// Whether the run alone is shown, without what is known of its landscape.
    pub bare: bool,
    /// While a question is open: nothing of the run beyond this step is shown, and nothing that tells what it will do.
    pub quiet: Option<usize>,
}

impl Request<'_> {
    /// The track and step whose details are shown.
    #[must_use]
    pub fn focus(&self) -> (usize, usize) {
        self.highlight.unwrap_or((0, self.step))
    }

    /// The request as a quiet picture takes it: at its own step, and nothing is explained.
    #[must_use]
    pub fn hushed(&self) -> Self {
        match self.quiet {
            None => *self,
            Some(step) => {
                Self { step, highlight: None, horizon: 0, marks: marks::Marks::default(), snap: false, ..*self }
            }
        }
    }
}

/// What is under a pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pick {
    /// The handle of the start.
    Start,
    /// The mark of a step.
    Step {
        /// Its track.
        track: usize,
        /// Its number.
        step: usize,
        /// Where it stands.
        theta: Vec2,
    },
    /// A point of the plane.
    Point {
        /// Which.
        theta: Vec2,
    },
    /// A learning rate.
    Rate {
        /// Which.
        learning_rate: f64,
        /// The landmark that holds it.
        snapped_to: Option<&'static str>,
    },
}

/// Something whose place in a picture is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// A point of the plane.
    Theta(Vec2),
    /// A step of a track.
    Step {
        /// Its track.
        track: usize,
        /// Its number.
        step: usize,
    },
    /// A learning rate.
    Rate(f64),
    /// A place on a dial.
    Dial {
        /// 0 is shallow, 1 steep.
        direction: usize,
        /// Which multiplier; `None` is the hand's own.
        multiplier: Option<f64>,
        /// 0 is the centre, 1 the hand's tip.
        radius: f64,
    },
}

/// A picture of an experiment.
pub struct View {
    /// The public id.
    pub id: &'static str,
    /// The English name.
    pub label: &'static str,
    /// The size of the picture, in CSS pixels, where none is asked for.
    pub size: [f64; 2],
    /// Draws it.
    pub draw: fn(&mut Pen<'_>, &Experiment, &Request<'_>),
    /// What is at a pixel.
    pub pick: fn(&Experiment, &Request<'_>, Vec2) -> Option<Pick>,
    /// Where something is drawn, in pixels.
    pub place: fn(&Experiment, &Request<'_>, Target) -> Option<Vec2>,
    /// The part of the plane that is shown, where the view shows one.
    pub camera: fn(&Experiment, &Request<'_>) -> Option<Domain>,
    /// The colour of the still part at a point of the plane, where the view has one.
    pub colour_at: fn(&Experiment, &Request<'_>, Vec2) -> Option<Colour>,
}

impl View {
    /// Every view.
    pub const ALL: &'static [Self] =
        &[map::VIEW, clocks::VIEW, rate::VIEW, loss::VIEW, components::VIEW, slices::VIEW, surface::VIEW];

    /// The view of that id.
    #[must_use]
    pub fn named(id: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|view| view.id == id)
    }

    /// Draws the view with a painter, which knows afterwards whether all went well.
    pub fn paint(&self, paint: &mut dyn Paint, experiment: &Experiment, request: &Request<'_>) {
        let request = request.hushed();
        let request = Request { step: request.step.min(experiment.steps()), ..request };
        (self.draw)(&mut Pen::new(paint, &request), experiment, &request);
    }
}
