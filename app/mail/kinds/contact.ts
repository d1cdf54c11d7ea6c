import { requestNewMail } from "#emails/request-new.tsx";
import { requestReceivedMail } from "#emails/request-received.tsx";
import { z } from "zod";
import type { Kind } from "../compose.ts";

const receipt = z.object({ reference: z.string() });
const request = receipt.extend({
  name: z.string().nullable(),
  email: z.string(),
  verified: z.boolean(),
  about: z.string().nullable(),
  message: z.string(),
});

/** To the company, what somebody wrote on the contact page. A reply goes to the writer. */
export const requestNew: Kind = {
  canBeOff: false,
  async write({ row, brand, moment }) {
    const props = request.parse(row.props);
    const mail = await requestNewMail({ ...props, brand, when: moment(row.createdAt) });
    return { ...mail, replyTo: props.email, thread: props.reference };
  },
};

/** props: { reference }. To the writer. */
export const requestReceived: Kind = {
  canBeOff: true,
  async write({ row, brand, moment }) {
    const { reference } = receipt.parse(row.props);
    return { ...(await requestReceivedMail({ brand, reference, when: moment(row.createdAt) })), thread: reference };
  },
};
