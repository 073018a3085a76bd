//! Every colour and every length of the pictures. Nowhere else does either stand as a number.

mod stylesheet;
mod theme;

pub use super::colour::Colour;
pub use stylesheet::stylesheet;
pub use theme::{Role, Theme};

macro_rules! lengths {
    ($($(#[$doc:meta])* $constant:ident $name:literal $value:literal,)*) => {
        /// Lengths in CSS pixels.
        pub mod length {
            $($(#[$doc])* pub const $constant: f64 = $value;)*
            /// Every length by its public name.
            pub const ALL: &[(&str, f64)] = &[$(($name, $constant)),*];
        }
    };
}

lengths! {
    /// An iso-line.
    ISO_LINE "iso-line" 0.75,
    /// An eigen-axis.
    AXIS "axis" 1.75,
    /// A line of a mesh.
    HAIRLINE "hairline" 0.5,
    /// A dash of what is steep.
    DASH "dash" 6.0,
    /// The space between dashes.
    DASH_GAP "dash-gap" 3.5,
    /// The path that has been walked.
    PATH "path" 1.75,
    /// The path that lies ahead.
    PATH_AHEAD "path-ahead" 1.25,
    /// Radius of the mark of a step.
    MARKER "marker" 2.75,
    /// Radius of the mark of the current step.
    CURRENT "current" 4.75,
    /// Radius of the ring that holds the start.
    START "start" 6.5,
    /// Radius of the ring around the minimum.
    MINIMUM "minimum" 5.5,
    /// Stroke of rings and small shapes.
    OUTLINE "outline" 2.0,
    /// An arrow's shaft.
    ARROW "arrow" 2.75,
    /// An arrow's head.
    ARROW_HEAD "arrow-head" 8.0,
    /// How long the arrow of −g is.
    GRADIENT "gradient" 38.0,
    /// Type: titles, numbers, small print; the least that is still read.
    TITLE "title" 13.0,
    /// Type of numbers and sentences.
    TEXT "text" 12.0,
    /// Type of small print.
    SMALL "small" 10.5,
    /// The smallest type.
    TINY "tiny" 9.0,
    /// From a line of text to the next, in units of its size.
    LEADING "leading" 1.28,
    /// Room between things.
    GAP "gap" 4.0,
    /// From a label to the edge of the picture.
    EDGE "edge" 6.0,
    /// How near a pointer has to come to the start.
    GRAB_START "grab-start" 22.0,
    /// How near a pointer has to come to a step.
    GRAB_STEP "grab-step" 12.0,
    /// The key of the map.
    KEY_WIDTH "key-width" 150.0,
    /// The key of the map.
    KEY_HEIGHT "key-height" 30.0,
}

/// Width and height of the map in CSS pixels where no size is asked for.
pub const MAP_SIZE: [f64; 2] = [640.0, 440.0];
/// Width and height of the two dials where no size is asked for.
pub const CLOCKS_SIZE: [f64; 2] = [420.0, 260.0];
/// Width and height of a body in space where no size is asked for.
pub const SURFACE_SIZE: [f64; 2] = [520.0, 400.0];
/// Width and height of a graph where no size is asked for.
pub const GRAPH_SIZE: [f64; 2] = [420.0, 260.0];

/// Opacities in hundredths.
pub mod opacity {
    /// Iso-lines, over the bands that they divide.
    pub const ISO_LINE: u8 = 22;
    /// The path that lies ahead.
    pub const AHEAD: u8 = 42;
    /// The sector of a dial between twelve and the hand.
    pub const SECTOR: u8 = 16;
    /// Ghost ticks after the first.
    pub const GHOST: u8 = 70;
    /// The mesh on a body in space.
    pub const MESH: u8 = 26;
    /// What lies under the worst direction's curve.
    pub const ENVELOPE: u8 = 46;
    /// The strokes over what diverges.
    pub const HATCH: u8 = 60;
    /// The plate under a label.
    pub const PLATE: u8 = 86;
}

/// A theme's lengths in a backend's own units.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Backend units in a CSS pixel.
    pub units: f64,
}

impl Style {
    /// The only way from CSS pixels to what the drawing library is given. Never less than one unit for a length
    /// that is not zero, so that nothing vanishes.
    #[must_use]
    pub fn px(self, pixels: f64) -> u32 {
        let units = (pixels.max(0.0) * self.units).round().min(1e9);
        if pixels > 0.0 { units.max(1.0) as u32 } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_length_vanishes() {
        let style = Style { units: 16.0 };
        assert_eq!(style.px(0.0), 0);
        assert_eq!(style.px(0.001), 1);
        assert_eq!(style.px(1.5), 24);
        assert_eq!(style.px(f64::NAN), 0);
    }
}
