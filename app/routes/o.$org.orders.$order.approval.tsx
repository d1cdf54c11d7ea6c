import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { countedAs } from "../sign-in/counted.ts";
import { requireMember, systemFor, type RouteArgs } from "../sign-in/handles.ts";
import { setFlash } from "../sign-in/sessions.ts";
import { ApprovalForm, NotAsked, ToLookAt } from "../orders/views/approval.tsx";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { requireFeature } from "../http/features.ts";
import { readForm } from "../http/forms.ts";
import { invalid, notFound, seeOther } from "../http/respond.ts";
import { answerForm } from "../orders/approval-form.ts";
import { answerAsked, findAsked } from "../orders/order-approvals.ts";
import type { OrderDecision } from "#db/schema/orders.ts";
import { paths } from "../paths.ts";
import { formatFor } from "../text/format.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { ordersText, type OrdersText } from "../orders/text.ts";
import { portalText } from "../text/portal.ts";

export const meta = titled(
  ({ approval }, data: Loaded<typeof loader>) => (data ? titleOf(approval, data) : approval.title("")),
  ordersText,
);

type Standing = { asks: { needs: string }; isWaiting: boolean; answer: { decision: OrderDecision } | null };

const titleOf = ({ title, titleThen }: OrdersText["approval"], { asks, isWaiting, answer }: Standing) =>
  (isWaiting ? title : titleThen[answer?.decision ?? "over"])(asks.needs);

function asking(args: RouteArgs) {
  requireFeature(args, "orders");
  const member = requireMember(args, "orders.read");
  const event = new URL(args.request.url).searchParams.get("event") ?? "";
  return { member, order: args.params.order!, event };
}

export function loader(args: LoaderFunctionArgs) {
  const { member, order, event } = asking(args);
  const asked = findAsked(member, order, event);
  if (!asked) throw notFound();
  return { org: member.orgId, event, ...asked };
}

export async function action(args: ActionFunctionArgs) {
  const { member, order, event } = asking(args);
  const { portal } = args.context;
  const locale = localeOf(args.request);
  const { approval } = textFor(locale, ordersText);
  const form = await readForm(args.request, answerForm(approval));
  if (form.status !== "success") return invalid(form.reply());
  const { id: personId, email } = member.session.person;
  const { decision, seen, note } = form.value;
  const by = { decision, personId, email, note: note || null };
  const around = { now: portal.now(), staffEmails: portal.config.staffEmails, seen, counted: countedAs(args) };
  const outcome = answerAsked(member, order, event, by, around);
  if (!outcome) throw notFound();
  if (outcome.is === "changed") return invalid(form.reply({ formErrors: [approval.changed] }));
  setFlash(systemFor(portal), member.session, said(outcome, decision, locale));
  return seeOther(paths.order(member.orgId, order));
}

type Outcome = Exclude<ReturnType<typeof answerAsked>, null | { is: "changed" }>;

function said(outcome: Outcome, wanted: OrderDecision, locale: string) {
  const { approval } = textFor(locale, ordersText);
  if (outcome.is === "over") return approval.over;
  if (outcome.is !== "already") return approval.given[outcome.is];
  const [email, when] = [outcome.by?.email ?? null, formatFor(locale).dateTime(outcome.at)];
  const isTooLate = wanted === "change" && outcome.decision === "approved";
  return isTooLate ? approval.changeTooLate(email, when) : approval.already[outcome.decision](email, when);
}

export default function Approval() {
  const { org, event, order, asks, files, shown, answer, isWaiting } = useLoaderData<typeof loader>();
  const { approval, orders, shell } = useText(ordersText, portalText);
  const [form, fields] = useFields<{ note: string }>("approval", useActionData());
  const name = orders.name(order.kind, order.reference);
  return (
    <Page
      title={titleOf(approval, { asks, isWaiting, answer })}
      lead={`${order.title} · ${order.reference}`}
      back={{ to: paths.order(org, order.id), name }}
      ask={{ lead: approval.ask, name: shell.askAboutThis, about: name, thing: { kind: "order", id: order.id } }}
      problems={<Problems form={form} />}
    >
      {isWaiting ? (
        <>
          <ToLookAt
            note={asks.note}
            shown={shown}
            files={files}
            file={(file) => paths.orderFile(org, order.id, file)}
          />
          <ApprovalForm to={paths.approval(org, order.id, event)} asks={asks} note={fields.note} />
        </>
      ) : (
        <NotAsked answer={answer} order={paths.order(org, order.id)} />
      )}
    </Page>
  );
}
