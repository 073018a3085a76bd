//! The pictures.

pub mod style;
