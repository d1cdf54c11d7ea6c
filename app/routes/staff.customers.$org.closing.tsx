import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { requireSudo, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireCustomerTeam } from "../staff/customer-person.ts";
import { closableFrom, closeOrganization, closingOf } from "../team/closing.ts";
import { teamText, type TeamText } from "../team/text.ts";
import { formatFor } from "../text/format.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Field, PostSheet, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { TimeIn } from "../ui/time.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

const maxReason = 500;

export const meta = titled(
  ({ closing }, data: Loaded<typeof loader>) => closing.staff.title(data?.name ?? ""),
  teamText,
);

export function loader(args: LoaderFunctionArgs) {
  const { organization, tenant } = requireCustomerTeam(args);
  requireSudo(args);
  const { closingAskedAt, ...closing } = closingOf(tenant);
  const from = closingAskedAt === null ? null : closableFrom(closingAskedAt);
  return { org: organization.id, ...closing, from };
}

const schema = ({ closing: { staff } }: TeamText) =>
  z.object({
    reason: z
      .string({ error: staff.reasonMissing })
      .max(maxReason, staff.reasonTooLong(maxReason))
      .transform((reason) => reason.trim())
      .refine(Boolean, staff.reasonMissing),
  });

export async function action(args: ActionFunctionArgs) {
  const { staff, organization, tenant } = requireCustomerTeam(args);
  requireSudo(args);
  const { portal } = args.context;
  const locale = localeOf(args.request);
  const text = textFor(locale, teamText);
  const words = text.closing.staff;
  const form = await readForm(args.request, schema(text));
  if (form.status !== "success") return invalid(form.reply());
  const { closingAskedAt, name } = closingOf(tenant);
  const done = closeOrganization(staff, tenant, form.value.reason, portal.now());
  if (done === "early") {
    const until = formatFor(locale).date(closableFrom(closingAskedAt));
    return invalid(form.reply({ formErrors: [words.early.replace("{date}", until)] }));
  }
  portal.nudge();
  setFlash(systemFor(portal), staff.session, words.closed(name));
  return seeOther(paths.staffCustomer(organization.id));
}

export default function CloseCustomer() {
  const { org, name, from, closedAt } = useLoaderData<typeof loader>();
  const { closing } = useText(teamText);
  const words = closing.staff;
  const [form, { reason }] = useFields<{ reason: string }>("closing", useActionData(), {});
  return (
    <Page
      title={<bdi>{words.title(name)}</bdi>}
      back={{ to: paths.staffCustomer(org), name }}
      problems={<Problems form={form} order={["reason"]} />}
      ask={{ lead: words.ask }}
    >
      {closedAt !== null ? (
        <PostSheet to={paths.staffReopening(org)} verb={words.reopen}>
          <TimeIn sentence={words.since} at={closedAt} as="date" />
        </PostSheet>
      ) : (
        <form className="sheet" method="post" action={paths.staffClosing(org)} noValidate>
          <p>{words.text}</p>
          {from !== null ? (
            <p>
              <TimeIn sentence={words.early} at={from} as="date" />
            </p>
          ) : null}
          <Field field={reason} label={words.reason} hint={words.reasonHint} autoComplete="off" />
          <SubmitButton>{words.verb}</SubmitButton>
        </form>
      )}
      <p>
        <a className="more" href={paths.staffCustomer(org)}>
          {closedAt === null ? words.keep : name}
        </a>
      </p>
    </Page>
  );
}
