//! What a track is called: by its method, and where another one has the same, by what tells the two apart.

use crate::{config::TrackConfig, experiment::Experiment, number::format, plot::Words};

/// The name of a track in a language, which exchanges labels: `Adam`; `gradient descent 0.04` beside one at another rate; `gradient descent, silver steps`
/// beside one at another schedule; else its number.
#[must_use]
pub fn track_name(experiment: &Experiment, track: usize, words: &Words) -> String {
    let tracks = &experiment.config().tracks;
    let Some(own) = tracks.get(track) else { return String::new() };
    let label = words.get(own.optimizer.entry.label);
    let twins = || {
        let others = tracks.iter().enumerate().filter(|(index, _)| *index != track);
        others.filter(|(_, other)| other.optimizer.entry.id == own.optimizer.entry.id)
    };
    if twins().next().is_none() {
        return label.to_owned();
    }
    // An absolute schedule ignores the rate, so that cannot tell anything apart.
    let rate = |index: usize, track: &TrackConfig| {
        track.learning_rate().filter(|_| !experiment.is_absolute(index)).map(|rate| format(rate, 3))
    };
    if let Some(text) = rate(track, own)
        && twins().all(|(index, other)| rate(index, other).is_some_and(|other| other != text))
    {
        return [label, " ", &text].concat();
    }
    let schedule = own.schedule.entry;
    if twins().all(|(_, other)| other.schedule.entry.id != schedule.id) {
        return [label, ", ", words.get(schedule.label)].concat();
    }
    [label, " ", &(track + 1).to_string()].concat()
}
