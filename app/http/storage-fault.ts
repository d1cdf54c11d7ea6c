import type { Logger } from "pino";

/** Whether nothing could be written, or not soon enough: disk full, input or output error, read-only file, busy. */
export function isStorageFault(error: unknown): boolean {
  const code =
    (error as { code?: unknown } | null)?.code ?? (error as { cause?: { code?: unknown } } | null)?.cause?.code;
  return (
    typeof code === "string" && /^(SQLITE_(FULL|IOERR|READONLY|BUSY|CANTOPEN)|ENOSPC|EROFS|EDQUOT|EIO$)/.test(code)
  );
}

/** For what the page can do without: logs a storage fault and gives undefined. Throws anything else. */
export function leftOut({ log }: { log: Logger }, error: unknown): undefined {
  if (!isStorageFault(error)) throw error;
  log.error({ err: error }, "a write was left out");
}

/** Runs a write that the page can live without; gives undefined where it was left out. */
export function dispensable<T>(portal: { log: Logger }, write: () => T): T | undefined {
  try {
    return write();
  } catch (error) {
    return leftOut(portal, error);
  }
}
