//! Every colour of the pictures, light and dark.
//!
//! The two directions are the code that runs through everything: steep is vermilion, shallow is blue. Low loss is
//! the page's ground, so that the goal is what is brightest on a light page and darkest on a dark one; the ramp
//! keeps its distance from every mark, so that paths and axes read on all of it.

use crate::plot::colour::Colour;

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table below says what each is for")]
pub enum Role {
    Ground,
    Panel,
    Ink,
    Muted,
    Rule,
    Steep,
    Shallow,
    Danger,
    LossLow,
    LossMiddle,
    LossHigh,
    Face,
    Ring,
    Track2,
    Track3,
    Track4,
    Track5,
}

/// Public name, light, dark, in the order of `Role`. Contrasts are held by the tests below.
#[rustfmt::skip]
const COLOURS: [(&str, u32, u32); 17] = [
    // the page, and the plate of a figure
    ("ground",      0xfffef8, 0x131518),
    ("panel",       0xfaf6ec, 0x1b1e24),
    // text and the path of the first track; text of the second rank; lines that only divide
    ("ink",         0x1a1c22, 0xf2efe6),
    ("muted",       0x595d66, 0xa6abb5),
    ("rule",        0xe2dccb, 0x31353d),
    // the two directions: Okabe and Ito's vermilion and blue, moved until they carry text
    ("steep",       0xad3a00, 0xff9a5c),
    ("shallow",     0x0a569f, 0x74bdff),
    // the hatch of the gap: neutral, because a second red would be a second meaning
    ("danger",      0x686c75, 0x9aa0ab),
    // the ramp of the loss, even in √L
    ("loss-low",    0xfffef8, 0x131518),
    ("loss-middle", 0xcae0d6, 0x1f3c4a),
    ("loss-high",   0x9fbcc6, 0x4d6457),
    // a dial's face and the ring around it
    ("face",        0xfffef8, 0x131518),
    ("ring",        0xe2dccb, 0x31353d),
    // further tracks: the rest of Okabe and Ito that is far from both directions, then a grey
    ("track-2",     0x00664a, 0x3fd0a4),
    ("track-3",     0x93346e, 0xf0a3cf),
    ("track-4",     0x7a5200, 0xf0c24b),
    ("track-5",     0x54545c, 0xc9c9d2),
];

/// The typeface of the pictures: what the reader's system has for its own small print.
const FONT: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";

/// The colours and the typeface of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    name: &'static str,
    colours: [Colour; COLOURS.len()],
    font: String,
}

impl Theme {
    /// The theme of that name, `light` or `dark`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "light" => Some(Self::light()),
            "dark" => Some(Self::dark()),
            _ => None,
        }
    }

    /// For a light page.
    #[must_use]
    pub fn light() -> Self {
        Self { name: "light", colours: COLOURS.map(|entry| Colour::hex(entry.1)), font: FONT.into() }
    }

    /// For a dark page.
    #[must_use]
    pub fn dark() -> Self {
        Self { name: "dark", colours: COLOURS.map(|entry| Colour::hex(entry.2)), font: FONT.into() }
    }

    /// `light` or `dark`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The public names of the colours.
    pub fn names() -> impl Iterator<Item = &'static str> {
        COLOURS.iter().map(|entry| entry.0)
    }

    /// The same theme with one colour exchanged; `None` for a name that does not exist. A new ground is a new
    /// lowest loss and a new face as well, unless those are set after it.
    #[must_use]
    pub fn with(mut self, name: &str, colour: Colour) -> Option<Self> {
        let index = COLOURS.iter().position(|entry| entry.0 == name)?;
        self.set(index, colour);
        if index == Role::Ground as usize {
            self.set(Role::LossLow as usize, colour);
            self.set(Role::Face as usize, colour);
        }
        Some(self)
    }

    fn set(&mut self, index: usize, colour: Colour) {
        if let Some(place) = self.colours.get_mut(index) {
            *place = colour;
        }
    }

    /// The same theme with another typeface (a CSS `font-family`).
    #[must_use]
    pub fn with_font(mut self, font: &str) -> Self {
        self.font = font.into();
        self
    }

    /// The CSS `font-family` of the pictures.
    #[must_use]
    pub fn font(&self) -> &str {
        &self.font
    }

    /// One colour.
    #[must_use]
    pub fn colour(&self, role: Role) -> Colour {
        self.colours.get(role as usize).copied().unwrap_or(Colour(128, 128, 128))
    }

    /// Every colour by its public name.
    #[must_use]
    pub fn colours(&self) -> Vec<(&'static str, Colour)> {
        Self::names().zip(self.colours).collect()
    }

    /// The colour of a direction: 0 is shallow, everything else steep.
    #[must_use]
    pub fn direction(&self, direction: usize) -> Colour {
        self.colour(if direction == 0 { Role::Shallow } else { Role::Steep })
    }

    /// The colour of one of several directions that are ordered by their curvature: from shallow to steep.
    #[must_use]
    pub fn among(&self, index: usize, count: usize) -> Colour {
        match (index, count) {
            (0, _) => self.colour(Role::Shallow),
            _ if index + 1 >= count => self.colour(Role::Steep),
            _ => self.colour(Role::Shallow).between(self.colour(Role::Steep), index as f64 / (count as f64 - 1.0)),
        }
    }

    /// The colour of a track's path; after the fifth they repeat, and the markers tell them apart.
    #[must_use]
    pub fn track(&self, track: usize) -> Colour {
        const FURTHER: [Role; 4] = [Role::Track2, Role::Track3, Role::Track4, Role::Track5];
        let role = track.checked_sub(1).and_then(|index| FURTHER.get(index % FURTHER.len()));
        self.colour(role.copied().unwrap_or(Role::Ink))
    }

    /// The colour of a band of the loss, `t` from 0 (lowest) to 1.
    #[must_use]
    pub fn loss(&self, t: f64) -> Colour {
        let middle = self.colour(Role::LossMiddle);
        let t = 2.0 * t.clamp(0.0, 1.0);
        if t <= 1.0 {
            self.colour(Role::LossLow).between(middle, t)
        } else {
            middle.between(self.colour(Role::LossHigh), t - 1.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes() -> [Theme; 2] {
        [Theme::light(), Theme::dark()]
    }

    #[test]
    fn the_table_is_in_the_order_of_the_roles() {
        use Role::*;
        let roles = [
            Ground, Panel, Ink, Muted, Rule, Steep, Shallow, Danger, LossLow, LossMiddle, LossHigh, Face, Ring, Track2,
            Track3, Track4, Track5,
        ];
        for (role, (name, ..)) in roles.iter().zip(COLOURS) {
            assert_eq!(format!("{role:?}").to_lowercase(), name.replace('-', ""));
            assert_eq!(COLOURS[*role as usize].0, name);
        }
        assert_eq!(roles.len(), COLOURS.len());
    }

    #[test]
    fn text_and_marks_stand_out_in_both_themes() {
        for theme in themes() {
            let grounds = [Role::Ground, Role::Panel, Role::Face].map(|role| theme.colour(role));
            for role in [
                Role::Ink,
                Role::Muted,
                Role::Steep,
                Role::Shallow,
                Role::Track2,
                Role::Track3,
                Role::Track4,
                Role::Track5,
            ] {
                for ground in grounds {
                    let contrast = theme.colour(role).contrast(ground);
                    assert!(contrast >= 4.5, "{} {role:?}: {contrast:.2}", theme.name());
                }
                // Muted is for text, which stands on plates; the rest are drawn on the bands themselves.
                for band in (0..=20).map(|i| theme.loss(f64::from(i) / 20.0)).filter(|_| role != Role::Muted) {
                    let contrast = theme.colour(role).contrast(band);
                    assert!(contrast >= 3.0, "{} {role:?} on {}: {contrast:.2}", theme.name(), band.to_hex());
                }
            }
            for ground in grounds {
                assert!(theme.colour(Role::Danger).contrast(ground) >= 3.0);
            }
        }
    }

    #[test]
    fn low_loss_is_the_ground_and_the_ramp_is_even() {
        for theme in themes() {
            assert_eq!(theme.loss(0.0), theme.colour(Role::Ground));
            let light: Vec<f64> = (0..=20).map(|i| theme.loss(f64::from(i) / 20.0).lightness()).collect();
            let whole = (light[20] - light[0]) / 20.0;
            for (a, b) in light.iter().zip(&light[1..]) {
                let step = (b - a) / whole;
                assert!((0.55..1.45).contains(&step), "{}: {step:.2} of an even step", theme.name());
            }
        }
    }

    #[test]
    fn the_ramp_keeps_its_order_for_every_kind_of_sight() {
        // Lightness alone orders the bands, so that no missing cone can confuse them.
        for theme in themes() {
            let light: Vec<f64> = (0..=20).map(|i| theme.loss(f64::from(i) / 20.0).luminance()).collect();
            let falls = theme.name() == "light";
            assert!(light.windows(2).all(|pair| if falls { pair[1] < pair[0] } else { pair[1] > pair[0] }));
        }
    }

    #[test]
    fn a_colour_can_be_exchanged_by_name() {
        let theme = Theme::light().with("steep", Colour(1, 2, 3)).unwrap();
        assert_eq!(theme.colour(Role::Steep), Colour(1, 2, 3));
        let theme = theme.with("ground", Colour(9, 9, 9)).unwrap();
        assert_eq!(theme.loss(0.0), Colour(9, 9, 9));
        assert_eq!(theme.with("stepe", Colour(0, 0, 0)), None);
    }
}
