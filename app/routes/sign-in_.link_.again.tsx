import type { ActionFunctionArgs } from "@remix-run/node";
import { browserLabel } from "../sign-in/browser.ts";
import { findLink } from "../sign-in/challenge-links.ts";
import { askToSignIn } from "../sign-in/challenges.ts";
import { pendingMinutes } from "../sign-in/pending-challenges.ts";
import { readCookie, setCookie } from "../sign-in/cookies.ts";
import { systemFor } from "../sign-in/handles.ts";
import { limitOrigin, originOf } from "../sign-in/known-browser.ts";
import { signInPostsPerIp } from "../sign-in/limits.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";

export function loader() {
  throw seeOther(paths.signIn());
}

/** Another mail to the address that an old link went to; the old link itself says which. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { portal } = context;
  const { config } = portal;
  const by = originOf({ request, context });
  limitOrigin(systemFor(portal), "sign-in posts", by, signInPostsPerIp, portal.now());
  const link = findLink(portal, new URL(request.url).searchParams.get("token") ?? "");
  if (!link) throw seeOther(paths.signIn());
  const pending = await askToSignIn(portal, {
    email: link.email,
    next: link.next,
    by,
    browser: browserLabel(request),
    pending: readCookie(config, request, "pending"),
  });
  return seeOther(paths.signInCheck(), { "Set-Cookie": setCookie(config, "pending", pending, pendingMinutes * 60) });
}
