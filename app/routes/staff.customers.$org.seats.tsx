import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { transact } from "#db/tenant.ts";
import { requireFeature } from "../http/features.ts";
import { readForm } from "../http/forms.ts";
import { invalid, notFound, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { findOrganization } from "../people/organization-search.ts";
import { requireStaff, systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { findSeats, seatsByHand } from "../team/seats.ts";
import { giveSeats } from "../team/seat-settings.ts";
import { tellOfSeatsOf } from "../team/seat-tasks.ts";
import { teamText, type TeamText } from "../team/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { Field, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ staffSeats }, data: Loaded<typeof loader>) => staffSeats.of(data?.name ?? ""), teamText);

function requireCustomer(args: LoaderFunctionArgs) {
  requireFeature(args, "team");
  const staff = requireStaff(args);
  const organization = findOrganization(staff, args.params.org!);
  if (!organization) throw notFound();
  return { staff, organization, tenant: staff.reading(organization.id), now: args.context.portal.now() };
}

export function loader(args: LoaderFunctionArgs) {
  const { organization, tenant, now } = requireCustomer(args);
  const { id, name } = organization;
  return { id, name, seats: findSeats(tenant, now), byHand: seatsByHand(tenant) };
}

/** As people write them in groups of three; a fraction is none. */
const thousands = /^\d{1,3}(?:[\s.,]\d{3})+$/;

const schema = ({ staffSeats }: TeamText) =>
  z.object({
    seats: z
      .string()
      .max(20, staffSeats.wrong)
      .transform((typed) => (thousands.test(typed.trim()) ? typed.replace(/[\s.,]/g, "") : typed.trim()))
      .pipe(z.string().regex(/^\d{0,6}$/, staffSeats.wrong))
      .transform((digits) => (digits ? Number(digits) : null))
      .refine((seats) => seats === null || seats <= 100_000, staffSeats.wrong)
      .optional(),
  });

export async function action(args: ActionFunctionArgs) {
  const { staff, organization, now } = requireCustomer(args);
  const text = textFor(localeOf(args.request), teamText);
  const form = await readForm(args.request, schema(text));
  if (form.status !== "success") return invalid(form.reply());
  const system = systemFor(args.context.portal);
  transact(system, () => {
    giveSeats(staff, organization.id, form.value.seats ?? null, now);
    tellOfSeatsOf(system, organization.id, now);
  });
  setFlash(system, staff.session, text.staffSeats.savedFor(organization.name));
  return seeOther(paths.staffCustomer(organization.id));
}

export default function CustomerSeats() {
  const { id, name, seats, byHand } = useLoaderData<typeof loader>();
  const { staffSeats: words, seats: seatWords } = useText(teamText);
  const values = { seats: byHand === null ? null : String(byHand) };
  const [form, fields] = useFields<{ seats: string }>("seats", useActionData(), values);
  return (
    <Page
      title={<bdi>{words.of(name)}</bdi>}
      back={{ to: paths.staffCustomer(id), name }}
      problems={<Problems form={form} />}
      ask={{ lead: words.askOne }}
    >
      <p>{seats ? seatWords.inUse(seats.inUse, seats.limit, seats.invited) : words.noLimit}</p>
      <form className="sheet" method="post" action={paths.customerSeats(id)} noValidate>
        <Field
          field={fields.seats}
          label={words.extraLabel}
          hint={words.extraHint}
          inputMode="numeric"
          autoComplete="off"
          optional
        />
        <SubmitButton>{words.save}</SubmitButton>
      </form>
    </Page>
  );
}
