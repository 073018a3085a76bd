//! What Adam's relatives share: parameters and lines of their rules.

pub(super) use super::adam::{BETA1, BETA2, EPSILON, LENGTH};

pub(super) const FIRST: &str = "remember: m firstMoment";
pub(super) const SECOND: &str = "remember: v secondMoment";
pub(super) const AVERAGE: &str = "first-moment: m ← β₁m + (1 − β₁)g";
pub(super) const SQUARES: &str = "second-moment: v ← β₂v + (1 − β₂)g²";
pub(super) const CORRECTED: &str = "first-corrected: m̂ = m/(1 − β₁ᵗ)";
pub(super) const CORRECTED_SQUARES: &str = "second-corrected: v̂ = v/(1 − β₂ᵗ)";
pub(super) const STEP: &str = "step: Δθ = −η m̂/(√v̂ + ε)";
