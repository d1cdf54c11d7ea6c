import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyRequest } from "../requests/desk-access.ts";
import { Field, Problems, SubmitButton, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm, texts } from "../http/forms.ts";
import { invalid, misfit, seeOther } from "../http/respond.ts";
import { findAboutOf, findByNumber, listLinkable } from "../requests/request-link.ts";
import { linkRequest } from "../requests/requests-by-staff.ts";
import { paths } from "../paths.ts";
import { aboutName } from "../requests/about-name.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";
import { billingText } from "../billing/text.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(({ staffRequests }) => staffRequests.linkTitle, requestsText);

/** What is offered, with what it is about now among it. */
function listOffered({ staff, request }: ReturnType<typeof requireAnyRequest>) {
  const about = findAboutOf(staff, request);
  const newest = request.orgId === null ? [] : listLinkable(staff.reading(request.orgId));
  return about && !newest.some(({ id }) => id === about.id) ? [about, ...newest] : newest;
}

export function loader(args: LoaderFunctionArgs) {
  const desk = requireAnyRequest(args);
  const { id, subject, orgId, aboutId } = desk.request;
  return { id, subject, isNobodys: orgId === null, aboutId, offered: listOffered(desk) };
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["about", "number"]));
  const desk = requireAnyRequest(args);
  const { staff, clerk, request, now } = desk;
  if (form.status !== "success" || request.orgId === null) throw misfit();
  const { staffRequests: words } = textFor(localeOf(args.request), requestsText);
  const { about, number = "" } = form.value;
  const thing = number.trim()
    ? findByNumber(staff.reading(request.orgId), number.trim())
    : (listOffered(desk).find(({ id }) => id === about) ?? null);
  if (!number.trim() && about && !thing) return invalid(form.reply({ fieldErrors: { about: [words.linkGone] } }));
  if (number.trim() && !thing)
    return invalid(form.reply({ fieldErrors: { number: [words.linkNotFound(request.orgName ?? "")] } }));
  linkRequest(clerk, request.id, thing, now);
  setFlash(systemFor(args.context.portal), staff.session, thing ? words.linked : words.unlinked);
  return seeOther(paths.staffRequest(request.id));
}

export default function LinkRequest() {
  const { id, subject, isNobodys, aboutId, offered } = useLoaderData<typeof loader>();
  const text = useText(billingText, ordersText, requestsText);
  const { staffRequests: words } = text;
  const [form, fields] = useFields<{ about: string; number: string }>("link", useActionData(), { about: aboutId });
  const options = offered.map(({ id: code, name }) => ({ code, name: aboutName(text, name) }));
  return (
    <Page
      title={words.linkTitle}
      lead={isNobodys ? words.linkNobodys : words.linkWho}
      back={{ to: paths.staffRequest(id), name: subject }}
      problems={<Problems form={form} />}
      ask={{ lead: words.ask }}
    >
      {isNobodys ? (
        <p>
          <a className="btn" href={paths.giveRequest(id)}>
            {words.whoseIsIt}
          </a>
        </p>
      ) : (
        <form className="sheet" method="post" action={paths.linkRequest(id)} noValidate>
          <Field
            field={fields.about}
            label={words.linkChoose}
            options={[{ code: "", name: words.nothing }, ...options]}
          />
          <Field
            field={fields.number}
            label={words.linkNumber}
            hint={words.linkNumberHint}
            autoComplete="off"
            optional
          />
          <SubmitButton>{words.link}</SubmitButton>
        </form>
      )}
    </Page>
  );
}
