import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireAskedMail } from "../requests/asked-mail-access.ts";
import { Hidden, PostButton, SubmitButton } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { Prose } from "../ui/prose.tsx";
import { TimeIn } from "../ui/time.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { notFound, seeOther } from "../http/respond.ts";
import { placeOf } from "../requests/customer-choice.ts";
import { paths } from "../paths.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(({ askedMail }) => askedMail.title, requestsText);

export function loader(args: LoaderFunctionArgs) {
  const { system, mail } = requireAskedMail(args);
  const place = placeOf(system, mail);
  if (place) throw seeOther(paths.request(place.orgId, place.requestId));
  if (mail.request?.orgId) throw notFound();
  const asked = new URL(args.request.url).searchParams.get("customer");
  const { id, subject, text, receivedAt, files, customers } = mail;
  const names = customers.map(({ orgId, orgName }) => ({ orgId, orgName, isAsked: orgId === asked }));
  return {
    mail: { id, subject, text, receivedAt, files: files.map(({ name }) => name) },
    customers: names.toSorted((one, other) => Number(other.isAsked) - Number(one.isAsked)),
  };
}

export default function WhichCustomer() {
  const { mail, customers } = useLoaderData<typeof loader>();
  const { askedMail: words, heldMails } = useText(requestsText);
  const { id, subject, text, receivedAt, files } = mail;
  return (
    <Page
      title={words.title}
      lead={<TimeIn sentence={words.lead} at={receivedAt} as="dateTime" />}
      ask={{ lead: words.ask }}
    >
      <article className="sheet">
        <h2 dir="auto">{heldMails.title(subject)}</h2>
        {text ? <Prose>{text}</Prose> : null}
        {files.length ? (
          <p>
            <bdi>{files.join(", ")}</bdi>
          </p>
        ) : null}
      </article>
      {customers.map(({ orgId, orgName, isAsked }) => (
        <Choice key={orgId} to={paths.chooseCustomer(id)} org={orgId} isAsked={isAsked}>
          {words.choose(orgName)}
        </Choice>
      ))}
    </Page>
  );
}

type ChoiceProps = { to: string; org: string; isAsked: boolean; children: string };

/** The button for a customer; the one whose link was followed stands out. */
function Choice({ to, org, isAsked, children }: ChoiceProps) {
  const name = <bdi>{children}</bdi>;
  if (!isAsked)
    return (
      <PostButton to={to} fields={{ org }}>
        {name}
      </PostButton>
    );
  return (
    <form method="post" action={to}>
      <Hidden name="org" value={org} />
      <SubmitButton>{name}</SubmitButton>
    </form>
  );
}
