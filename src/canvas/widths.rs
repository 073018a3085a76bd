//! How wide the letters of a typeface are: each is measured once, so that what moves with a drag asks the browser for no
//! more than to draw.

use std::cell::RefCell;

/// In units of the type's size, regular and bold; sorted.
struct Widths {
    family: String,
    known: Vec<((bool, char), f64)>,
}

thread_local! {
    static WIDTHS: RefCell<Widths> = const { RefCell::new(Widths { family: String::new(), known: Vec::new() }) };
}

/// Asks the browser: a letter, whether it is bold, the family.
type Measure<'a> = &'a dyn Fn(char, bool, &str) -> f64;

/// The width of a text in units of the type's size.
pub(super) fn width(text: &str, bold: bool, family: &str, measure: Measure<'_>) -> f64 {
    WIDTHS.with_borrow_mut(|widths| {
        if widths.family != family {
            *widths = Widths { family: family.to_owned(), known: Vec::new() };
        }
        let mut width = 0.0;
        for letter in text.chars() {
            let place = widths.known.binary_search_by(|(other, _)| other.cmp(&(bold, letter)));
            let unit = place.and_then(|at| widths.known.get(at).map(|(_, unit)| *unit).ok_or(at));
            width += unit.unwrap_or_else(|at| {
                let unit = measure(letter, bold, family);
                widths.known.insert(at, ((bold, letter), unit));
                unit
            });
        }
        width
    })
}

/// Forgets them where another typeface of that name has arrived: one letter of each weight tells.
pub(super) fn watch(measure: Measure<'_>) {
    WIDTHS.with_borrow_mut(|widths| {
        let tells =
            |bold: bool| widths.known.iter().find(|((other, letter), _)| *other == bold && letter.is_ascii_lowercase());
        let same = [false, true]
            .into_iter()
            .filter_map(tells)
            .all(|((bold, letter), unit)| measure(*letter, *bold, &widths.family) == *unit);
        if !same {
            widths.known.clear();
        }
    });
}
