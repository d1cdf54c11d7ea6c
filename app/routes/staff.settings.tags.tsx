import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireDesk } from "../requests/desk-access.ts";
import { Field, Hidden, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { SettingsNav } from "../staff/views/settings-nav.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readFields, parseFields } from "../http/forms.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { countTagged, listTags, saveTags } from "../requests/tags.ts";
import { fieldOf, tagsSchema } from "../requests/tags-form.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(({ staffSort }) => staffSort.title, requestsText);

export function loader(args: LoaderFunctionArgs) {
  const { staff } = requireDesk(args);
  return { tags: listTags(staff).map(({ id, name }) => ({ field: fieldOf(id), name })) };
}

export async function action(args: ActionFunctionArgs) {
  const { staffSort: words } = textFor(localeOf(args.request), requestsText);
  const { fields } = await readFields(args.request);
  const { staff, now } = requireDesk(args);
  const all = listTags(staff);
  const there = all.map(({ id }) => id);
  const form = parseFields(fields, tagsSchema(there, words.faults));
  if (form.status !== "success") return invalid(form.reply());
  // A tag that a colleague made meanwhile has no field in the form.
  const named = Object.entries(form.value).flatMap(([field, name]) =>
    name || fields.has(field) ? [{ id: there.find((id) => fieldOf(id) === field) ?? null, name }] : [],
  );
  const emptied = all.filter(({ id }) => fields.has(fieldOf(id)) && !named.find((one) => one.id === id)?.name);
  const onRequests = countTagged(
    staff,
    emptied.map(({ id }) => id),
  );
  const asked = emptied.filter(({ id }) => onRequests.has(id) && !fields.getAll("sure").includes(fieldOf(id)));
  if (asked.length) {
    const why = asked.map(({ id, name }) => [fieldOf(id), [words.removes(name, onRequests.get(id)!)]]);
    return invalid({
      ...form.reply({ fieldErrors: Object.fromEntries(why) }),
      sure: emptied.map(({ id }) => fieldOf(id)),
    });
  }
  if (saveTags(staff, named, now) === "twice") return invalid(form.reply({ formErrors: [words.faults.twice] }));
  setFlash(systemFor(args.context.portal), staff.session, words.saved);
  return seeOther(paths.staffTags());
}

export default function Tags() {
  const { tags } = useLoaderData<typeof loader>();
  const { staffSort: words } = useText(requestsText);
  const values = Object.fromEntries(tags.map(({ field, name }) => [field, name]));
  const posted = useActionData();
  const [form, fields] = useFields<Record<string, string>>("tags", posted, values);
  const { sure = [] } = (posted ?? {}) as { sure?: string[] };
  return (
    <Page title={words.title} lead={words.titleLead} problems={<Problems form={form} />}>
      <SettingsNav />
      <form className="sheet" method="post" action={paths.staffTags()} noValidate>
        {tags.length ? <p className="quiet">{words.emptyRemoves}</p> : null}
        {tags.map(({ field, name }) => (
          <Field key={field} field={fields[field]!} label={words.tagNamed(name)} autoComplete="off" />
        ))}
        <Field field={fields.another!} label={words.another} autoComplete="off" optional />
        {sure.map((field) => (
          <Hidden key={field} name="sure" value={field} />
        ))}
        <SubmitButton>{words.save}</SubmitButton>
      </form>
    </Page>
  );
}
