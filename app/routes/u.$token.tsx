import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { masked } from "../http/masked.ts";
import { tokenPageHeaders } from "../links/access.ts";
import { changeAsPosted, findRecipient, readBefore } from "../notifications/leave-access.ts";
import { nameOfThing, standingOfRecipient } from "../notifications/recipient.ts";
import { isOfStaff } from "../notifications/staff-recipient.ts";
import { notificationsText } from "../notifications/text.ts";
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
  const { topic, orgName, email } = recipient;
  const token = args.params.token!;
  return {
    token,
    topic,
    orgName,
    address: masked(email),
    thing: nameOfThing(recipient),
    ...readBefore(new URL(args.request.url).searchParams),
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
  return (
    <Page title={leave.title} lead={leave.lead(found.address)} door>
      <LeaveButtons {...found} />
    </Page>
  );
}
