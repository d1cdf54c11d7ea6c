import { readFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { findStored } from "../files/file-store.ts";
import type { ZipEntry } from "../http/zip.ts";
import type { MailKinds } from "../mail/kind.ts";
import { mailReader } from "../notifications/mail-reader.ts";
import { findFile } from "../requests/message-files.ts";
import { lookBack, type TitledMail } from "../notifications/own-mails.ts";
import type { RouteArgs, SignedIn } from "../sign-in/handles.ts";
import { listOrganizations } from "../sign-in/organizations.ts";
import { requestReference } from "../text/request-reference.ts";
import { ownRecords } from "./own-data.ts";
import { ownDeeds } from "./own-deeds.ts";
import { ownRequests, requestRecord } from "./own-requests.ts";
import { uniqueNames } from "../http/zip.ts";

/** All of a person's own as entries of a ZIP, read as it is taken; of organizations, what this session may open. */
export async function* ownArchive(args: RouteArgs, self: SignedIn, kinds: MailKinds): AsyncGenerator<ZipEntry> {
  const { config, now } = args.context.portal;
  const lastModified = new Date(now());
  const record = (name: string, value: unknown): ZipEntry => ({
    name: `${name}.json`,
    input: `${JSON.stringify(value, null, 2)}\n`,
    lastModified,
  });
  const reader = mailReader(args, self);
  const titleOf = (mail: TitledMail) => lookBack(mail, kinds, reader).title;
  for (const [name, value] of Object.entries(ownRecords(self, titleOf))) yield record(name, value);
  const unique = uniqueNames();
  for (const { id, name } of listOrganizations(self, self.session, now())) {
    const { tenant, role } = reader.within(id)!;
    const folder = unique(folderNamed(name));
    for (const [file, value] of Object.entries(ownDeeds(tenant, self.personId)))
      yield record(`${folder}/${file}`, value);
    if (!config.features.has("requests")) continue;
    for (const thread of ownRequests(tenant, { personId: self.personId, role })) {
      const place = `${folder}/requests/${requestReference(thread.number)}`;
      yield record(place, requestRecord(thread));
      const own = thread.messages.flatMap((message) => (message.isMine ? message.files : []));
      for (const { id: fileId } of own) {
        const file = findFile(tenant, thread.id, fileId);
        const path = file && (await findStored(config, file));
        if (path) yield { name: unique(`${place}/${file.name}`), input: await readFile(path), lastModified };
      }
      await setImmediate();
    }
  }
}

/** A name as a folder's on any system. */
const folderNamed = (name: string) =>
  name.replace(/[^\p{L}\p{N} .-]+/gu, "-").replace(/^[. ]+|(?<![. ])[. ]+$/g, "") || "organization";
