import { requestJobs, type AboutKind, type RequestJob } from "#db/schema/requests.ts";
import type { Tenant } from "#db/tenant.ts";
import { findByNumber } from "./request-link.ts";

/** The job that a form or a query names; null where it names none. */
export const readJob = (text: string | null | undefined): RequestJob | null =>
  requestJobs.find((job) => job === text) ?? null;

/** So many words of a subject are looked up. */
const maxWords = 6;

/** The kind of the organization's thing whose number stands in a subject, as in "Re: INV-1042"; null where none does. */
export function jobNamedIn(tenant: Tenant, subject: string): RequestJob | null {
  const words = subject.match(/[\p{L}\d][\p{L}\d/_.-]*[\p{L}\d]/gu) ?? [];
  const numbers = words.filter((word) => /\d/.test(word)).slice(0, maxWords);
  for (const number of numbers) {
    const thing = findByNumber(tenant, number);
    if (thing) return thing.kind;
  }
  return null;
}

/** What a request counts as once it is linked to a thing, or no longer: what somebody of the staff chose stays. */
export const jobOnceLinked = (
  { job, aboutKind }: { job: RequestJob | null; aboutKind: AboutKind | null },
  kind: AboutKind | null,
): RequestJob | null => (job === null || job === aboutKind ? kind : job);
