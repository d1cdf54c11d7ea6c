import type { AppLoadContext } from "@remix-run/node";
import { validatorOf } from "../http/etags.ts";
import { localeOf } from "../text/locale.ts";
import { membership, visitor } from "./handles.ts";

const organizationPage = /^\/o\/([a-z0-9_]+)(\/billing(\/[^/]+)?)?\/?$/;

/**
 * The validator of an organization's page, from what the page is made of: nothing is rendered to find it. Null for any
 * other page. Another person, role or organization is another validator, so it opens nothing to anybody.
 */
export function pageValidator(request: Request, context: AppLoadContext, buildId: string): string | null {
  const url = new URL(request.url);
  const org = request.method === "GET" ? organizationPage.exec(url.pathname)?.[1] : undefined;
  if (!org) return null;
  const ask = { request, context, params: { org } };
  const session = visitor(ask);
  const found = membership(ask);
  if (!session || !found || session.flash) return null;
  const { id, updatedAt } = session.person;
  const hour = new Date(context.portal.now()).toISOString().slice(0, 13);
  const where = url.pathname + url.search;
  return validatorOf([
    buildId,
    where,
    id,
    updatedAt,
    found.role,
    found.orgId,
    found.orgVersion,
    localeOf(request),
    hour,
  ]);
}
