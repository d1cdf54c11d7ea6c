import { randomUUID } from "node:crypto";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { Check, Field, Hidden, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { once } from "../forms/once.ts";
import { makeCustomer, type MadeCustomer } from "../people/new-customer.ts";
import { paths } from "../paths.ts";
import { askToSignIn } from "../sign-in/challenges.ts";
import { originOf } from "../sign-in/known-browser.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { customerSchema } from "../staff/customer-form.ts";
import { staffText } from "../staff/text.ts";

export const meta = titled(({ staffCustomer }) => staffCustomer.newTitle, staffText);

export function loader(args: LoaderFunctionArgs) {
  requireStaff(args);
  return { once: randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const staff = requireStaff(args);
  const { portal } = args.context;
  const words = textFor(localeOf(args.request), staffText);
  const { faults, made, madeAndMailed } = words.staffCustomer;
  const form = await readForm(args.request, customerSchema(words));
  if (form.status !== "success") return invalid({ reply: form.reply(), elsewhere: null });
  const { once: key = randomUUID(), invite, another: isAnother, ...wanted } = form.value;
  const system = systemFor(portal);
  let done: MadeCustomer | undefined;
  const act = () => {
    done = makeCustomer(staff, { ...wanted, isAnother, by: staff.email }, portal.now());
    return "made" in done ? paths.staffCustomer(done.made) : null;
  };
  const location = once(system, key, { ...wanted, isAnother }, act, portal.now());
  if (!location) {
    const isReserved = done && "reserved" in done;
    const elsewhere = done && "already" in done ? done.already : null;
    const fault = isReserved ? faults.reserved : elsewhere ? faults.already(elsewhere.name) : faults.disabled;
    return data({ reply: form.reply({ fieldErrors: { email: [fault] } }), elsewhere }, { status: 422 });
  }
  const { email } = wanted;
  if (done && invite) {
    const by = originOf(args, staff.session);
    await askToSignIn(portal, { email, by, next: null, browser: portal.config.company.name, pending: null });
  }
  setFlash(system, staff.session, (invite ? madeAndMailed : made)(email));
  return seeOther(location);
}

export default function NewCustomer() {
  const { once } = useLoaderData<typeof loader>();
  const { staffCustomer: words } = useText(staffText);
  const answer = useActionData<typeof action>();
  const [form, { name, email, person, invite, another }] = useFields<Record<string, string>>(
    "customer",
    answer?.reply,
    {},
  );
  const elsewhere = answer?.elsewhere;
  return (
    <Page
      title={words.newTitle}
      lead={words.newLead}
      back={{ to: paths.staffCustomers(), name: words.back }}
      problems={<Problems form={form} order={["name", "email", "person"]} />}
    >
      <form className="sheet" method="post" action={paths.newCustomer()} noValidate>
        <Field field={name!} label={words.name} hint={words.nameHint} autoComplete="off" />
        <Field
          field={email!}
          label={words.owner}
          type="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        {elsewhere ? (
          <div className="head">
            <a className="more start" href={paths.staffCustomer(elsewhere.id)}>
              {words.addThere(elsewhere.name)}
            </a>
            <Check name="another" label={words.another} checked={another!.initialValue === "on"} />
          </div>
        ) : null}
        <Field field={person!} label={words.person} optional autoComplete="off" />
        <Check name="invite" label={words.inviteThem} hint={words.inviteHint} checked={invite!.initialValue === "on"} />
        <Hidden name="once" value={once} />
        <SubmitButton>{words.make}</SubmitButton>
      </form>
    </Page>
  );
}
