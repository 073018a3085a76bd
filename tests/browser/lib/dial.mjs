// The dial's formula, written down a second time on purpose: the check must not ask the drawing where it drew.

/** Degrees clockwise from twelve of the hand that stands for a multiplier. */
export function angle(multiplier) {
  if (Math.abs(multiplier) <= 1) return -150 * multiplier;
  return -Math.sign(multiplier) * (180 - 30 / Math.abs(multiplier));
}

/** The point at `fraction` of the radius and `degrees` clockwise from twelve. */
export function onDial([x, y], radius, degrees, fraction) {
  const turn = (degrees * Math.PI) / 180;
  return [x + fraction * radius * Math.sin(turn), y - fraction * radius * Math.cos(turn)];
}
