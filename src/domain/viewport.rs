//! A rectangle of the plane on a screen.

use super::{Domain, picture_side};
use crate::math::Vec2;

/// A domain on a screen: data coordinates to CSS pixels and back. Pixels count from the upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    domain: Domain,
    width: f64,
    height: f64,
}

impl Viewport {
    /// `domain` stretched over a picture of `width` × `height` CSS pixels (each clamped to 1 … 1e5).
    #[must_use]
    pub fn new(domain: Domain, width: f64, height: f64) -> Self {
        Self { domain, width: picture_side(width), height: picture_side(height) }
    }

    /// What is shown.
    #[must_use]
    pub fn domain(&self) -> Domain {
        self.domain
    }

    /// The picture's own rectangle, in pixels.
    #[must_use]
    pub fn frame(&self) -> Domain {
        Domain::new([0.0, self.width], [0.0, self.height])
    }

    /// Pixels a unit of x.
    #[must_use]
    pub fn scale(&self) -> f64 {
        self.width / self.domain.width()
    }

    /// Where a point is drawn; not finite where the point is not.
    #[must_use]
    pub fn to_pixel(&self, point: Vec2) -> Vec2 {
        let [left, _] = self.domain.x;
        let [_, top] = self.domain.y;
        Vec2::new(
            (point.x - left) / self.domain.width() * self.width,
            (top - point.y) / self.domain.height() * self.height,
        )
    }

    /// The point that is drawn at a pixel.
    #[must_use]
    pub fn to_data(&self, pixel: Vec2) -> Vec2 {
        let [left, _] = self.domain.x;
        let [_, top] = self.domain.y;
        Vec2::new(left + pixel.x / self.width * self.domain.width(), top - pixel.y / self.height * self.domain.height())
    }
}
