import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { inSentence } from "../sign-in/browser.ts";
import { requirePerson } from "../sign-in/handles.ts";
import { listSessions } from "../sign-in/sessions.ts";
import { PostButton } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { TimeIn } from "../ui/time.tsx";
import { titled } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { paths } from "../paths.ts";
import { signInText } from "../sign-in/text.ts";

export const meta = titled((text) => text.sessions.title, signInText);

export function loader(args: LoaderFunctionArgs) {
  const self = requirePerson(args);
  const all = listSessions(self, args.context.portal.now());
  const isCurrent = ({ publicId }: { publicId: string }) => publicId === self.session.publicId;
  return { current: all.filter(isCurrent), others: all.filter((one) => !isCurrent(one)) };
}

type Shown = ReturnType<typeof listSessions>[number];

export default function Sessions() {
  const { current, others } = useLoaderData<typeof loader>();
  const { sessions } = useText(signInText);
  return (
    <Page title={sessions.title} lead={sessions.lead} ask={{ lead: sessions.ask }}>
      <ul className="sheet flush list" aria-label={sessions.list}>
        {current.map((session) => (
          <Row key={session.publicId} session={session} isCurrent />
        ))}
        {others.map((session) => (
          <Row key={session.publicId} session={session} />
        ))}
      </ul>
      {others.length ? (
        <PostButton to={paths.endOtherSessions()}>{sessions.endOthers}</PostButton>
      ) : (
        <p className="quiet">{sessions.onlyThis}</p>
      )}
    </Page>
  );
}

function Row({ session, isCurrent }: { session: Shown; isCurrent?: boolean }) {
  const { sessions } = useText(signInText);
  return (
    <li>
      <div className="main">
        <span>
          <b>{session.browser}</b>
          {isCurrent ? (
            <span className="tag" data-status="paid">
              {sessions.thisOne}
            </span>
          ) : null}
        </span>
        <small>
          <TimeIn sentence={sessions.since[session.by]} at={session.createdAt} as="dateTime" />
          <br />
          <TimeIn sentence={sessions.lastSeen} at={session.lastSeenAt} as="dateTime" />
        </small>
      </div>
      {isCurrent ? null : (
        <div className="file">
          <PostButton
            to={paths.endSession(session.publicId)}
            look="bare"
            label={sessions.endNamed(inSentence(session.browser))}
          >
            {sessions.end}
          </PostButton>
        </div>
      )}
    </li>
  );
}
