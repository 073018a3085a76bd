//! The default colours as CSS, which the page may overrule.

use super::Theme;

/// The default colours as CSS: custom properties for both themes, by the reader's preference and by a `theme`
/// attribute. `:where` keeps their weight at nothing, so that any rule of the page wins.
#[must_use]
pub fn stylesheet() -> String {
    let block = |theme: Theme| {
        let mut block = String::new();
        for (name, colour) in theme.colours() {
            block.push_str(&format!("--many-clocks-{name}:{};", colour.to_hex()));
        }
        block
    };
    let (light, dark) = (block(Theme::light()), block(Theme::dark()));
    format!(
        ":where(:root),:host{{color-scheme:light;{light}}}\n\
         @media (prefers-color-scheme:dark){{:where(:root),:host{{color-scheme:dark;{dark}}}}}\n\
         :host([theme=\"light\"]),{0}[theme=\"light\"]){{color-scheme:light;{light}}}\n\
         :host([theme=\"dark\"]),{0}[theme=\"dark\"]){{color-scheme:dark;{dark}}}\n",
        // An element with a theme of its own stands on a page whose colours it would inherit.
        ":where(:is(many-clocks,many-clocks-question)"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stylesheet_names_every_colour_of_both_themes() {
        let css = stylesheet();
        for theme in [Theme::light(), Theme::dark()] {
            for (name, colour) in theme.colours() {
                assert!(css.contains(&format!("--many-clocks-{name}:{};", colour.to_hex())));
            }
        }
    }
}
