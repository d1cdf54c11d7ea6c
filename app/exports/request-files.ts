import { createReadStream } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { Tenant } from "#db/tenant.ts";
import { findStored } from "../files/file-store.ts";
import { uniqueNames } from "../http/zip.ts";
import type { Portal } from "../portal.server.ts";
import { findFile } from "../requests/message-files.ts";
import type { Reader } from "../requests/request-readers.ts";
import { requestReference } from "../text/request-reference.ts";
import type { Found } from "./manifest.ts";
import { isoTime } from "./own-data.ts";
import { readableRequests } from "./own-requests.ts";

/** The requests that somebody may read, with their messages and files, one by one. */
export async function* requestFiles(
  { config }: Portal,
  tenant: Tenant,
  reader: Reader,
  lastModified: Date,
): AsyncGenerator<Found> {
  const unique = uniqueNames();
  for (const thread of readableRequests(tenant, reader)) {
    const place = `requests/${requestReference(thread.number)}`;
    const messages = thread.messages.map(({ kind, side, author, email, text, quoted, files, createdAt }) => ({
      kind,
      side,
      author,
      email,
      text,
      quoted,
      files: files.map(({ name }) => name),
      at: isoTime(createdAt),
    }));
    const { subject, open } = thread;
    const input = `${JSON.stringify({ subject, open, messages }, null, 2)}\n`;
    yield { name: `${place}.json`, input, lastModified };
    for (const { id, name } of thread.messages.flatMap((message) => message.files)) {
      const file = findFile(tenant, thread.id, id);
      const path = file && (await findStored(config, file));
      const named = unique(`${place}/${name}`);
      if (path) yield { name: named, input: createReadStream(path), lastModified };
      else yield { missing: { name: named, why: "This file was removed." } };
    }
    await setImmediate();
  }
}
