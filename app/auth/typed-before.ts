import { readFields } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { findDraft, keepDraft, type Typed } from "../models/drafts.ts";
import { paths } from "../paths.ts";
import { systemFor, visitor, type Ask } from "./handles.ts";
import { draftsPerIp, networkOf, take } from "./limits.ts";

/**
 * In an action, before anybody is asked who they are: where nobody is signed in any more, keeps what was typed into
 * these fields, and throws a redirect to the sign-in page that leads back to the form with it. Files are not kept.
 */
export async function keepTyped(ask: Ask, names: readonly string[]) {
  if (visitor(ask)) return;
  const { portal, ip } = ask.context;
  const system = systemFor(portal);
  const { pathname, searchParams } = new URL(ask.request.url);
  searchParams.delete("draft");
  if (take(system, `drafts by ${networkOf(ip)}`, draftsPerIp, portal.now()).ok) {
    const { fields } = await readFields(ask.request);
    const typed = names.flatMap((name) => {
      const text = fields.get(name);
      return typeof text === "string" && text.trim() ? [[name, text] as const] : [];
    });
    if (typed.length) searchParams.set("draft", keepDraft(system, pathname, Object.fromEntries(typed), portal.now()));
  }
  const query = searchParams.toString();
  throw seeOther(paths.signIn(query ? `${pathname}?${query}` : pathname));
}

/** In the form's loader: what was typed before its visitor was signed out; null where nothing was, or it is over. */
export function typedBefore({ request, context: { portal } }: Ask): { id: string; typed: Typed } | null {
  const { pathname, searchParams } = new URL(request.url);
  const id = searchParams.get("draft");
  const typed = id ? findDraft(systemFor(portal), id, pathname, portal.now()) : null;
  return id && typed ? { id, typed } : null;
}
