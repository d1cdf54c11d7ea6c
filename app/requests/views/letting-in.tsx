import type { findLikely } from "../held-senders.ts";
import type { HeldMail } from "../held-mails.ts";
import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = { mail: HeldMail } & ReturnType<typeof findLikely>;

/** Whose other address the sender's may be, with a button for each; or why it can be nobody's. */
export function LettingIn({ mail: { id, fromEmail }, likely, refusal }: Props) {
  const { heldMails: words } = useText(requestsText);
  if (refusal) return <p className="quiet">{words.refusals[refusal](fromEmail)}</p>;
  if (!likely.length) return null;
  return (
    <section className="sheet" aria-labelledby="whose">
      <h2 id="whose">{words.whose}</h2>
      <p>{words.whoseMeans(fromEmail)}</p>
      {likely.map(({ personId, orgId, orgName, name, email }) => (
        <PostButton key={`${personId} ${orgId}`} to={paths.letSenderIn(id)} fields={{ person: personId, org: orgId }}>
          <bdi>{words.isTheirs(name ? `${name} (${email})` : email, orgName)}</bdi>
        </PostButton>
      ))}
    </section>
  );
}
