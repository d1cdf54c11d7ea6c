import type { Portal } from "../portal.server.ts";
import { mailboxTransport } from "./mailbox.ts";
import type { Transport } from "./message.ts";
import { postmarkTransport } from "./postmark.ts";
import { smtpTransport } from "./smtp.ts";

const transports = new WeakMap<Portal, Transport>();

/** The portal's way out: Postmark, else SMTP, else, where nothing is set up, the mailbox folder. */
export function transportOf(portal: Portal): Transport {
  let transport = transports.get(portal);
  if (!transport) {
    const { postmark, smtpUrl } = portal.config.mail;
    transport = postmark ? postmarkTransport(postmark) : smtpUrl ? smtpTransport(smtpUrl) : mailboxTransport;
    transports.set(portal, transport);
  }
  return transport;
}
