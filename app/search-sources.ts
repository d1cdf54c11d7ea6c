import { searchInvoices } from "./billing/search-source.ts";
import { searchOrders } from "./orders/search-source.ts";
import { searchOrganizations, searchPeople } from "./people/search-source.ts";
import { searchMessages } from "./requests/search-source.ts";
import type { SearchSources } from "./search/search-source.ts";

/** What staff can search for, job by job. */
export const searchSources: SearchSources = {
  organization: searchOrganizations,
  person: searchPeople,
  invoice: searchInvoices,
  order: searchOrders,
  request: searchMessages,
};
