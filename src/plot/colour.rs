//! Opaque colours: how they are written, how they contrast, and what lies between two of them.

use plotters_backend::BackendColor;

/// An opaque colour, 8 bits a channel, sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// The colour of a number like `0xad3a00`.
    #[must_use]
    pub const fn hex(code: u32) -> Self {
        let [_, red, green, blue] = code.to_be_bytes();
        Self(red, green, blue)
    }

    /// Reads `#rgb`, `#rrggbb` and `rgb(r, g, b)`, which is what browsers compute for an opaque colour.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(digits) = text.strip_prefix('#') {
            let code = u32::from_str_radix(digits, 16).ok()?;
            let nibble = |shift: u32| ((code >> shift) & 15) as u8 * 17;
            return match digits.len() {
                // `from_str_radix` takes a sign, which is no digit.
                _ if digits.starts_with(['+', '-']) => None,
                6 => Some(Self::hex(code)),
                3 => Some(Self(nibble(8), nibble(4), nibble(0))),
                _ => None,
            };
        }
        let inner = text.strip_prefix("rgb(")?.strip_suffix(')')?;
        let mut channels = Vec::new();
        for part in inner.split([',', ' ']) {
            if !part.is_empty() {
                channels.push(part.parse::<u8>().ok()?);
            }
        }
        match *channels {
            [red, green, blue] => Some(Self(red, green, blue)),
            _ => None,
        }
    }

    /// `#rrggbb`.
    #[must_use]
    pub fn to_hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// The colour with an opacity in hundredths.
    #[must_use]
    pub fn mix(self, percent: u8) -> Tint {
        Tint { colour: self, percent }
    }

    /// The colour where nothing shines through.
    #[must_use]
    pub fn solid(self) -> Tint {
        self.mix(100)
    }

    /// WCAG's relative luminance.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// WCAG's contrast ratio, 1 … 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Between two colours along a straight line in OKLab (Ottosson 2020), where equal distances look equal.
    #[must_use]
    pub fn between(self, other: Self, t: f64) -> Self {
        let ([l, a, b], [m, c, d]) = (self.oklab(), other.oklab());
        Self::from_oklab([l + (m - l) * t, a + (c - a) * t, b + (d - b) * t])
    }

    fn linear(self) -> [f64; 3] {
        [linear(self.0), linear(self.1), linear(self.2)]
    }

    /// How light it looks, 0 … 1 (OKLab).
    #[must_use]
    pub fn lightness(self) -> f64 {
        self.oklab()[0]
    }

    fn oklab(self) -> [f64; 3] {
        let [r, g, b] = self.linear();
        // Eight bits a channel do not tell this from the library's cube root, which is a page of code.
        let root = |v: f64| libm::pow(v, 1.0 / 3.0);
        let l = root(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
        let m = root(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
        let s = root(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    fn from_oklab([lightness, a, b]: [f64; 3]) -> Self {
        let cube = |v: f64| v * v * v;
        let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
        let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
        let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
        Self(
            channel(4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s),
            channel(-1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s),
            channel(-0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s),
        )
    }
}

/// The light of a channel, 0 … 1.
fn linear(channel: u8) -> f64 {
    let v = f64::from(channel) / 255.0;
    if v <= 0.040_45 { v / 12.92 } else { libm::pow((v + 0.055) / 1.055, 2.4) }
}

/// The channel of a light.
fn channel(light: f64) -> u8 {
    let v = light.clamp(0.0, 1.0);
    let v = if v <= 0.003_130_8 { 12.92 * v } else { 1.055 * libm::pow(v, 1.0 / 2.4) - 0.055 };
    (255.0 * v).round() as u8
}

/// A colour with an opacity: four bytes, which are handed on as one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tint {
    colour: Colour,
    percent: u8,
}

impl From<Tint> for BackendColor {
    fn from(Tint { colour: Colour(red, green, blue), percent }: Tint) -> Self {
        Self { rgb: (red, green, blue), alpha: f64::from(percent) / 100.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_browsers_write_them() {
        assert_eq!(Colour::parse("#ad3a00"), Some(Colour(0xad, 0x3a, 0)));
        assert_eq!(Colour::parse(" #f0a "), Some(Colour(255, 0, 170)));
        assert_eq!(Colour::parse("rgb(1, 2, 3)"), Some(Colour(1, 2, 3)));
        assert_eq!(Colour::parse("rgb(1 2 3)"), Some(Colour(1, 2, 3)));
        for wrong in
            ["", "#", "#12", "#12345", "#1234567", "#-12345", "#+12345", "rgb(1,2)", "rgb(1,2,3,4)", "red", "#ééé"]
        {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }
}
