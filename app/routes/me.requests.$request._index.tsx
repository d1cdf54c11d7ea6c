import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireClaimant } from "../requests/claim-access.ts";
import { Hidden, PostButton, SubmitButton } from "../ui/form.tsx";
import { Choice } from "../ui/filter-form.tsx";
import { Page } from "../ui/page.tsx";
import { Prose } from "../ui/prose.tsx";
import { TimeIn } from "../ui/time.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { notFound } from "../http/respond.ts";
import { findUnclaimed } from "../requests/request-claims.ts";
import { paths } from "../paths.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled(({ requests }) => requests.claimTitle, requestsText);

export function loader(args: LoaderFunctionArgs) {
  const { self, system, organizations } = requireClaimant(args);
  const request = organizations.length ? findUnclaimed(self, system, args.params.request!) : null;
  if (!request) throw notFound();
  return { request, organizations };
}

export default function UnclaimedRequest() {
  const { request, organizations } = useLoaderData<typeof loader>();
  const { requests: words } = useText(requestsText);
  const { id, orgId, subject, text, createdAt } = request;
  return (
    <Page title={words.claimTitle} lead={<TimeIn sentence={words.claimLead} at={createdAt} as="dateTime" />} ask={null}>
      <article className="sheet">
        {subject ? <h2 dir="auto">{subject}</h2> : null}
        <Prose>{text}</Prose>
      </article>
      <form className="sheet" method="post" action={paths.claimRequest(id)}>
        {orgId !== null ? (
          <Hidden name="org" value={orgId} />
        ) : organizations.length > 1 ? (
          <Choice name="org" label={words.claimFor} value={null}>
            {organizations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Choice>
        ) : null}
        <SubmitButton>{words.claim}</SubmitButton>
      </form>
      <PostButton to={paths.disownRequest(id)}>{words.disown}</PostButton>
    </Page>
  );
}
