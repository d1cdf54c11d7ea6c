import type { Stop } from "../../mail/mail-returns.ts";
import { paths } from "../../paths.ts";
import { PostButton, PostSheet } from "../../ui/form.tsx";
import { ListRow } from "../../ui/list-row.tsx";
import { TimeIn } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import type { findTest } from "../mailbox-test.ts";
import { notificationsText } from "../text.ts";

type Props = { email: string; stop: Stop; test: ReturnType<typeof findTest> };

/** Why emails come back, and the way out: trying the address again, or another one. */
export function ComesBack({ email, stop, test }: Props) {
  const { notifications, delivery } = useText(notificationsText);
  const isForGood = stop.reason === "spam";
  return (
    <>
      <section className="head tight">
        <p>
          <TimeIn sentence={notifications.stoppedWhy[stop.reason](email)} at={stop.since} as="date" />{" "}
          {isForGood ? delivery.complaint : notifications.stoppedSo}
        </p>
        {isForGood ? <p>{delivery.complaintNext}</p> : <p>{delivery.essential}</p>}
        {test ? (
          <p>
            {test.isLost ? delivery.lost(email) : delivery.wornOut}{" "}
            <TimeIn sentence={delivery.next} at={test.nextAt} as="dateTime" />
          </p>
        ) : null}
      </section>
      {isForGood || test ? null : (
        <PostSheet to={paths.delivery()} verb={delivery.tryAgain}>
          {delivery.how(email)}
        </PostSheet>
      )}
      <div className="row">
        <a className={isForGood || test ? "btn" : "btn bare"} href={paths.changeAddress()}>
          {delivery.change}
        </a>
        <a className="btn bare" href={paths.notifications()}>
          {delivery.missed}
        </a>
      </div>
    </>
  );
}

type Trouble = { reason: Stop["reason"]; isTested: boolean };

/** That emails come back, in one line: with the button to try again, where that helps and was not done lately. */
export function ComesBackLine(trouble: Trouble) {
  const says = useTrouble(trouble);
  return (
    <>
      <a className="btn bare" href={paths.delivery()}>
        {says}
      </a>
      <TryAgain {...trouble} />
    </>
  );
}

/** The same as a row of a list. */
export function ComesBackRow(trouble: Trouble) {
  const says = useTrouble(trouble);
  return (
    <ListRow to={paths.delivery()} title={says}>
      <TryAgain {...trouble} />
    </ListRow>
  );
}

function useTrouble({ reason, isTested }: Trouble) {
  const { notifications, delivery } = useText(notificationsText);
  return isTested ? delivery.tested : notifications.stopped[reason];
}

function TryAgain({ reason, isTested }: Trouble) {
  const { delivery } = useText(notificationsText);
  return isTested || reason === "spam" ? null : <PostButton to={paths.delivery()}>{delivery.tryAgain}</PostButton>;
}
