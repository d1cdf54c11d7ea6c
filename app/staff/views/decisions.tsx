import type { listStaffTasks } from "../../company/staff-tasks.ts";
import { paths } from "../../paths.ts";
import { PostButton } from "../../ui/form.tsx";
import { Time } from "../../ui/time.tsx";
import { useText } from "../../ui/use.ts";
import { staffText } from "../text.ts";

type Task = ReturnType<typeof listStaffTasks>[number];

/** What only a person can decide: each with the way to what it is about, and a button once it is seen to. */
export function Decisions({ tasks }: { tasks: Task[] }) {
  const { staff } = useText(staffText);
  return (
    <section className="head" aria-labelledby="decide">
      <h2 id="decide">{staff.toDecide}</h2>
      <ul className="sheet flush list">
        {tasks.map((task) => (
          <li key={task.id}>
            <Matter task={task} />
            <PostButton to={paths.tickOff(task.id)} look="bare" label={staff.tickOffNamed(task.detail)}>
              {staff.tickOff}
            </PostButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Matter({ task: { kind, subject, detail, createdAt } }: { task: Task }) {
  const said = (
    <>
      <span>{detail}</span>
      <small>
        <Time at={createdAt} as="dateTime" />
      </small>
    </>
  );
  const to = wayTo(kind, subject);
  return to ? (
    <a className="main" href={to}>
      {said}
    </a>
  ) : (
    <div className="main">{said}</div>
  );
}

function wayTo(kind: string, subject: string): string | null {
  if (kind === "organization-closing") return paths.staffClosing(subject);
  if (kind === "order-approved") return paths.staffOrder(subject);
  if (kind === "seats-over") return paths.customerSeats(subject);
  if (kind === "owner-objected" || kind === "billing-unheard") return paths.staffCustomer(subject);
  const [customer, org] = subject.split(" ");
  return kind === "customer-in-two-places" ? paths.linkCustomer(org!, customer) : null;
}
