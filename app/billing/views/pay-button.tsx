import { PostButton } from "../../ui/form.tsx";
import { useText } from "../../ui/use.ts";
import { billingText } from "../text.ts";

type Props = { to: string; number: string | null; look?: "first" | "second" };

/** On to Stripe's page for an invoice. It posts: whoever only follows links asks Stripe nothing. */
export function PayButton({ to, number, look = "first" }: Props) {
  const { billing } = useText(billingText);
  return (
    <PostButton to={to} look={look} label={billing.payNamed(number)}>
      {billing.pay}
    </PostButton>
  );
}
