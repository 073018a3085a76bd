//! Number fields take small expressions: `2/11`, `1/(1 + 25)`, `sqrt(2)/10`.

use crate::{
    error::{Code, ConfigError},
    expression,
    value::Value,
};

/// The most characters of a refused text that an error carries.
const QUOTED: usize = 200;

/// The value of a formula without names: numbers (decimal point or comma, scientific), + − × ÷ ^, parentheses, pi, e
/// and the functions of a reader's own formula.
///
/// # Errors
/// `Code::Syntax` at `field`, saying at which character something else was expected. The value may be non-finite;
/// whoever asks validates it.
pub fn evaluate(field: &str, text: &str) -> Result<f64, ConfigError> {
    expression::number(text).map_err(|fault| {
        let quoted = Value::from(text.chars().take(QUOTED).collect::<String>());
        ConfigError::new(field, Code::Syntax, &quoted).expecting(fault.to_string())
    })
}

#[cfg(test)]
mod tests {
    use super::evaluate;

    #[test]
    fn computes_as_on_paper() {
        for (text, value) in [
            ("2/11", 2.0 / 11.0),
            ("−2^2", -4.0),
            ("2^3^2", 512.0),
            ("2^-1", 0.5),
            ("1e-3*2", 2e-3),
            ("0,07", 0.07),
            ("2·(1 + sqrt(4))", 6.0),
            ("--3", 3.0),
            (",5 + 1,25e1", 13.0),
            ("max(1,5, 2)", 2.0),
            ("1:4", 0.25),
            (" pi / 2 ", core::f64::consts::FRAC_PI_2),
        ] {
            assert_eq!(evaluate("f", text).ok(), Some(value), "{text}");
        }
    }

    #[test]
    fn says_where_and_what() {
        for (text, message) in [
            ("2/", "a number at character 3"),
            ("2 3", "an operator or the end at character 3"),
            ("(1", "a closing parenthesis at character 3"),
            ("eta", "a number, pi, e or a function at character 1"),
            ("", "a number at character 1"),
        ] {
            let error = evaluate("tracks[0].learningRate", text).err();
            assert_eq!(error.map(|error| error.expected.clone()), Some(message.to_owned()), "{text}");
        }
        assert!(evaluate("f", &"(".repeat(150)).is_err());
        assert!(evaluate("f", &"1".repeat(1000)).is_err());
    }
}
