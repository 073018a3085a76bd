//! Many Clocks: one learning rate, many curvatures.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod analysis;
pub mod arithmetic;
pub mod catalogue;
pub mod config;
pub mod contour;
pub mod control;
pub mod csv;
pub mod domain;
pub mod error;
pub mod experiment;
pub mod frame;
pub mod ledger;
pub mod loss;
pub mod math;
pub mod number;
pub mod optimizer;
pub mod parameter;
pub mod plot;
pub mod registry;
pub mod schedule;
pub mod spectrum;
pub mod svg;
pub mod value;

#[cfg(target_arch = "wasm32")]
pub mod canvas;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
