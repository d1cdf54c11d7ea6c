import type { HeldMail } from "../held-mails.ts";
import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { Prose } from "../../ui/prose.tsx";
import { useText } from "../../ui/use.ts";
import { requestsText } from "../text.ts";
import { Quoted } from "./staff-thread.tsx";

type Props = {
  mail: HeldMail;
  from: { email: string; name: string | null };
  customers: { orgId: string; orgName: string }[];
  said: string;
  quoted: string | null;
};

/** Whose mail was passed on in a held one and what they will read as their own, with a button for each customer. */
export function ForwardedBy({ mail: { id, proven }, from: { email, name }, customers, said, quoted }: Props) {
  const { heldMails: words } = useText(requestsText);
  const who = name ? `${name} (${email})` : email;
  return (
    <section className="sheet" aria-labelledby="forwarded">
      <h2 id="forwarded">{words.forwarded}</h2>
      <p>
        <bdi>{words.forwardedMeans(who)}</bdi> {customers.length ? null : words.forwardedUnknown}
        {proven ? null : ` ${words.forwardedUnproven}`}
      </p>
      <p>{words.forwardedShown}</p>
      <blockquote>
        <Prose>{said || words.noText}</Prose>
        {quoted ? <Quoted text={quoted} /> : null}
      </blockquote>
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
