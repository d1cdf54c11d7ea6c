import type { OwnDevices } from "../sessions.ts";
import { inSentence } from "../browser.ts";
import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { signInText } from "../text.ts";

/** Where somebody is signed in, this device first, and the ways to end the others. */
export function Devices({ current, others }: OwnDevices) {
  const { sessions } = useText(signInText);
  return (
    <>
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
    </>
  );
}

function Row({ session, isCurrent }: { session: OwnDevices["current"][number]; isCurrent?: boolean }) {
  const { sessions } = useText(signInText);
  return (
    <li>
      <div className="main">
        <span>
          <b>{session.browser}</b>
          {isCurrent ? <span className="tag">{sessions.thisOne}</span> : null}
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
