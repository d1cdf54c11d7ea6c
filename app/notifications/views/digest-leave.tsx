import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { notificationsText } from "../text.ts";
import { Choices, type OrganizationChoices } from "./choices.tsx";
import { LeaveFlash, UndoLeave } from "./leave-said.tsx";

type Props = {
  token: string;
  organizations: OrganizationChoices[];
  /** What waited for the digest until it was stopped, for Undo. */
  ended: string | null;
  isSaved: boolean;
  isUndone: boolean;
};

/** What goes into somebody's digest: the button to stop it, and what is to come on, topic by topic. */
export function DigestChoices({ token, organizations, ended, isSaved, isUndone }: Props) {
  const { leave: words } = useText(notificationsText);
  const waits = organizations.some(({ topics }) => topics.some(({ choice }) => choice === "digest"));
  return (
    <>
      {waits ? (
        <PostButton to={paths.leave(token)} fields={{ what: "stop" }} look="first">
          {words.stopDigest}
        </PostButton>
      ) : ended ? (
        <UndoLeave token={token} fields={{ ended }} said={words.digestStopped(ended.includes(":invoices"))} />
      ) : null}
      <LeaveFlash isSaved={isSaved} isUndone={isUndone} />
      <section className="head" aria-labelledby="each">
        <h2 id="each">{words.each}</h2>
        {organizations.map((one) => (
          <Choices
            key={one.id}
            organization={one}
            isOnly={false}
            post={{ to: paths.leave(token), fields: { what: "choose", org: one.id } }}
          />
        ))}
      </section>
      <p>
        <a href={paths.deliveryTimes()}>{words.when}</a>
      </p>
      <p>
        <a href={paths.notifications()}>{words.all}</a>
      </p>
    </>
  );
}
