// Widgets that share a crank: what one reader moves, all members of the group move.

/** What can be shared; each but `step` and `playing` is a control of the engine. */
export const SHAREABLE = /** @type {const} */ ([
  "learning-rate", "momentum", "conditioning", "angle", "start", "optimizer", "loss", "step", "playing",
]);
/** @typedef {typeof SHAREABLE[number]} Shared */

/**
 * @typedef {object} Member
 * @property {string | null} group
 * @property {ReadonlySet<string>} share
 * @property {(what: Shared, value: unknown) => void} receive must not send again: that is what keeps echoes out
 * @property {() => void} rest what was shared last stays
 */

/** @type {Set<Member>} */
const members = new Set();

/** @param {Member} member */
export function join(member) {
  members.add(member);
}

/** @param {Member} member */
export function leave(member) {
  members.delete(member);
}

/**
 * Tell the others of the sender's group that its reader has let go.
 * @param {Member} sender
 */
export function rest(sender) {
  if (!sender.group) return;
  for (const member of [...members]) if (member !== sender && member.group === sender.group) member.rest();
}

/**
 * Tell the others of the sender's group, if both sides share this.
 * @param {Member} sender
 * @param {Shared} what
 * @param {unknown} value
 */
export function send(sender, what, value) {
  if (!sender.group || !sender.share.has(what)) return;
  // A copy: receiving may make a page remove or add widgets.
  for (const member of [...members]) {
    if (member !== sender && member.group === sender.group && member.share.has(what)) member.receive(what, value);
  }
}
