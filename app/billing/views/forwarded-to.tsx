import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

type Props = { emails: string[]; to: string };

/** To whom an invoice was forwarded and who can still open it, each to be stopped. */
export function ForwardedTo({ emails, to }: Props) {
  const { forward } = useText(billingText);
  if (!emails.length) return null;
  return (
    <section className="head" aria-labelledby="forwarded">
      <h2 id="forwarded">{forward.forwarded}</h2>
      <p className="quiet">{forward.forwardedWhy}</p>
      <ul className="sheet flush list">
        {emails.map((email) => (
          <li key={email}>
            <span className="main">{email}</span>
            <PostButton to={to} fields={{ email }} look="bare" label={forward.stopNamed(email)}>
              {forward.stop}
            </PostButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
