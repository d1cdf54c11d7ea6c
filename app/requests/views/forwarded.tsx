import type { HeldMail } from "../held-mails.ts";
import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";

type Props = {
  mail: HeldMail;
  from: { email: string; name: string | null };
  customers: { orgId: string; orgName: string }[];
};

/** Whose mail was passed on in a held one, with a button for each customer it can be a request of. */
export function ForwardedBy({ mail: { id, proven }, from: { email, name }, customers }: Props) {
  const { heldMails: words } = useText(requestsText);
  const who = name ? `${name} (${email})` : email;
  return (
    <section className="sheet" aria-labelledby="forwarded">
      <h2 id="forwarded">{words.forwarded}</h2>
      <p>
        <bdi>{words.forwardedMeans(who)}</bdi> {customers.length ? null : words.forwardedUnknown}
        {proven ? null : ` ${words.forwardedUnproven}`}
      </p>
      {customers.map(({ orgId, orgName }) => (
        <PostButton key={orgId} to={paths.openForwarded(id)} fields={{ org: orgId }}>
          <bdi>{words.openAs(name ?? email, orgName)}</bdi>
        </PostButton>
      ))}
      {customers.length ? null : (
        <PostButton to={paths.openForwarded(id)}>
          <bdi>{words.openAsUnknown(email)}</bdi>
        </PostButton>
      )}
    </section>
  );
}
