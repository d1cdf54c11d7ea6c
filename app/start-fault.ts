/** What a system says where the portal cannot listen, or SQLite where the file is none: as its code, and what it tried. */
type Fault = Error & { code?: string; address?: string; port?: number };

const wayOn: Readonly<Record<string, (fault: Fault) => string>> = {
  EADDRINUSE: (at) => `something is already listening at ${at.address}:${at.port}. Stop it, or set another PORT`,
  EACCES: (at) =>
    at.port
      ? `user ${process.getuid?.()} isn't allowed to listen on port ${at.port}. Set PORT to a number above 1023 and put a proxy in front`
      : at.message,
  EADDRNOTAVAIL: (at) => `${at.address} is not an address of this machine. Set HOST to one that is, or leave it out`,
  ENOTFOUND: (at) => `HOST is not an address (${at.message}). Set it to an address of this machine, or leave it out`,
  SQLITE_CORRUPT: (at) => damaged(at),
  SQLITE_NOTADB: (at) => damaged(at),
};

const damaged = ({ message }: Fault) =>
  `the database is damaged (${message}). Restore a backup with “foyer restore”; see “Restore” in the README`;

/** The same with what to do, where we know it. */
export const startFault = (fault: Fault): string => wayOn[fault.code ?? ""]?.(fault) ?? fault.message;
