//! Sign descent: a step of the same length along each coordinate.

use super::{Gear, Optimizer, adaptive, rule::Ruled};
use crate::{
    parameter::Parameter,
    registry::{Entry, cited},
};

/// The registry line of sign descent.
pub const ENTRY: Entry<dyn Optimizer> = Entry {
    id: "sign-descent",
    label: "sign descent",
    formula: "Δθ = −η sign(g)",
    symbols: "η: learning rate",
    source: cited(
        "M. Riedmiller and H. Braun, 1993; J. Bernstein and others, signSGD, 2018, arXiv 1802.04434; optax.sign_sgd",
    ),
    notice: "Curvature and slope are forgotten but for their sign: it never settles closer than η.",
    parameters: PARAMETERS,
    build: |values| Ruled::boxed(RULE, PARAMETERS, values, Gear::Adaptive),
};

const PARAMETERS: &[Parameter] = &[adaptive::LENGTH];

const RULE: &[&str] = &["step: Δθ = −η sign(g)"];
