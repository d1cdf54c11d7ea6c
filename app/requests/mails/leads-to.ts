import { z } from "zod";
import { sides } from "#db/schema/requests.ts";
import { openedFor, staffPlace } from "../../mail/mail-reader.ts";
import type { MailPlace, MailReader, OutboxMail } from "../../mail/kind.ts";
import { paths } from "../../paths.ts";
import { requestReference } from "../../text/request-reference.ts";
import { textFor } from "../../text/words.ts";
import { findReadable } from "../request-readers.ts";
import { requestsText } from "../text.ts";

const about = z.object({ heldMail: z.string().optional(), to: z.enum(sides).optional() });

/** To the request that a mail is about, or to the mail that waits: on the staff's pages where it went to the company. */
export function leadsToRequest(mail: OutboxMail, reader: MailReader): MailPlace | null {
  const { heldMail, to } = about.safeParse(mail.props).data ?? {};
  if (heldMail) return staffPlace(reader, paths.heldMail(heldMail), "requests");
  if (mail.requestId === null) return null;
  if (to === "staff") return staffPlace(reader, paths.staffRequest(mail.requestId), "requests");
  const found = openedFor(reader, mail, "requests", "requests.own");
  const request = found && findReadable(found.tenant, found, mail.requestId);
  if (!request) return null;
  const { requests } = textFor(reader.locale, requestsText);
  const name = requests.named(requestReference(request.number));
  return { path: paths.request(found.tenant.orgId, request.id), name };
}
