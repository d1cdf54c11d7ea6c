import type { Feature } from "../../features.ts";
import { paths } from "../../paths.ts";
import { useShell, useText } from "../../ui/use.ts";
import { staffText, type StaffText } from "../text.ts";

type Answer = { id: keyof StaffText["shortAnswers"]["answers"]; to: string; of?: Feature };

const answers: Answer[] = [
  { id: "find", to: paths.staffCustomers() },
  { id: "add", to: paths.newCustomer() },
  { id: "answer", to: paths.staffRequests(), of: "requests" },
  { id: "step", to: paths.staffOrders(), of: "orders" },
  { id: "correct", to: paths.staffOrders(), of: "orders" },
  { id: "approve", to: paths.staffOrders({ state: "waiting" }), of: "orders" },
  { id: "bounced", to: paths.staffCustomers({ show: "mail-comes-back" }) },
  { id: "locked", to: paths.staffCustomers({ show: "nobody" }) },
  { id: "stripe", to: paths.staffCustomers({ sort: "newest" }), of: "billing" },
  { id: "health", to: paths.staffHealth() },
];

/** What staff ask most: each question leads to its screen, with the answer below it. */
export function ShortAnswers() {
  const { shortAnswers: words } = useText(staffText);
  const features = useShell()?.features ?? [];
  return (
    <ul className="sheet flush list" aria-label={words.title}>
      {answers
        .filter(({ of }) => !of || features.includes(of))
        .map(({ id, to }) => (
          <li key={id}>
            <a className="main" href={to}>
              <b>{words.answers[id].asked}</b>
              <span>{words.answers[id].said}</span>
            </a>
          </li>
        ))}
    </ul>
  );
}
