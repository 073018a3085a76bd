// Runs in the page: a hand on a button and on a slider.

/** Runs in the page: presses a button of a widget by its part. */
export async function press(selector, part) {
  window.tools.part(window.tools.widget(selector), "button", part).click();
  // What the press shows may give the map another size, which is answered in the frame after.
  await window.tools.frame();
  await window.tools.frame();
  await window.tools.frame();
}

/** Runs in the page: turns a slider to a share of its way, as a hand does. */
export async function turn(selector, name, share) {
  const slider = window.tools.slider(window.tools.widget(selector), name);
  slider.value = String(Math.round(Number(slider.max) * share));
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  slider.dispatchEvent(new Event("change", { bubbles: true }));
  await window.tools.frame();
  await window.tools.frame();
}
