import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { systemFor } from "../sign-in/handles.ts";
import { Page } from "../ui/page.tsx";
import { TimeIn } from "../ui/time.tsx";
import { titled } from "../ui/title.ts";
import { useShell, useText } from "../ui/use.ts";
import { seeOther } from "../http/respond.ts";
import { answerBy, findAnswerTimes } from "../requests/answer-times.ts";
import { paths } from "../paths.ts";
import { isRequestReference } from "../text/request-reference.ts";
import { requestsText } from "../requests/text.ts";

export const meta = titled((text) => text.contact.sentTitle, requestsText);

export function loader({ request, context: { portal } }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams;
  const reference = query.get("reference") ?? "";
  if (!isRequestReference(reference)) throw seeOther(paths.contact());
  return {
    reference,
    isMailed: query.get("mailed") !== "no",
    isBefore: query.has("before"),
    answerBy: answerBy(findAnswerTimes(systemFor(portal)), portal.now()),
  };
}

export default function ContactSent() {
  const { reference, isMailed, isBefore, answerBy } = useLoaderData<typeof loader>();
  const { contact } = useText(requestsText);
  const lead = isMailed ? contact.sentLead : contact.sentLeadUnmailed;
  const company = useShell()?.company.name ?? "";
  return (
    <Page title={contact.sentTitle} lead={isBefore ? contact.sentBefore : lead} ask={null} door>
      <section className="sheet">
        <dl className="facts">
          <dt>{contact.reference}</dt>
          <dd>{reference}</dd>
          <dt>{contact.nextName}</dt>
          <dd>
            {contact.next(company)} <TimeIn sentence={contact.answerBy} at={answerBy} as="dayAndTime" />
          </dd>
        </dl>
      </section>
      <p className="quiet">{isMailed ? contact.another : contact.anotherUnmailed}</p>
      <p>
        <a className="btn" href={paths.root()}>
          {contact.start}
        </a>
      </p>
    </Page>
  );
}
