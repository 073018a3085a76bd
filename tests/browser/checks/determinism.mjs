// The same numbers everywhere: what Node computes is what each browser computes, to the last bit.
import { loadEngine } from "../../../dist/many-clocks.mjs";
import { assert } from "../lib/expect.mjs";

/** Every method on a bowl and on Rosenbrock's valley, every landscape under Adam, every schedule, and noise. */
function configurations({ losses, optimizers, schedules }) {
  const tilted = { id: "quadratic", curvatures: [1, 12], angle: 30 };
  const descent = { optimizer: "gradient-descent", learningRate: 0.05 };
  return [
    ...optimizers.flatMap(({ id }) => [tilted, { id: "rosenbrock" }].map((loss) => ({ loss, tracks: [{ optimizer: id }] }))),
    ...losses.map(({ id }) => ({ loss: { id }, tracks: [{ optimizer: "adam" }] })),
    ...schedules.map(({ id }) => ({ loss: tilted, tracks: [{ ...descent, schedule: { id } }] })),
    ...[1, 2, 3].map((seed) => ({ loss: tilted, tracks: [{ ...descent, noise: 0.3, seed }] })),
  ];
}

/** Runs here and in the page: every frame of every run, the numbers as they are printed, which is one to one. */
function tables(engine, configs) {
  return configs.map((config) => {
    const experiment = engine.simulate(config);
    const csv = experiment.csv();
    experiment.free();
    return csv;
  });
}

export async function determinism(session) {
  await session.check("bowl.html: every method, landscape and schedule gives the same numbers as in Node", async () => {
    const engine = await loadEngine();
    const configs = configurations(engine.catalogue());
    assert.ok(configs.length > 80, `${configs.length} runs`);
    const here = tables(engine, configs);
    await session.open(session.fixture("bowl.html"));
    const there = await session.evaluate(
      new Function("configs", `return ManyClocks.loadEngine().then((engine) => (${tables})(engine, configs));`),
      configs,
    );
    const different = configs.filter((_, i) => here[i] !== there[i]).map((config) => JSON.stringify(config));
    assert.deepEqual(different, [], "runs that differ");
    // The seed is what makes noise the same, and another one makes it another.
    assert.equal(new Set(here.slice(-3)).size, 3);
  });
}
