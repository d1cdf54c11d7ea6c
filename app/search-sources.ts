import { invoiceDocuments } from "./billing/search-source.ts";
import { orderDocuments } from "./orders/search-source.ts";
import { organizationDocuments, peopleDocuments } from "./people/search-source.ts";
import { messageDocuments } from "./requests/search-source.ts";
import type { SearchSources } from "./search/search-source.ts";

/** What staff can search for, job by job. */
export const searchSources: SearchSources = {
  organization: organizationDocuments,
  person: peopleDocuments,
  invoice: invoiceDocuments,
  order: orderDocuments,
  request: messageDocuments,
};
