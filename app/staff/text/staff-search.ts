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
  hint: "A name, a mail address, a number or the first letters of a word. All words must fit.",
  find: "Search",
  groups,
  newest: (max: number) => `The newest ${max} are shown. Add a word to find an older one.`,
  nothingTitle: "Nothing found",
  nothing: (q: string) =>
    `Nobody and nothing here has “${q}”. Try fewer letters, only the number, or part of the mail address.`,
  request: (number: number) => requestReference(number),
  noOrganization: "No customer",
  noName: "No name",
  atStripe: "opens at Stripe",
  ask: "Is something missing that should be here?",
};
