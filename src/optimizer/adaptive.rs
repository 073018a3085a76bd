//! What Adam's relatives share: parameters and lines of their rules.

use super::rule::{Line, Memory, line};
use crate::parameter::Parameter;

/// A rate that is a length, not a multiple of the gradient.
pub(super) const LENGTH: Parameter = Parameter::number("learningRate", "learning rate", "η", 0.1, [0.0, 1e3]).log();
pub(super) const BETA1: Parameter = Parameter::number("beta1", "memory of the gradient", "β₁", 0.9, [0.0, 0.999_999]);
pub(super) const BETA2: Parameter = Parameter::number("beta2", "memory of its square", "β₂", 0.999, [0.0, 0.999_999]);
pub(super) const EPSILON: Parameter = Parameter::number("epsilon", "floor of the ruler", "ε", 1e-8, [0.0, 1.0]).log();

pub(super) const FIRST: Memory = ("m", "firstMoment", "");
pub(super) const SECOND: Memory = ("v", "secondMoment", "");
pub(super) const AVERAGE: Line = line("first-moment", "m ← β₁m + (1 − β₁)g");
pub(super) const SQUARES: Line = line("second-moment", "v ← β₂v + (1 − β₂)g²");
pub(super) const CORRECTED: Line = line("first-corrected", "m̂ = m/(1 − β₁ᵗ)");
pub(super) const CORRECTED_SQUARES: Line = line("second-corrected", "v̂ = v/(1 − β₂ᵗ)");
pub(super) const STEP: Line = line("step", "Δθ = −η m̂/(√v̂ + ε)");
