import { valuesOf } from "./headers.ts";
import type { InboundMail } from "./inbound.ts";

/** The addresses that nobody but the portal writes from. */
export type OwnAddresses = { addresses: readonly string[] };

const machines = /^mailer-daemon(?=[+@-])/i;
const ownId = /^<mail_[0-9a-z]{26}@/;

/** Whether no person wrote this mail: "own" where the portal itself did, "automatic" where another program did. */
export function automaton(mail: InboundMail, own: OwnAddresses): "own" | "automatic" | null {
  if (isOwn(mail, own)) return "own";
  return isAutomatic(mail) ? "automatic" : null;
}

function isOwn({ headerId, from }: InboundMail, { addresses }: OwnAddresses): boolean {
  if (headerId && ownId.test(headerId)) return true;
  return !!from && addresses.includes(from.email.replace(/^([^+@]*)\+[^@]*/, "$1"));
}

/** RFC 3834 and what programs wrote before it. A list, a bulk mailer and a no-reply address may carry a person's words. */
function isAutomatic({ headers, rawHeaders, from }: InboundMail): boolean {
  const all = [...headers, ...rawHeaders];
  const says = (name: string, shape: RegExp) => valuesOf(all, name).some((value) => shape.test(value));
  return (
    !from ||
    machines.test(from.email) ||
    says("auto-submitted", /^(?!no\b)\s*\S/i) ||
    says("precedence", /^\s*auto_reply\b/i) ||
    says("return-path", /^<\s*>$/) ||
    says("content-type", /^multipart\/report\b|^message\/(?:delivery-status|disposition-notification)\b/i) ||
    ["x-autoreply", "x-autorespond", "x-autoresponder", "x-auto-response", "x-mail-autoreply"].some((name) =>
      says(name, /^(?!no\b|false\b)\s*\S/i),
    )
  );
}
