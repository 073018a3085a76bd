// Where things are drawn, and in which colours: what a page needs to lay its own hands and words on a picture.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bowl, descent, engine, length, near, withExperiment } from "./engine.mjs";

const pair = (value) => Array.isArray(value) && value.length === 2 && value.every(Number.isFinite);
const BOWL = bowl([1, 25], 30, [1.5, 0.5], descent(0.07), { steps: 40 });
const size = { width: 600, height: 450 };

test("place and pick agree, and the map has equal scales", () => {
  withExperiment(BOWL, (experiment) => {
    const camera = experiment.camera("map", { ...size, step: 4 });
    assert.ok(pair(camera.x) && pair(camera.y) && camera.x[0] < camera.x[1] && camera.y[0] < camera.y[1]);
    const at = (theta) => experiment.place("map", { theta, camera, ...size });
    const [origin, right, up] = [at([0, 0]), at([1, 0]), at([0, 1])];
    near(right[0] - origin[0], origin[1] - up[1], 1e-9, "equal scales, y upwards");
    near(right[1], origin[1], 1e-9, "no rotation");
    const [x, y] = at(experiment.config.start);
    const start = experiment.pick("map", { x, y, camera, step: 4, ...size });
    assert.equal(start.kind, "start");
    for (const theta of [
      [0.3, -0.4],
      [-1, 0.6],
    ]) {
      const [px, py] = at(theta);
      const found = experiment.pick("map", { x: px, y: py, camera, step: 4, ...size });
      found.theta.forEach((value, i) => near(value, theta[i], 1e-9, "pick is the inverse of place"));
    }
    const third = experiment.place("map", { step: 3, track: 0, camera, ...size });
    assert.deepEqual(third, at(experiment.readout(3).tracks[0].theta));
    const step = experiment.pick("map", { x: third[0], y: third[1], camera, step: 4, ...size });
    assert.deepEqual([step.kind, step.step, step.track], ["step", 3, 0]);
  });
});

test("the dial stands where its formula says", () => {
  const angle = (m) => (Math.abs(m) <= 1 ? -150 * m : -Math.sign(m) * (180 - 30 / Math.abs(m)));
  withExperiment(BOWL, (experiment) => {
    for (const direction of [0, 1]) {
      const place = (more) => experiment.place("clocks", { direction, ...size, ...more });
      const centre = place({ radius: 0 });
      const radius = length(place({ multiplier: 0 }).map((value, i) => value - centre[i]));
      assert.ok(radius > 20);
      for (const multiplier of [1, 0.93, 0.5, 0, -0.5, -0.75, -1, -1.5, -10, 1.5, 10]) {
        const turn = (angle(multiplier) * Math.PI) / 180;
        const [x, y] = place({ multiplier });
        near(x, centre[0] + radius * Math.sin(turn), 1e-6, `×${multiplier}: x`);
        near(y, centre[1] - radius * Math.cos(turn), 1e-6, `×${multiplier}: y`);
      }
      const own = place({});
      const { multiplier } = experiment.analysis({}).clocks[direction];
      place({ multiplier }).forEach((value, i) => near(own[i], value, 1e-9, "by default the hand's own multiplier"));
    }
  });
});

test("styles: colours and lengths for both themes, and a style sheet made of them", () => {
  const css = engine.stylesheet();
  for (const theme of ["light", "dark"]) {
    const { colours, lengths } = engine.styles(theme);
    for (const name of ["ground", "panel", "ink", "muted", "rule", "steep", "shallow", "danger"]) {
      assert.match(colours[name], /^#[0-9a-f]{6}$/, `${theme} ${name}`);
    }
    for (const [name, value] of Object.entries(colours)) {
      const property = `--many-clocks-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      assert.ok(css.includes(property) && css.includes(value), `${property} ${value}`);
    }
    for (const value of Object.values(lengths)) assert.ok(Number.isFinite(value));
  }
});
