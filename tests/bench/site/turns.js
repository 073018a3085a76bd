// Contestants in turns (A B A B …), so that whatever else the machine does meets all of them.

/** Nothing of the round before is left to do when the next begins. */
const frame = () => new Promise((done) => requestAnimationFrame(() => done()));

/**
 * @param {Record<string, (round: number) => number | void | Promise<number | void>>} contestants one round of work each; a
 *   number that is returned counts in place of the time it took
 * @param {{ rounds: number, warm: number }} settings `warm` rounds are played first and not counted
 * @returns {Promise<Record<string, number[]>>} milliseconds of each round
 */
export async function turns(contestants, { rounds, warm }) {
  const samples = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]));
  for (let round = -warm; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(contestants)) {
      await frame();
      const start = performance.now();
      const told = await work(round + warm);
      const took = told ?? performance.now() - start;
      if (round >= 0) samples[name].push(took);
    }
  }
  return samples;
}
