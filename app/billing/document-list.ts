import { and, eq, isNull, max, min } from "drizzle-orm";
import { preparedFor } from "#db/prepared.ts";
import { creditNotes, invoices } from "#db/schema/billing.ts";
import { mine, type Tenant } from "#db/tenant.ts";
import { issuedIn } from "./invoice-filter.ts";
import { visible } from "./invoices.ts";

/** A document that Stripe made a PDF of; `invoiceId` is the invoice's own, or the one that a credit note is about. */
export type Paper = {
  id: string;
  number: string | null;
  status: string;
  issuedAt: number;
  invoiceId: string;
  isNote: boolean;
};

/** The organization's credit notes of invoices that it may see. */
function selectNotes(tenant: Tenant) {
  const { id, number, status, issuedAt, invoiceId } = creditNotes;
  return tenant.db
    .select({ id, number, status, issuedAt, invoiceId })
    .from(creditNotes)
    .innerJoin(invoices, and(eq(invoices.orgId, creditNotes.orgId), eq(invoices.id, creditNotes.invoiceId), visible))
    .$dynamic();
}

/** The invoices and credit notes that were issued in a year, newest first. */
export function listPapersOf(tenant: Tenant, year: number): Paper[] {
  const { id, number, status, issuedAt } = invoices;
  const bills = tenant.db
    .select({ id, number, status, issuedAt, invoiceId: id })
    .from(invoices)
    .where(mine(tenant, invoices, visible, issuedIn(year)))
    .all();
  const notes = selectNotes(tenant)
    .where(mine(tenant, creditNotes, isNull(creditNotes.deletedAt), issuedIn(year, creditNotes)))
    .all();
  const all = [
    ...bills.map((bill) => ({ ...bill, isNote: false })),
    ...notes.map((note) => ({ ...note, isNote: true })),
  ];
  return all.sort((one, other) => other.issuedAt - one.issuedAt || (other.id > one.id ? 1 : -1));
}

/** The years of the company's time zone from which there may be invoices or credit notes, the newest first. */
export function listPaperYears(tenant: Tenant): number[] {
  const years = new Set(countNotesByYear(tenant).keys());
  const { first, last } = tenant.db
    .select({ first: min(invoices.issuedAt), last: max(invoices.issuedAt) })
    .from(invoices)
    .where(mine(tenant, invoices, visible))
    .get()!;
  const yearOf = (ms: number) => new Date(ms).getFullYear();
  if (first !== null && last !== null) for (let year = yearOf(first); year <= yearOf(last); year++) years.add(year);
  return [...years].sort((one, other) => other - one);
}

const listingNotes = preparedFor((tenant: Tenant) =>
  selectNotes(tenant).where(mine(tenant, creditNotes, isNull(creditNotes.deletedAt))),
);

/** In which years of the company's time zone credit notes were issued, with how many. */
export function countNotesByYear(tenant: Tenant): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { issuedAt } of listingNotes(tenant).all()) {
    const year = new Date(issuedAt).getFullYear();
    counts.set(year, (counts.get(year) ?? 0) + 1);
  }
  return counts;
}
