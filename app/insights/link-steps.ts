import type { TripEnd } from "#db/schema/trips.ts";
import type { ItemKind } from "../sign-in/item-links.ts";

/** What was done by a link of a mail, as far as it is part of the way to what the mail is about. */
export type LinkStep = {
  /** It stands in the mail itself: opened anew, the way begins anew. */
  isOpening: boolean;
  taps: 0 | 1;
  /** What the way ends with here. */
  ends?: TripEnd;
  /** Pay was pressed. */
  isPaying?: true;
};

type Asked = { method: string; path: string; status: number; location: string; fetchSite: string | null };

const step = { isOpening: false, taps: 1 } as const;

/** Where the browser says so, a page's own link is told apart from the same one in the mail. */
const isOffPage = ({ fetchSite }: Asked) => fetchSite !== null && fetchSite !== "same-origin";

/**
 * What a request to a page of a link (`/l/…` or `/u/…`, with its query) is of the way; null where it is none: a page that a
 * form led to, an error. `item` is what the link leads to. A code that is typed in is no tap.
 */
export function linkStepOf(asked: Asked, item: ItemKind | null): LinkStep | null {
  const { method, status, location } = asked;
  const [pathname = "", query = ""] = asked.path.split("?", 2);
  const [, kind, , page = ""] = pathname.split("/");
  const isPost = method === "POST";
  if (status >= 400) return isPost && status === 422 ? { ...step, taps: page === "code" ? 0 : 1 } : null;
  if (kind === "u") {
    if (!isPost) return page ? null : { isOpening: true, taps: 1 };
    return page ? step : { ...step, ends: "off" };
  }
  if (isPost) return { ...step, ...posted(page, location) };
  if (page === "pdf") return status === 200 ? { isOpening: isOffPage(asked), taps: 1, ends: "pdf" } : null;
  if (page) return status === 200 && page !== "code" && page !== "renewed" ? step : null;
  if (/(^|&)(lines|events)=all/.test(query)) return step;
  if (asked.fetchSite === "same-origin" || /(^|&)(asked|answered)=/.test(query)) return null;
  return { isOpening: true, taps: 1, ...(item === "order" && { ends: "seen" }) };
}

function posted(page: string, location: string): Partial<LinkStep> {
  if (page === "code")
    return { taps: 0, ...(/[?&]answered=(approved|change)(&|$)/.test(location) && { ends: "answered" }) };
  if (page === "question") return location.includes("asked=") ? { ends: "asked" } : {};
  if (page === "approval") return /^\/o\/[^/]+\/orders\/[^/]+$/.test(location) ? { ends: "answered" } : {};
  return page === "pay" && !location.startsWith("/") ? { isPaying: true } : {};
}
