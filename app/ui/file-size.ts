/** "48 kB", "1.2 MB": what a download weighs. */
export function fileSize(bytes: number | null, number: (value: number) => string): string | null {
  if (bytes === null) return null;
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${number(Math.round(bytes / 100_000) / 10)} MB`;
}
