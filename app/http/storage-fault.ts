import type { Logger } from "pino";

/** Whether SQLite could not write or wait any longer: disk full, input or output error, read-only file, busy. */
export function isStorageFault(error: unknown): boolean {
  const code =
    (error as { code?: unknown } | null)?.code ?? (error as { cause?: { code?: unknown } } | null)?.cause?.code;
  return typeof code === "string" && /^(SQLITE_(FULL|IOERR|READONLY|BUSY|CANTOPEN)|ENOSPC|EROFS|EDQUOT)/.test(code);
}

/** Runs a write that the page can live without: a storage fault is logged and gives undefined. Throws anything else. */
export function dispensable<T>({ log }: { log: Logger }, write: () => T): T | undefined {
  try {
    return write();
  } catch (error) {
    if (!isStorageFault(error)) throw error;
    log.error({ err: error }, "a write was left out");
    return undefined;
  }
}
