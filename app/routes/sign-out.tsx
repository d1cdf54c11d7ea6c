import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { setCookie } from "../sign-in/cookies.ts";
import { systemFor, visitor } from "../sign-in/handles.ts";
import { endSession } from "../sign-in/sessions.ts";
import { PostSheet } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { signInText } from "../sign-in/text.ts";

export const meta = titled((text) => text.signIn.outTitle, signInText);

export function loader(args: LoaderFunctionArgs) {
  const session = visitor(args);
  if (!session) throw seeOther(paths.signIn());
  return { email: session.person.email };
}

export function action(args: ActionFunctionArgs) {
  const { portal } = args.context;
  const session = visitor(args);
  if (session) endSession(systemFor(portal), session, portal.now());
  return seeOther(paths.signedOut(), { "Set-Cookie": setCookie(portal.config, "sid", null) });
}

export default function SignOut() {
  const { email } = useLoaderData<typeof loader>();
  const { signIn } = useText(signInText);
  return (
    <Page title={signIn.outTitle} door>
      <PostSheet to={paths.signOut()} verb={signIn.out}>
        {signIn.outLead(email)}
      </PostSheet>
    </Page>
  );
}
