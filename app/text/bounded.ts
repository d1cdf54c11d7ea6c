/**
 * What is remembered, up to so many bytes in all; what was not used for the longest goes first. `sizeOf` gives a value's
 * bytes, roughly, with its key's where keys are long.
 */
export function bounded<V>(maxBytes: number, sizeOf: (value: V, key: string) => number) {
  const kept = new Map<string, V>();
  let bytes = 0;

  function forget(key: string) {
    const value = kept.get(key);
    if (value !== undefined && kept.delete(key)) bytes -= sizeOf(value, key);
  }

  return {
    /** The bytes of all that is kept. */
    bytes: () => bytes,
    get(key: string): V | undefined {
      const value = kept.get(key);
      if (value === undefined) return undefined;
      kept.delete(key);
      kept.set(key, value);
      return value;
    },
    /** Remembers a value, and gives it. */
    keep(key: string, value: V): V {
      forget(key);
      kept.set(key, value);
      bytes += sizeOf(value, key);
      for (const oldest of kept.keys()) {
        if (bytes <= maxBytes) break;
        forget(oldest);
      }
      return value;
    },
  };
}
