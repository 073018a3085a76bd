//! A formula as a list of operations on places, one after the other: what is worked out at each step and sample.
//!
//! Several formulas may share their places, as the lines of an update rule do: one reads what another has left.

use std::cell::Cell;

use super::{Function, Id, Node, Number, Operator, Tree, constant};

/// Where a number stands.
pub type Place = usize;

/// An operation on what stands at some places.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    Copy(Place),
    Negate(Place),
    Add(Place, Place),
    Subtract(Place, Place),
    Multiply(Place, Place),
    Divide(Place, Place),
    Raise(Place, Place),
    Power(Place, f64),
    Scale(Place, f64),
    Call(Function, [Place; 4]),
}

/// The operations of a formula, each with the place for what comes of it; the last one's is the formula's value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tape {
    acts: Vec<(Place, Act)>,
}

/// What stands at each place to begin with: names first, then the numbers and the parts of formulas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places {
    /// How many names there are.
    names: usize,
    begins: Vec<f64>,
}

impl Places {
    /// The places of names, with what they are to begin with.
    #[must_use]
    pub fn new(begins: Vec<f64>) -> Self {
        Self { names: begins.len(), begins }
    }

    fn add(&mut self, value: f64) -> Place {
        self.begins.push(value);
        self.begins.len() - 1
    }

    /// All places, filled with what they are to begin with.
    #[must_use]
    pub fn filled<T: Number>(&self) -> Vec<T> {
        self.begins.iter().map(|value| T::plain(*value)).collect()
    }
}

impl Tape {
    /// The operations of a formula whose names are the first of these places; it takes more of them for its parts.
    #[must_use]
    pub fn new(tree: &Tree, places: &mut Places) -> Self {
        let mut tape = Self::default();
        let result = tape.part(tree, tree.root(), places);
        if tape.acts.is_empty() {
            tape.acts.push((places.add(f64::NAN), Act::Copy(result)));
        }
        tape
    }

    // By recursion: the parser limits the depth of nesting, and a chain of operands is at most as long as the text.
    fn part(&mut self, tree: &Tree, id: Id, places: &mut Places) -> Place {
        let act = match tree.node(id) {
            Node::Number(value) => return places.add(value),
            Node::Constant(name) => return places.add(constant(name)),
            Node::Name(name) if name < places.names => return name,
            Node::Name(_) => return places.add(f64::NAN),
            Node::Negate(of) => Act::Negate(self.part(tree, of, places)),
            // A plain number beside one that carries derivatives has nothing to be differentiated.
            Node::Binary(operator, a, b) => match (operator, tree.node(a), tree.node(b)) {
                (Operator::Power, _, Node::Number(exponent)) => {
                    let a = self.part(tree, a, places);
                    // A square is one product, of whatever kind.
                    if exponent == 2.0 { Act::Multiply(a, a) } else { Act::Power(a, exponent) }
                }
                (Operator::Multiply, Node::Number(factor), _) => Act::Scale(self.part(tree, b, places), factor),
                _ => {
                    let (a, b) = (self.part(tree, a, places), self.part(tree, b, places));
                    match operator {
                        Operator::Add => Act::Add(a, b),
                        Operator::Subtract => Act::Subtract(a, b),
                        Operator::Multiply => Act::Multiply(a, b),
                        Operator::Divide => Act::Divide(a, b),
                        Operator::Power => Act::Raise(a, b),
                    }
                }
            },
            Node::Call(function, arguments) => {
                let mut read = arguments.iter().take(function.arity()).map(|id| self.part(tree, *id, places));
                let first = read.next().unwrap_or_default();
                let mut rest = || read.next().unwrap_or(first);
                let (b, c, d) = (rest(), rest(), rest());
                Act::Call(function, [first, b, c, d])
            }
        };
        let place = places.add(f64::NAN);
        self.acts.push((place, act));
        place
    }

    /// Goes on with another formula of the same places, and leaves its value at one of them.
    pub fn then(&mut self, other: &Self, target: Place) {
        self.acts.extend_from_slice(&other.acts);
        if let Some((last, _)) = other.acts.last() {
            self.acts.push((target, Act::Copy(*last)));
        }
    }

    /// Works everything out, in order; the value of the whole.
    #[cfg_attr(hot, optimize(speed))]
    pub fn run<T: Number>(&self, room: &mut [T]) -> T {
        for (place, act) in &self.acts {
            if let Act::Copy(from) = act {
                if let (Some(value), Some(to)) = (room.get(*from).copied(), room.get_mut(*place)) {
                    *to = value;
                }
                continue;
            }
            // A part stands behind what it is made of.
            let Some((before, rest)) = room.split_at_mut_checked(*place) else { continue };
            if let Some(to) = rest.first_mut() {
                act.work(before, to);
            }
        }
        let last = self.acts.last().and_then(|(place, _)| room.get(*place));
        last.copied().unwrap_or_else(|| T::plain(f64::NAN))
    }

    /// The value for these names, worked out in a room that is kept: filling one takes longer than a formula.
    #[cfg_attr(hot, optimize(speed))]
    pub fn run_in<T: Number>(&self, kept: &Cell<Vec<T>>, places: &Places, names: &[T]) -> T {
        let mut room = kept.take();
        if room.is_empty() {
            room = places.filled();
        }
        for (slot, name) in room.iter_mut().zip(names) {
            *slot = *name;
        }
        let value = self.run(&mut room);
        kept.set(room);
        value
    }
}

impl Act {
    /// Works it out where it belongs: a number with derivatives is long, and carrying it there took half the time.
    #[inline(always)]
    fn work<T: Number>(self, room: &[T], to: &mut T) {
        match self {
            // What is copied may go to a place before.
            Self::Copy(_) => {}
            Self::Negate(a) => one(room, a, |a| *to = -a),
            Self::Add(a, b) => two(room, a, b, |a, b| *to = a + b),
            Self::Subtract(a, b) => two(room, a, b, |a, b| *to = a - b),
            Self::Multiply(a, b) => two(room, a, b, |a, b| *to = a * b),
            Self::Divide(a, b) => two(room, a, b, |a, b| *to = a.over(b)),
            Self::Raise(a, b) => two(room, a, b, |a, b| *to = a.raised(b)),
            Self::Power(a, exponent) => one(room, a, |a| *to = a.power(exponent)),
            Self::Scale(a, factor) => one(room, a, |a| *to = a * factor),
            Self::Call(function, [a, b, c, d]) => {
                two(room, a, b, |a, b| two(room, c, d, |c, d| *to = T::call(function, [a, b, c, d])));
            }
        }
    }
}

#[inline(always)]
fn one<T: Copy>(room: &[T], a: Place, work: impl FnOnce(T)) {
    if let Some(a) = room.get(a) {
        work(*a);
    }
}

#[inline(always)]
fn two<T: Copy>(room: &[T], a: Place, b: Place, work: impl FnOnce(T, T)) {
    one(room, a, |a| one(room, b, |b| work(a, b)));
}

impl Tree {
    /// The value for one value each name, in the order of the vocabulary; NaN for a name without a value.
    ///
    /// For once: whoever asks often keeps a [`Tape`].
    pub fn evaluate<T: Number>(&self, names: &[T]) -> T {
        let mut places = Places::new(vec![f64::NAN; names.len()]);
        let tape = Tape::new(self, &mut places);
        tape.run_in(&Cell::default(), &places, names)
    }
}
