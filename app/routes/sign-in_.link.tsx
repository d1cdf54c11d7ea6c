import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findLink, redeemLink } from "../sign-in/challenge-links.ts";
import { enterByLink } from "../sign-in/entrance.ts";
import { systemFor, visitor } from "../sign-in/handles.ts";
import { limitOrigin, originOf } from "../sign-in/known-browser.ts";
import { landingPath } from "../sign-in/landing.ts";
import { linkPostsPerIp, linkViewsPerIp } from "../sign-in/limits.ts";
import { safeNext } from "../sign-in/safe-next.ts";
import { PostSheet } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { seeOther } from "../http/respond.ts";
import { dispensable } from "../http/storage-fault.ts";
import { paths } from "../paths.ts";
import { signInText } from "../sign-in/text.ts";

const noStore = { "Cache-Control": "no-store" };
const tokenIn = (request: Request) => new URL(request.url).searchParams.get("token") ?? "";

export const meta = titled(({ signIn }, link: Loaded<typeof loader>) => {
  if (!link || link.state === "unknown") return signIn.unknownTitle;
  return { works: signIn.title, used: signIn.usedTitle, expired: signIn.expiredTitle }[link.state];
}, signInText);

export const headers = () => noStore;

export function loader(args: LoaderFunctionArgs) {
  const { portal } = args.context;
  dispensable(portal, () => limitOrigin(systemFor(portal), "link views", originOf(args), linkViewsPerIp, portal.now()));
  const token = tokenIn(args.request);
  const link = findLink(portal, token);
  if (!link) return data({ state: "unknown" as const }, { status: 410 });
  const { email, works, linkUsedAt } = link;
  const session = visitor(args);
  // An email is opened again and again: whoever came in by it is led to where it led then.
  if (!works && session?.person.email === email)
    throw seeOther(safeNext(link.next, portal.config.appUrl) ?? landingPath(args, session));
  const state = works ? ("works" as const) : linkUsedAt ? ("used" as const) : ("expired" as const);
  return data({ state, token, email, linkMinutes: portal.config.loginLinkMinutes }, { status: works ? 200 : 410 });
}

export async function action(args: ActionFunctionArgs) {
  const { portal } = args.context;
  limitOrigin(systemFor(portal), "link posts", originOf(args), linkPostsPerIp, portal.now());
  const token = tokenIn(args.request);
  const redeemed = redeemLink(portal, token);
  return (redeemed && (await enterByLink(args, token, redeemed))) ?? data(null, { status: 410 });
}

export default function SignInLink() {
  const link = useLoaderData<typeof loader>();
  const { signIn } = useText(signInText);
  if (link.state === "unknown") {
    return (
      <Page title={signIn.unknownTitle} lead={signIn.unknownLead} ask={{ lead: signIn.ask }} door>
        <p>
          <a className="btn" href={paths.signIn()}>
            {signIn.toSignIn}
          </a>
        </p>
      </Page>
    );
  }
  const { state, token, email, linkMinutes } = link;
  if (state === "works") {
    return (
      <Page title={signIn.title} ask={{ lead: signIn.ask }} door>
        <PostSheet to={paths.signInLink(token)} verb={signIn.signIn}>
          {signIn.inThisBrowser(email)}
        </PostSheet>
        <p className="quiet">{signIn.notYou}</p>
      </Page>
    );
  }
  const [title, lead] =
    state === "used" ? [signIn.usedTitle, signIn.usedLead] : [signIn.expiredTitle, signIn.expiredLead(linkMinutes)];
  return (
    <Page title={title} lead={lead} ask={{ lead: signIn.ask }} door>
      <PostSheet to={paths.signInLinkAgain(token)} verb={signIn.newLink}>
        {signIn.freshOne(email)}
      </PostSheet>
    </Page>
  );
}
