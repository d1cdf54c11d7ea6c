const query = (values: Record<string, string | number | null | undefined>) => {
  const set = Object.entries(values).filter(
    (pair): pair is [string, string | number] => pair[1] != null && pair[1] !== "",
  );
  return set.length ? `?${new URLSearchParams(set.map(([key, value]) => [key, String(value)]))}` : "";
};
type Asked = { year?: number | null; status?: string | null; q?: string | null; after?: string | null };
type AskedOrders = { status?: string | null; q?: string | null; after?: string | null };
type AskedRequests = { whose?: string | null; state?: string | null; after?: string | null };
type Asking = { about?: string | null; subject?: string | null; job?: string | null };
type AskedCustomers = { show?: string | null; sort?: string | null; q?: string | null; after?: string | null };
type AskedBoard = {
  state?: string | null;
  kind?: string | null;
  q?: string | null;
  after?: string | null;
  left?: string | null;
  marked?: string | null;
  ticked?: string | null;
};
type AskedDesk = {
  queue?: string | null;
  whose?: string | null;
  late?: string | null;
  job?: string | null;
  tag?: string | null;
  q?: string | null;
  show?: string | null;
  after?: string | null;
};
type AskedTeamLog = { person?: string | null; after?: string | null };
type AskedLog = { actor?: string | null; customer?: string | null; after?: string | null };
const e = encodeURIComponent;

/** Says in a form's address that what was typed into it waits for its visitor to be signed in. */
export const typedIsKept = "draft";

/** Says in a link's address that it stands in a digest. */
const digestMark = "from=digest";
export const inDigest = (url: string) => `${url}${url.includes("?") ? "&" : "?"}${digestMark}`;
export const isInDigest = (path: string) => path.includes(digestMark);

/** Every URL of the portal, as functions; a test matches each with a route. */
export const paths = {
  root: () => "/",
  /** `item`: the token of an item link, whose recipient is offered as who signs in. */
  signIn: (next?: string | null, item?: string) => `/sign-in${query({ next, item })}`,
  signInCheck: (again = false) => `/sign-in/check${query({ again: again ? 1 : null })}`,
  signInLink: (token: string) => `/sign-in/link?token=${e(token)}`,
  signInLinkAgain: (token: string) => `/sign-in/link/again?token=${e(token)}`,
  signOut: () => "/sign-out",
  signedOut: () => "/sign-in?out=1",
  departed: () => "/sign-in?out=gone",
  sudo: (next?: string | null) => `/me/confirm${query({ next })}`,
  sudoCode: (next?: string | null) => `/me/confirm/code${query({ next })}`,
  organizations: () => "/organizations",
  me: () => "/me",
  counting: () => "/me/counting",
  changeAddress: () => "/me/address",
  checkAddress: () => "/me/address/check",
  /** Without a token: where it is said that a change was undone. */
  undoAddress: (token?: string) => `/address/undo${query({ token })}`,
  departure: () => "/me/departure",
  /** Without a token: where it is said that somebody stays. */
  comeBack: (token?: string) => `/departure/undo${query({ token })}`,
  endOwnAddress: (email?: string) => `/me/addresses/removal${query({ email })}`,
  notifications: () => "/me/notifications",
  deliveryTimes: () => "/me/notifications/times",
  chooseNotifications: (org: string) => `/me/notifications/${e(org)}`,
  delivery: () => "/me/delivery",
  deliveryCode: () => "/me/delivery/code",
  sessions: () => "/me/sessions",
  endSession: (id: string) => `/me/sessions/${e(id)}/end`,
  endOtherSessions: () => "/me/sessions/others/end",
  contact: (about?: string | null) => `/contact${query({ about })}`,
  contactSent: (reference?: string, mailed?: "no") => `/contact/sent${query({ reference, mailed })}`,
  home: (org: string) => `/o/${e(org)}`,
  billing: (org: string, asked: Asked = {}) => `/o/${e(org)}/billing${query(asked)}`,
  billingCsv: (org: string, asked: Asked & { dialect?: string } = {}) =>
    `/o/${e(org)}/billing/invoices.csv${query(asked)}`,
  billingZip: (org: string, year: number) => `/o/${e(org)}/billing/invoices.zip${query({ year })}`,
  invoice: (org: string, invoice: string) => `/o/${e(org)}/billing/${e(invoice)}`,
  invoiceLines: (org: string, invoice: string) => `/o/${e(org)}/billing/${e(invoice)}?lines=all`,
  invoicePdf: (org: string, invoice: string) => `/o/${e(org)}/billing/${e(invoice)}/pdf`,
  forwardInvoice: (org: string, invoice: string) => `/o/${e(org)}/billing/${e(invoice)}/forward`,
  endForward: (org: string, invoice: string) => `/o/${e(org)}/billing/${e(invoice)}/forward/end`,
  invoiceCalendar: (org: string, invoice: string) => `/o/${e(org)}/billing/${e(invoice)}/calendar`,
  receipt: (org: string, invoice: string, payment: string) =>
    `/o/${e(org)}/billing/${e(invoice)}/receipts/${e(payment)}`,
  receiptPdf: (org: string, invoice: string, payment: string) =>
    `/o/${e(org)}/billing/${e(invoice)}/receipts/${e(payment)}/pdf`,
  creditNotePdf: (org: string, invoice: string, note: string) =>
    `/o/${e(org)}/billing/${e(invoice)}/credit-notes/${e(note)}/pdf`,
  payInvoice: (org: string, invoice: string) => `/o/${e(org)}/billing/${e(invoice)}/pay`,
  payAll: (org: string, asked: { currency?: string; checked?: string } = {}) =>
    `/o/${e(org)}/billing/pay${query(asked)}`,
  subscriptions: (org: string, after?: string | null) => `/o/${e(org)}/billing/subscriptions${query({ after })}`,
  changeSubscription: (org: string, subscription: string) =>
    `/o/${e(org)}/billing/subscriptions/${e(subscription)}/change`,
  cancelSubscription: (org: string, subscription: string) =>
    `/o/${e(org)}/billing/subscriptions/${e(subscription)}/cancellation`,
  paymentMethods: (org: string) => `/o/${e(org)}/billing/payment-methods`,
  billingDetails: (org: string, account?: string | null) => `/o/${e(org)}/billing/details${query({ account })}`,
  editBillingDetails: (org: string, account?: string | null) =>
    `/o/${e(org)}/billing/details/edit${query({ account })}`,
  decideDetails: (org: string, change: string) => `/o/${e(org)}/billing/details/changes/${e(change)}`,
  billingMails: (org: string) => `/o/${e(org)}/billing/mails`,
  attachPdf: (org: string) => `/o/${e(org)}/billing/mails/pdf`,
  payables: (org: string, email?: string) => `/o/${e(org)}/billing/mails/address${query({ email })}`,
  removePayables: (org: string, email?: string) => `/o/${e(org)}/billing/mails/removal${query({ email })}`,
  returned: (org: string, visit: string) => `/o/${e(org)}/billing/returned/${e(visit)}`,
  orders: (org: string, asked: AskedOrders = {}) => `/o/${e(org)}/orders${query(asked)}`,
  order: (org: string, order: string) => `/o/${e(org)}/orders/${e(order)}`,
  orderEvents: (org: string, order: string) => `/o/${e(org)}/orders/${e(order)}?events=all`,
  followOrder: (org: string, order: string) => `/o/${e(org)}/orders/${e(order)}/following`,
  orderCalendar: (org: string, order: string) => `/o/${e(org)}/orders/${e(order)}/calendar`,
  /** To where the carrier shows a parcel, or without its number the order as a whole. */
  followParcel: (org: string, order: string, parcel?: number) =>
    `/o/${e(org)}/orders/${e(order)}/parcel${query({ number: parcel?.toString() })}`,
  approval: (org: string, order: string, event?: string) =>
    `/o/${e(org)}/orders/${e(order)}/approval${query({ event })}`,
  requests: (org: string, asked: AskedRequests = {}) => `/o/${e(org)}/requests${query(asked)}`,
  newRequest: (org: string, asking: Asking = {}) => `/o/${e(org)}/requests/new${query(asking).replace("%3A", ":")}`,
  /** `message`: where the page is to begin. */
  request: (org: string, request: string, message?: string) =>
    `/o/${e(org)}/requests/${e(request)}${message ? `#${message}` : ""}`,
  /** The same from outside: it leads there by way of a sign-in as well. */
  requestAt: (org: string, request: string, message: string) =>
    `/o/${e(org)}/requests/${e(request)}${query({ to: message })}`,
  /** A request from what was said in it last. */
  newestMessage: (org: string, request: string) => `/o/${e(org)}/requests/${e(request)}#newest`,
  requestMessages: (org: string, request: string) => `/o/${e(org)}/requests/${e(request)}?messages=all`,
  voteOnClosing: (org: string, request: string) => `/o/${e(org)}/requests/${e(request)}/answered`,
  closeRequest: (org: string, request: string) => `/o/${e(org)}/requests/${e(request)}/closure`,
  followRequest: (org: string, request: string) => `/o/${e(org)}/requests/${e(request)}/following`,
  letIn: (org: string, request: string) => `/o/${e(org)}/requests/${e(request)}/people`,
  reopenRequest: (org: string, request: string) => `/o/${e(org)}/requests/${e(request)}/reopening`,
  orderFile: (org: string, order: string, file: string) => `/o/${e(org)}/orders/${e(order)}/files/${e(file)}`,
  requestFile: (org: string, request: string, file: string) => `/o/${e(org)}/requests/${e(request)}/files/${e(file)}`,
  team: (org: string) => `/o/${e(org)}/team`,
  invite: (org: string, asked: { role?: string; email?: string; name?: string } = {}) =>
    `/o/${e(org)}/team/invite${query(asked)}`,
  inviteMany: (org: string) => `/o/${e(org)}/team/invite/many`,
  inviteAgain: (org: string, invite: string) => `/o/${e(org)}/team/invites/${e(invite)}/again`,
  withdrawInvite: (org: string, invite: string) => `/o/${e(org)}/team/invites/${e(invite)}/withdrawal`,
  /** Without a token: where an invitation is taken by whoever is signed in with its address. */
  invitation: (token?: string) => `/invite${query({ token })}`,
  newInvitation: (token?: string) => `/invite/again${query({ token })}`,
  refuseInvitation: (token?: string) => `/invite/refusal${query({ token })}`,
  /** Without a token: what is said to whoever asked. */
  askToJoin: (token?: string) => `/invite/request${query({ token })}`,
  acceptJoin: (org: string, request: string) => `/o/${e(org)}/team/requests/${e(request)}/acceptance`,
  refuseJoin: (org: string, request: string) => `/o/${e(org)}/team/requests/${e(request)}/refusal`,
  ownerClaim: (org: string) => `/o/${e(org)}/team/owner`,
  teamPerson: (org: string, person: string) => `/o/${e(org)}/team/people/${e(person)}`,
  removeFromTeam: (org: string, person: string) => `/o/${e(org)}/team/people/${e(person)}/removal`,
  signOutOfTeam: (org: string, person: string) => `/o/${e(org)}/team/people/${e(person)}/sign-out`,
  ownData: () => "/me/data",
  ownDataZip: () => "/me/data.zip",
  teamLog: (org: string, asked: AskedTeamLog = {}) => `/o/${e(org)}/team/log${query(asked)}`,
  teamLogCsv: (org: string, asked: AskedTeamLog = {}) => `/o/${e(org)}/team/log.csv${query(asked)}`,
  exportOrganization: (org: string) => `/o/${e(org)}/export`,
  organizationZip: (org: string) => `/o/${e(org)}/export.zip`,
  closing: (org: string) => `/o/${e(org)}/closing`,
  stopClosing: (org: string) => `/o/${e(org)}/closing/withdrawal`,
  staffClosing: (org: string) => `/staff/customers/${e(org)}/closing`,
  staffReopening: (org: string) => `/staff/customers/${e(org)}/reopening`,
  leaveTeam: (org: string) => `/o/${e(org)}/team/leaving`,
  unclaimed: (request: string) => `/me/requests/${e(request)}`,
  claimRequest: (request: string) => `/me/requests/${e(request)}/claim`,
  disownRequest: (request: string) => `/me/requests/${e(request)}/disowning`,
  askedMail: (mail: string, asked: { customer?: string } = {}) => `/me/mails/${e(mail)}${query(asked)}`,
  chooseCustomer: (mail: string) => `/me/mails/${e(mail)}/customer`,
  /** Where a mail's recipient gets no more like it. */
  leave: (token: string, asked: Partial<Record<"was" | "followed" | "ended" | "saved" | "undone", string>> = {}) =>
    `/u/${e(token)}${query(asked)}`,
  leaveUndo: (token: string) => `/u/${e(token)}/undo`,
  item: (token: string) => `/l/${e(token)}`,
  itemLines: (token: string) => `/l/${e(token)}?lines=all`,
  itemEvents: (token: string) => `/l/${e(token)}?events=all`,
  itemFile: (token: string, file: string) => `/l/${e(token)}/file${query({ file })}`,
  itemPdf: (token: string) => `/l/${e(token)}/pdf`,
  itemReceiptPdf: (token: string, payment: string) => `/l/${e(token)}/pdf${query({ payment })}`,
  itemCalendar: (token: string) => `/l/${e(token)}/calendar`,
  itemPay: (token: string) => `/l/${e(token)}/pay`,
  itemAsk: (token: string) => `/l/${e(token)}/question`,
  /** Where it is said that a question was sent. */
  itemAsked: (token: string, reference: string) => `/l/${e(token)}${query({ asked: reference })}`,
  itemApproval: (token: string, again = false) => `/l/${e(token)}/approval${query({ again: again ? 1 : null })}`,
  itemApprovalCode: (token: string, again = false) => `/l/${e(token)}/code${query({ again: again ? 1 : null })}`,
  /** Where it is said what came of an answer. */
  itemAnswered: (token: string, answered: string) => `/l/${e(token)}${query({ answered })}`,
  itemRenewed: (token: string) => `/l/${e(token)}/renewed`,
  staff: () => "/staff",
  staffHealth: () => "/staff/health",
  insights: () => "/staff/insights",
  insightsCsv: (asked: { from?: string; to?: string } = {}) => `/staff/insights.csv${query(asked)}`,
  staffHelp: () => "/staff/help",
  mailAgain: (mail: string) => `/staff/mails/${e(mail)}/again`,
  tickOff: (task: number) => `/staff/tasks/${task}/completion`,
  staffFile: (file: string) => `/staff/files/${e(file)}`,
  staffSearch: (asked: { q?: string | null } = {}) => `/staff/search${query(asked)}`,
  staffCustomers: (asked: AskedCustomers = {}) => `/staff/customers${query(asked)}`,
  importCustomers: () => "/staff/customers/import",
  newCustomer: () => "/staff/customers/new",
  staffCustomer: (org: string) => `/staff/customers/${e(org)}`,
  customerNotes: (org: string) => `/staff/customers/${e(org)}/notes`,
  removeCustomerNote: (org: string, note: string) => `/staff/customers/${e(org)}/notes/${e(note)}/removal`,
  staffInvite: (org: string, asked: { role?: string; email?: string; name?: string } = {}) =>
    `/staff/customers/${e(org)}/people/new${query(asked)}`,
  staffInviteAgain: (org: string, invite: string) => `/staff/customers/${e(org)}/invites/${e(invite)}/again`,
  staffWithdrawInvite: (org: string, invite: string) => `/staff/customers/${e(org)}/invites/${e(invite)}/withdrawal`,
  staffOwner: (org: string) => `/staff/customers/${e(org)}/owner`,
  staffPerson: (org: string, person: string) => `/staff/customers/${e(org)}/people/${e(person)}`,
  staffRemovePerson: (org: string, person: string) => `/staff/customers/${e(org)}/people/${e(person)}/removal`,
  staffSignInMail: (org: string, person: string) => `/staff/customers/${e(org)}/people/${e(person)}/sign-in-mail`,
  erasePerson: (person: string) => `/staff/people/${e(person)}/erasure`,
  leaveToFeed: (org: string, person: string) => `/staff/customers/${e(org)}/people/${e(person)}/feed`,
  endAddress: (org: string, email?: string) => `/staff/customers/${e(org)}/addresses/removal${query({ email })}`,
  linkCustomer: (org: string, customer?: string) => `/staff/customers/${e(org)}/stripe/new${query({ customer })}`,
  unlinkCustomer: (org: string, customer: string) => `/staff/customers/${e(org)}/stripe/${e(customer)}/removal`,
  staffOrders: (asked: AskedBoard = {}) => `/staff/orders${query(asked)}`,
  keptFilters: () => "/staff/orders/filters",
  markOrders: () => "/staff/orders/steps",
  newOrder: (asked: { customer?: string | null; q?: string | null } = {}) => `/staff/orders/new${query(asked)}`,
  staffOrder: (order: string) => `/staff/orders/${e(order)}`,
  staffOrderFile: (order: string, file: string) => `/staff/orders/${e(order)}/files/${e(file)}`,
  staffOrderEvents: (order: string) => `/staff/orders/${e(order)}?events=all`,
  editOrder: (order: string) => `/staff/orders/${e(order)}/edit`,
  moveOrder: (order: string, asked: { customer?: string | null; q?: string | null } = {}) =>
    `/staff/orders/${e(order)}/move${query(asked)}`,
  cancelOrder: (order: string) => `/staff/orders/${e(order)}/cancellation`,
  newOrderEvent: (order: string, step?: string | null) => `/staff/orders/${e(order)}/events/new${query({ step })}`,
  /** Of the newest step that can be taken back, unless another is named. */
  removeOrderEvent: (order: string, event?: string, board?: string) =>
    `/staff/orders/${e(order)}/events/removal${query({ event, board })}`,
  staffRequests: (asked: AskedDesk = {}) => `/staff/requests${query(asked)}`,
  staffRequest: (request: string, asked: AskedDesk & { messages?: "all" } = {}) =>
    `/staff/requests/${e(request)}${query(asked)}`,
  staffRequestClosure: (request: string) => `/staff/requests/${e(request)}/closure`,
  assignRequest: (request: string) => `/staff/requests/${e(request)}/assignment`,
  giveRequest: (request: string, asked: { customer?: string | null; q?: string | null } = {}) =>
    `/staff/requests/${e(request)}/customer${query(asked)}`,
  snoozeRequest: (request: string) => `/staff/requests/${e(request)}/snooze`,
  undoAnswer: (request: string) => `/staff/requests/${e(request)}/undo`,
  discardAnswer: (request: string) => `/staff/requests/${e(request)}/discard`,
  tagRequest: (request: string) => `/staff/requests/${e(request)}/tags`,
  noteRequest: (request: string) => `/staff/requests/${e(request)}/note`,
  linkRequest: (request: string) => `/staff/requests/${e(request)}/link`,
  /** Those "held" for somebody to look at, unless other ones are asked for. */
  heldMails: (kind?: string) => `/staff/requests${query({ queue: "held", show: kind === "held" ? null : kind })}`,
  heldMail: (mail: string) => `/staff/requests/held/${e(mail)}`,
  acceptHeldMail: (mail: string) => `/staff/requests/held/${e(mail)}/acceptance`,
  dismissHeldMail: (mail: string) => `/staff/requests/held/${e(mail)}/dismissal`,
  openForwarded: (mail: string) => `/staff/requests/held/${e(mail)}/forwarded`,
  letSenderIn: (mail: string) => `/staff/requests/held/${e(mail)}/sender`,
  staffImports: () => "/staff/imports",
  staffImportExample: (asked: { dialect?: string; kind?: string } = {}) => `/staff/imports/example.csv${query(asked)}`,
  staffImport: (id: string, asked: { show?: string | null; after?: string | null } = {}) =>
    `/staff/imports/${e(id)}${query(asked)}`,
  confirmImport: (id: string) => `/staff/imports/${e(id)}/confirmation`,
  retryImport: (id: string) => `/staff/imports/${e(id)}/retry`,
  refusedLines: (id: string) => `/staff/imports/${e(id)}/refused.csv`,
  undoImport: (id: string) => `/staff/imports/${e(id)}/undo`,
  staffSteps: (kind?: string | null) => `/staff/steps${query({ kind })}`,
  staffStep: (kind: string, step: string) => `/staff/steps/${e(kind)}/${e(step)}`,
  placeStep: (kind: string, step: string) => `/staff/steps/${e(kind)}/${e(step)}/place`,
  removeStep: (kind: string, step: string) => `/staff/steps/${e(kind)}/${e(step)}/removal`,
  staffTags: () => "/staff/settings/tags",
  staffSettings: () => "/staff/settings",
  savedReplies: () => "/staff/settings/replies",
  newSavedReply: () => "/staff/settings/replies/new",
  savedReply: (reply: string) => `/staff/settings/replies/${e(reply)}`,
  removeSavedReply: (reply: string) => `/staff/settings/replies/${e(reply)}/removal`,
  staffAsked: (job: string) => `/staff/insights/${e(job)}`,
  askedRequests: (asked: { job: string; like?: string; lately?: "yes" }) => `/staff/insights/asked${query(asked)}`,
  staffBaseline: () => "/staff/insights/baseline",
  staffAnswers: () => "/staff/settings/answers",
  staffSeats: () => "/staff/settings/seats",
  customerSeats: (org: string) => `/staff/customers/${e(org)}/seats`,
  staffMails: () => "/staff/settings/mails",
  staffKeys: () => "/staff/keys",
  newKey: () => "/staff/keys/new",
  revokeKey: (key: string) => `/staff/keys/${e(key)}/revocation`,
  staffLog: (asked: AskedLog = {}) => `/staff/log${query(asked)}`,
  visits: () => "/visits/api/event",
  stripeWebhook: () => "/webhooks/stripe",
  postmarkInbound: () => "/webhooks/postmark/inbound",
  devMail: () => "/dev/mail",
  devMailHtml: (id: string) => `/dev/mail/${e(id)}`,
  devEmails: () => "/dev/emails",
  devEmailHtml: (name: string) => `/dev/emails/${e(name)}`,
} as const;
