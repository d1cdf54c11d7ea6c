import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { mayAskBy, openItem, tokenPageHeaders } from "../links/access.ts";
import { findItemRecord } from "../links/item-record.ts";
import { askByLink } from "../links/questions.ts";
import { QuestionForm } from "../links/views/question.tsx";
import { systemFor } from "../sign-in/handles.ts";
import { contactPostsPerIp, limitVisitor } from "../sign-in/limits.ts";
import { Problems, useFields } from "../ui/form.tsx";
import { Page } from "../ui/page.tsx";
import { titled, type Loaded } from "../ui/title.ts";
import { useText } from "../ui/use.ts";
import { readForm } from "../http/forms.ts";
import { masked } from "../http/masked.ts";
import { invalid, seeOther } from "../http/respond.ts";
import { paths } from "../paths.ts";
import { localeOf } from "../text/locale.ts";
import { textFor } from "../text/words.ts";
import { linksText } from "../links/text.ts";
import { messageField } from "../requests/message-field.ts";
import { requestsText } from "../requests/text.ts";
import { aboutName } from "../requests/about-name.ts";
import { billingText } from "../billing/text.ts";
import { ordersText } from "../orders/text.ts";

export const meta = titled(
  ({ itemLink }, data: Loaded<typeof loader>) => itemLink.askAbout(data ? itemLink.its(data.name) : ""),
  linksText,
);

export const headers: HeadersFunction = ({ actionHeaders }) => ({
  ...Object.fromEntries(actionHeaders),
  ...tokenPageHeaders,
});

/** The link's own page says what is wrong with a link that opens nothing. */
function asking(args: LoaderFunctionArgs) {
  const item = openItem(args);
  const record = item && mayAskBy(args, item) && findItemRecord(item.tenant, item, args.context.portal.now());
  if (!item || !record) throw seeOther(paths.item(args.params.token!), tokenPageHeaders);
  return { item, name: record.name };
}

export function loader(args: LoaderFunctionArgs) {
  const { item, name } = asking(args);
  return { token: args.params.token!, name, address: masked(item.email), once: randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  const { portal, ip } = args.context;
  limitVisitor(systemFor(portal), "contact posts", ip, contactPostsPerIp, portal.now());
  const { item } = asking(args);
  const { contact } = textFor(localeOf(args.request), requestsText);
  const schema = z.object({ message: messageField(contact), once: z.string().optional() });
  const form = await readForm(args.request, schema);
  if (form.status !== "success") return invalid(form.reply());
  const { message: text, once: key = randomUUID() } = form.value;
  const asked = askByLink(args, item, { key, text });
  if ("reference" in asked) throw seeOther(paths.itemAsked(args.params.token!, asked.reference), tokenPageHeaders);
  const formErrors = [contact.tooMany(asked.wait, portal.config.supportEmail)];
  return invalid(form.reply({ formErrors }), asked.wait);
}

export default function ItemQuestion() {
  const { token, name, address, once } = useLoaderData<typeof loader>();
  const { itemLink, ...words } = useText(linksText, billingText, ordersText);
  const [form, { message }] = useFields<{ message: string }>("question", useActionData());
  return (
    <Page
      title={itemLink.askAbout(itemLink.its(name))}
      back={{ to: paths.item(token), name: aboutName(words, name) }}
      ask={null}
      problems={<Problems form={form} />}
      door
    >
      <QuestionForm token={token} address={address} once={once} message={message} isAlone />
    </Page>
  );
}
