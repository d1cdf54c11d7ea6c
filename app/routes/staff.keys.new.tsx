import { randomUUID } from "node:crypto";
import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireStaff, requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { KeyForm, NewKey, type KeyValues } from "../staff/views/key-form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { inWords, readForm, texts, typedIn } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { createKey } from "../company/api-keys.ts";
import { checkKey, keyFields } from "../company/key-form.ts";
import { once } from "../forms/once.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(({ staffKeys }) => staffKeys.newTitle, staffText);

/** A page that carries a key is kept nowhere. */
export const headers: HeadersFunction = ({ actionHeaders }) => actionHeaders;

export function loader(args: LoaderFunctionArgs) {
  requireStaff(args);
  requireSudo(args);
  return { once: randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const staff = requireStaff(args);
  const { session } = requireSudo(args);
  const { portal } = args.context;
  const { staffKeys: words } = textFor(localeOf(args.request), staffText);
  const form = await readForm(args.request, texts([...keyFields, "once"]));
  if (form.status !== "success") return invalid({ form: form.reply(), made: null });
  const now = portal.now();
  const typed = typedIn(form.value, keyFields);
  const { key, faults } = checkKey(typed, now);
  if (Object.keys(faults).length)
    return invalid({ form: form.reply({ fieldErrors: inWords(faults, words.faults) }), made: null });

  let made: string | null = null;
  const act = () => {
    made = createKey(staff, { ...key, by: staff.email }, now).key;
    return paths.staffKeys();
  };
  const system = systemFor(portal);
  const location = once(system, form.value.once ?? randomUUID(), typed, act, now);
  if (made)
    return data(
      { form: null, made: { name: key.name, key: made as string } },
      { headers: { "Cache-Control": "no-store" } },
    );
  setFlash(system, session, words.madeBefore);
  return seeOther(location);
}

type Answer = { form: unknown; made: { name: string; key: string } | null };

export default function MakeKey() {
  const { once } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() as Answer | undefined;
  const { staffKeys: words } = useText(staffText);
  const [form, fields] = useFields<KeyValues>("key", answer?.form, {
    orders: "on",
    organizations: "on",
    people: "on",
    once,
  });
  const back = { to: paths.staffKeys(), name: words.title };
  if (answer?.made)
    return (
      <Page title={words.madeTitle} lead={words.madeLead} ask={{ lead: words.ask }}>
        <NewKey made={answer.made} />
      </Page>
    );
  return (
    <Page
      title={words.newTitle}
      lead={words.newLead}
      back={back}
      problems={<Problems form={form} order={keyFields} />}
      ask={{ lead: words.ask }}
    >
      <KeyForm fields={fields} />
    </Page>
  );
}
