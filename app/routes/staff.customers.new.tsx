import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { Field, Hidden, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { once } from "../forms/once.ts";
import { addressField } from "../people/address-field.ts";
import { makeCustomer, maxCustomerNameLength, type MadeCustomer } from "../people/new-customer.ts";
import { paths } from "../paths.ts";
import { visibleLine } from "../text/clean.ts";
import { localeOf } from "../text/locale.ts";
import { isVisible } from "../text/visible.ts";
import { textFor } from "../text/words.ts";
import { staffText, type StaffText } from "../staff/text.ts";

export const meta = titled(({ staffCustomer }) => staffCustomer.newTitle, staffText);

export function loader(args: LoaderFunctionArgs) {
  requireStaff(args);
  return { once: randomUUID() };
}

const schema = ({ staffCustomer: { faults } }: StaffText) =>
  z.object({
    name: z
      .string({ error: faults.nameMissing })
      .max(2 * maxCustomerNameLength, faults.tooLong(maxCustomerNameLength))
      .transform((typed, context) => {
        const name = visibleLine(typed);
        if (isVisible(name) && name.length <= maxCustomerNameLength) return name;
        context.addIssue(isVisible(name) ? faults.tooLong(maxCustomerNameLength) : faults.nameMissing);
        return z.NEVER;
      }),
    email: addressField({ missing: faults.emailMissing, wrong: faults.emailWrong }),
    once: z.string().optional(),
  });

export async function action(args: ActionFunctionArgs) {
  const staff = requireStaff(args);
  const { portal } = args.context;
  const words = textFor(localeOf(args.request), staffText);
  const { faults, made } = words.staffCustomer;
  const form = await readForm(args.request, schema(words));
  if (form.status !== "success") return invalid(form.reply());
  const { once: key = randomUUID(), ...wanted } = form.value;
  const system = systemFor(portal);
  let done: MadeCustomer | undefined;
  const act = () => {
    done = makeCustomer(staff, { ...wanted, by: staff.email }, portal.now());
    return "made" in done ? paths.staffCustomer(done.made) : null;
  };
  const location = once(system, key, wanted, act, portal.now());
  if (!location) {
    const isReserved = done && "reserved" in done;
    const already = done && "already" in done ? done.already : null;
    const fault = isReserved ? faults.reserved : already ? faults.already(already.name) : faults.disabled;
    return invalid(form.reply({ fieldErrors: { email: [fault] } }));
  }
  setFlash(system, staff.session, made(wanted.email));
  return seeOther(location);
}

export default function NewCustomer() {
  const { once } = useLoaderData<typeof loader>();
  const { staffCustomer: words } = useText(staffText);
  const [form, { name, email }] = useFields<{ name: string; email: string }>("customer", useActionData(), {});
  return (
    <Page
      title={words.newTitle}
      lead={words.newLead}
      back={{ to: paths.staffCustomers(), name: words.back }}
      problems={<Problems form={form} order={["name", "email"]} />}
      ask={{ lead: words.newAsk }}
    >
      <form className="sheet" method="post" action={paths.newCustomer()} noValidate>
        <Field field={name} label={words.name} hint={words.nameHint} autoComplete="off" />
        <Field
          field={email}
          label={words.owner}
          hint={words.ownerHint}
          type="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
        <Hidden name="once" value={once} />
        <SubmitButton>{words.make}</SubmitButton>
      </form>
    </Page>
  );
}
