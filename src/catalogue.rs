//! The registries as one public record: menus, sliders, docs tables and tests are made from it.

use crate::{
    loss::LOSSES,
    optimizer::OPTIMIZERS,
    registry::Entry,
    schedule::SCHEDULES,
    value::{Value, record},
};

/// `{ losses, optimizers, schedules, views }`; views are handed in by whoever can draw.
#[must_use]
pub fn catalogue(views: Value) -> Value {
    record! {
        losses: records(LOSSES),
        optimizers: records(OPTIMIZERS),
        schedules: records(SCHEDULES),
        views: views,
    }
}

fn records<T: ?Sized>(entries: &'static [Entry<T>]) -> Value {
    Value::list(entries.iter().map(Entry::record))
}
