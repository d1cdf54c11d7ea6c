import type { Staff } from "#db/tenant.ts";
import type { AnyRequest } from "./desk-thread.ts";
import { findAboutOf } from "./request-link.ts";

/** What a saved reply may name in braces. */
const placeholders = ["name", "invoice", "order"] as const;
export type Placeholder = (typeof placeholders)[number];

const pattern = /\{\s*(name|invoice|order)\s*\}/gi;
const kindOf = (written: string) => written.toLowerCase() as Placeholder;

/** The placeholders in a text, each once: an answer that still has one is not sent. */
export const placeholdersIn = (text: string): Placeholder[] => [
  ...new Set([...text.matchAll(pattern)].map(([, written]) => kindOf(written!))),
];

/** A saved reply with what is known of a request in place of its placeholders; those of what is not known stay. */
export function fillReply(staff: Staff, request: AnyRequest, text: string): string {
  const about = findAboutOf(staff, request);
  const values: Record<Placeholder, string | null> = {
    name: request.name,
    invoice: about?.name.kind === "invoice" ? about.name.number : null,
    order: about && about.name.kind !== "invoice" ? about.name.number : null,
  };
  return text.replace(pattern, (whole, written: string) => values[kindOf(written)] ?? whole);
}
