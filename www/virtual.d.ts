/** What the bundler provides beside real files; the third, `virtual:glue`, is typed by the generated code. */

declare module "virtual:wasm" {
  /** The compiled engine: base64 of the LZMA of its streams. */
  const bytes: string;
  export default bytes;
}

declare module "*.css" {
  /** The style sheet as text. */
  const text: string;
  export default text;
}

declare module "*.svg" {
  /** The picture as text. */
  const text: string;
  export default text;
}
