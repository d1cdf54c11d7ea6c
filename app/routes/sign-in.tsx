import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs } from "@remix-run/node";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { addressField } from "../people/address-field.ts";
import { browserLabel } from "../sign-in/browser.ts";
import { askToSignIn } from "../sign-in/challenges.ts";
import { pendingMinutes } from "../sign-in/pending-challenges.ts";
import { readCookie, setCookie } from "../sign-in/cookies.ts";
import { systemFor, visitor } from "../sign-in/handles.ts";
import { openItem, tokenPageHeaders } from "../links/access.ts";
import { limitOrigin, originOf } from "../sign-in/known-browser.ts";
import { landingPath } from "../sign-in/landing.ts";
import { signInPostsPerIp } from "../sign-in/limits.ts";
import { safeNext } from "../sign-in/safe-next.ts";
import { Field, Hidden, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { isTypedKept, signInGoal } from "../sign-in/views/sign-in-goal.ts";
import { titled } from "../ui/title.ts";
import { useShell, useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { signInText, type SignInText } from "../sign-in/text.ts";

export const meta = titled((text) => text.signIn.title, signInText);

export const headers = ({ loaderHeaders }: HeadersArgs) => loaderHeaders;

/** Whose item link somebody comes from, while it works, in a browser in which they have signed in before: others read it masked. */
function addresseeOf(args: LoaderFunctionArgs, token: string): string | null {
  const item = openItem({ ...args, params: { token } });
  return item && !item.expired && originOf(args).isKnownTo(item.email) ? item.email : null;
}

export function loader(args: LoaderFunctionArgs) {
  const { config } = args.context.portal;
  const query = new URL(args.request.url).searchParams;
  const next = safeNext(query.get("next"), config.appUrl);
  const session = visitor(args);
  if (session) throw seeOther(next ?? landingPath(args, session));
  const token = query.get("item");
  const email = token === null ? null : addresseeOf(args, token);
  return data({ next, email, out: query.get("out") }, { headers: token === null ? {} : tokenPageHeaders });
}

const schema = ({ signIn }: SignInText) =>
  z.object({
    email: addressField({ missing: signIn.emailMissing, wrong: signIn.emailWrong }),
    next: z.string().optional(),
    again: z.string().optional(),
  });

export async function action({ request, context }: ActionFunctionArgs) {
  const { portal } = context;
  const { config } = portal;
  const by = originOf({ request, context });
  limitOrigin(systemFor(portal), "sign-in posts", by, signInPostsPerIp, portal.now());
  const form = await readForm(request, schema(textFor(localeOf(request), signInText)));
  if (form.status !== "success") return invalid(form.reply());
  const pending = await askToSignIn(portal, {
    email: form.value.email,
    next: safeNext(form.value.next, config.appUrl),
    by,
    browser: browserLabel(request),
    pending: readCookie(config, request, "pending"),
  });
  return seeOther(paths.signInCheck(!!form.value.again), {
    "Set-Cookie": setCookie(config, "pending", pending, pendingMinutes * 60),
  });
}

export default function SignIn() {
  const { out, ...known } = useLoaderData<typeof loader>();
  const { signIn } = useText(signInText);
  const [form, { email }] = useFields<{ email: string; next: string }>("sign-in", useActionData(), known);
  const features = useShell()?.features ?? [];
  const next = form.initialValue?.next;
  const isOut = out === "gone" ? signIn.isGone : out === null ? null : signIn.isOut;
  const goal = signInGoal(next);
  return (
    <Page
      title={goal === "portal" ? signIn.heading(features) : signIn.headings[goal]}
      lead={signIn.lead}
      ask={{ lead: signIn.ask }}
      notice={isOut ?? (isTypedKept(next) ? signIn.typedKept : null)}
      problems={<Problems form={form} />}
      door
    >
      <form className="sheet" method="post" action={paths.signIn()} noValidate>
        <Field
          field={email}
          label={signIn.email}
          type="email"
          inputMode="email"
          autoComplete="email"
          autoCapitalize="none"
          spellCheck={false}
        />
        <Hidden name="next" value={next as string | undefined} />
        <SubmitButton>{signIn.send}</SubmitButton>
      </form>
      <p className="quiet">{goal === "staff" ? signIn.newStaff : signIn.newHere}</p>
    </Page>
  );
}
