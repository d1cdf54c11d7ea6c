import type { PersonId } from "#db/ids.ts";
import { newToken } from "#db/secrets.ts";
import { readFields } from "../http/forms.ts";
import { seeOther } from "../http/respond.ts";
import { draftLife, dropDraft, findDraft, keepDraft, type Form, type Typed } from "./drafts.ts";
import { paths, typedIsKept } from "../paths.ts";
import { readCookie, setCookie } from "../sign-in/cookies.ts";
import { isProven, requirePerson, systemFor, visitor, type RouteArgs } from "../sign-in/handles.ts";
import { draftsPerVisitor, networkOf, take } from "../sign-in/limits.ts";
import { personBehind } from "../sign-in/sessions.ts";

/**
 * In an action, before anybody is asked who they are: where nobody is signed in any more, keeps what was typed into
 * these fields, and throws a redirect to the sign-in page that leads back to the form. Files are not kept.
 */
export async function keepTyped(args: RouteArgs, names: readonly string[]) {
  if (!visitor(args)) await leaveTyped(args, names, paths.signIn);
}

/**
 * In an action of somebody's who is signed in: where they last proved their mailbox more than 15 minutes ago, keeps what
 * was typed into these fields, and throws a redirect to the re-auth page that leads back to the form.
 */
export async function requireSudoForTyped(args: RouteArgs, typed: Kept) {
  if (!isProven(args.context.portal, requirePerson(args).session)) await leaveTyped(args, typed, paths.sudo);
}

/** The names of the fields whose texts are kept, or these themselves where the form was read: no body is read twice. */
type Kept = readonly string[] | Readonly<Record<string, string>>;
const isNames = (typed: Kept): typed is readonly string[] => Array.isArray(typed);

async function textsOf(request: Request, typed: Kept): Promise<[string, string][]> {
  const { fields } = isNames(typed) ? await readFields(request) : { fields: new Map(Object.entries(typed)) };
  return (isNames(typed) ? typed : Object.keys(typed)).flatMap((name) => {
    const text = fields.get(name);
    return typeof text === "string" && text.trim() ? [[name, text]] : [];
  });
}

async function leaveTyped(args: RouteArgs, kept: Kept, to: (next: string) => string): Promise<never> {
  const { portal, ip } = args.context;
  const system = systemFor(portal);
  const { pathname, searchParams } = new URL(args.request.url);
  const headers = new Headers();
  searchParams.delete(typedIsKept);
  const person = personBehind(system, readCookie(portal.config, args.request, "sid"));
  if (take(system, `drafts by ${person ?? networkOf(ip)}`, draftsPerVisitor, portal.now()).ok) {
    const typed = await textsOf(args.request, kept);
    if (typed.length) {
      const form = formOf(args, person);
      const browser = form.browser ?? newToken();
      keepDraft(system, { ...form, browser }, Object.fromEntries(typed), portal.now());
      headers.set("Set-Cookie", setCookie(portal.config, "draft", browser, draftLife / 1000));
      searchParams.set(typedIsKept, "kept");
    }
  }
  const query = searchParams.toString();
  throw seeOther(to(query ? `${pathname}?${query}` : pathname), headers);
}

/**
 * In the form's loader, once it is known who asks: what they typed before they were signed out, where the address says
 * that they did; nothing of it where it was in another browser that is not known to be theirs, was sent, or is over.
 */
export function typedBefore(args: RouteArgs): { typed?: Typed } | null {
  const { portal } = args.context;
  if (!new URL(args.request.url).searchParams.has(typedIsKept)) return null;
  return { typed: findDraft(systemFor(portal), formOf(args, visitor(args)?.person.id), portal.now()) ?? undefined };
}

/** In the form's action, once it is taken: forgets what was typed before. */
export function forgetTyped(args: RouteArgs) {
  dropDraft(systemFor(args.context.portal), formOf(args, visitor(args)?.person.id));
}

const formOf = ({ request, context: { portal } }: RouteArgs, personId: PersonId | null = null): Form => ({
  path: new URL(request.url).pathname,
  browser: readCookie(portal.config, request, "draft"),
  personId,
});
