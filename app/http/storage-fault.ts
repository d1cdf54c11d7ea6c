import type { Logger } from "pino";

/** What SQLite or the disk calls its fault: drizzle wraps theirs, with the statement. */
function codeOf(error: unknown): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: { code?: unknown } };
  return String(code ?? cause?.code ?? "");
}

/** Whether nothing could be written, or not soon enough: disk full, input or output error, read-only file, busy. */
export const isStorageFault = (error: unknown): boolean =>
  /^(SQLITE_(FULL|IOERR|READONLY|BUSY|CANTOPEN)|ENOSPC|EROFS|EDQUOT|EFBIG|EIO$)/.test(codeOf(error));

/** What a log says of an error: of a storage fault its code, of any other where it came from. */
export const loggedAs = (error: unknown) => (isStorageFault(error) ? { code: codeOf(error) } : { err: error });

/** For what the page can do without: logs a storage fault and gives undefined. Throws anything else. */
export function leftOut({ log }: { log: Logger }, error: unknown): undefined {
  if (!isStorageFault(error)) throw error;
  log.error({ code: codeOf(error) }, "a write was left out");
}

/** Runs a write that the page can live without; gives undefined where it was left out. */
export function dispensable<T>(portal: { log: Logger }, write: () => T): T | undefined {
  try {
    return write();
  } catch (error) {
    return leftOut(portal, error);
  }
}
