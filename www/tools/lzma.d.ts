declare module "lzma" {
  /** The `.lzma` form of the bytes, as signed bytes; `mode` 1 to 9. */
  export function compress(bytes: Uint8Array, mode: number): number[];
  const lzma: { compress: typeof compress };
  export default lzma;
}
