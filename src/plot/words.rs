//! The few words that stand inside pictures, by name, so that a page in another language exchanges them.
//!
//! A wording may hold places in braces that numbers are put into. Methods and schedules are exchanged by their English
//! labels.

use std::borrow::Cow;

use crate::{optimizer::OPTIMIZERS, schedule::SCHEDULES};

/// The digits 0 to 9 and the mark before decimals, as pictures write them.
const NUMERALS: &str = "numerals";

/// Name and English wording.
#[rustfmt::skip]
const ENGLISH: &[(&str, &str)] = &[
    (NUMERALS, "0123456789."),
    ("steep", "steep"),
    ("shallow", "shallow"),
    ("title", "{direction} · λ = {curvature}"),
    // on the round bowl neither is steeper
    ("title-round", "λ = {curvature}"),
    ("axis", "{direction} λ = {curvature}"),
    ("axis-local", "{direction} λ = {curvature}, local"),
    // around the dial
    ("dial-lands", "lands"),
    ("dial-creeps", "creeps"),
    ("dial-overshoots", "overshoots"),
    ("dial-start", "start"),
    ("dial-mirror", "mirror"),
    // under the dial, each with shorter wordings for narrow dials
    ("multiplier", "{regime}: ×{multiplier} each step"),
    ("multiplier-short", "{regime} ×{multiplier}"),
    ("step-multiplier", "×{multiplier}, this step only"),
    ("step-multiplier-short", "×{multiplier} this step"),
    ("no-multiplier", "no factor at this step"),
    ("radius", "{regime}: ×{multiplier} in the end"),
    ("radius-short", "{regime} ×{multiplier}"),
    ("half-life", "halves in {steps} steps"),
    ("half-life-short", "half: {steps} steps"),
    ("half-life-zero", "there in one step"),
    ("half-life-never", "never halves"),
    ("local", "local, step {step}"),
    ("ideal-rate", "its own rate 1/λ = {rate}"),
    ("ideal-rate-short", "1/λ = {rate}"),
    ("no-ideal-rate", "no rate of its own"),
    ("rate-alone", "1 − ηλ = {multiplier}"),
    // regimes
    ("frozen", "frozen"),
    ("runs-away", "runs away"),
    ("creeps", "creeps"),
    ("lands", "lands"),
    ("overshoots", "overshoots"),
    ("bounces", "bounces"),
    ("diverges", "diverges"),
    ("spirals", "spirals"),
    // the graphs
    ("rate-axis", "learning rate η"),
    ("rate-factor", "factor a step, |1 − ηλ|"),
    ("rate-radius", "factor a step, in the end"),
    ("rate-none", "This method’s rate is not measured in 1/λ:"),
    ("rate-none-instead", "the clocks show what each step did."),
    ("flag-ideal-steep", "steep’s own {rate}"),
    ("flag-best", "best {rate}"),
    ("flag-limit", "limit {rate}"),
    ("flag-ideal-shallow", "shallow’s own {rate}"),
    ("left-after", "left of L after {steps} steps"),
    ("step-axis", "step"),
    ("loss-axis", "L − least L"),
    ("loss-axis-plain", "L"),
    ("slowest", "slowest clock"),
    ("distance-axis", "distance |c|"),
    ("slope-axis", "slope |v·g|, local"),
    ("share", "share of L"),
    ("slice-axis", "distance from the minimum"),
    ("slice-axis-local", "distance from the point, step {step}"),
    // key of the map
    ("loss", "L"),
    ("loss-spacing", "lines even in √L"),
    ("minus-gradient", "−g"),
    ("velocity", "velocity"),
    ("firstMoment", "first moment"),
];

/// The words of the pictures in one language: English, but for those that were exchanged, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<(String, String)>);

impl Words {
    /// Every name, and the English wording.
    pub fn english() -> impl Iterator<Item = (&'static str, &'static str)> {
        ENGLISH.iter().copied()
    }

    /// The same words with one wording exchanged; `None` for a name that does not exist, and for numerals that are not
    /// eleven characters.
    #[must_use]
    pub fn with(mut self, name: &str, wording: &str) -> Option<Self> {
        let known = ENGLISH.iter().any(|entry| entry.0 == name)
            || OPTIMIZERS.iter().any(|entry| entry.label == name)
            || SCHEDULES.iter().any(|entry| entry.label == name);
        let fits = name != NUMERALS || wording.chars().count() == 11;
        (known && fits).then(|| {
            self.0.insert(0, (name.into(), wording.into()));
            self
        })
    }

    /// A text with the numerals of this language: digits, and the points that stand between two of them.
    #[must_use]
    pub fn spell<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.0.is_empty() {
            return text.into();
        }
        let numerals: Vec<char> = self.get(NUMERALS).chars().collect();
        let mut out = String::with_capacity(text.len());
        let mut before = ' ';
        let mut rest = text.chars();
        while let Some(character) = rest.next() {
            let inside = before.is_ascii_digit() && rest.clone().next().is_some_and(|next| next.is_ascii_digit());
            let place =
                if character == '.' && inside { Some(10) } else { character.to_digit(10).map(|digit| digit as usize) };
            out.push(place.and_then(|place| numerals.get(place)).copied().unwrap_or(character));
            before = character;
        }
        out.into()
    }

    /// A wording; the name itself where there is none.
    #[must_use]
    pub fn get<'a>(&'a self, name: &'a str) -> &'a str {
        if let Some((_, wording)) = self.0.iter().find(|entry| entry.0 == name) {
            return wording;
        }
        ENGLISH.iter().find(|entry| entry.0 == name).map_or(name, |entry| entry.1)
    }

    /// A wording with its places filled in.
    #[must_use]
    pub fn fill(&self, name: &str, values: &[(&str, &str)]) -> String {
        let (mut out, mut rest) = (String::new(), self.get(name));
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            rest = after;
            let (place, behind) = after.split_once('}').unwrap_or_default();
            match values.iter().find(|value| value.0 == place) {
                Some((_, value)) => {
                    out.push_str(value);
                    rest = behind;
                }
                None => out.push('{'),
            }
        }
        out.push_str(rest);
        out
    }
}

/// A multiplier to two decimals, with more where two would claim what is not so: no display shows −1.00 beside
/// "overshoots", or 0.00 beside "creeps".
#[must_use]
pub fn multiplier(value: f64) -> String {
    if !value.is_finite() || value.abs() >= 1e4 || (value.abs() < 1e-3 && value != 0.0) {
        return crate::number::format(value, 2);
    }
    let landmarks = [0.0, 1.0, -1.0];
    if landmarks.contains(&value) {
        return crate::number::format(value, 1);
    }
    let sign = if value < 0.0 { "−" } else { "" };
    for digits in 2..=15 {
        let text = crate::decimal::fixed(value.abs(), digits);
        if crate::decimal::parse(&text).is_some_and(|shown| shown != 0.0 && shown != 1.0) {
            return format!("{sign}{text}");
        }
    }
    String::new()
}

/// A count of steps to two significant digits, whole from ten on.
#[must_use]
pub fn steps(value: f64) -> String {
    if value >= 10.0 {
        crate::number::format(value.round(), 15.min(digits_of(value)))
    } else {
        crate::number::format(value, 2)
    }
}

fn digits_of(value: f64) -> usize {
    if value < 1e6 { 6 } else { 2 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn multipliers_say_what_is_so() {
        for (value, text) in [
            (-0.75, "−0.75"),
            (0.93, "0.93"),
            (-0.9999, "−0.9999"),
            (1.0 - 4e-8, "0.99999996"),
            (0.0004, "0.0004"),
            (0.0, "0"),
            (-1.0, "−1"),
            (1.0, "1"),
            (-0.0, "0"),
            (-2e-7, "−2·10⁻⁷"),
            (-12.5, "−12.50"),
            (-1.000_04, "−1.00004"),
        ] {
            assert_eq!(multiplier(value), text);
        }
    }

    #[test]
    fn steps_are_short() {
        for (value, text) in [(2.4094, "2.4"), (9.55, "9.6"), (0.5, "0.5"), (143.2, "143"), (10.4, "10")] {
            assert_eq!(steps(value), text);
        }
    }

    #[test]
    fn places_are_filled() {
        let words = Words::default();
        assert_eq!(words.fill("title", &[("direction", "steep"), ("curvature", "25")]), "steep · λ = 25");
        assert_eq!(words.clone().with("steep", "steil").unwrap().get("steep"), "steil");
        assert_eq!(words.with("nothing", "x"), None);
    }

    #[test]
    fn methods_and_numerals_are_exchanged() {
        let german = Words::default().with("gradient descent", "Gradientenabstieg").unwrap();
        assert_eq!(german.get("gradient descent"), "Gradientenabstieg");
        assert_eq!(german.clone().with("numerals", "too short"), None);
        assert_eq!(german.spell("0.5"), "0.5");
        let german = german.with("numerals", "0123456789,").unwrap();
        assert_eq!(german.spell("λ₁ = −0.25, 3. Schritt. 1.5·10⁻³"), "λ₁ = −0,25, 3. Schritt. 1,5·10⁻³");
        let arabic = Words::default().with("numerals", "٠١٢٣٤٥٦٧٨٩٫").unwrap();
        assert_eq!(arabic.spell("λ = 12.5"), "λ = ١٢٫٥");
    }

    proptest! {
        #[test]
        fn no_multiplier_is_shown_as_a_landmark_that_it_is_not(value in prop_oneof![
            -2.0..2.0f64, (0.0..1e-9f64).prop_map(|d| -1.0 + d), (0.0..1e-9f64).prop_map(|d| 1.0 - d), -1e-9..1e-9f64,
        ]) {
            let shown = multiplier(value);
            let landmark = ["0", "1", "−1"].contains(&shown.as_str());
            prop_assert_eq!(landmark, [0.0, 1.0, -1.0].contains(&value));
            if let Ok(plain) = shown.replace('−', "-").parse::<f64>() {
                prop_assert!((value - plain).abs() <= 0.005);
            }
        }
    }
}
