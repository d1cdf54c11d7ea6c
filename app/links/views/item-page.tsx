import type { BankTransfer } from "../../billing/bank-transfer.ts";
import type { BillingStanding } from "../../billing/billing-standing.ts";
import type { ItemName } from "../../requests/about-name.ts";
import type { ItemRecord } from "../item-record.ts";
import { paths } from "../../paths.ts";
import { aboutName } from "../../requests/about-name.ts";
import { SubmitButton } from "../../ui/form.tsx";
import { AsOf } from "../../billing/views/billing-standing.tsx";
import { InvoiceSheets } from "../../billing/views/invoice.tsx";
import { ItemBar } from "./item-bar.tsx";
import { OrderLead } from "../../orders/views/order-lead.tsx";
import { OrderSentence } from "../../orders/views/order-sentence.tsx";
import { OrderSheets } from "../../orders/views/order.tsx";
import { Approval } from "./approval.tsx";
import { Question } from "./question.tsx";
import { Page } from "../../ui/page.tsx";
import { useText } from "../../ui/use.ts";
import { billingText } from "../../billing/text.ts";
import { linksText } from "../text.ts";
import { ordersText } from "../../orders/text.ts";
import { portalText } from "../../text/portal.ts";

type OpenProps<Kind> = {
  token: string;
  org: string;
  record: Extract<ItemRecord, { kind: Kind }>;
  transfer: BankTransfer | null;
  away: BillingStanding["away"];
  /** The recipient's, masked: a mail is passed on. */
  address: string;
  mayPay: boolean;
  /** The key of the form to ask with; null where the way to a human is the contact page. */
  once: string | null;
  /** The reference of what was just asked here. */
  asked: string | null;
  /** What came of an answer that was just given here, in a word. */
  answered: string | null;
};

/** What was just asked, and the way to ask: on the page itself, else as on every other page. */
function useAsking({ token, address, once, asked }: Pick<OpenProps<"order">, "token" | "address" | "once" | "asked">) {
  const { itemLink } = useText(linksText);
  return {
    notice: asked && itemLink.asked(asked, address),
    form: once && <Question token={token} address={address} once={once} />,
  };
}

/** An invoice for who holds a link to it. */
export function OpenInvoice({ record: { invoice, name }, transfer, away, mayPay, ...link }: OpenProps<"invoice">) {
  const { token, address } = link;
  const asking = useAsking(link);
  const text = useText(billingText, linksText, ordersText, portalText);
  const { billing, itemLink, shell } = text;
  const urls = {
    pdf: paths.itemPdf(token),
    pay: mayPay ? paths.itemPay(token) : null,
    calendar: paths.itemCalendar(token),
    allLines: paths.itemLines(token),
    receiptPdf: (payment: string) => paths.itemReceiptPdf(token, payment),
  };
  const ask = { lead: billing.ask, name: shell.askAboutThis, about: aboutName(text, name) };
  return (
    <Page
      title={billing.invoice(invoice.number)}
      lead={itemLink.sentTo(address)}
      ask={asking.form ? null : ask}
      notice={asking.notice}
    >
      <AsOf away={away} />
      <InvoiceSheets invoice={invoice} urls={urls} transfer={transfer} />
      {asking.form}
    </Page>
  );
}

/** An order for who holds a link to it, who may answer what it waits for. */
export function OpenOrder({ org, record: { order, asked, name }, answered, ...link }: OpenProps<"order">) {
  const { token, address } = link;
  const asking = useAsking(link);
  const text = useText(billingText, linksText, ordersText, portalText);
  const { approval, itemLink, orders, shell } = text;
  const { over, changed, given } = approval;
  const answer = new Map(Object.entries({ ...given, over, changed, already: itemLink.already })).get(answered ?? "");
  const urls = {
    calendar: paths.itemCalendar(token),
    allEvents: paths.itemEvents(token),
    approval: (event: string) => paths.signIn(paths.approval(org, order.id, event), token),
    file: (file: string) => paths.itemFile(token, file),
    parcel: null,
    invoice: null,
  };
  const lead = (
    <>
      <OrderLead order={order} />
      <span className="under">{itemLink.sentTo(address)}</span>
    </>
  );
  const ask = { lead: orders.ask(order.kind), name: shell.askAboutThis, about: aboutName(text, name) };
  return (
    <Page
      title={<OrderSentence order={order} />}
      lead={lead}
      ask={asking.form ? null : ask}
      notice={asking.notice ?? answer}
    >
      <OrderSheets
        order={order}
        urls={urls}
        waits={
          asked && (
            <Approval token={token} address={address} asked={asked} note={{ id: "approval-note", name: "note" }} />
          )
        }
      />
      {asking.form}
    </Page>
  );
}

/** A link whose days are over: what it led to, and a fresh one. */
export function Expired({ name, address }: { name: ItemName; address: string }) {
  const text = useText(billingText, linksText, ordersText, portalText);
  const { itemLink, shell } = text;
  const ask = { lead: itemLink.ask, name: shell.askAboutThis, about: aboutName(text, name) };
  return (
    <>
      <ItemBar next={null} />
      <Page title={itemLink.expiredTitle} lead={itemLink.expiredLead(itemLink.its(name))} ask={ask}>
        <form className="sheet" method="post">
          <p>
            {itemLink.newLinkTo} <b>{address}</b>, {itemLink.whereItWent}
          </p>
          <div>
            <SubmitButton>{itemLink.newLink}</SubmitButton>
          </div>
        </form>
      </Page>
    </>
  );
}

/** A link that leads nowhere any more, whatever it was. */
export function Gone() {
  const { itemLink } = useText(linksText);
  return (
    <Page title={itemLink.goneTitle} lead={itemLink.goneLead} ask={{ lead: itemLink.ask }} door>
      <p>
        <a className="btn" href={paths.signIn()}>
          {itemLink.signIn}
        </a>
      </p>
    </Page>
  );
}
