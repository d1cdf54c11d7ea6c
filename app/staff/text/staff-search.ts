import { requestReference } from "../../text/request-reference.ts";
import type { SearchKind } from "#db/schema/search.ts";

const groups: Record<SearchKind, string> = {
  request: "Requests",
  organization: "Customers",
  person: "People",
  order: "Orders",
  invoice: "Invoices",
};

export const staffSearchWords = {
  title: "Search",
  field: "Search customers, orders, invoices and requests",
  hint: "A name, an email address, a number or the first letters of a word. Results match all your words.",
  find: "Search",
  groups,
  newest: (max: number) => `Showing the newest ${max}. Add a word to find older ones.`,
  nothingTitle: "Nothing found",
  nothing: (q: string) =>
    `Nothing here matches “${q}”. Try fewer letters, only the number, or part of the email address.`,
  request: (number: number) => requestReference(number),
  noOrganization: "No customer",
  noName: "No name",
  atStripe: "opens at Stripe",
  ask: "Is something missing that should be here?",
};
