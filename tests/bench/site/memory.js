// What twenty figures take, and what the longest run takes.

/** @param {import("../../../www/many-clocks.d.ts").Engine} engine */
export async function memory(engine) {
  const bytes = () => window.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);
  const before = bytes();
  // On an empty page: later there would be room that others have left.
  const run = engine.simulate({ loss: { id: "rosenbrock" }, steps: 10_000, tracks: Array.from({ length: 8 }, () => ({ optimizer: "adam", learningRate: 1e-3 })) });
  const longest = bytes() - before;
  run.free();
  const place = document.createElement("div");
  place.innerHTML = Array.from({ length: 20 }, (_, i) => (
    `<many-clocks views="map clocks rate loss components" loss="${["quadratic", "rosenbrock", "ackley", "saddle"][i % 4]}" steps="200" optimizers="gradient-descent momentum adam"></many-clocks>`
  )).join("");
  document.body.append(place);
  const widgets = [...place.children];
  for (const widget of widgets) {
    widget.scrollIntoView();
    await widget.whenReady();
  }
  const twenty = bytes();
  place.remove();
  return { samples: {}, facts: { before, twenty, longest } };
}
