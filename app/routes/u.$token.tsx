import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { masked } from "../http/masked.ts";
import { tokenPageHeaders } from "../links/access.ts";
import { isOfDigest } from "../notifications/digest-recipient.ts";
import { changeAsPosted, findRecipient } from "../notifications/leave-access.ts";
import { nameOfThing, standingOfRecipient } from "../notifications/recipient.ts";
import { isOfStaff } from "../notifications/staff-recipient.ts";
import { notificationsText } from "../notifications/text.ts";
import { readBefore } from "../notifications/topic-leave.ts";
import { DigestChoices } from "../notifications/views/digest-leave.tsx";
import { LeaveButtons } from "../notifications/views/leave.tsx";
import { paths } from "../paths.ts";
import { Page } from "../ui/page.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(({ leave }) => leave.title, notificationsText);

export const headers = () => tokenPageHeaders;

export function loader(args: LoaderFunctionArgs) {
  const recipient = findRecipient(args);
  if (!recipient) return data(null, { status: 410 });
  const token = args.params.token!;
  const asked = new URL(args.request.url).searchParams;
  const address = masked(recipient.email);
  if (isOfDigest(recipient)) {
    const { organizations } = recipient;
    return {
      is: "digest" as const,
      token,
      address,
      organizations,
      ended: asked.get("ended"),
      isSaved: asked.has("saved"),
      isUndone: asked.has("undone"),
    };
  }
  const { topic, orgName } = recipient;
  return {
    is: "topic" as const,
    token,
    topic,
    orgName,
    address,
    thing: nameOfThing(recipient),
    ...readBefore(asked),
    isStaff: isOfStaff(recipient),
    ...standingOfRecipient(recipient),
  };
}

export const action = (args: ActionFunctionArgs) => changeAsPosted(args, false);

export default function LeavePage() {
  const found = useLoaderData<typeof loader>();
  const { leave } = useText(notificationsText);
  if (!found)
    return (
      <Page title={leave.goneTitle} lead={leave.goneLead} door>
        <p>
          <a className="btn" href={paths.notifications()}>
            {leave.all}
          </a>
        </p>
      </Page>
    );
  return found.is === "digest" ? (
    <Page title={leave.digestTitle} lead={leave.digestLead(found.address)} door>
      <DigestChoices {...found} />
    </Page>
  ) : (
    <Page title={leave.title} lead={leave.lead(found.address)} door>
      <LeaveButtons {...found} />
    </Page>
  );
}
