// The same landscape as d3-contour draws it: a grid of samples, its polygons filled and stroked on a canvas.
export const WIDTH = 1200;
export const HEIGHT = 800;
export const COLUMNS = 300;
export const ROWS = 200;
export const CAMERA = { x: [-2.25, 2.25], y: [-1, 2] };

export const rosenbrock = (b) => (x, y) => (1 - x) ** 2 + b * (y - x * x) ** 2;

/** A canvas of that many device pixels, in the page. */
export function canvas() {
  const made = document.createElement("canvas");
  [made.width, made.height] = [WIDTH, HEIGHT];
  document.body.append(made);
  // The pixels are read after each drawing: that they lie where they can be read is the same for everybody.
  made.getContext("2d", { willReadFrequently: true });
  return made;
}

/** The valley with walls of steepness `b` on the grid, rows from the top. */
export function sample(b) {
  const value = rosenbrock(b);
  const values = new Array(COLUMNS * ROWS);
  for (let row = 0, at = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1, at += 1) {
      const x = CAMERA.x[0] + ((CAMERA.x[1] - CAMERA.x[0]) * (column + 0.5)) / COLUMNS;
      const y = CAMERA.y[1] - ((CAMERA.y[1] - CAMERA.y[0]) * (row + 0.5)) / ROWS;
      values[at] = value(x, y);
    }
  }
  return values;
}

/**
 * @param {HTMLCanvasElement} element
 * @param {number[]} levels the losses at which bands meet
 * @returns {(b: number) => void}
 */
export function contourPainter(element, levels) {
  const context = element.getContext("2d");
  const colours = levels.map((_, i) => `hsl(${200 + i * 3} 40% ${92 - i * 3}%)`);
  const path = d3.geoPath(d3.geoTransform({
    point(x, y) { this.stream.point((x * WIDTH) / COLUMNS, (y * HEIGHT) / ROWS); },
  }), context);
  const contours = d3.contours().size([COLUMNS, ROWS]).thresholds(levels);
  return (b) => {
    context.fillStyle = "#f4f7fb";
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.lineWidth = 1;
    contours(sample(b)).forEach((contour, i) => {
      context.beginPath();
      path(contour);
      context.fillStyle = colours[i];
      context.fill();
      context.strokeStyle = "rgba(0,0,0,0.3)";
      context.stroke();
    });
  };
}
