import { paths } from "../../paths.ts";
import { Field } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";

type Props = { org: string; typed: string | null; fault: "idMissing" | "unknown" | "isTheirs" | null };

/** The field for the id of a customer at Stripe. */
export function StripeId({ typed, errors }: { typed: string | null; errors?: string[] }) {
  const { staffCustomer: words } = useText(staffText);
  return (
    <Field
      field={{ id: "customer", name: "customer", errors, initialValue: typed ?? "" }}
      label={words.id}
      hint={words.idHint}
      type="text"
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
    />
  );
}

/** Asks for the id of a customer at Stripe, to look at it before anything is done. */
export function FindStripeCustomer({ org, typed, fault }: Props) {
  const { staffCustomer: words } = useText(staffText);
  const errors = fault ? [words[fault](typed ?? "")] : undefined;
  return (
    <form className="sheet" method="get" action={paths.linkCustomer(org)} role="search" aria-label={words.link}>
      <StripeId typed={typed} errors={errors} />
      <button className="btn second" type="submit">
        {words.find}
      </button>
    </form>
  );
}
