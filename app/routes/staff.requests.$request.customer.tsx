import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { requireAnyRequest } from "../requests/desk-access.ts";
import { ChooseCustomer } from "../staff/views/choose-customer.tsx";
import { PostSheet } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm, texts } from "../http/forms.ts";
import { misfit, seeOther } from "../http/respond.ts";
import { findOrganization, searchOrganizations } from "../people/organization-search.ts";
import { giveRequest, listAnswered } from "../requests/hand-over.ts";
import { readSearch } from "../search/search-text.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(({ staffRequests }) => staffRequests.whoseIsIt, requestsText);

export function loader(args: LoaderFunctionArgs) {
  const { staff, request } = requireAnyRequest(args);
  const { id, subject, email, orgId, verified, disownedAt } = request;
  if (orgId !== null) throw seeOther(paths.staffRequest(id));
  const query = new URL(args.request.url).searchParams;
  const q = readSearch(query.get("q"));
  const customer = findOrganization(staff, query.get("customer"));
  const answered = customer ? listAnswered(staff.reading(customer.id), request) : [];
  const found = customer ? [] : searchOrganizations(staff, q);
  return {
    id,
    subject,
    email,
    verified,
    disownedAt,
    q,
    customer,
    answered: answered.map(({ name, email }) => ({ name, email })),
    found,
  };
}

/** Gives a request that is nobody's to a customer. */
export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, texts(["customer"]));
  const { staff, clerk, request, now } = requireAnyRequest(args);
  const to = findOrganization(staff, form.status === "success" ? (form.value.customer ?? null) : null);
  if (!to) throw misfit();
  const outcome = giveRequest(clerk, request.id, to.id, now);
  const { staffRequests: words } = textFor(localeOf(args.request), requestsText);
  setFlash(
    systemFor(args.context.portal),
    staff.session,
    outcome === "given" ? words.given(to.name) : words.givenBefore,
  );
  return seeOther(paths.staffRequest(request.id));
}

export default function WhoseIsIt() {
  const { id, subject, email, verified, disownedAt, q, customer, answered, found } = useLoaderData<typeof loader>();
  const { staffRequests: words } = useText(requestsText);
  const isAsker = answered.some((person) => person.email === email);
  return (
    <Page
      title={words.whoseIsIt}
      lead={<bdi>{email}</bdi>}
      back={{ to: paths.staffRequest(id), name: subject }}
      ask={{ lead: words.ask }}
    >
      {customer ? (
        <>
          <PostSheet to={paths.giveRequest(id)} fields={{ customer: customer.id }} verb={words.give(customer.name)}>
            {words.giveMeans(customer.name)} {words.giveAnswers(answered.map(({ name, email }) => name ?? email))}{" "}
            {isAsker ? null : words.giveNoMore(email)} {disownedAt === null ? null : words.disowned}{" "}
            {verified ? null : words.giveUnproven} {words.giveForGood}
          </PostSheet>
          <a className="more start" href={paths.giveRequest(id)}>
            {words.giveAnother}
          </a>
        </>
      ) : (
        <ChooseCustomer
          to={paths.giveRequest(id)}
          q={q}
          found={found}
          lead={(one) => paths.giveRequest(id, { customer: one })}
        />
      )}
    </Page>
  );
}
