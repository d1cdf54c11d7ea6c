import type { Role } from "#db/schema/organizations.ts";
import { heldMailsWords } from "../../requests/text/held-mails.ts";
import { peopleText } from "../../people/text.ts";
import { staffSeatsWords } from "../../team/text/seats.ts";
import { staffWords } from "./staff.ts";
import { staffCustomerWords } from "./staff-customer.ts";
import { staffOrdersWords } from "../../orders/text/staff-orders.ts";
import { staffRequestsWords } from "../../requests/text/staff-requests.ts";

type Section = { title: string; says: string[] };

const seatsTitle = staffSeatsWords.title;
const { shows } = heldMailsWords;
const { me } = peopleText.en;

const sections = {
  today: {
    title: "Start your day",
    says: [
      `${staffWords.title} shows what needs one of you: requests to answer, held emails, orders that are late or waiting for a customer, and decisions.`,
      `Under “${staffWords.toDecide}” is what only a person can settle, such as an approval or a change that has come in, or a Stripe customer without an email address. Deal with it, then press “${staffWords.tickOff}”.`,
    ],
  },
  answer: {
    title: "Answer a request",
    says: [
      `The customer who has waited longest comes first. Open the request, type your answer and press “${staffRequestsWords.send}”, or “${staffRequestsWords.sendAndClose}” if that settles it. It goes out after 10 seconds, and you can undo it until then. The customer gets your answer by email and finds it in the portal too.`,
      `Press “${staffRequestsWords.take}” to show you’re dealing with it: emails about the customer’s replies then go to you instead of everyone. If a colleague has the same request open, the page says so. If someone writes while you’re typing, nothing is sent until you’ve read it, and your text is kept.`,
      `“${staffRequestsWords.writeNote}” adds something that only you and your colleagues see. Nobody is emailed.`,
      `“${staffRequestsWords.about}” also decides who at the customer can read the request, besides the person who asked: people with access to billing see questions about invoices, and people with access to orders see questions about orders. Set it with “${staffRequestsWords.changeLink}”.`,
      "If your portal receives email, you can also answer by replying to the email about the request.",
    ],
  },
  bounces: {
    title: "When an email doesn’t arrive",
    says: [
      `A request is marked “${staffRequestsWords.cameBack}” when an email about it bounced. A customer who can sign in still finds your answer in the portal. For anyone else the request goes back to “${staffRequestsWords.queues["needs-answer"]}”, and you’ll have to reach them another way.`,
    ],
  },
  unverified: {
    title: "Unverified requests",
    says: [
      `Anyone can type any address on the contact page. Until it’s clear who wrote, the request is marked “${staffRequestsWords.unverified}”, and no customer’s data is shown next to it. Don’t share or promise anything on its word alone.`,
      "If the address belongs to a customer, the portal asks them on their home page whether they wrote it.",
      `“${staffRequestsWords.whoseIsIt}” hands the request over to a customer, with all messages and files but without notes. Your answers then go to the person who asked if they’re proven to be one of that customer’s people, and to its owners if not. You can’t undo this.`,
    ],
  },
  held: {
    title: "Held emails",
    says: [
      "An email is held if its sender isn’t verified, or isn’t allowed to read the request it replies to. The sender isn’t told, because anyone can forge an address. You’re emailed about held emails once an hour at most.",
      `Read why it’s held. Then press “${heldMailsWords.accept}” to add it to its request or open a new one, or “${heldMailsWords.dismiss}”. Accepting an email doesn’t let its sender read anything.`,
      `If a verified email comes from another address of someone you know, press the button with their name instead. Emails from that address then count as theirs, until one of you removes it on the customer’s page, or they remove it under “${me.title}”.`,
      "Someone who belongs to several customers is asked by email which one they mean. You can decide before they do.",
      "If a customer emails you directly, forward that email to the portal’s address. It’s held, and you can turn it into the customer’s own request with one button. Anything you wrote above it becomes a note.",
      `“${shows.automatic.name}” has out-of-office replies and the like. You can still accept what’s under “${shows.dismissed.name}”.`,
      "Attachments are deleted 30 days after you dismiss an email or an automatic one arrives, and after 180 days if nobody decides. The text stays.",
    ],
  },
  settings: {
    title: "Saved replies, answer times and your emails",
    says: [
      "Everyone on staff can use the saved replies. Pick one below the answer box and its text is added to what you’ve typed, with the name, invoice or order of the request where it says {name}, {invoice} or {order}. Nothing is sent until you send it.",
      `Customers see when they can usually expect an answer, based on the working hours you set. A request that takes longer is marked “${staffRequestsWords.late}”.`,
      "You get emails about requests, orders and problems with Stripe until you turn them off. If all of you do, they go to the company’s support address. Messages from the contact page always go there as well.",
    ],
  },
  orders: {
    title: "Keep orders up to date",
    says: [
      "Late orders come first, then those waiting for their customer. An order’s page has its next step as a button. Customers see the new step at once.",
      "Customers are emailed when an order ships, is delivered, needs something from them, runs late or is cancelled. Any other step only shows on the order’s page.",
      `“${staffOrdersWords.askCustomer}” asks for an approval, or anything else you need before you can carry on. They approve it or ask for a change. Either way you’re all emailed and it appears on ${staffWords.title}. Once you’ve made a change, ask again.`,
      `“${staffOrdersWords.takeBack}” works for any step your customer hasn’t answered yet, no matter who added it. If they got an email that’s no longer true, such as that the order was delivered, they get a correction.`,
      "If an order ships in several parcels, name the parcel in each step. The order is delivered when all its parcels are.",
      "You choose the names of the steps. The last one means the order is done. If you remove a step from the list, orders that have already had it keep it.",
      "You can change an order, move it to another customer or cancel it. If it also comes from your own system, the next update from there replaces your changes.",
    ],
  },
  imports: {
    title: "Import orders from a file",
    says: [
      "Use a CSV file with one order or one item per line, up to 100,000 lines and 20 MB. Lines with the same reference are one order. Only the column “reference” is required, plus “customer” and “title” for new orders. The import page explains every column and has an example.",
      "The file is checked first. You see what each line would do and what’s wrong with it, and nothing changes until you confirm. Customers aren’t emailed.",
      "You can write dates the way you usually do. If the file doesn’t show whether the day or the month comes first, you’re asked once, and the page shows how the dates were read.",
      "You can undo a whole import. Orders that have changed since then stay as they are.",
    ],
  },
  customers: {
    title: "Look after a customer",
    says: [
      "New customers come from Stripe, from your own system, by hand or from a CSV file with one person per line: choose “Import a CSV” above the list. We check the file first, nobody is emailed, and you can undo the import.",
      "You can search for customers, people, orders, invoices and requests by name, email address, number or the first letters of a word.",
      "A customer’s page shows what’s unpaid, the newest orders and requests, who can sign in with which role, and whether our emails reach them.",
      `Use “${staffCustomerWords.link}” if the portal couldn’t tell who it belongs to. Its invoices, subscriptions and cards move there at once. Unlinking hides them from the customer and changes nothing at Stripe. A customer who loses one is told by email, and you may be asked for a code first.`,
    ],
  },
  team: {
    title: "Customers’ teams",
    says: [
      "Owners and admins invite colleagues, change their roles and remove them, each on their own Team page. Only an owner can make another owner. You can change roles on the customer’s page too.",
      "Someone who opens an invitation while signed in with another address can ask to join instead. The customer’s owners and admins decide.",
      `Under “${seatsTitle}” you choose which subscriptions limit how many people a customer can have. If a customer goes over the limit, nobody loses access, but new invitations are refused and you get a task.`,
    ],
  },
  roles: {
    title: "What each role can do",
    says: [
      "The person who comes from Stripe becomes the owner. Everyone else is invited by their colleagues or comes from your own system.",
    ],
  },
  customer: {
    title: "What customers see",
    says: [
      "Customers sign in with a link or a six-digit code we email them. There are no passwords. Someone who isn’t a customer sees the same page but gets no email.",
      "A link in an email about an invoice or an order opens just that one, without signing in, for 90 days. Anyone who has the link can open it.",
      "Customers never see your notes, the log or another customer.",
    ],
  },
  health: {
    title: "When something is wrong",
    says: [
      "Health says whether the portal is up to date with Stripe, whether emails go out, and what got stuck. Pass it on to the person who runs the portal.",
      "You’re emailed, once a day at most, when Stripe rejects the portal’s key, the key is missing a permission, something couldn’t be fetched, or more than a few records had to be corrected overnight.",
    ],
  },
  you: {
    title: "You and your colleagues",
    says: [
      `Customers see your name on your messages. Change it under “${me.title}”.`,
      "The person who runs the portal decides who is staff. The log shows who changed what, and can’t be edited.",
      "Your own systems send customers, people and orders with an API key. Before you create one, we may email you a code to confirm it’s you.",
    ],
  },
} satisfies Record<string, Section>;

/** What people of a customer see and do. */
const roles: Record<Role, string> = {
  owner:
    "Sees and pays invoices, changes billing details and payment methods, and gets billing emails. Sees orders and all requests.",
  admin: "Sees and does the same as an owner.",
  billing: "Everything in billing, with billing emails, but no orders. Sees only their own requests.",
  member: "Sees orders, and all requests except colleagues’ questions about invoices. No billing.",
  accountant: "Sees invoices and downloads PDFs, but can’t pay. No orders. Sees only their own requests.",
};

/** What the company's own people want to know. Buttons are called by their own words. */
export const staffHelpWords = {
  title: "Help",
  lead: "How to answer customers and look after their orders.",
  contents: "On this page",
  sections,
  roles,
};
