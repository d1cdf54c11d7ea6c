import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/node";
import { isRouteErrorResponse, RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { shellData } from "./shell-data.ts";
import { FaultStatus } from "./ui/fault-status.ts";
import { withGaps } from "./ui/gaps.ts";
import { loggable } from "./http/loggable.ts";
import { isStorageFault } from "./http/storage-fault.ts";
import { wholePage } from "./http/whole-page.ts";
import { defaultLocale } from "./text/locale.ts";
import { textFor } from "./text/words.ts";
import { portalText } from "./text/portal.ts";

const errorTitle = textFor(defaultLocale, portalText).shell.titleError;

/**
 * A page that an action refused is an error page of the whole document, for which Remix does not run the root's loader:
 * without this it would know neither the company nor who is signed in.
 */
function completeShell(request: Request, { staticHandlerContext }: EntryContext, context: AppLoadContext) {
  const { loaderData, matches } = staticHandlerContext;
  if (request.method === "GET" || loaderData.root) return;
  try {
    loaderData.root = shellData({ request, context, params: matches.at(-1)?.params ?? {} });
  } catch (error) {
    context.portal.log.error({ err: error }, "shell left out");
  }
}

/** Buffered render: a page is whole, or it is an error page, never half of each. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  context: AppLoadContext,
) {
  const final = context.memo.get("storage-fault") ? 503 : status;
  completeShell(request, remix, context);
  const html = renderToString(
    <FaultStatus.Provider value={final}>
      <RemixServer context={{ ...remix, serverHandoffStream: undefined }} url={request.url} />
    </FaultStatus.Provider>,
  );
  // An error page has a title of its own.
  const isRefused = final === 422 || (final === 429 && !remix.staticHandlerContext.errors);
  const titled = isRefused ? html.replace(/<title>([^<]*)/, (_, title: string) => `<title>${errorTitle(title)}`) : html;
  headers.set("Content-Type", "text/html; charset=utf-8");
  if (final === 503) headers.set("Retry-After", "30");
  return wholePage(`<!DOCTYPE html>${withGaps(titled)}`, { status: final, headers });
}

/** A full or broken disk is told apart from a fault of ours: the visitor reads that nothing was saved. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  const { portal, memo } = context as AppLoadContext;
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  if (isStorageFault(error)) memo.set("storage-fault", true);
  portal.log.error({ err: error, path: loggable(new URL(request.url).pathname) }, "page failed");
};
