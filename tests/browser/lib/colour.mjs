// Colours as the eye gets them: hex, layers over each other, contrast as WCAG defines it.

/** "#rrggbb" → [r, g, b] */
export function parse(hex) {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  if (!match) throw new Error(`not a colour: ${hex}`);
  return match.slice(1).map((part) => parseInt(part, 16));
}

/** RGBA layers (bottom first) over an opaque ground. */
export function over(ground, layers) {
  return layers.reduce(
    (below, [r, g, b, a]) => below.map((value, i) => value + ([r, g, b][i] - value) * (a / 255)),
    ground,
  );
}

/** The largest difference of a channel. */
export const difference = (a, b) => Math.max(...a.map((value, i) => Math.abs(value - b[i])));

/** Straight distance in RGB. */
export const distance = (a, b) => Math.hypot(...a.map((value, i) => value - b[i]));

const luminance = (colour) => {
  const [r, g, b] = colour
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** Contrast ratio, 1 … 21. */
export function contrast(a, b) {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}
