/** Whether SQLite could not write or wait any longer: disk full, input or output error, read-only file, busy. */
export function isStorageFault(error: unknown): boolean {
  const code =
    (error as { code?: unknown } | null)?.code ?? (error as { cause?: { code?: unknown } } | null)?.cause?.code;
  return typeof code === "string" && /^(SQLITE_(FULL|IOERR|READONLY|BUSY|CANTOPEN)|ENOSPC|EROFS|EDQUOT)/.test(code);
}
