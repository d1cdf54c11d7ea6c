import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { systemFor } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { askToClose, closableFrom, closingOf, takeableAfterClosing } from "../team/closing.ts";
import { requireCloser } from "../team/closing-access.ts";
import { teamText } from "../team/text.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { PostSheet } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { TimeIn } from "../ui/time.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";

export const meta = titled(
  ({ closing }, data: Loaded<typeof loader>) => (data ? closing.title(data.name) : closing.way),
  teamText,
);

export function loader(args: LoaderFunctionArgs) {
  const { member } = requireCloser(args);
  const { name, closingAskedAt, closedAt } = closingOf(member);
  const until = closedAt === null ? null : closedAt + takeableAfterClosing;
  return { org: member.orgId, name, from: closableFrom(closingAskedAt), until };
}

export function action(args: ActionFunctionArgs) {
  const { member, actor, now } = requireCloser(args);
  const { portal } = args.context;
  const system = systemFor(portal);
  const { closing } = textFor(localeOf(args.request), teamText);
  if (askToClose(system, member, actor, now)) setFlash(system, member.session, closing.asked);
  portal.nudge();
  return seeOther(paths.closing(member.orgId));
}

export default function CloseOrganization() {
  const { org, name, from, until } = useLoaderData<typeof loader>();
  const { closing, team } = useText(teamText);
  if (until !== null)
    return (
      <Page title={<bdi>{closing.closedTitle(name)}</bdi>} ask={{ lead: closing.closedAsk }}>
        <p>
          <TimeIn sentence={closing.closedText} at={until} as="date" />
        </p>
        <p>
          <a className="btn" href={paths.exportOrganization(org)}>
            {closing.download}
          </a>
        </p>
      </Page>
    );
  return (
    <Page
      title={<bdi>{closing.title(name)}</bdi>}
      back={{ to: paths.team(org), name: team.title }}
      ask={{ lead: closing.ask }}
    >
      <p>{closing.meaning}</p>
      {from ? (
        <PostSheet to={paths.stopClosing(org)} verb={closing.stop}>
          <TimeIn sentence={closing.waiting} at={from} as="date" />
        </PostSheet>
      ) : (
        <>
          <PostSheet to={paths.closing(org)} verb={closing.verb}>
            {closing.first}
          </PostSheet>
          <p>
            <a className="more" href={paths.team(org)}>
              {closing.stop}
            </a>
          </p>
        </>
      )}
    </Page>
  );
}
