import { newId } from "#db/ids.ts";
import { queueMail } from "#db/outbox.ts";
import type { System } from "#db/tenant.ts";

export type ContactMessage = {
  name: string | null;
  /** A canonical address. */
  email: string;
  /** Whether the writer was signed in with it. */
  verified: boolean;
  about: string | null;
  message: string;
};

/** Queues the message to the company and a receipt to the writer. Gives the reference both carry: "C-7K3QM9". */
export function sendContactMessage(system: System, company: string, message: ContactMessage, now: number): string {
  const id = newId("con");
  const reference = `C-${id.slice(-6).toUpperCase()}`;
  const mails = [
    { kind: "request-new", recipient: company, props: { reference, ...message } },
    { kind: "request-received", recipient: message.email, props: { reference } },
  ];
  for (const mail of mails) queueMail(system, { ...mail, dedupeKey: `${mail.kind}:${id}:${mail.recipient}` }, now);
  return reference;
}

/** Whether a text has the shape of such a reference. */
export const isContactReference = (text: string) => /^C-[0-9A-Z]{6}$/.test(text);
