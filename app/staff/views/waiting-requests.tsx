import type { WaitingCounts } from "../../requests/desk-counts.ts";
import { paths } from "../../paths.ts";
import { requestsFeature as requestsJob } from "../../requests/feature.ts";
import { useText, useWord } from "../../ui/use.ts";
import { requestsText } from "../../requests/text.ts";
import { staffText } from "../text.ts";

/** How many requests need an answer, of these the late ones, and how many mails are held, how many programs sent, each leading to them; nothing where there are none. */
export function WaitingRequests({ counts: { answers, late, held, automatic } }: { counts: WaitingCounts }) {
  const { staff, staffRequests } = useText(requestsText, staffText);
  const say = useWord();
  if (!answers && !held && !automatic) return null;
  return (
    <section className="sheet" aria-labelledby="requests">
      <h2 id="requests">{staffRequests.title}</h2>
      <div className="ways">
        {answers ? (
          <a className="more start" href={paths.staffRequests({ queue: "needs-answer" })}>
            {`${say(requestsJob.staffTab.waiting)(answers)}${late ? staff.ofThemLate(late) : ""}`}
          </a>
        ) : null}
        {held ? (
          <a className="more start" href={paths.heldMails()}>
            {staff.mailsHeld(held)}
          </a>
        ) : null}
        {automatic ? (
          <a className="more start" href={paths.heldMails("automatic")}>
            {staff.mailsAutomatic(automatic)}
          </a>
        ) : null}
      </div>
    </section>
  );
}
