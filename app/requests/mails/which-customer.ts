import { requestWhichCustomerMail } from "#emails/request-which-customer.tsx";
import { z } from "zod";
import { paths } from "../../paths.ts";
import type { MailKind } from "../../mail/kind.ts";
import { findAskedMail } from "../customer-choice.ts";

const props = z.object({ heldMail: z.string() });

/** props: { heldMail }. To its sender: which customer it is for; none where it is a customer’s by then, or nobody’s to say. */
export const requestWhichCustomer: MailKind = {
  title: { en: "Which customer is your email for?" },
  leadsTo({ props: given }, { config }) {
    const { heldMail } = props.parse(given);
    return config.features.has("requests") ? { path: paths.askedMail(heldMail), name: null } : null;
  },
  topic: "always",
  isUnasked: true,
  async write({ portal: { config }, system, row, brand, moment, link }) {
    const mail = findAskedMail(system, row.recipient, props.parse(row.props).heldMail);
    if (!config.features.has("requests") || !mail?.customers.length || mail.request?.orgId) return null;
    return requestWhichCustomerMail({
      brand,
      subject: mail.subject,
      from: mail.fromEmail,
      when: moment(mail.receivedAt),
      customers: mail.customers.map(({ orgId, orgName }) => ({
        name: orgName,
        url: link(paths.askedMail(mail.id, { customer: orgId })),
      })),
    });
  },
};
