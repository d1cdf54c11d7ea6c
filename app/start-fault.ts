/** What a system says where the portal cannot listen, or SQLite where the file is none: as its code, and what it tried. */
type Fault = Error & { code?: string; address?: string; port?: number };

const wayOn: Readonly<Record<string, (fault: Fault) => string>> = {
  EADDRINUSE: (at) => `something listens at ${at.address}:${at.port} already. Stop it, or set another PORT`,
  EACCES: (at) =>
    at.port
      ? `user ${process.getuid?.()} may not listen on port ${at.port}. Set PORT to one above 1023, and put a proxy in front`
      : at.message,
  EADDRNOTAVAIL: (at) => `${at.address} is no address of this machine. Set HOST to one that is, or leave it out`,
  ENOTFOUND: (at) => `HOST names no address (${at.message}). Set it to one of this machine's, or leave it out`,
  SQLITE_CORRUPT: (at) => damaged(at),
  SQLITE_NOTADB: (at) => damaged(at),
};

const damaged = ({ message }: Fault) =>
  `the database is damaged (${message}). Restore a backup with “foyer restore”; the README says how, under “Restore”`;

/** The same with what to do, where we know it. */
export const startFault = (fault: Fault): string => wayOn[fault.code ?? ""]?.(fault) ?? fault.message;
