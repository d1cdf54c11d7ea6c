import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Message, Transport } from "./message.ts";

/** A mail that was kept; `at` is epoch milliseconds. Its files lie beside it: name, type, size in bytes, and where. */
export type KeptMail = Omit<Message, "attachments"> & {
  attachments: { name: string; contentType: string; size: number; file: string }[];
  at: number;
};

const folderIn = (dataDir: string) => join(dataDir, "mailbox");
const fileName = /^(\d{15})-[a-z0-9_]+\.json$/;

/** Keeps a mail as a file of JSON in `DATA_DIR/mailbox`. Its name sorts by time. */
export function keepMail(dataDir: string, message: Message, at: number) {
  const folder = folderIn(dataDir);
  mkdirSync(folder, { recursive: true });
  const stem = `${String(at).padStart(15, "0")}-${message.outboxId}`;
  const attachments = message.attachments.map(({ name, contentType, content }, i) => {
    const file = `${stem}.${i + 1}${extname(name)}`;
    writeFileSync(join(folder, file), content);
    return { name, contentType, size: content.length, file };
  });
  const path = join(folder, `${stem}.json`);
  writeFileSync(`${path}.part`, JSON.stringify({ ...message, attachments, at } satisfies KeptMail, null, 2));
  renameSync(`${path}.part`, path);
}

const read = (dataDir: string, name: string) =>
  JSON.parse(readFileSync(join(folderIn(dataDir), name), "utf8")) as KeptMail;

function names(dataDir: string): string[] {
  try {
    return readdirSync(folderIn(dataDir)).filter((name) => fileName.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** The newest mails that were kept, newest first. */
export function listMails(dataDir: string, limit = 100): KeptMail[] {
  const newest = names(dataDir).sort().reverse().slice(0, limit);
  return newest.map((name) => read(dataDir, name));
}

/** One kept mail by its outbox id, or null. */
export function findMail(dataDir: string, outboxId: string): KeptMail | null {
  const name = names(dataDir).findLast((one) => one.endsWith(`-${outboxId}.json`));
  return name ? read(dataDir, name) : null;
}

/** Instead of sending: only keeps. What the sender keeps besides a real transport is its own affair. */
export const mailboxTransport: Transport = {
  batchSize: 20,
  rehearse: () => Promise.resolve(),
  send: (messages) => Promise.resolve(messages.map(({ outboxId }) => ({ is: "sent", messageId: outboxId }))),
};
