//! Every track and step as comma-separated values.

use crate::experiment::Experiment;

/// One line a frame, full precision, dots as decimal marks, empty where a value does not exist.
#[must_use]
pub fn csv(experiment: &Experiment) -> String {
    let mut out = String::from(
        "track,optimizer,step,x,y,loss,gradient_x,gradient_y,curvature_shallow,curvature_steep,learning_rate,\
         multiplier_shallow,multiplier_steep,status\n",
    );
    for track in 0..experiment.track_count() {
        for step in 0..=experiment.steps() {
            let frame = experiment.frame(track, step);
            let [low, high] = frame.eigen.curvatures;
            let [m_low, m_high] = frame.multipliers;
            let numbers = [
                Some(frame.theta.x),
                Some(frame.theta.y),
                Some(frame.loss),
                Some(frame.gradient.x),
                Some(frame.gradient.y),
                Some(low),
                Some(high),
                frame.learning_rate,
                m_low,
                m_high,
            ];
            out.push_str(&format!("{track},{},{step}", frame.optimizer));
            for number in numbers {
                out.push(',');
                if let Some(number) = number.filter(|number| number.is_finite()) {
                    out.push_str(&number.to_string());
                }
            }
            out.push(',');
            out.push_str(frame.status.id());
            out.push('\n');
        }
    }
    out
}
