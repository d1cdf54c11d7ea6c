import { requestHeldMail } from "#emails/request-held.tsx";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { requests } from "#db/schema/requests.ts";
import { findWaiting } from "../held-news.ts";
import { isOfDesk } from "../request-news.ts";
import { paths } from "../../paths.ts";
import { defaultLocale } from "../../text/locale.ts";
import { requestReference } from "../../text/request-reference.ts";
import { textFor } from "../../text/words.ts";
import type { MailSource, Written } from "../../mail/kind.ts";
import { requestsText } from "../text.ts";

const props = z.object({ heldMail: z.string() });

/** Whether a row is of a mail that waits, and not of a request. */
export const isOfHeld = ({ row }: MailSource) => "heldMail" in row.props;

/** props: { heldMail }. To the company: that mail waits for somebody to look at it, and how many more do; none, no mail. */
export async function writeHeld({
  portal: { config },
  system,
  row,
  brand,
  moment,
  link,
}: MailSource): Promise<Written | null> {
  if (!config.features.has("requests") || !isOfDesk(system, config, row.recipient)) return null;
  const waiting = findWaiting(system, props.parse(row.props).heldMail);
  if (!waiting) return null;
  const { mail, more } = waiting;
  const request = mail.requestId
    ? system.db.select().from(requests).where(eq(requests.id, mail.requestId)).get()
    : undefined;
  const { heldMails: words } = textFor(defaultLocale, requestsText);
  return requestHeldMail({
    brand,
    subject: words.title(mail.subject),
    name: mail.fromName,
    email: mail.fromEmail,
    reference: request ? requestReference(request.number) : null,
    why: words.reason(mail.reason, !!request),
    text: mail.text ?? "",
    isFolded: mail.quoted !== null,
    when: moment(mail.receivedAt),
    more,
    url: link(paths.heldMail(mail.id)),
  });
}
