//! Where canvas and SVG differ, and only there.

use plotters::{
    element::{Drawable, PointCollection},
    style::{Color, RGBAColor},
};
use plotters_backend::{BackendColor, BackendCoord, DrawingBackend, DrawingErrorKind};

use super::bands::Bands;

/// Backend units in a device pixel. Backends count in whole numbers; on this grid paths are smooth.
pub const GRID: f64 = 16.0;

/// A backend that pictures are painted with.
///
/// Beyond what the drawing library asks of a backend it must measure text by itself
/// (`estimate_text_size`): the library's own way appends to the document's body.
pub trait Paint: DrawingBackend {
    /// Backend units in a CSS pixel.
    fn units(&self) -> f64;

    /// At how many points a landscape is sampled for a picture of this size in CSS pixels.
    fn samples(&self, width: f64, height: f64) -> (usize, usize);

    /// Fills the whole picture with the colours of a landscape.
    ///
    /// # Errors
    /// What the backend reports.
    fn bands(&mut self, bands: &Bands<'_>) -> Result<(), DrawingErrorKind<Self::ErrorType>>;

    /// Fills many equal discs: thousands of steps are one call.
    ///
    /// # Errors
    /// What the backend reports.
    fn discs(
        &mut self,
        centres: &[BackendCoord],
        radius: u32,
        colour: BackendColor,
    ) -> Result<(), DrawingErrorKind<Self::ErrorType>>;
}

/// The drawing library's view of `Paint::discs`.
pub(super) struct Discs {
    pub points: Vec<BackendCoord>,
    pub radius: u32,
    pub colour: RGBAColor,
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Discs {
    type Point = &'a BackendCoord;
    type IntoIter = &'a [BackendCoord];
    fn point_iter(self) -> Self::IntoIter {
        &self.points
    }
}

impl<DB: Paint> Drawable<DB> for Discs {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        backend.discs(&points.collect::<Vec<_>>(), self.radius, self.colour.to_backend_color())
    }
}

/// The drawing library's view of `Paint::bands`.
pub(super) struct Painted<'a>(pub &'a Bands<'a>);

impl<'a> PointCollection<'a, BackendCoord> for &'a Painted<'_> {
    type Point = &'a BackendCoord;
    type IntoIter = &'a [BackendCoord];
    fn point_iter(self) -> Self::IntoIter {
        &[]
    }
}

impl<DB: Paint> Drawable<DB> for Painted<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        _: I,
        backend: &mut DB,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<DB::ErrorType>> {
        backend.bands(self.0)
    }
}
