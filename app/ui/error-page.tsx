import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import { useContext } from "react";
import type { ErrorDetails } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { FaultStatus } from "./fault-status.ts";
import { Page } from "./page.tsx";
import { useText } from "./use.ts";
import { portalText, type PortalText } from "../text/portal.ts";

function words(text: PortalText["errors"], status: number, fault: ErrorDetails, storage: boolean) {
  if (storage) return text.storage;
  if (status === 404) return text.notFound;
  if (status === 403) return text.notAllowed;
  if (status === 410) return text.gone;
  if (status === 413) return text.tooLarge;
  if (status === 422) return text.misfit;
  if (status === 429) return { title: text.tooMany.title, message: text.tooMany.message(fault.retryAfter ?? 60) };
  if (status === 503) return text.unavailable;
  if (status < 500) return text.unfit;
  return text.internal;
}

/** What went wrong in plain words, what to do, and the way to a human. */
export function useErrorWords() {
  const error = useRouteError();
  const { errors } = useText(portalText);
  const answered = useContext(FaultStatus);
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const fault = (isRouteErrorResponse(error) ? (error.data as ErrorDetails | null) : null) ?? {};
  return {
    status,
    again: undefined,
    back: undefined,
    ...words(errors, status, fault, status === 500 && answered === 503),
    ...fault,
  };
}

export function ErrorPage() {
  const { status, title, message, again, back } = useErrorWords();
  const { errors } = useText(portalText);
  const { pathname, search } = useLocation();
  return (
    <Page title={title} lead={message} door>
      <div className="row">
        {status >= 500 ? (
          <a className="btn" href={again ?? pathname + search}>
            {errors.again}
          </a>
        ) : null}
        <a className={status >= 500 ? "btn second" : "btn"} href={back?.to ?? paths.root()}>
          {back?.name ?? errors.start}
        </a>
      </div>
    </Page>
  );
}
