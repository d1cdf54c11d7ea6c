import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { depart } from "../account/departure.ts";
import { maxReasonForErasure, requireErasable } from "../account/erasable.ts";
import { accountText, type AccountText } from "../account/text.ts";
import { readForm } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { staffText } from "../staff/text.ts";
import { visibleLine } from "../text/clean.ts";
import { localeOf } from "../text/locale.ts";
import { isVisible } from "../text/visible.ts";
import { textFor } from "../text/words.ts";
import { Field, Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { RemoveOrKeep } from "../ui/removal.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(
  ({ departure }, data: Loaded<typeof loader>) => departure.eraseTitle(data?.who ?? ""),
  accountText,
);

export function loader(args: LoaderFunctionArgs) {
  const { person, who, hindrance, owned } = requireErasable(args);
  return { id: person.id, who, hindrance, owned };
}

const schema = ({ departure }: AccountText) =>
  z.object({
    reason: z
      .string({ error: departure.reasonMissing })
      .max(2 * maxReasonForErasure, departure.reasonTooLong(maxReasonForErasure))
      .transform(visibleLine)
      .refine(isVisible, departure.reasonMissing)
      .refine((typed) => typed.length <= maxReasonForErasure, departure.reasonTooLong(maxReasonForErasure)),
  });

export async function action(args: ActionFunctionArgs) {
  const { staff, system, person, who, hindrance, now } = requireErasable(args);
  const text = textFor(localeOf(args.request), accountText);
  const form = await readForm(args.request, schema(text));
  if (form.status !== "success") return invalid(form.reply());
  const why = { doneBy: staff.email, reason: form.value.reason };
  if (hindrance || !depart(system, person, why, now)) throw seeOther(paths.erasePerson(person.id));
  setFlash(system, staff.session, text.departure.erased(who));
  return seeOther(paths.staffSearch());
}

export default function ErasePerson() {
  const { id, who, hindrance, owned } = useLoaderData<typeof loader>();
  const { departure, staffSearch } = useText(accountText, staffText);
  const [form, { reason }] = useFields<{ reason: string }>("erasure", useActionData());
  const why = hindrance && { owner: departure.onlyOwner(owned), staff: departure.ofStaff, leaving: departure.underWay };
  return (
    <Page
      title={<bdi>{departure.eraseTitle(who)}</bdi>}
      back={{ to: paths.staffSearch(), name: staffSearch.title }}
      problems={<Problems form={form} />}
    >
      {hindrance && why ? (
        <p>{why[hindrance]}</p>
      ) : (
        <form className="sheet" method="post" action={paths.erasePerson(id)} noValidate>
          <p>{departure.eraseText(who)}</p>
          <Field field={reason} label={departure.reason} hint={departure.reasonHint} autoComplete="off" />
          <RemoveOrKeep verb={departure.eraseVerb} keepTo={paths.staffSearch()} keep={departure.eraseKeep} />
        </form>
      )}
    </Page>
  );
}
