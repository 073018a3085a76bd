// English for what a reader takes along.

export const SHARE = {
  open: "Share", title: "Share this figure", close: "Close",
  link: "Link to this state", embed: "Two lines for a page of your own", cite: "Citation",
  copy: "Copy", copied: "Copied.", selected: "Selected: copy it with Ctrl+C or ⌘C.", failed: "This file could not be made.",
  files: "Files", data: "every step", state: "state",
  /** @param {string} name @param {string} what */
  save: (name, what) => `${name} as ${what}`,
  /** @param {string} name */
  saved: (name) => `${name} is saved where downloads go.`,
  /**
   * @param {{ version: string, loss: string, methods: string[], step: number, date: string, address: string | null }} facts
   */
  citation: ({ version, loss, methods, step, date, address }) => `Many Clocks ${version}: ${methods.join(", ")} on ${loss}, step ${step}. `
    + `${address ? `${address}, ` : ""}${date}.`,
};

/** A link that cannot be opened. Nothing of it is repeated: anybody may write an address. */
export const UNOPENED = "The link in this page’s address cannot be opened, so the figure stays as it is.";
