//! What Adam's relatives share: parameters and lines of their rules.

pub(super) use super::adam::{BETA1, BETA2, EPSILON, LENGTH};
use super::rule::{Line, Memory, line};

pub(super) const FIRST: Memory = ("m", "firstMoment", "");
pub(super) const SECOND: Memory = ("v", "secondMoment", "");
pub(super) const AVERAGE: Line = line("first-moment", "m ← β₁m + (1 − β₁)g");
pub(super) const SQUARES: Line = line("second-moment", "v ← β₂v + (1 − β₂)g²");
pub(super) const CORRECTED: Line = line("first-corrected", "m̂ = m/(1 − β₁ᵗ)");
pub(super) const CORRECTED_SQUARES: Line = line("second-corrected", "v̂ = v/(1 − β₂ᵗ)");
pub(super) const STEP: Line = line("step", "Δθ = −η m̂/(√v̂ + ε)");
