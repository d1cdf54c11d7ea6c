import type { Portal } from "#app/portal.server.ts";
import type { InboundMail } from "#app/requests/inbound/inbound.ts";
import { judgeMail } from "#app/requests/inbound/judge.ts";
import { takeIn } from "#app/requests/inbound/take-in.ts";

let count = 0;

/** A mail as it came in; from nobody where that is null. */
export function letter(from: string | null, to: string, said: Partial<InboundMail> = {}): InboundMail {
  count++;
  return {
    id: `postmark-${count}`,
    headerId: `<${count}@their.example>`,
    inReplyTo: [],
    references: [],
    from: from === null ? null : { email: from, name: null, isOne: true },
    replyTo: null,
    to: [to],
    copies: [],
    originalRecipient: to,
    subject: "Re: The chair",
    text: "Here it is.",
    isCut: false,
    attachmentsLeftOut: 0,
    attachments: [],
    headers: [],
    raw: null,
    rawHeaders: [],
    ...said,
  };
}

/** Takes a mail in as if it were proven, or not, that it is its sender's. */
export const takeLetter = async (portal: Portal, mail: InboundMail, proven: boolean) =>
  takeIn(portal, mail, { ...(await judgeMail(portal, mail)), proof: proven ? "spf" : null });
