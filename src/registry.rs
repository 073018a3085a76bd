//! One entry a loss, optimizer or schedule: everything that menus, sliders, docs, validation and tests need.

use crate::{
    parameter::{Parameter, Values},
    value::{Value, record},
};

/// An entry of a registry. `build` is infallible: the values it gets are validated against `parameters`.
pub struct Entry<T: ?Sized + 'static> {
    /// The public id.
    pub id: &'static str,
    /// English name.
    pub label: &'static str,
    /// The formula that the page shows, in linear Unicode text.
    pub formula: &'static str,
    /// The symbols of the formula that need a word: `η: learning rate; g: gradient`. See [`Entry::symbols`].
    pub symbols: &'static str,
    /// Where formula and convention come from; see [`cited`].
    pub source: &'static str,
    /// What a reader should look for.
    pub notice: &'static str,
    /// What can be set.
    pub parameters: &'static [Parameter],
    /// Builds one from validated values.
    pub build: fn(&Values) -> Box<T>,
}

impl<T: ?Sized> Entry<T> {
    /// The symbols of the formula that need a word, with that word.
    pub fn symbols(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.symbols
            .split(';')
            .filter_map(|pair| pair.split_once(':'))
            .map(|(symbol, word)| (symbol.trim(), word.trim()))
    }

    /// The record of the public catalogue.
    #[must_use]
    pub fn record(&self) -> Value {
        record! {
            id: self.id,
            label: self.label,
            formula: self.formula,
            symbols: Value::list(self.symbols().map(|(symbol, meaning)| [symbol, meaning])),
            notice: self.notice,
            parameters: Value::list(self.parameters.iter().map(Parameter::record)),
        }
    }
}

/// A citation. It stands beside the code and in its documentation; the module that readers download goes without.
#[must_use]
pub const fn cited(text: &'static str) -> &'static str {
    if cfg!(target_arch = "wasm32") { "" } else { text }
}

/// The entry with this id.
#[must_use]
pub fn find<T: ?Sized>(entries: &'static [Entry<T>], id: &str) -> Option<&'static Entry<T>> {
    entries.iter().find(|entry| entry.id == id)
}
